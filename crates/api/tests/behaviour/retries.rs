//! What is tried again, how often, when.

use std::time::Duration;

use api::{ApiError, TransportError};
use futures_util::future::join_all;

use crate::world::{ME, Reaction, World, answer, ok, refusal};

/// What a read meets first, and how many requests follow in all when everything
/// after that works.
#[test]
fn passing_trouble_is_retried_and_the_rest_is_not() {
    let html = "<html>";
    for (name, reaction, requests) in [
        ("500", answer(500, &[], "{}"), 2),
        (
            "502 html",
            answer(502, &[("content-type", "text/html")], html),
            2,
        ),
        ("503", answer(503, &[], ""), 2),
        ("504", answer(504, &[], html), 2),
        ("408", answer(408, &[], html), 2),
        (
            "unreachable",
            answer(502, &[("x-manager-error", "unreachable")], "{}"),
            2,
        ),
        ("busy", answer(503, &[("x-manager-error", "busy")], "{}"), 2),
        ("lost", Err(TransportError::Lost), 2),
        ("refused connection", Err(TransportError::Unreachable), 2),
        ("truncated", Err(TransportError::Truncated), 2),
        ("cut json", ok(r#"{"nichandle":"a"#), 2),
        ("portal", answer(200, &[], html), 1),
        ("501", answer(501, &[], "{}"), 1),
        ("400", answer(400, &[], "{}"), 1),
        ("403", refusal(403, "NOT_GRANTED_CALL"), 1),
        ("404", answer(404, &[], r#"{"message":"no"}"#), 1),
        ("409", answer(409, &[], "{}"), 1),
        ("tls", answer(502, &[("x-manager-error", "tls")], "{}"), 1),
    ] {
        let mut first = Some(reaction);
        let world =
            World::new(move |_, _| Reaction::After(5, first.take().unwrap_or_else(|| ok(ME))));
        let result = world.run(world.session().me());
        assert_eq!(world.calls().len(), requests, "{name}");
        assert_eq!(result.is_ok(), requests == 2, "{name}: {result:?}");
    }
}

#[test]
fn three_attempts_with_growing_pauses() {
    let world = World::new(|_, _| Reaction::After(0, answer(503, &[], "{}")));
    world.chance.set(0.999);
    let result = world.run(world.session().me());
    assert!(matches!(result, Err(ApiError::Failed(_))));
    let calls = world.calls();
    let pauses: Vec<_> = calls.windows(2).map(|w| w[1].at_ms - w[0].at_ms).collect();
    assert_eq!(pauses, [199.0, 399.0]);
}

#[test]
fn the_deadline_covers_all_attempts() {
    let world = World::new(|_, _| Reaction::After(6_000, answer(503, &[], "{}")));
    let result = world.run(world.session().me());
    assert!(matches!(
        result,
        Err(ApiError::Failed(_)) | Err(ApiError::Timeout)
    ));
    assert!(world.now_ms() <= 10_100.0, "{}", world.now_ms());
    assert_eq!(world.calls().len(), 2);
}

#[test]
fn a_pause_asked_for_is_kept_for_the_whole_endpoint() {
    let world = World::new(|request, so_far| {
        let limited = so_far == 0;
        assert!(limited || request.url.contains("/1.0/"));
        Reaction::After(
            10,
            if limited {
                answer(429, &[("Retry-After", "2")], "")
            } else {
                ok(ME)
            },
        )
    });
    let client = world.client();
    let session = client.session(
        &crate::world::account("aa1-ovh"),
        &crate::world::keys("one"),
    );
    let other = client.session(
        &crate::world::account("bb2-ovh"),
        &crate::world::keys("two"),
    );
    let watch = async {
        world.sleep(500).await;
        let shown = client.paused_for().unwrap();
        assert!(shown > Duration::from_secs(1) && shown < Duration::from_secs(2));
    };
    let later = async {
        world.sleep(300).await;
        other.me().await
    };
    let (first, later, ()) = world.run(futures_util::future::join3(session.me(), later, watch));
    assert!(first.is_ok() && later.is_ok());
    assert_eq!(client.paused_for(), None);
    let calls = world.calls();
    let limited_at = calls[0].at_ms + 10.0;
    for call in &calls[1..] {
        let waited = call.at_ms - limited_at;
        assert!((2_000.0..2_300.0).contains(&waited), "{waited}");
    }
}

#[test]
fn a_pause_longer_than_the_deadline_is_reported_at_once() {
    for (header, seconds) in [
        ("60", 60),
        ("10000000000000000000", 120),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 120),
    ] {
        let world = World::new(move |_, _| {
            Reaction::After(10, answer(429, &[("Retry-After", header)], ""))
        });
        let session = world.session();
        let result = world.run(session.me());
        let Err(ApiError::RateLimited { retry_after, .. }) = result else {
            panic!("{result:?}")
        };
        assert_eq!(retry_after.as_secs(), seconds);
        assert!(world.now_ms() < 100.0);
        // Nor is anything else asked meanwhile.
        let again = world.run(session.support_level());
        assert!(
            matches!(again, Err(ApiError::RateLimited { .. })),
            "{again:?}"
        );
        assert_eq!(world.calls().len(), 1, "{header}");
    }
}

#[test]
fn nonsense_in_retry_after_neither_stops_nor_floods() {
    for header in [
        "",
        "soon",
        "-1",
        "NaN",
        "0",
        "Sun, 06 Nov 1994 08:49:37 GMT",
    ] {
        let world = World::new(move |_, _| {
            Reaction::After(10, answer(429, &[("Retry-After", header)], ""))
        });
        let result = world.run(world.session().me());
        assert!(
            matches!(result, Err(ApiError::RateLimited { .. })),
            "{header}: {result:?}"
        );
        assert_eq!(world.calls().len(), 3, "{header}");
        assert!(world.now_ms() <= 10_100.0);
    }
}

/// Fifty different calls to an endpoint that only fails: the first wave, what the
/// bucket allows, no more.
#[test]
fn retries_do_not_become_a_storm() {
    let world = World::new(|_, _| Reaction::After(1, answer(503, &[], "{}")));
    let session = world.session();
    let names: Vec<String> = (0..50).map(|n| format!("v{n}")).collect();
    let all = world.run(join_all(names.iter().map(|name| session.vps(name))));
    assert!(all.iter().all(Result::is_err));
    assert!(world.calls().len() <= 55 + 20, "{}", world.calls().len());
}
