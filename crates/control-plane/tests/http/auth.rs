//! Signatures, credentials and access rules.

use control_plane::Region;
use control_plane::credentials::SampleKeys;
use serde_json::{Value, json};

use crate::support::{Extra, World, signature};

/// Asks for a credential; the customer has not answered yet.
fn request(world: &World, body: &Value) -> Value {
    let body = body.to_string();
    let headers = [("x-ovh-application", world.me().application_key.as_str())];
    let extra = Extra {
        body: &body,
        headers: &headers,
    };
    world.plain("POST", "/1.0/auth/credential", &extra).ok()
}

/// A validated credential with these rules.
fn keys_with(world: &World, rules: &Value) -> SampleKeys {
    let asked = request(world, &json!({"accessRules": rules}));
    let consumer_key = asked["consumerKey"].as_str().unwrap().to_owned();
    crate::page::accept(
        world,
        asked["validationUrl"].as_str().unwrap(),
        &world.me().nic,
    );
    SampleKeys {
        consumer_key,
        ..world.me().clone()
    }
}

#[test]
fn each_check_has_its_error() {
    let world = World::shared(Region::Eu);
    let me = world.me();
    let now = time::OffsetDateTime::now_utc().unix_timestamp();
    let url = format!("{}/1.0/me", world.base());
    let other = &world.keys[1];
    let unknown = SampleKeys {
        consumer_key: "unknown".into(),
        ..me.clone()
    };
    let foreign = SampleKeys {
        consumer_key: other.consumer_key.clone(),
        ..me.clone()
    };
    let no_application = SampleKeys {
        application_key: "unknown".into(),
        ..me.clone()
    };
    let wrong_secret = SampleKeys {
        application_secret: "unknown".into(),
        ..me.clone()
    };
    for (keys, offset, expected) in [
        (me, 0, None),
        (me, 290, None),
        (me, -290, None),
        (me, 400, Some((400, "QUERY_TIME_OUT"))),
        (me, -400, Some((400, "QUERY_TIME_OUT"))),
        (&no_application, 0, Some((403, "INVALID_KEY"))),
        (&unknown, 0, Some((403, "NOT_CREDENTIAL"))),
        (&foreign, 0, Some((403, "NOT_CREDENTIAL"))),
        (&wrong_secret, 0, Some((400, "INVALID_SIGNATURE"))),
    ] {
        let timestamp = (now + offset).to_string();
        let signature = signature(keys, "GET", &url, "", &timestamp);
        let headers = [
            ("x-ovh-application", keys.application_key.as_str()),
            ("x-ovh-consumer", &keys.consumer_key),
            ("x-ovh-timestamp", &timestamp),
            ("x-ovh-signature", &signature),
        ];
        let answer = world.plain(
            "GET",
            "/1.0/me",
            &Extra {
                body: "",
                headers: &headers,
            },
        );
        match expected {
            None => {
                answer.ok();
            }
            Some((status, code)) => assert_eq!(answer.error(), (status, code.to_owned())),
        }
    }
}

/// A client that was never logged in is told so, not that its clock is wrong.
#[test]
fn without_a_credential_there_is_nothing_to_check() {
    let world = World::shared(Region::Eu);
    let known = ("x-ovh-application", world.me().application_key.as_str());
    let now = time::OffsetDateTime::now_utc().unix_timestamp().to_string();
    let signature = format!("$1${}", "0".repeat(40));
    let cases: [&[(&str, &str)]; 4] = [
        &[],
        &[known],
        &[known, ("x-ovh-consumer", "")],
        &[
            known,
            ("x-ovh-timestamp", &now),
            ("x-ovh-signature", &signature),
        ],
    ];
    for headers in cases {
        for (method, target) in [
            ("GET", "/1.0/me"),
            ("GET", "/1.0/auth/currentCredential"),
            ("POST", "/1.0/auth/logout"),
        ] {
            let answer = world.plain(method, target, &Extra { body: "", headers });
            assert_eq!(answer.error().0, 401, "{method} {target} {headers:?}");
            let body = answer.json();
            assert_eq!(body["class"], "Client::Unauthorized");
            assert_eq!(body["message"], "You must login first");
        }
    }
    let unknown = &[("x-ovh-application", "unknown")];
    let extra = Extra {
        body: "",
        headers: unknown,
    };
    let answer = world.plain("GET", "/1.0/me", &extra);
    assert_eq!(answer.error(), (403, "INVALID_KEY".to_owned()));
}

