//! Asking whose keys these are, before any account is known.

use api::{ApiError, Nic};

use crate::world::{ME, Reaction, World, keys, ok, refusal};

fn identify(world: &std::rc::Rc<World>) -> Result<Nic, ApiError> {
    world.run(world.client().identify(&keys("one")))
}

#[test]
fn the_keys_say_whose_they_are() {
    let world = World::new(|_, _| Reaction::After(5, ok(ME)));
    assert_eq!(identify(&world).unwrap().as_str(), "aa1-ovh");
    assert_eq!(world.time_requests(), 1);
    let calls = world.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].request.url, "/api/eu/1.0/me");
    assert_eq!(calls[0].header("X-Ovh-Application"), Some("ak-one"));
    assert_eq!(calls[0].header("X-Ovh-Consumer"), Some("ck-one"));
    assert!(calls[0].header("X-Ovh-Signature").is_some());
    let everything = format!("{:?}", calls[0].request);
    assert!(!everything.contains("as-one"), "the secret is never sent");
}

/// Two people may add their keys at once: nothing of one's answer is the other's.
#[test]
fn answers_are_not_shared_between_keys() {
    let world = World::new(|request, _| {
        let consumer = request.headers.iter().find(|(k, _)| *k == "X-Ovh-Consumer");
        let nic = match consumer {
            Some((_, key)) if key == "ck-one" => "aa1-ovh",
            _ => "bb2-ovh",
        };
        Reaction::After(50, ok(&format!(r#"{{"nichandle":"{nic}"}}"#)))
    });
    let client = world.client();
    let (one, two) = (keys("one"), keys("two"));
    let both = futures_util::future::join(client.identify(&one), client.identify(&two));
    let (first, second) = world.run(both);
    assert_eq!(first.unwrap().as_str(), "aa1-ovh");
    assert_eq!(second.unwrap().as_str(), "bb2-ovh");
}

/// Keys that do not work are told apart from keys that may not read the account.
#[test]
fn refused_keys_are_reported_and_not_tried_again() {
    for (status, code, of_the_keys) in [
        (403, "INVALID_KEY", true),
        (403, "NOT_CREDENTIAL", true),
        (403, "INVALID_CREDENTIAL", true),
        (403, "NOT_GRANTED_CALL", false),
    ] {
        let world = World::new(move |_, _| Reaction::After(5, refusal(status, code)));
        let error = identify(&world).unwrap_err();
        assert_eq!(error.is_credential_problem(), of_the_keys, "{code}");
        assert_eq!(error.is_missing_right(), !of_the_keys, "{code}");
        assert_eq!(error.query_id(), Some("EU.ext-1"), "{code}");
        assert_eq!(world.calls().len(), 1, "{code}");
    }
}

/// The wrong secret: signed once more after another look at the clock, then reported.
#[test]
fn a_wrong_secret_is_a_problem_of_the_keys() {
    let world = World::new(|_, _| Reaction::After(5, refusal(400, "INVALID_SIGNATURE")));
    assert!(identify(&world).unwrap_err().is_credential_problem());
    assert_eq!(world.calls().len(), 2);
    assert_eq!(world.time_requests(), 2);
}

#[test]
fn a_body_that_names_nobody_is_an_error() {
    for body in [
        "{}",
        r#"{"nichandle":null}"#,
        r#"{"nichandle":["aa1-ovh"]}"#,
        r#"{"nichandle":""}"#,
        r#"{"nichandle":"../../x"}"#,
        "[]",
        "null",
        r#""aa1-ovh""#,
    ] {
        let world = World::new(move |_, _| Reaction::After(5, ok(body)));
        let error = identify(&world).unwrap_err();
        assert!(
            matches!(error, ApiError::Decode { .. }),
            "{body}: {error:?}"
        );
    }
}
