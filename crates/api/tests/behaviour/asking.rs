//! Asking a customer for keys.

use api::{ApiError, Rule, Standing};

use crate::world::{Reaction, World, keys, ok, refusal};

const ASKED: &str = r#"{"consumerKey":"ck-new","state":"pendingValidation","validationUrl":"https://eu.api.ovh.com/auth/?credentialToken=t"}"#;

#[test]
fn only_the_application_is_named_and_the_rules_are_sent_as_chosen() {
    let world = World::new(|_, _| Reaction::After(5, ok(ASKED)));
    let rules = ["/me", "/vps/*"].map(|path| Rule {
        method: "GET".into(),
        path: path.into(),
    });
    let client = world.client();
    let pending = world
        .run(client.ask_for_keys("ak-one", &rules, "http://127.0.0.1:8080/sign-in?asked=eu"))
        .unwrap();
    assert_eq!(pending.consumer_key.expose(), "ck-new");
    assert_eq!(
        pending.validation_url,
        "https://eu.api.ovh.com/auth/?credentialToken=t"
    );
    // Unsigned, so no look at the clock either.
    assert_eq!(world.time_requests(), 0);
    let calls = world.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].request.url, "/api/eu/1.0/auth/credential");
    assert_eq!(calls[0].header("X-Ovh-Application"), Some("ak-one"));
    for header in ["X-Ovh-Consumer", "X-Ovh-Signature", "X-Ovh-Timestamp"] {
        assert_eq!(calls[0].header(header), None);
    }
    assert_eq!(
        calls[0].request.body.as_deref(),
        Some(
            r#"{"accessRules":[{"method":"GET","path":"/me"},{"method":"GET","path":"/vps/*"}],"redirection":"http://127.0.0.1:8080/sign-in?asked=eu"}"#
        )
    );
    assert!(!format!("{pending:?}").contains("ck-new"));
}

#[test]
fn asking_is_never_repeated() {
    let world = World::new(|_, _| Reaction::After(5, refusal(503, "INTERNAL")));
    assert!(
        world
            .run(world.client().ask_for_keys("ak", &[], "http://x/"))
            .is_err()
    );
    assert_eq!(world.calls().len(), 1);
}

#[test]
fn the_standing_is_read_from_the_status_or_from_the_refusal() {
    let body = |status: &str| {
        ok(&format!(
            r#"{{"credentialId":1,"status":"{status}","rules":[]}}"#
        ))
    };
    for (answer, standing) in [
        (body("validated"), Standing::Accepted),
        (body("pendingValidation"), Standing::Undecided),
        (body("refused"), Standing::Refused),
        (body("expired"), Standing::Gone),
        (refusal(403, "INVALID_CREDENTIAL"), Standing::Undecided),
        (refusal(403, "NOT_CREDENTIAL"), Standing::Gone),
    ] {
        let given = answer.clone();
        let world = World::new(move |_, _| Reaction::After(5, given.clone()));
        assert_eq!(
            world.run(world.client().standing(&keys("one"))),
            Ok(standing),
            "{answer:?}"
        );
    }
}

#[test]
fn a_wrong_application_is_no_standing() {
    let world = World::new(|_, _| Reaction::After(5, refusal(403, "INVALID_KEY")));
    let error = world
        .run(world.client().standing(&keys("one")))
        .unwrap_err();
    assert!(matches!(error, ApiError::Refused(_)));
}
