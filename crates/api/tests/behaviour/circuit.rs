//! Leaving alone what keeps failing.

use std::{cell::Cell, rc::Rc};

use api::ApiError;
use futures_util::future::join;

use crate::world::{ME, Reaction, World, answer, ok};

#[test]
fn opens_probes_and_closes() {
    let failing = World::new(|_, _| Reaction::After(1, answer(503, &[], "{}")));
    let session = failing.session();
    let first = failing.run(session.me());
    assert!(matches!(first, Err(ApiError::Failed(_))));
    // Three attempts so far; the second call's second attempt opens the circuit, and
    // the call reports what it met rather than that.
    let second = failing.run(session.me());
    assert!(matches!(second, Err(ApiError::Failed(_))), "{second:?}");
    assert_eq!(failing.calls().len(), 5);
    let third = failing.run(session.me());
    let Err(ApiError::CircuitOpen { retry_in }) = third else {
        panic!("{third:?}")
    };
    assert!(retry_in.as_secs() <= 15);
    assert_eq!(failing.calls().len(), 5, "nothing was sent");
    // Another family is not concerned.
    let other = failing.run(session.vps("v"));
    assert!(matches!(other, Err(ApiError::Failed(_))));

    failing.run(failing.sleep(15_000));
    let before = failing.calls().len();
    let probe = failing.run(session.me());
    assert!(matches!(probe, Err(ApiError::Failed(_))));
    assert_eq!(
        failing.calls().len(),
        before + 1,
        "one probe, not three attempts"
    );
    assert!(matches!(
        failing.run(session.me()),
        Err(ApiError::CircuitOpen { .. })
    ));
}

#[test]
fn a_button_gets_through_and_its_success_closes() {
    let world = World::new(|_, so_far| {
        Reaction::After(
            1,
            if so_far < 5 {
                answer(500, &[], "{}")
            } else {
                ok(ME)
            },
        )
    });
    let session = world.session();
    let _ = world.run(session.me());
    let _ = world.run(session.me());
    assert!(matches!(
        world.run(session.me()),
        Err(ApiError::CircuitOpen { .. })
    ));
    assert!(world.run(session.by_hand().me()).is_ok());
    assert!(world.run(session.me()).is_ok());
}

#[test]
fn refusals_do_not_open_it() {
    let world = World::new(|_, _| Reaction::After(1, answer(403, &[], r#"{"message":"no"}"#)));
    let session = world.session();
    for _ in 0..20 {
        assert!(matches!(world.run(session.me()), Err(ApiError::Refused(_))));
    }
    assert_eq!(world.calls().len(), 20);
}

/// What began by itself gives up once the circuit is open. A button pressed meanwhile, when
/// all is well again, does not hear of that.
#[test]
fn a_button_does_not_wait_for_a_clock_that_is_about_to_give_up() {
    let world = World::new(|_, _| Reaction::After(1, ok(ME)));
    let asked = Rc::new(Cell::new(0));
    let count = asked.clone();
    *world.time_reaction.borrow_mut() = Some(Box::new(move || {
        count.set(count.get() + 1);
        let well = count.get() > 5;
        Reaction::After(
            1,
            if well {
                ok("1790000000")
            } else {
                answer(500, &[], "{}")
            },
        )
    }));
    let session = world.session();
    assert!(world.run(session.me()).is_err());
    let by_itself = session.vps("v");
    let by_hand = async {
        while asked.get() < 5 {
            world.sleep(1).await;
        }
        // The fifth failure has come in, which opens the circuit.
        world.sleep(2).await;
        session.by_hand().me().await
    };
    let (_, by_hand) = world.run(async { join(by_itself, by_hand).await });
    assert!(by_hand.is_ok(), "{by_hand:?}");
}
