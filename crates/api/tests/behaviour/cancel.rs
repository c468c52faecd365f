//! Leaving before the answer.

use futures_util::future::{join, select};
use std::pin::pin;

use crate::world::{ME, Reaction, World, ok};

#[test]
fn leaving_cancels_the_request_and_frees_its_place() {
    let world = World::new(|request, _| {
        if request.url.ends_with("/hung") {
            Reaction::Never
        } else {
            Reaction::After(10, ok(r#"{"name":"v"}"#))
        }
    });
    let session = world.session();
    for _ in 0..5 {
        let by_hand = session.by_hand();
        let (one, two) = (session.vps("hung"), by_hand.vps("hung"));
        world.run(async {
            let both = pin!(join(one, two));
            select(both, world.sleep(100)).await;
        });
        assert_eq!(world.in_flight(), 0);
    }
    let before = world.now_ms();
    assert!(world.run(session.vps("good")).is_ok());
    assert!(world.now_ms() - before < 50.0);
}

#[test]
fn one_of_several_leaves_and_the_others_do_not_notice() {
    // Whoever leaves: the one who started the request or one who joined it.
    for leaver_first in [true, false] {
        let world = World::new(|_, _| Reaction::After(1_000, ok(ME)));
        let session = world.session();
        let leaves = async {
            let reading = pin!(session.me());
            select(reading, world.sleep(500)).await;
            None::<Result<api::Customer, api::ApiError>>
        };
        let stays = async { Some(session.me().await) };
        let result = world.run(async {
            if leaver_first {
                join(leaves, stays).await.1
            } else {
                join(stays, leaves).await.0
            }
        });
        assert!(result.unwrap().is_ok());
        assert_eq!(world.calls().len(), 1);
    }
}

#[test]
fn leaving_while_the_clock_is_measured_leaves_it_to_the_others() {
    let world = World::new(|_, _| Reaction::After(10, ok(ME)));
    let session = world.session();
    let starter = async {
        let reading = pin!(session.vps("a"));
        select(reading, world.sleep(5)).await;
    };
    let (_, other) = world.run(join(starter, session.me()));
    assert!(other.is_ok());
    assert_eq!(world.time_requests(), 1);
    assert_eq!(world.calls().len(), 1);
}

#[test]
fn everybody_leaving_the_queue_leaves_nothing_behind() {
    let world = World::new(|_, _| Reaction::Never);
    let session = world.session();
    let names: Vec<String> = (0..30).map(|n| format!("v{n}")).collect();
    world.run(async {
        let all = futures_util::future::join_all(names.iter().map(|name| session.vps(name)));
        select(pin!(all), world.sleep(3_000)).await;
    });
    assert_eq!(world.in_flight(), 0);
}
