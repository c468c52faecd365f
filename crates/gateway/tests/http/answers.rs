//! What upstreams answer, or do not, and what the application is told then.

use crate::support::{Act, Ask, Reply, Upstream, config_with, gateway_to, json_reply};
use gateway::endpoint::Endpoint;
use gateway::{Running, start};
use std::time::{Duration, Instant};
use tokio::net::TcpSocket;

const SHORT: Duration = Duration::from_millis(300);

async fn impatient_gateway_to(upstream: &Upstream) -> Running {
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.read = SHORT;
    config.limits.write = SHORT * 2;
    start(config).await.expect("a gateway starts")
}

fn is_error(reply: &Reply, status: u16, kind: &str, class: &str) {
    assert_eq!(
        (reply.status, reply.kind()),
        (status, kind),
        "{}",
        reply.text()
    );
    let body = reply.json();
    assert_eq!(body["class"], class);
    assert_eq!(body["endpoint"], "eu");
    assert!(
        body["message"]
            .as_str()
            .is_some_and(|message| !message.is_empty())
    );
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn answers_of_every_status_come_through() {
    for status in [
        "200 OK",
        "201 Created",
        "400 Bad Request",
        "403 Forbidden",
        "404 Not Found",
        "429 Too Many Requests",
        "471 Odd",
        "500 Oops",
        "503 Busy",
    ] {
        let upstream = Upstream::says(format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nX-Ovh-QueryID: EU.1\r\nContent-Length: 2\r\n\r\n{{}}"
        ))
        .await;
        let gateway = gateway_to(&upstream).await;
        let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
        assert_eq!(reply.status.to_string(), status[..3]);
        assert_eq!(
            (reply.kind(), reply.text().as_str()),
            ("", "{}"),
            "{status}"
        );
        assert_eq!(reply.header("x-ovh-queryid"), Some("EU.1"));
    }
}

#[tokio::test]
async fn redirections_are_not_followed() {
    let elsewhere = Upstream::echo().await;
    for status in [300, 301, 302, 303, 304, 307, 308] {
        let upstream = Upstream::says(format!(
            "HTTP/1.1 {status} Moved\r\nLocation: http://{}/1.0/me\r\nContent-Length: 0\r\n\r\n",
            elsewhere.address
        ))
        .await;
        let gateway = gateway_to(&upstream).await;
        let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
        is_error(&reply, 502, "redirect", "Gateway::Redirect");
        assert_eq!(reply.header("location"), None);
    }
    assert_eq!(elsewhere.requests().len(), 0);
}

#[tokio::test]
async fn an_upstream_that_is_not_there_is_unreachable() {
    // Bound but not listening: connections are refused, and nobody else gets the port.
    let silent = TcpSocket::new_v4().expect("a socket");
    silent
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a free port");
    let nobody = silent.local_addr().expect("an address");
    let gateway = start(config_with([(Endpoint::Eu, nobody)]))
        .await
        .expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    is_error(&reply, 502, "unreachable", "Gateway::Unreachable");
}

#[tokio::test]
async fn an_upstream_that_says_nothing_is_given_up() {
    let upstream = Upstream::serve(|_| Act::Stall(Vec::new())).await;
    let gateway = impatient_gateway_to(&upstream).await;
    let started = Instant::now();
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    is_error(&reply, 504, "timeout", "Gateway::Timeout");
    assert!(started.elapsed() >= SHORT);
    let started = Instant::now();
    let reply = Ask::new("POST", "/api/eu/1.0/me")
        .body("{}")
        .send(gateway.address())
        .await;
    is_error(&reply, 504, "timeout", "Gateway::Timeout");
    assert!(started.elapsed() >= SHORT * 2, "writes are given more time");
}

#[tokio::test]
async fn an_upstream_that_stops_within_an_answer_is_given_up() {
    let upstream = Upstream::serve(|_| {
        Act::Stall(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n[1,"
                .to_vec(),
        )
    })
    .await;
    let gateway = impatient_gateway_to(&upstream).await;
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    is_error(&reply, 504, "timeout", "Gateway::Timeout");
}

#[tokio::test]
async fn answers_that_are_broken_are_never_passed_on_as_whole() {
    let closed = ("closed", "Gateway::Closed");
    let truncated = ("truncated", "Gateway::Truncated");
    let bad = ("bad-response", "Gateway::BadResponse");
    for (answer, (kind, class)) in [
        ("", closed),
        ("HTTP/1.1 200", closed),
        ("SSH-2.0-OpenSSH_9.2\r\n", bad),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n[1,2",
            truncated,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n[1,2\r\n",
            truncated,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n[]",
            bad,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]",
            truncated,
        ),
    ] {
        let upstream = Upstream::says(answer).await;
        let gateway = gateway_to(&upstream).await;
        let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
        is_error(&reply, 502, kind, class);
    }
}

#[tokio::test]
async fn a_long_answer_that_breaks_off_is_visibly_cut() {
    let beginning = "x".repeat(400_000);
    let upstream = Upstream::says(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n{beginning}"
    ))
    .await;
    let gateway = gateway_to(&upstream).await;
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert_eq!(reply.status, 200);
    assert!(!reply.complete);
}

#[tokio::test]
async fn long_answers_come_through_whole() {
    let body: Vec<u8> = (0..3_000_000_u32).map(|n| b'a' + (n % 26) as u8).collect();
    let upstream = Upstream::says(json_reply("", &body)).await;
    let gateway = gateway_to(&upstream).await;
    let reply = Ask::get("/api/eu/1.0/services")
        .send(gateway.address())
        .await;
    assert!(reply.complete);
    assert_eq!(reply.header("content-length"), Some("3000000"));
    assert!(reply.body == body);
}

#[tokio::test]
async fn a_write_is_sent_once_whatever_happens() {
    let upstream = Upstream::says("").await;
    let gateway = gateway_to(&upstream).await;
    for sent in 1..=3 {
        let reply = Ask::new("POST", "/api/eu/1.0/support/tickets")
            .body("{}")
            .send(gateway.address())
            .await;
        is_error(&reply, 502, "closed", "Gateway::Closed");
        assert_eq!(upstream.requests().len(), sent);
    }
}
