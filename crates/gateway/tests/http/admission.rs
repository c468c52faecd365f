//! Who may ask.

use crate::support::{Ask, Reply, Upstream, config, config_with, gateway_to, json_reply};
use gateway::endpoint::Endpoint;
use gateway::start;

#[tokio::test]
async fn only_listed_hosts_are_answered() {
    let upstream = Upstream::echo().await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.allowed_hosts = vec!["manager.example.com".to_owned()];
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let port = address.port();

    for path in [
        "/",
        "/config.json",
        "/healthz",
        "/api/eu/1.0/me",
        "/status/eu/summary.json",
        "/facts/support.json",
        "/sample/accounts.json",
    ] {
        for host in [
            "evil.example",
            "127.0.0.1",
            "localhost:1",
            "127.0.0.1.evil.example",
            "",
        ] {
            let reply = Ask::get(path).header("Host", host).send(address).await;
            assert_eq!(
                (reply.status, reply.kind()),
                (421, "misdirected"),
                "{path} on {host:?}"
            );
        }
    }
    assert_eq!(upstream.requests().len(), 0);
    let own = [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
    ];
    for host in own
        .iter()
        .map(String::as_str)
        .chain(["manager.example.com"])
    {
        let reply = Ask::get("/api/eu/1.0/me")
            .header("Host", host)
            .send(address)
            .await;
        assert_eq!(reply.status, 200, "{host}");
    }
}

#[tokio::test]
async fn only_the_application_itself_may_ask() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    let own_origin = format!("http://{address}");
    let own_origin_tls = format!("https://{address}");
    let ask = || Ask::get("/api/eu/1.0/me");

    for (case, ask) in [
        ("no mark", ask().without("X-Manager")),
        ("another mark", ask().header("X-Manager", "true")),
        ("typed address", ask().header("Sec-Fetch-Site", "none")),
        ("same site", ask().header("Sec-Fetch-Site", "same-site")),
        ("cross site", ask().header("Sec-Fetch-Site", "cross-site")),
        (
            "cross site with own origin",
            ask()
                .header("Sec-Fetch-Site", "cross-site")
                .header("Origin", &own_origin),
        ),
        ("nothing said", ask().without("Sec-Fetch-Site")),
        (
            "another origin",
            ask()
                .without("Sec-Fetch-Site")
                .header("Origin", "http://evil.example"),
        ),
        (
            "another scheme",
            ask()
                .without("Sec-Fetch-Site")
                .header("Origin", &own_origin_tls),
        ),
        (
            "no origin",
            ask().without("Sec-Fetch-Site").header("Origin", "null"),
        ),
    ] {
        let reply = ask.send(address).await;
        assert_eq!((reply.status, reply.kind()), (403, "forbidden"), "{case}");
        assert_eq!(reply.json()["class"], "Gateway::Forbidden");
    }
    assert_eq!(upstream.requests().len(), 0);

    for (case, ask) in [
        ("the application", ask()),
        (
            "the application in an old browser",
            ask()
                .without("Sec-Fetch-Site")
                .header("Origin", &own_origin),
        ),
        // A development server rewrites the host; the browser's word on the site stays.
        (
            "the application behind a development server",
            ask().header("Origin", "http://127.0.0.1:3000"),
        ),
    ] {
        assert_eq!(ask.send(address).await.status, 200, "{case}");
    }
}

#[tokio::test]
async fn sample_accounts_are_guarded_like_the_api() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("credentials.json");
    std::fs::write(&file, r#"[{"region":"eu"}]"#).expect("written");
    let mut config = config();
    config.sample_accounts = Some(file);
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let ask = || Ask::get("/sample/accounts.json");

    let reply = ask().send(address).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json(), serde_json::json!([{"region": "eu"}]));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    for ask in [
        ask().without("X-Manager"),
        ask().without("Sec-Fetch-Site"),
        ask().header("Sec-Fetch-Site", "cross-site"),
    ] {
        assert_eq!(ask.send(address).await.status, 403);
    }
    assert_eq!(
        Ask::new("POST", "/sample/accounts.json")
            .send(address)
            .await
            .status,
        405
    );
    assert_eq!(
        Ask::get("/sample/other.json").send(address).await.status,
        404
    );
    assert_eq!(Ask::get("/sample").send(address).await.status, 404);
}

#[tokio::test]
async fn there_are_no_sample_accounts_without_a_sample() {
    let gateway = start(config()).await.expect("a gateway starts");
    let reply = Ask::get("/sample/accounts.json")
        .send(gateway.address())
        .await;
    assert_eq!(reply.status, 404);
}

fn gives_permission(reply: &Reply) -> bool {
    reply
        .headers
        .iter()
        .any(|(name, _)| name.starts_with("access-control-"))
}

#[tokio::test]
async fn no_origin_is_ever_given_permission() {
    let upstream = Upstream::says(json_reply(
        "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\n",
        b"{}",
    ))
    .await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    for path in [
        "/",
        "/api/eu/1.0/me",
        "/sample/accounts.json",
        "/status/eu/summary.json",
        "/config.json",
        "/a.js",
    ] {
        // As a browser asks on behalf of another page, which has no mark yet.
        let asked = Ask::new("OPTIONS", path)
            .without("X-Manager")
            .header("Sec-Fetch-Site", "cross-site")
            .header("Origin", "http://evil.example")
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "x-manager")
            .send(address)
            .await;
        assert_eq!(asked.status, 405, "{path}");
        assert!(!gives_permission(&asked), "{path}");
        let got = Ask::get(path)
            .header("Origin", "http://evil.example")
            .send(address)
            .await;
        assert!(!gives_permission(&got), "{path}");
    }
    assert_eq!(Ask::get("/api/eu/1.0/me").send(address).await.status, 200);
}
