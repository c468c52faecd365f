//! Status pages: public documents, relayed with nothing else.

use crate::support::{Act, Ask, Reply, Upstream, config, json_reply};
use gateway::config::Config;
use gateway::endpoint::Region;
use gateway::limits::Limits;
use gateway::start;
use gateway::status::StatusPage;
use std::net::SocketAddr;
use std::time::Duration;

const PATH: &str = "/status/eu/summary.json";

fn config_to(pages: &[(Region, SocketAddr)]) -> Config {
    let page = |(region, address): &(Region, SocketAddr)| StatusPage {
        region: *region,
        url: format!("http://{address}/pages/main")
            .parse()
            .expect("a local page"),
    };
    Config {
        status_pages: pages.iter().map(page).collect(),
        ..config()
    }
}

/// What `ask` is answered by a gateway whose page of Europe says `answer`.
async fn relayed(answer: impl Into<Vec<u8>>, ask: Ask) -> (Reply, Upstream) {
    let page = Upstream::says(answer).await;
    let gateway = start(config_to(&[(Region::Eu, page.address)]))
        .await
        .expect("a gateway starts");
    (ask.send(gateway.address()).await, page)
}

#[tokio::test]
async fn a_document_is_relayed_and_nothing_with_it() {
    let answer = json_reply(
        "Set-Cookie: a=b\r\nX-Statuspage-Version: 1\r\nCache-Control: max-age=9999\r\n\
         Access-Control-Allow-Origin: *\r\n",
        b"{\"incidents\":[]}",
    );
    let ask = Ask::get(PATH)
        .header("Cookie", "canary=1")
        .header("X-Ovh-Application", "canary")
        .header("Authorization", "canary")
        .header("Referer", "http://canary.example/")
        .header("Accept-Language", "canary");
    let (reply, page) = relayed(answer, ask).await;
    assert_eq!(
        (reply.status, reply.text().as_str()),
        (200, "{\"incidents\":[]}")
    );
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("cache-control"), Some("public, max-age=60"));
    for lost in [
        "set-cookie",
        "x-statuspage-version",
        "access-control-allow-origin",
    ] {
        assert_eq!(reply.header(lost), None, "{lost}");
    }
    let request = page.requests().remove(0);
    assert!(
        request.starts_with("GET /pages/main/api/v2/summary.json HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(!request.contains("canary"), "{request}");
    let names: Vec<&str> = request
        .lines()
        .skip(1)
        .filter_map(|line| line.split(':').next())
        .filter(|name| !name.is_empty())
        .collect();
    assert_eq!(names.len(), 3, "host, user-agent, accept: {names:?}");
}

#[tokio::test]
async fn only_the_application_itself_may_ask() {
    let page = Upstream::says(json_reply("", b"{}")).await;
    let gateway = start(config_to(&[(Region::Eu, page.address)]))
        .await
        .expect("a gateway starts");
    for ask in [
        Ask::get(PATH).without("X-Manager"),
        Ask::get(PATH).without("Sec-Fetch-Site"),
        Ask::get(PATH).header("Sec-Fetch-Site", "cross-site"),
        Ask::get(PATH).header("Sec-Fetch-Site", "same-site"),
    ] {
        let reply = ask.send(gateway.address()).await;
        assert_eq!((reply.status, reply.kind()), (403, "forbidden"));
    }
    let elsewhere = Ask::get(PATH).header("Host", "evil.example");
    assert_eq!(elsewhere.send(gateway.address()).await.status, 421);
    assert!(page.requests().is_empty());
}

#[tokio::test]
async fn what_is_not_named_is_not_asked_for() {
    let page = Upstream::says(json_reply("", b"{}")).await;
    let gateway = start(config_to(&[(Region::Eu, page.address)]))
        .await
        .expect("a gateway starts");
    for (ask, status, kind) in [
        (Ask::get("/status/ca/summary.json"), 404, "no-status-page"),
        (Ask::get("/status"), 404, "not-found"),
        (Ask::get("/status/eu/subscribers.json"), 404, "not-found"),
        (Ask::get("/status/eu/../../1.0/me"), 404, "not-found"),
        (Ask::get("/status/eu/summary%2ejson"), 404, "not-found"),
        (Ask::get("/status/asia/summary.json"), 404, "not-found"),
        (Ask::get("/status/eu/summary.json?a=b"), 400, "bad-request"),
        (Ask::new("POST", PATH).body("{}"), 405, "method"),
        (Ask::new("DELETE", PATH), 405, "method"),
        (Ask::get(PATH).body("{}"), 400, "bad-request"),
    ] {
        let reply = ask.send(gateway.address()).await;
        assert_eq!((reply.status, reply.kind()), (status, kind));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
    }
    assert!(page.requests().is_empty());
}

#[tokio::test]
async fn what_is_no_document_is_an_error_with_a_name() {
    let head = |status: &str, kind: &str, body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
        )
    };
    let json = "application/json";
    let large = format!("\"{}\"", "a".repeat(Limits::default().status_bytes));
    for (answer, status, kind) in [
        (head("200 OK", "text/html", "<p>"), 502, "bad-response"),
        (head("200 OK", json, "<p>"), 502, "bad-response"),
        (head("200 OK", json, "{\"a\":"), 502, "bad-response"),
        (head("503 No", json, "{}"), 502, "bad-response"),
        (head("404 No", json, "{}"), 502, "bad-response"),
        (head("302 Found", json, "{}"), 502, "redirect"),
        (head("200 OK", json, &large), 502, "too-large"),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{}"
                .to_owned(),
            502,
            "truncated",
        ),
        (String::new(), 502, "closed"),
    ] {
        let (reply, _page) = relayed(answer.clone(), Ask::get(PATH)).await;
        let start = answer.get(..40).unwrap_or(&answer);
        assert_eq!((reply.status, reply.kind()), (status, kind), "{start}");
        assert_eq!(reply.json()["endpoint"], "eu");
        assert_eq!(reply.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn a_page_that_hangs_leaves_the_others_alone() {
    let eu = Upstream::serve(|_| Act::Stall(Vec::new())).await;
    let us = Upstream::says(json_reply("", b"{}")).await;
    let mut config = config_to(&[(Region::Eu, eu.address), (Region::Us, us.address)]);
    config.limits.read = Duration::from_secs(1);
    let places = config.limits.status_relays_per_page;
    assert!(
        places * 2 < config.limits.status_relays,
        "two hung pages leave room"
    );
    let gateway = start(config).await.expect("a gateway starts");
    let address = gateway.address();
    let hung: Vec<_> = (0..places)
        .map(|_| tokio::spawn(async move { Ask::get(PATH).send(address).await }))
        .collect();
    eu.arrived(places).await;
    let reply = Ask::get(PATH).send(address).await;
    assert_eq!((reply.status, reply.kind()), (503, "busy"));
    let reply = Ask::get("/status/us/summary.json").send(address).await;
    assert_eq!(reply.status, 200);
    for ask in hung {
        let reply = ask.await.expect("an answer");
        assert_eq!((reply.status, reply.kind()), (504, "timeout"));
    }
}

#[tokio::test]
async fn the_application_is_told_which_regions_have_a_page() {
    let page = Upstream::says(json_reply("", b"{}")).await;
    let pages = [(Region::Us, page.address), (Region::Eu, page.address)];
    let gateway = start(config_to(&pages)).await.expect("a gateway starts");
    let config = Ask::get("/config.json")
        .send(gateway.address())
        .await
        .json();
    assert_eq!(config["status"], serde_json::json!(["us", "eu"]));
    let twice = start(config_to(&[pages[0], pages[0]])).await;
    let said = twice.expect_err("refused").to_string();
    assert!(said.contains("status page of us"), "{said}");
}
