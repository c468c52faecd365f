//! The page where a customer validates a credential.

use control_plane::Region;
use control_plane::credentials::SampleKeys;
use serde_json::{Value, json};

use crate::support::{Answer, Extra, World};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OWN_PAGE: (&str, &str) = ("sec-fetch-site", "same-origin");

/// The password of the sample accounts, as a developer reads it.
fn password(world: &World) -> String {
    let page = world.plain("GET", "/_local/", &Extra::default()).text();
    let (_, rest) = page.split_once("<code>").unwrap();
    rest.split_once("</code>").unwrap().0.to_owned()
}

fn token(validation_url: &str) -> &str {
    validation_url.split_once("credentialToken=").unwrap().1
}

fn post(world: &World, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    world.plain(
        "POST",
        "/auth/",
        &Extra {
            body: &body.join("&"),
            headers,
        },
    )
}

/// Answers a validation link as the customer `nic`.
pub fn accept(world: &World, validation_url: &str, nic: &str) {
    let fields = [
        ("credentialToken", token(validation_url)),
        ("account", nic),
        ("password", &password(world)),
        ("validity", "1h"),
        ("answer", "accept"),
    ];
    let answer = post(world, &fields, &[FORM, OWN_PAGE]);
    assert!(matches!(answer.status, 200 | 303), "{}", answer.text());
}

fn ask(world: &World, redirection: Option<&str>) -> Value {
    let body = json!({
        "accessRules": [{"method": "GET", "path": "/me"}],
        "redirection": redirection,
    })
    .to_string();
    let headers = [("x-ovh-application", world.me().application_key.as_str())];
    world
        .plain(
            "POST",
            "/1.0/auth/credential",
            &Extra {
                body: &body,
                headers: &headers,
            },
        )
        .ok()
}

fn state(world: &World, asked: &Value) -> (u16, String) {
    let keys = SampleKeys {
        consumer_key: asked["consumerKey"].as_str().unwrap().to_owned(),
        ..world.me().clone()
    };
    let answer = world.get(&keys, "/1.0/me");
    if answer.status == 200 {
        (200, String::new())
    } else {
        answer.error()
    }
}

#[test]
fn a_customer_reads_signs_in_and_allows() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Eu, &dir);
    let asked = ask(&world, Some("https://manager.example/back?from=eu#here"));
    assert_eq!(asked["state"], "pendingValidation");
    let url = asked["validationUrl"].as_str().unwrap();
    assert_eq!(state(&world, &asked), (403, "INVALID_CREDENTIAL".into()));

    let target = url.strip_prefix(&world.base()).unwrap();
    // It is opened from the application's own site.
    let headers = [("sec-fetch-site", "cross-site")];
    let page = world.plain(
        "GET",
        target,
        &Extra {
            body: "",
            headers: &headers,
        },
    );
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self' https://manager.example;",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"));
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let text = page.text();
    for part in [
        "<html lang=\"en\">",
        "<code>/me</code>",
        "<label for=\"password\">",
        world.me().nic.as_str(),
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("<script") && !text.contains(" style="));

    let fields = |password: &str, nic: &str| {
        [
            ("credentialToken", token(url).to_owned()),
            ("account", nic.to_owned()),
            ("password", password.to_owned()),
            ("validity", "1d".to_owned()),
            ("answer", "accept".to_owned()),
        ]
    };
    let send = |fields: [(&str, String); 5], headers: &[(&str, &str)]| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        post(&world, &fields, headers)
    };
    let right = password(&world);
    let nic = world.me().nic.clone();
    let wrong = send(fields("guess", &nic), &[FORM, OWN_PAGE]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("There is a problem") && wrong.text().contains("#password"));
    assert!(wrong.text().contains("<title>Error: "));
    assert_eq!(wrong.text().matches("aria-invalid").count(), 1);
    assert!(!wrong.text().contains("guess"));
    assert_eq!(
        send(fields(&right, "nobody-ovh"), &[FORM, OWN_PAGE]).status,
        422
    );
    for foreign in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        assert_eq!(send(fields(&right, &nic), &[FORM, foreign]).status, 403);
    }
    assert_eq!(state(&world, &asked), (403, "INVALID_CREDENTIAL".into()));

    let done = send(fields(&right, &nic), &[FORM, OWN_PAGE]);
    assert_eq!(done.status, 303);
    assert_eq!(
        done.header("location"),
        Some("https://manager.example/back?from=eu#here")
    );
    assert_eq!(state(&world, &asked).0, 200);

    // A link is answered once.
    assert_eq!(send(fields(&right, &nic), &[FORM, OWN_PAGE]).status, 404);
    assert_eq!(world.plain("GET", target, &Extra::default()).status, 404);
    world.stop();
}

#[test]
fn a_customer_refuses() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let asked = ask(&world, None);
    let url = asked["validationUrl"].as_str().unwrap();
    let fields = [("credentialToken", token(url)), ("answer", "refuse")];
    let done = post(&world, &fields, &[FORM, OWN_PAGE]);
    assert_eq!(done.status, 200);
    assert!(done.text().contains("Access refused"));
    assert_eq!(state(&world, &asked), (403, "INVALID_CREDENTIAL".into()));
    world.stop();
}

#[test]
fn a_link_works_under_its_own_name_only() {
    let world = World::shared(Region::Eu);
    let asked = ask(world, None);
    let url = asked["validationUrl"].as_str().unwrap();
    let target = url.strip_prefix(&world.base()).unwrap();
    let headers = [("host", "rebound.example")];
    let page = world.plain(
        "GET",
        target,
        &Extra {
            body: "",
            headers: &headers,
        },
    );
    assert_eq!(page.status, 421);
    for target in [
        "/auth/",
        "/auth/?credentialToken=",
        "/auth/?credentialToken=unknown",
    ] {
        assert_eq!(
            world.plain("GET", target, &Extra::default()).status,
            404,
            "{target}"
        );
    }
}
