//! Where the gateway listens, and where it refuses to.

use crate::support::config;
use gateway::config::{ConfigError, Exposure};
use gateway::server::StartError;
use gateway::start;
use std::net::SocketAddr;

fn address(text: &str) -> SocketAddr {
    text.parse().expect("an address")
}

#[tokio::test]
async fn listening_beyond_this_machine_is_refused() {
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0", "[2001:db8::1]:0"] {
        let mut config = config();
        config.listen = address(listen);
        // Being allowed under a name is not being allowed in clear.
        config.allowed_hosts = vec!["manager.example.com".to_owned()];
        let refused = start(config).await.expect_err("refused");
        assert!(
            matches!(refused, StartError::Config(ConfigError::Exposed(_))),
            "{listen}"
        );
        let said = refused.to_string();
        assert!(
            said.contains("--behind-tls-proxy") && said.contains("127.0.0.1"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn behind_a_tls_proxy_it_needs_a_name_and_sends_hsts() {
    let mut nameless = config();
    nameless.listen = address("0.0.0.0:0");
    nameless.exposure = Exposure::BehindTlsProxy;
    let refused = start(nameless).await.expect_err("refused");
    assert!(matches!(refused, StartError::Config(ConfigError::NoHost)));

    let mut named = config();
    named.listen = address("0.0.0.0:0");
    named.exposure = Exposure::BehindTlsProxy;
    named.allowed_hosts = vec!["manager.example.com".to_owned()];
    let gateway = start(named).await.expect("a gateway starts");
    let local = SocketAddr::from(([127, 0, 0, 1], gateway.address().port()));
    let ask = || crate::support::Ask::get("/api/eu/1.0/me").header("Host", "manager.example.com");
    let reply = ask().send(local).await;
    assert_eq!(reply.kind(), "unknown-endpoint");
    assert_eq!(
        reply.header("strict-transport-security"),
        Some("max-age=31536000")
    );
    // Without Sec-Fetch-Site the origin must be the encrypted one.
    let with_origin = |origin| ask().without("Sec-Fetch-Site").header("Origin", origin);
    assert_eq!(
        with_origin("http://manager.example.com")
            .send(local)
            .await
            .status,
        403
    );
    assert_eq!(
        with_origin("https://manager.example.com")
            .send(local)
            .await
            .kind(),
        "unknown-endpoint"
    );
}

#[tokio::test]
async fn odd_hosts_are_refused_at_the_start() {
    for host in [
        "",
        "*",
        "*.example.com",
        "a b",
        "https://manager.example.com",
        "user@host",
        "a/b",
    ] {
        let mut config = config();
        config.allowed_hosts = vec![host.to_owned()];
        let refused = start(config).await.expect_err(host);
        assert!(
            matches!(refused, StartError::Config(ConfigError::BadHost(_))),
            "{host}"
        );
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_with_its_remedy() {
    let first = start(config()).await.expect("a gateway starts");
    let mut second = config();
    second.listen = first.address();
    let said = start(second).await.expect_err("in use").to_string();
    assert!(
        said.contains(&first.address().to_string()) && said.contains("--listen"),
        "{said}"
    );
}
