//! Faults on demand, as a client meets them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use control_plane::Region;
use serde_json::json;

use crate::support::{Extra, World, set_faults};

#[test]
fn each_kind_does_what_it_says_and_is_cleared() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let me = world.me();
    let get = |target: &str| world.try_signed(me, "GET", target, &Extra::default());
    let changed = |rule| set_faults(&world, &json!([rule]));

    changed(json!({"route": "/services*", "kind": "error", "status": 502}));
    assert_eq!(get("/1.0/services").unwrap().error().0, 502);
    assert_eq!(get("/v1/services").unwrap().status, 502);
    get("/1.0/me").unwrap().ok();

    changed(json!({"route": "*", "kind": "rate-limit", "retryAfter": "next Tuesday"}));
    let limited = get("/1.0/me").unwrap();
    assert_eq!(limited.error().0, 429);
    assert_eq!(limited.header("retry-after"), Some("next Tuesday"));

    changed(json!({"route": "*", "kind": "html"}));
    let page = get("/1.0/me").unwrap();
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );

    changed(json!({"route": "*", "kind": "latency", "ms": 150}));
    let begun = Instant::now();
    get("/1.0/me").unwrap().ok();
    assert!(begun.elapsed() >= Duration::from_millis(150));

    for kind in ["drop", "down", "truncate"] {
        changed(json!({"route": "*", "kind": kind}));
        assert!(get("/1.0/me").is_err(), "{kind}");
        assert!(
            get("/1.0/auth/time").is_err() || kind == "truncate",
            "{kind}"
        );
    }

    // The way back is never closed.
    let rules = world.plain("GET", "/_local/faults", &Extra::default()).ok();
    assert_eq!(rules[0]["kind"], "truncate");
    let cleared = world
        .plain("DELETE", "/_local/faults", &Extra::default())
        .ok();
    assert_eq!(cleared, json!([]));
    get("/1.0/me").unwrap().ok();
    world.stop();
}

#[test]
fn a_truncated_answer_gives_its_first_half() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    set_faults(&world, &json!([{"route": "/", "kind": "truncate"}]));
    let mut stream = TcpStream::connect(world.address).unwrap();
    write!(
        stream,
        "GET /1.0/ HTTP/1.1\r\nhost: {}\r\n\r\n",
        world.address
    )
    .unwrap();
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let length: usize = head
        .lines()
        .find_map(|line| {
            line.to_lowercase()
                .strip_prefix("content-length: ")
                .map(str::to_owned)
        })
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(body.len(), length / 2);
    assert!(body.starts_with('{'));
    world.stop();
}

#[test]
fn twenty_hanging_calls_hold_nobody_else_and_end_when_cleared() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    set_faults(&world, &json!([{"route": "/services", "kind": "hang"}]));
    std::thread::scope(|scope| {
        let hanging: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| world.get(world.me(), "/1.0/services")))
            .collect();
        for _ in 0..20 {
            world.get(world.me(), "/1.0/me").ok();
        }
        assert!(hanging.iter().all(|call| !call.is_finished()));
        set_faults(&world, &json!([]));
        for call in hanging {
            call.join().unwrap().ok();
        }
    });
    world.stop();
}

#[test]
fn a_write_whose_answer_broke_off_is_in_the_ledger_and_a_dropped_one_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let extra = Extra {
        body: r#"{"city":"Austin"}"#,
        headers: &[],
    };
    let put = || world.try_signed(world.me(), "PUT", "/1.0/me", &extra);
    set_faults(
        &world,
        &json!([{"route": "/me", "kind": "drop", "times": 1}]),
    );
    assert!(put().is_err());
    set_faults(
        &world,
        &json!([{"route": "/me", "kind": "truncate", "times": 1}]),
    );
    assert!(put().is_err());
    let refused = Extra {
        body: r#"{"nichandle":"x"}"#,
        headers: &[],
    };
    world.signed(world.me(), "PUT", "/1.0/me", &refused);

    let ledger = world.plain("GET", "/_local/ledger", &Extra::default()).ok();
    let entries = ledger.as_array().unwrap();
    assert_eq!(entries.len(), 1, "{ledger}");
    assert_eq!(entries[0]["method"], "PUT");
    assert_eq!(entries[0]["path"], "/me");
    assert_eq!(entries[0]["status"], 200);
    assert_eq!(entries[0]["nic"], world.me().nic.as_str());
    world.stop();
}
