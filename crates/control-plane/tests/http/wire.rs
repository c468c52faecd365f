//! What every call has in common.

use control_plane::Region;
use serde_json::{Value, json};

use crate::support::{Extra, World};

#[test]
fn the_time_is_a_bare_number_for_anybody() {
    let world = World::shared(Region::Eu);
    for path in ["/1.0/auth/time", "/v1/auth/time"] {
        let time = world.plain("GET", path, &Extra::default()).ok();
        let now = time::OffsetDateTime::now_utc().unix_timestamp();
        assert!(time.as_i64().unwrap().abs_diff(now) < 5);
    }
}

#[test]
fn refusals_have_their_published_form() {
    let world = World::shared(Region::Eu);
    let me = world.me();
    for (method, target, status, named) in [
        ("GET", "/1.0/nothing", 404, "Got an invalid (or empty) URL"),
        ("GET", "/nothing", 404, "Got an invalid (or empty) URL"),
        ("POST", "/1.0/me", 404, "Got an invalid (or empty) URL"),
        ("PATCH", "/1.0/me", 404, "Got an invalid (or empty) URL"),
        ("GET", "/v2/me", 404, "Got an invalid (or empty) URL"),
        ("GET", "/1.0/me?foo=1", 400, "(foo)"),
        (
            "GET",
            "/1.0/support/tickets?archived=perhaps",
            400,
            "[archived]",
        ),
        ("GET", "/1.0/services/abc", 400, "[serviceId]"),
        ("GET", "/1.0/services/1", 404, "1"),
    ] {
        let answer = world.signed(me, method, target, &Extra::default());
        assert_eq!(answer.error().0, status, "{method} {target}");
        let body = answer.json();
        assert!(body["message"].as_str().unwrap().contains(named), "{body}");
    }
}

#[test]
fn every_answer_has_a_query_id_of_its_own() {
    let world = World::shared(Region::Eu);
    let mut seen = std::collections::HashSet::new();
    for target in [
        "/1.0/auth/time",
        "/1.0/me",
        "/x",
        "/1.0/",
        "/auth/",
        "/_local/mails",
    ] {
        let answer = world.plain("GET", target, &Extra::default());
        let id = answer.header("x-ovh-queryid").unwrap().to_owned();
        assert!(id.starts_with("EU."), "{id}");
        assert!(seen.insert(id), "{target}");
    }
}

#[test]
fn answers_are_json_that_nobody_keeps() {
    let world = World::shared(Region::Eu);
    for target in ["/1.0/me", "/1.0/nothing"] {
        let answer = world.get(world.me(), target);
        assert_eq!(
            answer.header("content-type"),
            Some("application/json; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[test]
fn a_body_has_a_limit() {
    let world = World::shared(Region::Eu);
    let body = " ".repeat(control_plane::server::BODY_LIMIT + 1);
    let extra = Extra {
        body: &body,
        headers: &[],
    };
    let refused = world.try_signed(world.me(), "PUT", "/1.0/me", &extra);
    // The rest of the body may meet a closed connection before the answer is read.
    if let Ok(answer) = refused {
        assert_eq!(answer.error().0, 413);
    }
    let small = format!("{{}}{}", " ".repeat(1_000));
    let extra = Extra {
        body: &small,
        headers: &[],
    };
    assert_eq!(
        world.signed(world.me(), "PUT", "/1.0/me", &extra).status,
        200
    );
}

#[test]
fn a_path_that_a_region_lacks_is_unknown_there() {
    let us = World::shared(Region::Us);
    for target in [
        "/1.0/domain",
        "/1.0/hosting/web",
        "/1.0/me/supportLevel",
        "/1.0/telephony",
    ] {
        let answer = us.get(us.me(), target);
        assert_eq!(answer.error().0, 404, "{target}");
        assert_eq!(answer.json()["message"], "Got an invalid (or empty) URL");
    }
    let eu = World::shared(Region::Eu);
    eu.get(eu.me(), "/1.0/domain").ok();
}

#[test]
fn an_account_is_read_and_changed() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Ca, &dir);
    let me = world.me();
    assert_eq!(world.get(me, "/1.0/me").ok()["nichandle"], me.nic.as_str());
    let change = json!({"city": "Trois-Rivières"}).to_string();
    let extra = Extra {
        body: &change,
        headers: &[],
    };
    assert_eq!(world.signed(me, "PUT", "/1.0/me", &extra).ok(), Value::Null);
    assert_eq!(world.get(me, "/v1/me").ok()["city"], "Trois-Rivières");

    for (body, named) in [
        (json!({"nichandle": "x"}), "[nichandle] is read-only"),
        (json!({"town": "x"}), "(town)"),
        (json!({"city": 1}), "[city]"),
    ] {
        let body = body.to_string();
        let answer = world.signed(
            me,
            "PUT",
            "/1.0/me",
            &Extra {
                body: &body,
                headers: &[],
            },
        );
        assert_eq!(answer.error().0, 400);
        assert!(answer.text().contains(named), "{}", answer.text());
    }
    world.stop();
}

#[test]
fn a_database_held_by_another_program_asks_for_a_new_try() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let other = rusqlite::Connection::open(dir.path().join("us.sqlite3")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let extra = Extra {
        body: r#"{"city":"Austin"}"#,
        headers: &[],
    };
    let refused = world.signed(world.me(), "PUT", "/1.0/me", &extra);
    assert_eq!(refused.error(), (503, "SERVICE_UNAVAILABLE".into()));
    assert!(
        refused
            .header("retry-after")
            .unwrap()
            .parse::<u32>()
            .unwrap()
            > 0
    );
    // Reading goes on.
    world.get(world.me(), "/1.0/me").ok();
    other.execute_batch("ROLLBACK").unwrap();
    world.signed(world.me(), "PUT", "/1.0/me", &extra).ok();
    world.stop();
}
