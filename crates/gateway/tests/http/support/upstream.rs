//! The upstream's side, on a bare socket: it remembers each request to the byte
//! and does what it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What to do with a request.
pub enum Act {
    /// Answer these bytes and close.
    Say(Vec<u8>),
    /// Say these bytes, then neither close nor say more.
    Stall(Vec<u8>),
    /// Answer these bytes when the upstream is let go.
    Later(Vec<u8>),
}

/// An upstream that is listening.
pub struct Upstream {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
    arrivals: watch::Receiver<usize>,
    go: watch::Sender<bool>,
}

/// A complete answer with a JSON body and the given further header lines.
pub fn json_reply(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

impl Upstream {
    /// Answers each request with the request itself.
    pub async fn echo() -> Self {
        Self::serve(|request| Act::Say(json_reply("", request))).await
    }

    /// Answers each request with the same bytes.
    pub async fn says(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::serve(move |_| Act::Say(answer.clone())).await
    }

    pub async fn serve(act: impl Fn(&[u8]) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (arrived, arrivals) = watch::channel(0);
        let (go, gone) = watch::channel(false);
        let (arrived, act) = (Arc::new(arrived), Arc::new(act));
        let seen = requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, arrived, act, gone) =
                    (seen.clone(), arrived.clone(), act.clone(), gone.clone());
                tokio::spawn(async move {
                    let note = |request: &[u8]| {
                        seen.lock().expect("not poisoned").push(request.to_vec());
                        arrived.send_modify(|count| *count += 1);
                        act(request)
                    };
                    converse(stream, note, gone).await;
                });
            }
        });
        Self {
            address,
            requests,
            arrivals,
            go,
        }
    }

    /// The requests that came, to the byte.
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock().expect("not poisoned");
        requests
            .iter()
            .map(|request| String::from_utf8_lossy(request).into_owned())
            .collect()
    }

    /// Waits until so many requests came.
    pub async fn arrived(&self, count: usize) {
        let mut arrivals = self.arrivals.clone();
        let arrived = arrivals.wait_for(|arrived| *arrived >= count);
        tokio::time::timeout(super::PATIENCE, arrived)
            .await
            .expect("requests arrive in time")
            .expect("the upstream lives");
    }

    /// Lets the answers go that were kept for later.
    pub fn release(&self) {
        self.go.send_replace(true);
    }
}

/// Reads one request, then does what `act` says.
pub async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    act: impl FnOnce(&[u8]) -> Act,
    mut go: watch::Receiver<bool>,
) {
    let mut request = Vec::new();
    while !is_whole(&request) {
        if !stream
            .read_buf(&mut request)
            .await
            .is_ok_and(|count| count > 0)
        {
            return;
        }
    }
    match act(&request) {
        Act::Say(answer) => {
            let _ = stream.write_all(&answer).await;
            let _ = stream.shutdown().await;
        }
        Act::Stall(beginning) => {
            let _ = stream.write_all(&beginning).await;
            // Until the other end gives up.
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        Act::Later(answer) => {
            if go.wait_for(|go| *go).await.is_ok() {
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
        }
    }
}

fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    request.len() >= end + 4 + length.unwrap_or(0_usize)
}
