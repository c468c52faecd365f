//! `/_local` is for programs and pages of this machine only.

use control_plane::{Config, Region, StartError};
use serde_json::json;

use crate::support::{Extra, World};

#[test]
fn foreign_names_and_pages_are_kept_out() {
    let world = World::shared(Region::Eu);
    let port = world.address.port();
    let own = format!("127.0.0.1:{port}");
    let localhost = format!("localhost:{port}");
    let own_origin = format!("http://{localhost}");
    for (headers, status) in [
        (vec![("host", own.as_str())], 200),
        (vec![("host", localhost.as_str())], 200),
        (
            vec![
                ("host", localhost.as_str()),
                ("origin", own_origin.as_str()),
            ],
            200,
        ),
        (
            vec![("host", localhost.as_str()), ("sec-fetch-site", "none")],
            200,
        ),
        // Another name that was made to point here.
        (vec![("host", "rebound.example")], 421),
        (vec![("host", "127.0.0.1.rebound.example")], 421),
        (vec![("host", "localhost")], 421),
        (vec![("host", "localhost:1")], 421),
        // Another site's page in a browser of this machine.
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("origin", "https://evil.example")], 403),
        (vec![("origin", "null")], 403),
    ] {
        for target in [
            "/_local/",
            "/_local/mailbox",
            "/_local/mails",
            "/_local/ledger",
            "/_local/faults",
        ] {
            let answer = world.plain(
                "GET",
                target,
                &Extra {
                    body: "",
                    headers: &headers,
                },
            );
            assert_eq!(answer.status, status, "{target} {headers:?}");
        }
        if status != 200 {
            let rules = r#"[{"route":"*","kind":"down"}]"#;
            let answer = world.plain(
                "POST",
                "/_local/faults",
                &Extra {
                    body: rules,
                    headers: &headers,
                },
            );
            assert_eq!(answer.status, status);
        }
    }
    assert_eq!(
        world.plain("GET", "/_local/faults", &Extra::default()).ok(),
        json!([])
    );
}

#[test]
fn rules_that_cannot_be_used_are_explained() {
    let world = World::shared(Region::Eu);
    let answer = world.plain(
        "POST",
        "/_local/faults",
        &Extra {
            body: "[{}]",
            headers: &[],
        },
    );
    assert_eq!(answer.error().0, 400);
    assert!(answer.text().contains("route"));
}

#[test]
fn it_listens_on_loopback_only() {
    let dir = tempfile::tempdir().unwrap();
    let config = Config {
        listen: "0.0.0.0:0".parse().unwrap(),
        ..World::config(Region::Eu, dir.path())
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let refused = runtime.block_on(control_plane::start(config));
    assert!(matches!(refused, Err(StartError::NotLoopback(_))));
}
