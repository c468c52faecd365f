//! Where requests go, and with which bytes.

use crate::support::{Act, Ask, Upstream, config_with, exchange, gateway_to, json_reply};
use gateway::endpoint::Endpoint;
use gateway::start;

#[tokio::test]
async fn the_upstream_gets_the_bytes_that_were_signed() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let config = Ask::get("/config.json")
        .send(gateway.address())
        .await
        .json();
    let base = config["regions"][0]["signBase"].as_str().expect("a base");
    assert_eq!(base, format!("http://{}", upstream.address));

    for target in [
        "/1.0/me",
        "/v1/me",
        "/1.0/",
        "/v2/iam/resource?",
        "/1.0/services?orderBy=a&sort=b&&c=&=d",
        "/1.0/services?iamTags=%7B%22env%22%3A%5B%5D%7D",
        "/1.0/a,b,c/d;e=f/~g!$&'()*+:@h",
        "/1.0/domain/zone/caf%c3%A9.example/record?fieldType=TXT&subDomain=%5fdmarc",
        "/1.0/ip/192.0.2.0%2F24?a=/../%2e%2e//",
        "/1.0/ip/2001%3Adb8::%2f32",
        "/1.0/x?q={a}|b^c`d[e]\\'",
        "/1.0/x?q=a+b%20c&r=http://h/?s",
    ] {
        for (method, body) in [
            ("GET", ""),
            ("POST", " {\"a\" : \"b\\u00e9\"}\n"),
            ("PUT", "x"),
            ("DELETE", ""),
        ] {
            let mut ask = Ask::new(method, &format!("/api/eu{target}"));
            if !body.is_empty() {
                ask = ask.body(body);
            }
            let reply = ask.send(gateway.address()).await;
            assert_eq!(reply.status, 200, "{method} {target}: {}", reply.text());
            let seen = reply.text();
            let (line, rest) = seen.split_once("\r\n").expect("a request line");
            assert_eq!(line, format!("{method} {target} HTTP/1.1"));
            let host = rest.lines().find_map(|line| line.strip_prefix("host: "));
            assert_eq!(
                host.map(|host| format!("http://{host}")).as_deref(),
                Some(base)
            );
            assert_eq!(
                rest.split_once("\r\n\r\n").map(|(_, body)| body),
                Some(body)
            );
        }
    }
}

