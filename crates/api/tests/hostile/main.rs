//! Against a real TCP server that does everything wrong.

#[path = "../common/mod.rs"]
mod common;
mod server;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use api::{AccountId, ApiError, Client, Endpoint, EndpointConfig, Keys, Secret, Session};
use server::{Hostile, Move};

fn session(server: &Hostile) -> Session {
    session_at(server.address)
}

fn session_at(address: SocketAddr) -> Session {
    let config = EndpointConfig {
        endpoint: Endpoint::Eu,
        sign_base: format!("http://{address}"),
    };
    let client = Client::new(common::Tcp::to(address, 0.0), config);
    let account = AccountId {
        endpoint: Endpoint::Eu,
        nic: "aa1-ovh".parse().unwrap(),
    };
    let keys = Keys {
        application_key: "ak".into(),
        application_secret: Secret::new("as"),
        consumer_key: Secret::new("ck"),
    };
    client.session(&account, &keys)
}

fn http(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn names(error: &ApiError) -> &'static str {
    match error {
        ApiError::Truncated { .. } => "truncated",
        ApiError::NotJson { .. } => "not json",
        ApiError::Decode { .. } => "decode",
        ApiError::Failed(_) => "failed",
        ApiError::Refused(_) => "refused",
        ApiError::RateLimited { .. } => "rate limited",
        ApiError::NoConnection => "no connection",
        ApiError::Gateway(_) => "gateway",
        ApiError::OutcomeUnknown { .. } => "unknown",
        _ => "other",
    }
}

#[tokio::test]
async fn every_wrong_answer_is_a_typed_error() {
    let good = br#"{"nichandle":"aa1-ovh"}"#;
    let mut cut = http("", good);
    cut.truncate(cut.len() - 5);
    let deep = [b"[".repeat(200_000), b"]".repeat(200_000)].concat();
    let status = |line: &str, body: &str| {
        format!(
            "HTTP/1.1 {line}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    };
    for (what, bytes, expected) in [
        ("body shorter than announced", cut, "truncated"),
        (
            "half a chunk",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"a\"".to_vec(),
            "truncated",
        ),
        (
            "json cut, length right",
            http("", br#"{"nichandle":"aa1"#),
            "truncated",
        ),
        (
            "html",
            http("Content-Type: text/html\r\n", b"<!doctype html>"),
            "not json",
        ),
        (
            "html without a type",
            http("", b"<html><body>Sign in"),
            "not json",
        ),
        ("deep", http("", &deep), "not json"),
        ("binary", http("", &[0xff, 0xfe, 0x00, 0x80]), "not json"),
        ("another shape", http("", b"[1,2]"), "decode"),
        ("nothing", http("", b""), "decode"),
        ("500 html", status("500 Oops", "<html>"), "not json"),
        ("502", status("502 Bad", r#"{"message":"m"}"#), "failed"),
        (
            "403",
            status("403 No", r#"{"errorCode":"NOT_CREDENTIAL"}"#),
            "refused",
        ),
        ("302", status("302 Found", ""), "not json"),
        (
            "429 far",
            status("429 Slow\r\nRetry-After: 99999999999999999999", ""),
            "rate limited",
        ),
        ("closed at once", Vec::new(), "no connection"),
        (
            "not http",
            b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(),
            "no connection",
        ),
    ] {
        let server = Hostile::start(Move::Send(bytes)).await;
        let error = session(&server).me().await.unwrap_err();
        assert_eq!(names(&error), expected, "{what}: {error:?}");
    }
}

#[tokio::test]
async fn the_same_for_a_write_says_that_the_outcome_is_unknown() {
    for bytes in [
        Vec::new(),
        http("", br#"{"ticketId"#),
        http("Content-Type: text/html\r\n", b"<html>"),
    ] {
        let server = Hostile::start(Move::Send(bytes)).await;
        let session = session(&server);
        let error = session
            .reply_to_ticket(api::TicketId(1), "hello")
            .await
            .unwrap_err();
        assert_eq!(names(&error), "unknown", "{error:?}");
        assert_eq!(server.requests(), 1);
    }
}

#[tokio::test]
async fn bytes_that_are_not_text_spoil_one_name_and_not_the_list() {
    let body =
        b"[{\"name\":\"\xff\xfe\",\"state\":\"running\"},{\"name\":\"good\",\"name\":\"better\"}]";
    let server = Hostile::start(Move::Send(http("", body))).await;
    let page = session(&server).vps_list().await.unwrap();
    let names: Vec<_> = page.rows.iter().map(|v| v.name.as_str()).collect();
    assert_eq!(names, ["\u{fffd}\u{fffd}", "better"]);
}

#[tokio::test]
async fn an_answer_in_slices_is_an_answer() {
    let bytes = http("", br#"{"nichandle":"aa1-ovh","city":"Roubaix"}"#);
    let server = Hostile::start(Move::Slice(bytes)).await;
    assert_eq!(
        session(&server).me().await.unwrap().city.as_deref(),
        Some("Roubaix")
    );
}

#[tokio::test]
async fn a_hung_endpoint_can_be_left_at_any_time() {
    let server = Hostile::start(Move::Hang).await;
    let session = session(&server);
    let started = Instant::now();
    let left = tokio::time::timeout(Duration::from_millis(200), session.me()).await;
    assert!(left.is_err());
    assert!(started.elapsed() < Duration::from_secs(5));
    // The server sees the connection go.
    server.all_gone().await;
}

#[tokio::test]
async fn nobody_there() {
    // Bound but not listening: connections are refused, and nobody else gets the port.
    let silent = tokio::net::TcpSocket::new_v4().unwrap();
    silent.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let session = session_at(silent.local_addr().unwrap());
    assert_eq!(session.me().await, Err(ApiError::NoConnection));
}

#[tokio::test]
async fn retry_after_is_survived_whatever_it_says() {
    for value in [
        "1",
        "-1",
        "abc",
        "",
        "1e9",
        "NaN",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "\u{fc}",
    ] {
        let first =
            format!("HTTP/1.1 429 Slow\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n");
        let then = http("", br#"{"nichandle":"aa1-ovh"}"#);
        let server = Hostile::start(Move::First(first.into_bytes(), then)).await;
        let started = Instant::now();
        assert!(session(&server).me().await.is_ok(), "{value}");
        assert!(started.elapsed() < Duration::from_secs(5), "{value}");
        assert_eq!(server.requests(), 2, "{value}");
    }
}