#[test]
fn what_is_signed_is_what_was_sent() {
    let world = World::shared(Region::Eu);
    let me = world.me();
    let timestamp = time::OffsetDateTime::now_utc().unix_timestamp().to_string();
    let target = "/1.0/services?resourceName=a%20b%2Bc";
    let port = world.address.port();
    let localhost = format!("localhost:{port}");
    for (host, url, right) in [
        (
            world.address.to_string(),
            format!("{}{target}", world.base()),
            true,
        ),
        (
            localhost.clone(),
            format!("http://localhost:{port}{target}"),
            true,
        ),
        // The Node client: HTTPS, and no port.
        (
            localhost.clone(),
            format!("https://localhost{target}"),
            true,
        ),
        (localhost.clone(), format!("{}{target}", world.base()), true),
        (
            localhost.clone(),
            format!("http://localhost{target}"),
            false,
        ),
        (
            localhost.clone(),
            format!("http://elsewhere:{port}{target}"),
            false,
        ),
        // The same query, spelt otherwise.
        (
            localhost,
            format!("http://localhost:{port}/1.0/services?resourceName=a+b%2Bc"),
            false,
        ),
    ] {
        let signature = signature(me, "GET", &url, "", &timestamp);
        let headers = [
            ("host", host.as_str()),
            ("x-ovh-application", &me.application_key),
            ("x-ovh-consumer", &me.consumer_key),
            ("x-ovh-timestamp", &timestamp),
            ("x-ovh-signature", &signature),
        ];
        let answer = world.plain(
            "GET",
            target,
            &Extra {
                body: "",
                headers: &headers,
            },
        );
        assert_eq!(
            answer.status == 200,
            right,
            "{host} {url}: {}",
            answer.text()
        );
    }
}

#[test]
fn rules_bind_their_credential() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let keys = keys_with(
        &world,
        &json!([{"method": "GET", "path": "/services*"}, {"method": "PUT", "path": "/me"}]),
    );
    world.get(&keys, "/1.0/services").ok();
    let refused = world.get(&keys, "/1.0/me");
    assert_eq!(refused.error(), (403, "NOT_GRANTED_CALL".into()));
    let extra = Extra {
        body: r#"{"city":"Austin"}"#,
        headers: &[],
    };
    world.signed(&keys, "PUT", "/1.0/me", &extra).ok();
    // What a credential is and may can always be read.
    let current = world.get(&keys, "/1.0/auth/currentCredential").ok();
    assert_eq!(current["status"], "validated");
    assert_eq!(current["rules"][1], json!({"method": "PUT", "path": "/me"}));
    assert!(current["expiration"].is_string());
    let details = world.get(&keys, "/1.0/auth/details").ok();
    assert_eq!(details["account"], keys.nic.as_str());
    assert_eq!(details["method"], "account");

    // Logged out, it works no more.
    world
        .signed(&keys, "POST", "/1.0/auth/logout", &Extra::default())
        .ok();
    let refused = world.get(&keys, "/1.0/services");
    assert_eq!(refused.error(), (403, "INVALID_CREDENTIAL".into()));
    world.stop();
}

#[test]
fn a_list_does_not_show_what_the_rules_hide() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let keys = keys_with(&world, &json!([{"method": "GET", "path": "/services"}]));
    let ids = world.get(&keys, "/1.0/services").ok();
    let headers = [("x-pagination-mode", "CachedObjectList-Pages")];
    let expanded = world.signed(
        &keys,
        "GET",
        "/1.0/services",
        &Extra {
            body: "",
            headers: &headers,
        },
    );
    assert_eq!(expanded.error(), (403, "NOT_GRANTED_CALL".into()));

    // One item allowed is not its neighbour allowed, though the batch's path fits.
    let (a, b) = (&ids[0], &ids[1]);
    let one = keys_with(
        &world,
        &json!([{"method": "GET", "path": format!("/services/{a}")},
                {"method": "GET", "path": format!("/services/{a},*")}]),
    );
    let headers = [("x-ovh-batch", ",")];
    let extra = Extra {
        body: "",
        headers: &headers,
    };
    let batch = world
        .signed(&one, "GET", &format!("/1.0/services/{a},{b}"), &extra)
        .ok();
    assert_eq!(batch[0]["value"]["serviceId"], *a);
    assert_eq!(batch[1]["value"], Value::Null);
    assert_eq!(batch[1]["error"]["errorCode"], "NOT_GRANTED_CALL");
    world.stop();
}

