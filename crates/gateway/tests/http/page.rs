//! The page and the headers that every answer carries.

use crate::support::{Ask, Reply, Upstream, config, config_with, json_reply};
use gateway::assets::Assets;
use gateway::endpoint::Endpoint;
use gateway::{Running, start};
use std::collections::HashSet;

const PAGE: &[u8] = br#"<!doctype html><script type="module" nonce="{{__TRUNK NONCE__}}">1</script><link nonce="{{__TRUNK NONCE__}}">"#;

async fn gateway() -> Running {
    let mut config = config();
    config.assets = Assets::Embedded(&[
        ("index.html", PAGE),
        ("index.html.br", b"stale"),
        ("offline.html", PAGE),
    ]);
    start(config).await.expect("a gateway starts")
}

fn nonce(reply: &Reply) -> String {
    let policy = reply.header("content-security-policy").expect("a policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    rest.split_once('\'').expect("its end").0.to_owned()
}

#[tokio::test]
async fn the_page_carries_the_exact_policy_and_a_fresh_nonce() {
    let gateway = gateway().await;
    let mut nonces = HashSet::new();
    for path in ["/", "/index.html", "/offline.html", "/?a=b", "/", "/"] {
        let reply = Ask::get(path)
            .header("Accept-Encoding", "br")
            .send(gateway.address())
            .await;
        assert_eq!(reply.status, 200, "{path}");
        let nonce = nonce(&reply);
        assert_eq!(
            reply.header("content-security-policy").expect("a policy"),
            format!(
                "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
                 img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
                 base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; \
                 require-trusted-types-for 'script'; trusted-types 'none'"
            )
        );
        let expected = String::from_utf8_lossy(PAGE).replace("{{__TRUNK NONCE__}}", &nonce);
        assert_eq!(reply.text(), expected, "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("content-encoding"), None);
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert!(
            nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "128 bits"
        );
        assert!(nonces.insert(nonce), "never the same twice");
    }
}

#[tokio::test]
async fn every_answer_is_sealed() {
    let upstream = Upstream::says(json_reply("", b"{}")).await;
    let mut config = config_with([(Endpoint::Eu, upstream.address)]);
    config.assets = Assets::Embedded(&[("a.css", b"a{}"), ("index.html", PAGE)]);
    let gateway = start(config).await.expect("a gateway starts");
    for ask in [
        Ask::get("/"),
        Ask::get("/a.css"),
        Ask::get("/nothing.js"),
        Ask::get("/config.json"),
        Ask::get("/healthz"),
        Ask::get("/sample/accounts.json"),
        Ask::get("/status/eu/summary.json"),
        Ask::get("/facts/support.json"),
        Ask::get("/api/eu/1.0/me"),
        Ask::get("/api/asia/1.0/me"),
        Ask::get("/").header("Host", "evil.example"),
        Ask::get("/#refused"),
        Ask::new("OPTIONS", "/"),
    ] {
        let reply = ask.send(gateway.address()).await;
        for (name, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{name} {}", reply.status);
        }
        let closed = reply.header("permissions-policy").expect("a policy");
        assert!(closed.contains("camera=()") && !closed.contains('*') && !closed.contains("self"));
        let policy = reply.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(reply.header("cache-control").is_some());
    }
}

#[tokio::test]
async fn without_an_application_the_page_says_how_to_build_it() {
    let gateway = start(config()).await.expect("a gateway starts");
    for path in ["/", "/all/overview"] {
        let reply = Ask::get(path)
            .header("Sec-Fetch-Mode", "navigate")
            .send(gateway.address())
            .await;
        assert_eq!(reply.status, 503);
        assert!(reply.text().contains("cargo xtask run") && reply.text().contains("--app"));
    }
}
