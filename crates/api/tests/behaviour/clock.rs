//! Signing by the provider's clock.

use api::{ApiError, Session};
use futures_util::future::join_all;

use crate::world::{ME, Reaction, Sent, World, answer, ok, refusal};

fn timestamp(sent: &Sent) -> f64 {
    sent.header("X-Ovh-Timestamp").unwrap().parse().unwrap()
}

/// How far a request's timestamp was from the provider's clock, in seconds.
fn error_s(world: &World, sent: &Sent) -> f64 {
    timestamp(sent) - (world.server_ms.get() + sent.at_ms) / 1000.0
}

#[test]
fn any_difference_is_measured_once_and_shared() {
    for hours in [-1.0, 0.0, 1.0, 24.0 * 365.0] {
        let world = World::new(|_, _| Reaction::After(50, ok(r#"{"name":"v"}"#)));
        world
            .server_ms
            .set(world.server_ms.get() + hours * 3_600_000.0);
        let session = world.session();
        let names = ["a", "b", "c", "d"];
        world.run(join_all(names.iter().map(|name| session.vps(name))));
        assert_eq!(world.time_requests(), 1);
        let first = world.log.borrow()[0].clone();
        assert_eq!(
            first.header("X-Ovh-Signature"),
            None,
            "the time is not signed for"
        );
        assert_eq!(first.header("X-Ovh-Application"), None);
        for call in world.calls() {
            assert!(error_s(&world, &call).abs() < 2.0, "{hours}");
        }
    }
}

#[test]
fn a_jump_of_the_wall_clock_measures_again() {
    for (jump_ms, measurements) in [(0.0, 1), (500.0, 1), (3_600_000.0, 2), (-3_600_000.0, 2)] {
        let world = World::new(|_, _| Reaction::After(5, ok(ME)));
        let session = world.session();
        world.run(session.me()).unwrap();
        world.wall_ms.set(world.wall_ms.get() + jump_ms);
        world.run(session.me()).unwrap();
        assert_eq!(world.time_requests(), measurements, "{jump_ms}");
        let calls = world.calls();
        assert!(error_s(&world, &calls[1]).abs() < 2.0, "{jump_ms}");
    }
}

/// What was waiting for its turn meanwhile is signed with the new measurement as well.
#[test]
fn a_jump_while_calls_wait_for_their_turn_measures_again_before_they_are_signed() {
    let world = World::new(|_, _| Reaction::After(50, ok(r#"{"name":"v"}"#)));
    let session = world.session();
    let names = ["a", "b", "c", "d", "e"];
    let calls = join_all(names.iter().map(|name| session.vps(name)));
    let jump = async {
        // The first two are on their way, the others wait behind them.
        world.sleep(30).await;
        assert_eq!(world.calls().len(), 2);
        world.wall_ms.set(world.wall_ms.get() + 3_600_000.0);
    };
    world.run(futures_util::future::join(calls, jump));
    assert_eq!(world.time_requests(), 2);
    assert_eq!(world.calls().len(), names.len());
    for call in world.calls() {
        assert!(error_s(&world, &call).abs() < 2.0);
    }
}

/// The provider's clock moved and we could not notice: one refusal, one measurement,
/// one more attempt.
#[test]
fn a_refused_signature_is_made_once_more() {
    for code in ["INVALID_SIGNATURE", "QUERY_TIME_OUT"] {
        let world = World::new(move |_, so_far| {
            Reaction::After(
                5,
                if so_far == 1 {
                    refusal(400, code)
                } else {
                    ok(ME)
                },
            )
        });
        let session = world.session();
        world.run(session.me()).unwrap();
        world.server_ms.set(world.server_ms.get() + 3_600_000.0);
        world.run(session.me()).unwrap();
        assert_eq!(world.time_requests(), 2, "{code}");
        assert_eq!(world.calls().len(), 3, "{code}");
        assert!(error_s(&world, &world.calls()[2]).abs() < 2.0, "{code}");
    }
}

#[test]
fn refused_twice_is_reported() {
    let refused = |code: &'static str| {
        let world = World::new(move |_, _| Reaction::After(5, refusal(400, code)));
        let result = world.run(world.session().me());
        assert_eq!(world.calls().len(), 2, "{code}");
        assert_eq!(world.time_requests(), 2, "{code}");
        result.unwrap_err()
    };
    assert!(refused("INVALID_SIGNATURE").is_credential_problem());
    let clock = refused("QUERY_TIME_OUT");
    assert!(matches!(clock, ApiError::Clock { .. }));
    assert_eq!(clock.query_id(), Some("EU.ext-1"));
}

/// Whether `QUERY_TIME_OUT` was about the clock is certain only if the clock moved.
#[test]
fn a_write_is_signed_again_only_if_it_certainly_was_not_applied() {
    let write = |code: &'static str, moved_ms: f64| {
        let world = World::new(move |request, so_far| {
            let refused = request.method == api::Method::Put && so_far == 1;
            Reaction::After(5, if refused { refusal(400, code) } else { ok(ME) })
        });
        let session: Session = world.session();
        world.run(session.me()).unwrap();
        world.server_ms.set(world.server_ms.get() + moved_ms);
        let result = world.run(session.change_me(&Default::default()));
        (result, world.calls().len() - 1)
    };
    assert_eq!(write("INVALID_SIGNATURE", 0.0), (Ok(()), 2));
    assert_eq!(write("QUERY_TIME_OUT", 3_600_000.0), (Ok(()), 2));
    let (result, sent) = write("QUERY_TIME_OUT", 0.0);
    assert!(
        matches!(result, Err(ApiError::OutcomeUnknown { .. })),
        "{result:?}"
    );
    assert_eq!(sent, 1);
}

#[test]
fn nonsense_for_the_time_is_an_error_and_is_asked_again_later() {
    for body in ["<html>", "\"noon\"", "null", "{}", "1e300", "[1]"] {
        let world = World::new(|_, _| Reaction::After(5, ok(ME)));
        *world.time_reaction.borrow_mut() =
            Some(Box::new(move || Reaction::After(5, answer(200, &[], body))));
        let session = world.session();
        let result = world.run(session.me());
        assert!(
            matches!(
                result,
                Err(ApiError::NotJson { .. } | ApiError::Decode { .. })
            ),
            "{body}: {result:?}"
        );
        assert_eq!(world.calls().len(), 0);
        *world.time_reaction.borrow_mut() = None;
        world.run(session.me()).unwrap();
    }
}

#[test]
fn the_signature_covers_what_is_sent() {
    let world = World::new(|_, _| Reaction::After(5, ok("{}")));
    let session = world.session();
    let _ = world.run(session.ip_block("192.0.2.0/28"));
    let call = world.calls().remove(0);
    assert_eq!(call.request.url, "/api/eu/1.0/ip/192.0.2.0%2F28");
    assert_eq!(call.header("X-Manager"), Some("1"));
    assert_eq!(call.header("X-Ovh-Application"), Some("ak-one"));
    assert_eq!(call.header("X-Ovh-Consumer"), Some("ck-one"));
    let signature = call.header("X-Ovh-Signature").unwrap();
    assert!(signature.starts_with("$1$") && signature.len() == 43);
    let everything = format!("{:?}", call.request);
    assert!(
        !everything.contains("as-one"),
        "the secret itself is never sent"
    );
}