#[test]
fn a_credential_may_be_bound_to_addresses() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let rules = json!([{"method": "GET", "path": "/*"}]);
    for (blocks, status) in [
        (json!(["127.0.0.0/8"]), 200),
        (json!(["192.0.2.0/24", "198.51.100.7"]), 403),
        (json!([]), 403),
        (Value::Null, 200),
    ] {
        let asked = request(&world, &json!({"accessRules": rules, "allowedIPs": blocks}));
        crate::page::accept(
            &world,
            asked["validationUrl"].as_str().unwrap(),
            &world.me().nic,
        );
        let consumer_key = asked["consumerKey"].as_str().unwrap().to_owned();
        let keys = SampleKeys {
            consumer_key,
            ..world.me().clone()
        };
        assert_eq!(world.get(&keys, "/1.0/me").status, status, "{blocks}");
    }
    world.stop();
}

#[test]
fn requests_for_credentials_are_checked() {
    let world = World::shared(Region::Eu);
    let rules = json!([{"method": "GET", "path": "/*"}]);
    let headers = [("x-ovh-application", world.me().application_key.as_str())];
    for (body, named) in [
        (json!({}), "[accessRules]"),
        (json!({"accessRules": []}), "[accessRules]"),
        (
            json!({"accessRules": [{"method": "STEAL", "path": "/*"}]}),
            "[accessRules[0].method]",
        ),
        (
            json!({"accessRules": [{"method": "GET"}]}),
            "[accessRules[0].path]",
        ),
        (
            json!({"accessRules": [{"method": "GET", "path": "me"}]}),
            "[accessRules]",
        ),
        (
            json!({"accessRules": rules, "redirection": "javascript:alert(1)"}),
            "[redirection]",
        ),
        (
            json!({"accessRules": rules, "allowedIPs": ["here"]}),
            "[allowedIPs[0]]",
        ),
    ] {
        let body = body.to_string();
        let answer = world.plain(
            "POST",
            "/1.0/auth/credential",
            &Extra {
                body: &body,
                headers: &headers,
            },
        );
        assert_eq!(answer.error().0, 400, "{body}");
        assert!(answer.text().contains(named), "{}", answer.text());
    }
    let body = json!({"accessRules": rules}).to_string();
    let headers = [("x-ovh-application", "unknown")];
    let answer = world.plain(
        "POST",
        "/1.0/auth/credential",
        &Extra {
            body: &body,
            headers: &headers,
        },
    );
    assert_eq!(answer.error(), (403, "INVALID_KEY".into()));
}

#[test]
fn an_account_sees_and_revokes_its_keys() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let keys = keys_with(&world, &json!([{"method": "GET", "path": "/me"}]));
    let me = world.me();
    let applications = world.get(me, "/1.0/me/api/application").ok();
    let application = world
        .get(me, &format!("/1.0/me/api/application/{}", applications[0]))
        .ok();
    assert_eq!(application["applicationKey"], me.application_key.as_str());
    assert!(!application.to_string().contains(&me.application_secret));

    let ids = world
        .get(me, "/1.0/me/api/credential?status=validated")
        .ok();
    let last = ids.as_array().unwrap().last().unwrap();
    let path = format!("/1.0/me/api/credential/{last}");
    let credential = world.get(me, &path).ok();
    assert_eq!(
        credential["rules"],
        json!([{"method": "GET", "path": "/me"}])
    );
    assert!(!credential.to_string().contains(&keys.consumer_key));
    assert_eq!(
        world.get(me, &format!("{path}/application")).ok()["applicationKey"],
        me.application_key.as_str()
    );

    let extra = Extra {
        body: r#"{"allowedIPs":["192.0.2.0/24"]}"#,
        headers: &[],
    };
    world.signed(me, "PUT", &path, &extra).ok();
    assert_eq!(world.get(&keys, "/1.0/me").status, 403);
    let extra = Extra {
        body: r#"{"allowedIPs":null}"#,
        headers: &[],
    };
    world.signed(me, "PUT", &path, &extra).ok();
    world.get(&keys, "/1.0/me").ok();

    world.signed(me, "DELETE", &path, &Extra::default()).ok();
    assert_eq!(
        world.get(&keys, "/1.0/me").error(),
        (403, "NOT_CREDENTIAL".into())
    );
    world.stop();
}