#[tokio::test]
async fn targets_with_two_readings_are_refused() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    let own = format!("http://{address}/api/eu/1.0/me");
    for target in [
        "/api/eu/1.0/../_local/faults",
        "/api/eu/1.0/./me",
        "/api/eu/1.0/..",
        "/api/eu/1.0/..;/me",
        "/api/../api/eu/1.0/me",
        "/api/eu/1.0//me",
        "/api/eu//1.0/me",
        "/api/eu/1.0/%2e%2e/me",
        "/api/eu/1.0/.%2E/me",
        "/api/eu/1.0/a%2fb",
        "/api/eu/1.0/a%5cb",
        "/api/eu/1.0/a\\b",
        "/api/eu/1.0/%252e%252e/me",
        "/api/eu/1.0/a%00",
        "/api/eu/1.0/a%0d%0aHost:%20x",
        "/api/eu/1.0/a%zz",
        "/api/eu/1.0/me?a=%",
        "/api/eu/1.0/me#fragment",
        "/api/eu/1.0/me?a#fragment",
        "/api/eu/1.0/caf\u{e9}",
        "/api/eu/3.0/me",
        "/api/eu/1.0",
        "/api/eu",
        "http://evil.example/api/eu/1.0/me",
        "http://user@evil.example/api/eu/1.0/me",
        &own,
        "//evil.example/api/eu/1.0/me",
        "user@evil.example/api/eu/1.0/me",
        "api/eu/1.0/me",
    ] {
        let reply = Ask::get(target).send(address).await;
        // Two slashes in front are no /api, but nothing at all.
        let expected = if target.starts_with("//") { 404 } else { 400 };
        if target != "/api/../api/eu/1.0/me" {
            assert_eq!(reply.status, expected, "{target}: {}", reply.text());
        }
        assert!(reply.status >= 400, "{target}");
    }
    assert_eq!(upstream.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn only_configured_endpoints_are_connected_to() {
    let eu = Upstream::echo().await;
    let elsewhere = Upstream::echo().await;
    let gateway = gateway_to(&eu).await;
    let other = elsewhere.address;
    for endpoint in [
        "ca".to_owned(),
        "asia".to_owned(),
        "EU".to_owned(),
        "eu.api.ovh.com".to_owned(),
        other.to_string(),
        format!("http:%2f%2f{other}"),
        format!("eu@{other}"),
        "e%75".to_owned(),
        String::new(),
    ] {
        let reply = Ask::get(&format!("/api/{endpoint}/1.0/me"))
            .header("X-Forwarded-Host", &other.to_string())
            .header("X-Ovh-Endpoint", &other.to_string())
            .send(gateway.address())
            .await;
        assert_eq!(
            (reply.status, reply.kind()),
            (404, "unknown-endpoint"),
            "{endpoint}"
        );
        assert_eq!(reply.json()["class"], "Gateway::UnknownEndpoint");
    }
    assert_eq!(eu.requests().len() + elsewhere.requests().len(), 0);
}

#[tokio::test]
async fn each_endpoint_has_its_own_upstream() {
    let eu = Upstream::serve(|_| Act::Say(json_reply("", b"\"eu\""))).await;
    let kimsufi = Upstream::serve(|_| Act::Say(json_reply("", b"\"kimsufi\""))).await;
    let gateway = start(config_with([
        (Endpoint::Eu, eu.address),
        (Endpoint::KimsufiEu, kimsufi.address),
    ]))
    .await
    .expect("a gateway starts");
    let address = gateway.address();
    assert_eq!(Ask::get("/api/eu/1.0/me").send(address).await.json(), "eu");
    assert_eq!(
        Ask::get("/api/kimsufi-eu/1.0/me")
            .send(address)
            .await
            .json(),
        "kimsufi"
    );
    let config = Ask::get("/config.json").send(address).await.json();
    let expected = serde_json::json!({"sample": false, "status": [], "regions": [
        {"endpoint": "eu", "region": "eu", "signBase": format!("http://{}", eu.address), "ready": true},
        {"endpoint": "kimsufi-eu", "region": "eu", "signBase": format!("http://{}", kimsufi.address), "ready": true},
    ]});
    assert_eq!(config, expected);
}

#[tokio::test]
async fn only_four_methods_are_relayed() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let address = gateway.address();
    for method in [
        "TRACE", "CONNECT", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "GETT",
    ] {
        let reply = Ask::new(method, "/api/eu/1.0/me").send(address).await;
        assert_eq!((reply.status, reply.kind()), (405, "method"), "{method}");
    }
    let tunnel = format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: {address}\r\n\r\n");
    assert_eq!(exchange(address, tunnel.as_bytes()).await.status, 400);
    assert_eq!(upstream.requests().len(), 0);
    for method in ["GET", "POST", "PUT", "DELETE"] {
        assert_eq!(
            Ask::new(method, "/api/eu/1.0/me")
                .send(address)
                .await
                .status,
            200,
            "{method}"
        );
    }
}

#[tokio::test]
async fn the_local_side_door_is_not_reachable() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    for target in [
        "/api/eu/_local/faults",
        "/api/eu/1.0/../_local/mails",
        "/api/eu/_local/",
        "/_local/faults",
    ] {
        let reply = Ask::get(target).send(gateway.address()).await;
        assert!(
            matches!(reply.status, 400 | 404),
            "{target}: {}",
            reply.status
        );
    }
    assert_eq!(upstream.requests().len(), 0);
}

#[tokio::test]
async fn health_is_told_to_anybody() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let reply = Ask::get("/healthz")
        .without("X-Manager")
        .without("Sec-Fetch-Site")
        .send(gateway.address())
        .await;
    assert_eq!(
        (reply.status, reply.json()),
        (200, serde_json::json!({"status": "ok"}))
    );
}
