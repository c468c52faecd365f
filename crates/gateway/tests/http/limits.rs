//! How much and how long.

use crate::support::{Act, Ask, Upstream, config_with, gateway_to, json_reply, read_reply};
use gateway::endpoint::Endpoint;
use gateway::limits::Limits;
use gateway::start;
use gateway::wire::head::{MAX_HEADERS, MAX_TARGET};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const SHORT: Duration = Duration::from_millis(300);

#[test]
fn the_program_runs_with_the_published_figures() {
    let limits = Limits::default();
    assert_eq!((MAX_TARGET, MAX_HEADERS), (8 << 10, 16 << 10));
    assert_eq!(
        (limits.request_bytes, limits.response_bytes),
        (1 << 20, 32 << 20)
    );
    assert_eq!(limits.relays, 64);
    assert!(
        limits.relays_per_endpoint * 2 < limits.relays,
        "two hung endpoints leave room"
    );
    assert_eq!(limits.head, Duration::from_secs(10));
    assert_eq!(limits.connect, Duration::from_secs(5));
    assert_eq!(limits.read, Duration::from_secs(10));
    assert_eq!(limits.write, Duration::from_secs(30));
}

#[tokio::test]
async fn targets_headers_and_bodies_have_a_largest_size() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    let prefix = "/api/eu/1.0/";
    let target = |length: usize| format!("{prefix}{}", "a".repeat(length - prefix.len()));

    assert_eq!(
        Ask::get(&target(MAX_TARGET)).send(address).await.status,
        200
    );
    let reply = Ask::get(&target(MAX_TARGET + 1)).send(address).await;
    assert_eq!((reply.status, reply.kind()), (414, "bad-request"));

    let long = |length| Ask::get("/api/eu/1.0/me").header("X-Long", &"a".repeat(length));
    assert_eq!(long(MAX_HEADERS - 500).send(address).await.status, 200);
    let reply = long(MAX_HEADERS).send(address).await;
    assert_eq!((reply.status, reply.kind()), (431, "bad-request"));

    let many = (0..200).fold(Ask::get("/api/eu/1.0/me"), |ask, n| {
        ask.header(&format!("X-{n}"), "a")
    });
    assert_eq!(many.send(address).await.status, 431);
    assert_eq!(upstream.requests().len(), 2);

    let megabyte = 1 << 20;
    let post = |length| Ask::new("POST", "/api/eu/1.0/me").body(vec![b'a'; length]);
    let reply = post(megabyte).send(address).await;
    assert_eq!(reply.status, 200);
    assert!(reply.body.ends_with(&vec![b'a'; megabyte]));
    let reply = post(megabyte + 1).send(address).await;
    assert_eq!((reply.status, reply.kind()), (413, "too-large"));
    // The announcement is enough: nothing has to be sent.
    let reply = Ask::new("POST", "/api/eu/1.0/me")
        .header("Content-Length", "99999999999")
        .send(address)
        .await;
    assert_eq!((reply.status, reply.kind()), (413, "too-large"));
    assert_eq!(upstream.requests().len(), 3);
}

#[tokio::test]
async fn answers_have_a_largest_size() {
    let limit = 300_000;
    let chunk = |length: usize| format!("{length:x}\r\n{}\r\n", "a".repeat(length));
    let chunked =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    let small_limit = |upstream: &Upstream| {
        let mut config = config_with([(Endpoint::Eu, upstream.address)]);
        config.limits.response_bytes = limit;
        start(config)
    };

    let upstream = Upstream::says(json_reply("", &vec![b'a'; limit])).await;
    let gateway = small_limit(&upstream).await.expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert_eq!(
        (reply.status, reply.complete, reply.body.len()),
        (200, true, limit)
    );

    let upstream = Upstream::says(json_reply("", &vec![b'a'; limit + 1])).await;
    let gateway = small_limit(&upstream).await.expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert_eq!((reply.status, reply.kind()), (502, "too-large"));

    // Of unknown length: counted while it passes, and visibly cut.
    let upstream = Upstream::says(format!("{chunked}{}{}0\r\n\r\n", chunk(limit), chunk(1))).await;
    let gateway = small_limit(&upstream).await.expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert!(
        !reply.complete && reply.body.len() <= limit,
        "{} {}",
        reply.complete,
        reply.body.len()
    );

    let upstream = Upstream::says(format!("{chunked}{}0\r\n\r\n", chunk(limit))).await;
    let gateway = small_limit(&upstream).await.expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert_eq!((reply.complete, reply.body.len()), (true, limit));
}

/// Whether the gateway ends a connection on which a head never completes.
async fn is_cut(stream: &mut TcpStream) -> bool {
    let started = Instant::now();
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(crate::support::PATIENCE, async {
        loop {
            // One more byte of a header now and then, as a slow attack does.
            if stream.write_all(b"a").await.is_err() {
                return;
            }
            let answer = tokio::time::timeout(SHORT / 6, stream.read_buf(&mut rest)).await;
            if let Ok(Ok(0) | Err(_)) = answer {
                return;
            }
        }
    });
    ended.await.is_ok() && started.elapsed() >= SHORT / 2
}

#[tokio::test]
async fn heads_that_never_end_are_cut() {
    let upstream = Upstream::echo().await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.head = SHORT;
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();

    let mut first = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    first
        .write_all(b"GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ")
        .await
        .expect("sent");
    assert!(
        is_cut(&mut first).await,
        "the first request of a connection"
    );

    let mut second = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    second
        .write_all(&Ask::get("/healthz").bytes(address))
        .await
        .expect("sent");
    assert_eq!(
        read_reply(&mut second).await.map(|reply| reply.status),
        Some(200)
    );
    second
        .write_all(b"GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ")
        .await
        .expect("sent");
    assert!(is_cut(&mut second).await, "a later request of a connection");
}

#[tokio::test]
async fn bodies_that_never_end_are_given_up() {
    let upstream = Upstream::echo().await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.request_body = SHORT;
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let reply = Ask::new("POST", "/api/eu/1.0/me")
        .header("Content-Length", "10")
        .send(address)
        .await;
    assert_eq!((reply.status, reply.kind()), (400, "bad-request"));
    assert_eq!(upstream.requests().len(), 0);
}

#[tokio::test]
async fn a_slow_answer_ends_with_its_time() {
    // More than is held back, so the answer has begun when its time is over.
    let upstream = Upstream::serve(|_| {
        let begun = "a".repeat(400_000);
        Act::Stall(format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n{begun}").into_bytes())
    })
    .await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.read = SHORT;
    let gateway = start(config).await.expect("a gateway starts");
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert_eq!((reply.status, reply.complete), (200, false));
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_for_their_turn() {
    let upstream = Upstream::echo().await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.connections = 1;
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let mut held = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    held.write_all(&Ask::get("/healthz").bytes(address))
        .await
        .expect("sent");
    assert!(read_reply(&mut held).await.is_some());
    let waiting = tokio::spawn(async move { Ask::get("/healthz").send(address).await.status });
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
    drop(held);
    assert_eq!(waiting.await.expect("an answer"), 200);
}
