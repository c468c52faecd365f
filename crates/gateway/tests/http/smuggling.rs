//! Requests that two readers could take for different ones.

use crate::support::{Ask, Upstream, exchange, gateway_to, read_reply};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What an attacker would like to have taken for a request of its own.
fn hidden(address: SocketAddr) -> String {
    format!(
        "DELETE /api/eu/1.0/hidden HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nX-Manager: 1\r\n\r\n"
    )
}

fn with_framing(address: SocketAddr, framing: &str) -> Vec<u8> {
    let hidden = hidden(address);
    format!(
        "POST /api/eu/1.0/me HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nX-Manager: 1\r\n{framing}\r\n0\r\n\r\n{hidden}"
    )
    .into_bytes()
}

#[tokio::test]
async fn lengths_with_two_readings_are_refused() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    for framing in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "transfer-encoding: identity\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 5\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 5 \u{b}\r\n",
        "Content-Length: 18446744073709551617\r\n",
        "Content-Length : 5\r\n",
        "Content-Length:\r\n 5\r\n",
        "X: a\r\n Content-Length: 5\r\n",
        "X: a\r\n\tb\r\n",
        "X: a\rContent-Length: 5\r\n",
        "X: a\nContent-Length: 5\r\n",
        "X: a\0b\r\n",
        "Content-Length\r\n",
        ": a\r\n",
        "Host: other.example\r\n",
    ] {
        let mut stream = TcpStream::connect(address)
            .await
            .expect("the gateway listens");
        stream
            .write_all(&with_framing(address, framing))
            .await
            .expect("sent");
        let reply = read_reply(&mut stream).await.expect("an answer");
        assert_eq!(
            (reply.status, reply.kind()),
            (400, "bad-request"),
            "{framing:?}"
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        // Nothing further is read: the connection ends with the refusal.
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert_eq!(String::from_utf8_lossy(&rest), "", "{framing:?}");
    }
    assert_eq!(upstream.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn bodies_of_unknown_length_are_asked_for_one() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    let reply = exchange(
        address,
        &with_framing(address, "Transfer-Encoding: chunked\r\n"),
    )
    .await;
    assert_eq!((reply.status, reply.kind()), (411, "bad-request"));
    assert_eq!(upstream.requests().len(), 0);
}

#[tokio::test]
async fn a_body_is_never_taken_for_a_request() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    let body = hidden(address);
    let mut stream = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    let post = Ask::new("POST", "/api/eu/1.0/me")
        .body(body.clone())
        .bytes(address);
    let next = Ask::get("/api/eu/1.0/next").bytes(address);
    stream
        .write_all(&[post, next].concat())
        .await
        .expect("sent");
    let first = read_reply(&mut stream).await.expect("an answer");
    assert!(first.text().ends_with(&body));
    assert!(
        upstream
            .requests()
            .iter()
            .all(|request| !request.starts_with("DELETE"))
    );
}

#[tokio::test]
async fn the_upstream_is_told_each_length_once() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let seen = Ask::new("POST", "/api/eu/1.0/me")
        .body("{}")
        .send(gateway.address())
        .await
        .text();
    let seen = seen.to_ascii_lowercase();
    assert_eq!(seen.matches("content-length: 2\r\n").count(), 1, "{seen}");
    assert!(!seen.contains("transfer-encoding"), "{seen}");
}

#[tokio::test]
async fn only_http_1_is_spoken() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    for bytes in [
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        format!("GET /healthz HTTP/3.0\r\nHost: {address}\r\n\r\n"),
        "GET /healthz\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\r\n\r\n".to_owned(),
        format!("GET  /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n"),
        "GET /healthz HTTP/1.1\r\n\r\n".to_owned(),
    ] {
        assert_eq!(
            exchange(address, bytes.as_bytes()).await.status,
            400,
            "{bytes:?}"
        );
    }
}
