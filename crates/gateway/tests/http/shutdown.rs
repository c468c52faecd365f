//! The end: what is in flight may finish, within bounds.

use crate::support::{Act, Ask, Upstream, config_with, json_reply, read_reply};
use gateway::endpoint::Endpoint;
use gateway::start;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[tokio::test]
async fn requests_in_flight_finish_and_no_others_begin() {
    let upstream = Upstream::serve(|_| Act::Later(json_reply("", b"[]"))).await;
    let gateway = start(config_with([(Endpoint::Eu, upstream.address)]))
        .await
        .expect("starts");
    let address = gateway.address();
    // A connection kept open without a request must not hold the end up.
    let mut idle = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    idle.write_all(&Ask::get("/healthz").bytes(address))
        .await
        .expect("sent");
    assert!(read_reply(&mut idle).await.is_some());

    let in_flight = tokio::spawn(async move { Ask::get("/api/eu/1.0/me").send(address).await });
    upstream.arrived(1).await;
    let ending = tokio::spawn(gateway.shutdown());
    // The idle connection ends first: from then on nobody is let in.
    assert!(read_reply(&mut idle).await.is_none());
    assert!(!ending.is_finished());
    upstream.release();
    let reply = in_flight.await.expect("an answer");
    assert_eq!((reply.status, reply.complete), (200, true));
    assert!(ending.await.expect("it ends"), "everything finished");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn what_never_finishes_is_cut() {
    let upstream = Upstream::serve(|_| Act::Stall(Vec::new())).await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.shutdown = Duration::from_millis(100);
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    tokio::spawn(async move { Ask::get("/api/eu/1.0/me").send(address).await });
    upstream.arrived(1).await;
    assert!(!gateway.shutdown().await);
}
