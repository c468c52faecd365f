//! The browser's side, on a bare socket: what is sent is what is written here.

use super::PATIENCE;
use serde_json::Value;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A request as the application sends it, until told otherwise.
pub struct Ask {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether the body was as long as announced.
    pub complete: bool,
}

impl Ask {
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: vec![
                ("Sec-Fetch-Site".to_owned(), "same-origin".to_owned()),
                ("X-Manager".to_owned(), "1".to_owned()),
            ],
            body: Vec::new(),
        }
    }

    pub fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    /// Adds a header, in place of one of the same name.
    pub fn header(self, name: &str, value: &str) -> Self {
        let mut ask = self.without(name);
        ask.headers.push((name.to_owned(), value.to_owned()));
        ask
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        let length = self.body.len().to_string();
        self.header("Content-Length", &length)
    }

    pub fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        if !self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            head += &format!("Host: {address}\r\n");
        }
        if self.method == "HEAD" {
            // The length announced is not sent: the end of the connection tells.
            head += "Connection: close\r\n";
        }
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        let mut bytes = (head + "\r\n").into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    pub async fn send(&self, address: SocketAddr) -> Reply {
        exchange(address, &self.bytes(address)).await
    }
}

/// Sends bytes as they are and reads one answer.
pub async fn exchange(address: SocketAddr, bytes: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    // A request that is refused early may meet a closed connection: its answer counts.
    let _ = stream.write_all(bytes).await;
    read_reply(&mut stream).await.expect("an answer")
}

/// Reads one answer; `None` when the connection ends without one.
pub async fn read_reply(stream: &mut TcpStream) -> Option<Reply> {
    timeout(PATIENCE, read(stream))
        .await
        .expect("an answer in time")
}

async fn read(stream: &mut TcpStream) -> Option<Reply> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if !more(stream, &mut bytes).await {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is text");
    let mut body = bytes.split_off(end + 4);
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").expect("a header line"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let value = |name: &str| {
        headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    };
    let complete = if let Some(length) = value("content-length") {
        let length: usize = length.parse().expect("a length");
        while body.len() < length && more(stream, &mut body).await {}
        body.len() >= length
    } else if value("transfer-encoding") == Some("chunked") {
        while !body.ends_with(b"0\r\n\r\n") && more(stream, &mut body).await {}
        let complete = body.ends_with(b"0\r\n\r\n");
        body = unchunk(&body);
        complete
    } else {
        status == 304 || status == 204
    };
    Some(Reply {
        status,
        headers,
        body,
        complete,
    })
}

async fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> bool {
    stream.read_buf(bytes).await.is_ok_and(|count| count > 0)
}

fn unchunk(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(at) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&bytes[..at]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size");
        let from = at + 2;
        let to = (from + size).min(bytes.len());
        whole.extend_from_slice(&bytes[from..to]);
        bytes = bytes.get(to + 2..).unwrap_or_default();
        if size == 0 {
            break;
        }
    }
    whole
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The kind of the gateway's own error, or "" when the answer is an upstream's.
    pub fn kind(&self) -> &str {
        self.header("x-manager-error").unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }
}
