//! Which headers cross, in both directions.

use crate::support::{Ask, Upstream, gateway_to};

#[tokio::test]
async fn requests_lose_what_identifies_or_steers() {
    let upstream = Upstream::echo().await;
    let gateway = gateway_to(&upstream).await;
    let passing = [
        ("X-Ovh-Application", "ak"),
        ("X-Ovh-Consumer", "ck"),
        ("X-Ovh-Timestamp", "1"),
        ("X-Ovh-Signature", "$1$00"),
        ("X-Ovh-Batch", ","),
        ("X-Pagination-Mode", "CachedObjectList-Pages"),
        ("X-Pagination-Filter", "a:like=%25b%25"),
        ("X-Schemas-Version", "1.0"),
        ("Content-Type", "application/json;charset=utf-8"),
        ("Accept", "application/json"),
        ("Accept-Language", "fr"),
        ("Pragma", "no-cache"),
    ];
    let stopping = [
        ("Cookie", "session=canary"),
        ("Authorization", "Bearer canary"),
        ("Proxy-Authorization", "canary"),
        ("X-Forwarded-For", "canary"),
        ("X-Forwarded-Host", "canary"),
        ("X-Forwarded-Proto", "canary"),
        ("Forwarded", "for=canary"),
        ("X-Real-IP", "canary"),
        ("X-HTTP-Method-Override", "canary"),
        ("Origin", "http://canary"),
        ("Referer", "http://canary"),
        ("Connection", "keep-alive, X-Ovh-Application"),
        ("Keep-Alive", "canary"),
        ("TE", "canary"),
        ("Trailer", "canary"),
        ("Upgrade", "canary"),
        ("Via", "canary"),
        ("Range", "canary"),
        ("If-None-Match", "canary"),
    ];
    let mut ask = Ask::new("POST", "/api/eu/1.0/me");
    for (name, value) in passing.iter().chain(&stopping) {
        ask = ask.header(name, value);
    }
    let seen = ask.body("{}").send(gateway.address()).await.text();
    for (name, value) in passing {
        let line = format!("\r\n{}: {value}\r\n", name.to_ascii_lowercase());
        assert!(seen.contains(&line), "{name} is missing in {seen}");
    }
    assert!(!seen.contains("canary"), "{seen}");
    for name in [
        "connection",
        "x-manager",
        "sec-fetch-site",
        "transfer-encoding",
    ] {
        assert!(
            !seen.to_ascii_lowercase().contains(&format!("\r\n{name}:")),
            "{name} in {seen}"
        );
    }
}

#[tokio::test]
async fn answers_lose_what_would_act_in_the_browser() {
    let upstream = Upstream::says(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\
         Set-Cookie: canary=1\r\nAccess-Control-Allow-Origin: canary\r\n\
         Content-Security-Policy: canary\r\nClear-Site-Data: canary\r\n\
         Service-Worker-Allowed: canary\r\nLocation: canary\r\nRefresh: canary\r\nLink: canary\r\n\
         Cache-Control: public, canary=1\r\nStrict-Transport-Security: canary\r\nServer: canary\r\n\
         Content-Disposition: inline; filename=canary\r\nX-Manager-Error: canary\r\nNEL: canary\r\n\
         Cross-Origin-Resource-Policy: canary\r\nReferrer-Policy: canary\r\nX-Frame-Options: canary\r\n\
         X-Ovh-QueryID: EU.1\r\nX-Pagination-Elements: 12\r\nX-Pagination-Cursor-Next: c\r\n\
         Retry-After: 7\r\nContent-Language: fr\r\n\r\n{}",
    )
    .await;
    let gateway = gateway_to(&upstream).await;
    let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
    assert!(
        !format!("{:?}", reply.headers).contains("canary"),
        "{:?}",
        reply.headers
    );
    for (name, value) in [
        ("content-type", "application/json; charset=utf-8"),
        ("x-ovh-queryid", "EU.1"),
        ("x-pagination-elements", "12"),
        ("x-pagination-cursor-next", "c"),
        ("retry-after", "7"),
        ("content-language", "fr"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{name}");
    }
    assert_eq!(reply.header("content-disposition"), None);
}

#[tokio::test]
async fn what_is_not_json_can_only_be_saved() {
    for content_type in [
        "Content-Type: text/html\r\n",
        "Content-Type: text/html; charset=application/json\r\n",
        "Content-Type: image/svg+xml\r\n",
        "Content-Type: text/javascript\r\n",
        "Content-Type: application/pdf\r\n",
        "",
    ] {
        let upstream = Upstream::says(format!(
            "HTTP/1.1 200 OK\r\n{content_type}Content-Length: 29\r\n\r\n<script>alert(\"hi\")</script>\n"
        ))
        .await;
        let gateway = gateway_to(&upstream).await;
        let reply = Ask::get("/api/eu/1.0/me").send(gateway.address()).await;
        assert_eq!(
            reply.header("content-disposition"),
            Some("attachment"),
            "{content_type}"
        );
        let policy = reply.header("content-security-policy").expect("a policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("sandbox"),
            "{policy}"
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert!(reply.header("content-type").is_some());
    }
}

#[tokio::test]
async fn compressed_answers_are_left_alone() {
    let upstream = Upstream::says(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nVary: Accept-Encoding\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00"
            .to_vec(),
    )
    .await;
    let gateway = gateway_to(&upstream).await;
    let reply = Ask::get("/api/eu/1.0/me")
        .header("Accept-Encoding", "gzip, br")
        .send(gateway.address())
        .await;
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    assert_eq!(reply.body, b"\x1f\x8b\x08\x00");
    assert!(upstream.requests()[0].contains("accept-encoding: gzip, br\r\n"));
}
