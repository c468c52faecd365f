//! What the tests are made with: a gateway, a browser's side and an upstream's side.

mod ask;
mod upstream;

pub use ask::{Ask, Reply, exchange, read_reply};
pub use upstream::{Act, Upstream, converse, json_reply};

use gateway::assets::Assets;
use gateway::config::{Config, Exposure};
use gateway::endpoint::{Endpoint, Upstream as Target};
use gateway::limits::Limits;
use gateway::server::{Running, start};
use rustls::RootCertStore;
use std::net::SocketAddr;
use std::time::Duration;

/// Longer than anything here takes: whatever hangs fails instead.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A configuration on any free port, with nothing behind it.
pub fn config() -> Config {
    Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        exposure: Exposure::ThisMachine,
        allowed_hosts: Vec::new(),
        upstreams: Vec::new(),
        status_pages: Vec::new(),
        support_facts: None,
        sample_accounts: None,
        assets: Assets::Missing,
        roots: RootCertStore::empty(),
        limits: Limits::default(),
    }
}

/// A configuration with upstreams on this machine.
pub fn config_with<const N: usize>(upstreams: [(Endpoint, SocketAddr); N]) -> Config {
    let target = |(endpoint, address): (Endpoint, SocketAddr)| Target {
        endpoint,
        sign_base: format!("http://{address}")
            .parse()
            .expect("a local upstream"),
    };
    Config {
        upstreams: upstreams.into_iter().map(target).collect(),
        ..config()
    }
}

/// A gateway with one upstream, `eu`.
pub async fn gateway_to(upstream: &Upstream) -> Running {
    start(config_with([(Endpoint::Eu, upstream.address)]))
        .await
        .expect("a gateway starts")
}
