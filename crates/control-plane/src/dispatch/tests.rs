use http::{HeaderName, HeaderValue};
use serde_json::json;

use super::*;
use crate::auth::store as keys;

/// A control plane without a sample, and the key of its one application.
fn plane() -> (Plane, String) {
    let conn = store::in_memory().unwrap();
    let application = keys::create_application(&conn, "ab12345-ovh", "Test", "A test").unwrap();
    let clock = Clock::resume(&conn, OffsetDateTime::now_utc(), 1.0).unwrap();
    let table = Table::build(Region::Eu, routes::routes(), routes::models()).unwrap();
    let plane = Plane::new(table, conn, clock, "http://127.0.0.1:1".to_owned());
    (plane, application.key)
}

fn ask_for_credential(application_key: &str) -> Incoming {
    let rules = vec![json!({"method": "GET", "path": "/a-path-to-fill-a-page"}); 100];
    let mut headers = HeaderMap::new();
    headers.insert(
        HeaderName::from_static("x-ovh-application"),
        HeaderValue::from_str(application_key).unwrap(),
    );
    Incoming {
        method: http::Method::POST,
        target: "/1.0/auth/credential".to_owned(),
        headers,
        body: json!({"accessRules": rules}).to_string().into(),
        peer: IpAddr::from([127, 0, 0, 1]),
    }
}

#[test]
fn versions_are_told_by_the_first_segment() {
    for (path, expected) in [
        ("/1.0/me", Some((Version::V1, "/me"))),
        ("/v1/me", Some((Version::V1, "/me"))),
        ("/v2/iam/resource", Some((Version::V2, "/iam/resource"))),
        ("/1.0", Some((Version::V1, ""))),
        ("/1.0/", Some((Version::V1, "/"))),
        ("/v1me", None),
        ("/me", None),
        ("//1.0/me", None),
        ("", None),
    ] {
        assert_eq!(version(path), expected, "{path}");
    }
}

#[test]
fn a_full_disk_asks_for_a_new_try_and_breaks_nothing() {
    let (plane, key) = plane();
    let ask = ask_for_credential(&key);
    let pages: i64 = plane
        .database()
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    let limit = |pages: i64| {
        plane
            .database()
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .unwrap();
    };
    limit(pages + 20);
    let mut applied = 0;
    let refused = loop {
        let answer = plane.answer(&ask);
        if answer.status != 200 {
            break answer;
        }
        applied += 1;
        assert!(applied < 1_000, "the disk was never full");
    };
    assert!(applied > 0);
    assert_eq!(refused.status, 503);
    assert!(
        refused
            .headers
            .iter()
            .any(|(name, _)| name == "retry-after")
    );

    let count = |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        plane
            .database()
            .query_row(&sql, [], |row| row.get(0))
            .unwrap()
    };
    // What was refused left nothing behind, and the ledger agrees.
    assert_eq!((count("credential"), count("ledger")), (applied, applied));
    let intact: String = plane
        .database()
        .pragma_query_value(None, "integrity_check", |row| row.get(0))
        .unwrap();
    assert_eq!(intact, "ok");
    limit(pages + 1_000);
    assert_eq!(plane.answer(&ask).status, 200);
}

#[test]
fn a_read_only_database_still_reads() {
    let (plane, key) = plane();
    plane
        .database()
        .pragma_update(None, "query_only", true)
        .unwrap();
    let mut time = ask_for_credential(&key);
    time.method = http::Method::GET;
    time.target = "/1.0/auth/time".to_owned();
    time.body = Bytes::new();
    assert_eq!(plane.answer(&time).status, 200);
    assert_eq!(plane.answer(&ask_for_credential(&key)).status, 503);
}
