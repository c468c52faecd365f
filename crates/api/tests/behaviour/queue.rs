//! How many requests are in flight, and in which order they go.

use api::ApiError;
use futures_util::future::join_all;

use crate::world::{Reaction, World, ok};

fn path(url: &str) -> &str {
    url.rsplit('/').next().unwrap()
}

const VPS: &str = r#"{"name":"vps-1.example"}"#;

#[test]
fn the_first_answer_opens_the_second_place() {
    let world = World::new(|_, _| Reaction::After(100, ok(VPS)));
    let session = world.session();
    let names: Vec<String> = (0..7).map(|n| format!("v{n}")).collect();
    let all = world.run(join_all(names.iter().map(|name| session.vps(name))));
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(world.most_in_flight.get(), 2);
    let log = world.log.borrow();
    assert!(log[0].request.url.ends_with("/auth/time"));
    assert_eq!(world.time_requests(), 1);
    let order: Vec<_> = log[1..]
        .iter()
        .map(|s| path(&s.request.url).to_owned())
        .collect();
    assert_eq!(order, names, "first in, first out");
}

#[test]
fn visible_calls_overtake_background_ones() {
    // Not all at the same instant, or the order would be that of the polling.
    let world = World::new(|_, so_far| Reaction::After(100 + 10 * so_far as u64, ok(VPS)));
    let session = world.session();
    let background = session.background();
    let (first, second, third, seen) = ("b1", "b2", "b3", "seen");
    world
        .run(join_all([
            background.vps(first),
            background.vps(second),
            background.vps(third),
            session.vps(seen),
        ]))
        .into_iter()
        .for_each(|result| assert!(result.is_ok()));
    let calls = world.calls();
    let order: Vec<_> = calls.iter().map(|s| path(&s.request.url)).collect();
    // Two places were free; the next one goes to who is being looked at.
    assert_eq!(order, ["b1", "b2", "seen", "b3"]);
}

/// Twenty calls to an endpoint that hangs give up together, after ten seconds, and
/// hold one connection meanwhile.
#[test]
fn a_hung_endpoint_holds_one_place_and_all_give_up_together() {
    let world = World::new(|_, _| Reaction::Never);
    *world.time_reaction.borrow_mut() = Some(Box::new(|| Reaction::Never));
    let session = world.session();
    let names: Vec<String> = (0..20).map(|n| format!("v{n}")).collect();
    let all = world.run(join_all(names.iter().map(|name| session.vps(name))));
    assert!(all.iter().all(|r| r == &Err(ApiError::Timeout)), "{all:?}");
    assert_eq!(world.now_ms(), 10_000.0);
    assert_eq!(world.most_in_flight.get(), 1);
}

/// The same with an endpoint that told the time before it hung.
#[test]
fn an_endpoint_that_hangs_later_holds_two() {
    let world = World::new(|_, _| Reaction::Never);
    let session = world.session();
    let names: Vec<String> = (0..20).map(|n| format!("v{n}")).collect();
    let all = world.run(join_all(names.iter().map(|name| session.vps(name))));
    assert!(all.iter().all(|r| r == &Err(ApiError::Timeout)), "{all:?}");
    assert!(world.now_ms() <= 10_100.0, "{}", world.now_ms());
    assert_eq!(world.most_in_flight.get(), 2);
    assert_eq!(world.calls().len(), 2);
}

/// Waiting behind an endpoint that is slow and works is not a reason to give up.
#[test]
fn a_long_queue_before_a_slow_endpoint_is_served() {
    let world = World::new(|_, _| Reaction::After(4_000, ok(VPS)));
    let session = world.session();
    let names: Vec<String> = (0..20).map(|n| format!("v{n}")).collect();
    let all = world.run(join_all(names.iter().map(|name| session.vps(name))));
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert!(world.now_ms() > 30_000.0);
}
