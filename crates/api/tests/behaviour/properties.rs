//! Whatever an endpoint does, in whatever order.

use std::pin::pin;

use futures_util::future::{join_all, select};
use proptest::prelude::*;

use crate::world::{Reaction, World, answer, ok};

fn reaction(kind: u8, ms: u64) -> Reaction {
    use api::TransportError::{Lost, Truncated, Unreachable};
    match kind {
        0..=3 => Reaction::After(ms, ok(r#"{"name":"v"}"#)),
        4 => Reaction::After(ms, answer(503, &[], "{}")),
        5 => Reaction::After(ms, answer(429, &[("retry-after", "1")], "")),
        6 => Reaction::After(ms, answer(200, &[], "<html>")),
        7 => Reaction::After(ms, Err(Lost)),
        8 => Reaction::After(ms, Err(Unreachable)),
        9 => Reaction::After(ms, Err(Truncated)),
        10 => Reaction::After(ms, answer(400, &[], r#"{"errorCode":"INVALID_SIGNATURE"}"#)),
        _ => Reaction::Never,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Every call ends, in bounded time, with at most two in flight, at most four
    /// requests of each (three attempts, one signed again) and nothing left behind;
    /// afterwards the endpoint is usable.
    #[test]
    fn every_call_ends_and_leaves_nothing(
        script in prop::collection::vec((0u8..13, 0u64..3_000), 1..40),
        calls in prop::collection::vec((0u8..6, any::<bool>(), prop::option::of(0u64..8_000)), 1..25),
        chance in 0.0f64..1.0,
    ) {
        let world = World::new(move |_, so_far| {
            let (kind, ms) = script[so_far % script.len()];
            reaction(kind, ms)
        });
        world.chance.set(chance);
        let session = world.session();
        let background = session.background();
        world.run(join_all(calls.iter().map(|(name, seen, leaves_after)| {
            let session = if *seen { &session } else { &background };
            let world = &world;
            let name = format!("v{name}");
            async move {
                let call = pin!(session.vps(&name));
                match leaves_after {
                    Some(ms) => { select(call, world.sleep(*ms)).await; }
                    None => { let _ = call.await; }
                }
            }
        })));
        prop_assert!(world.most_in_flight.get() <= 2);
        prop_assert_eq!(world.in_flight(), 0);
        prop_assert!(world.now_ms() < 10_000.0 * (calls.len() as f64 + 2.0));
        prop_assert!(world.calls().len() <= calls.len() * 4);
        // Long after, everything is closed again and the clock still known.
        world.run(world.sleep(200_000));
        let before = world.calls().len();
        let _ = world.run(session.ip_block("192.0.2.1"));
        prop_assert!(world.calls().len() > before);
    }
}
