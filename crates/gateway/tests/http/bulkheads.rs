//! One endpoint that hangs leaves the others alone.

use crate::support::{Act, Ask, PATIENCE, Upstream, config_with, json_reply};
use gateway::endpoint::Endpoint;
use gateway::start;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

fn ask_many(address: SocketAddr, path: &'static str, count: usize) -> Vec<JoinHandle<u16>> {
    let ask = || tokio::spawn(async move { Ask::get(path).send(address).await.status });
    (0..count).map(|_| ask()).collect()
}

#[tokio::test]
async fn a_hung_endpoint_uses_up_its_own_places_only() {
    let ca = Upstream::serve(|_| Act::Later(json_reply("", b"[]"))).await;
    let eu = Upstream::echo().await;
    let config = config_with([(Endpoint::Eu, eu.address), (Endpoint::Ca, ca.address)]);
    let places = config.limits.relays_per_endpoint;
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();

    let hung = ask_many(address, "/api/ca/1.0/services", places);
    ca.arrived(places).await;
    let reply = Ask::get("/api/ca/1.0/services").send(address).await;
    assert_eq!((reply.status, reply.kind()), (503, "busy"));
    assert_eq!(reply.json()["endpoint"], "ca");
    assert_eq!(reply.header("retry-after"), Some("1"));
    assert_eq!(ca.requests().len(), places, "what is refused is not sent");
    for ask in ask_many(address, "/api/eu/1.0/services", 20) {
        assert_eq!(ask.await.expect("an answer"), 200);
    }

    ca.release();
    for ask in hung {
        assert_eq!(ask.await.expect("an answer"), 200);
    }
    assert_eq!(
        Ask::get("/api/ca/1.0/services").send(address).await.status,
        200
    );
}

#[tokio::test]
async fn there_is_a_limit_to_all_endpoints_together() {
    let upstreams = [
        Upstream::serve(|_| Act::Later(json_reply("", b"[]"))).await,
        Upstream::serve(|_| Act::Later(json_reply("", b"[]"))).await,
        Upstream::serve(|_| Act::Later(json_reply("", b"[]"))).await,
    ];
    let [eu, ca, us] = &upstreams;
    let config = config_with([
        (Endpoint::Eu, eu.address),
        (Endpoint::Ca, ca.address),
        (Endpoint::Us, us.address),
    ]);
    assert_eq!(config.limits.relays, 64);
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let mut hung = ask_many(address, "/api/eu/1.0/me", 24);
    hung.extend(ask_many(address, "/api/ca/1.0/me", 24));
    hung.extend(ask_many(address, "/api/us/1.0/me", 16));
    eu.arrived(24).await;
    ca.arrived(24).await;
    us.arrived(16).await;
    let reply = Ask::get("/api/us/1.0/me").send(address).await;
    assert_eq!((reply.status, reply.kind()), (503, "busy"));
    // What needs no upstream is still served.
    assert_eq!(Ask::get("/healthz").send(address).await.status, 200);
    upstreams.iter().for_each(Upstream::release);
    for ask in hung {
        assert_eq!(ask.await.expect("an answer"), 200);
    }
}

#[tokio::test]
async fn a_browser_that_leaves_gives_its_place_back() {
    let upstream = Upstream::serve(|request| {
        let hang = request.starts_with(b"GET /1.0/hang");
        if hang {
            Act::Stall(Vec::new())
        } else {
            Act::Say(json_reply("", b"[]"))
        }
    })
    .await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.relays_per_endpoint = 1;
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let leaving = tokio::spawn(async move { Ask::get("/api/eu/1.0/hang").send(address).await });
    upstream.arrived(1).await;
    assert_eq!(
        Ask::get("/api/eu/1.0/me").send(address).await.kind(),
        "busy"
    );
    leaving.abort();
    // Free as soon as the gateway notices, long before the time of a read is over.
    let freed = async { while Ask::get("/api/eu/1.0/me").send(address).await.status != 200 {} };
    tokio::time::timeout(config_read() / 2, freed)
        .await
        .expect("the place is free again");
}

#[tokio::test]
async fn an_answer_that_is_left_unread_gives_its_place_back() {
    let long = json_reply("", &vec![b'a'; 24 << 20]);
    let upstream = Upstream::serve(move |request| {
        let wants_long = request.starts_with(b"GET /1.0/long");
        Act::Say(if wants_long {
            long.clone()
        } else {
            json_reply("", b"[]")
        })
    })
    .await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.limits.relays_per_endpoint = 1;
    config.limits.unread = Duration::from_millis(300);
    // Not the time of the read is what frees it.
    config.limits.read = PATIENCE * 10;
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let mut unread = TcpStream::connect(address)
        .await
        .expect("the gateway listens");
    unread
        .write_all(&Ask::get("/api/eu/1.0/long").bytes(address))
        .await
        .expect("sent");
    upstream.arrived(1).await;
    assert_eq!(
        Ask::get("/api/eu/1.0/me").send(address).await.kind(),
        "busy"
    );
    let freed = async { while Ask::get("/api/eu/1.0/me").send(address).await.status != 200 {} };
    tokio::time::timeout(PATIENCE, freed)
        .await
        .expect("the place is free again");
    drop(unread);
}

fn config_read() -> Duration {
    gateway::limits::Limits::default().read
}
