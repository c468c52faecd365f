//! One request per question.

use futures_util::future::{join, join_all};

use crate::world::{ME, Reaction, World, account, answer, keys, ok};

#[test]
fn the_same_read_is_made_once() {
    let world = World::new(|_, _| Reaction::After(50, ok(ME)));
    let session = world.session();
    let all = world.run(join_all((0..10).map(|_| session.me())));
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(world.calls().len(), 1);
    world.run(session.me()).unwrap();
    assert_eq!(world.calls().len(), 2, "an answer is shared, not kept");
}

#[test]
fn failures_are_shared_too_and_not_kept() {
    let world = World::new(|_, so_far| {
        Reaction::After(
            50,
            if so_far == 0 {
                answer(404, &[], "{}")
            } else {
                ok(ME)
            },
        )
    });
    let session = world.session();
    let (one, two) = world.run(join(session.me(), session.me()));
    assert!(one.is_err() && two.is_err());
    assert_eq!(world.calls().len(), 1);
    assert!(world.run(session.me()).is_ok());
}

#[test]
fn accounts_keys_and_headers_are_told_apart() {
    let world = World::new(|_, _| Reaction::After(50, ok(ME)));
    let client = world.client();
    let one = client.session(&account("aa1-ovh"), &keys("one"));
    let same = client.session(&account("aa1-ovh"), &keys("one"));
    let other_keys = client.session(&account("aa1-ovh"), &keys("two"));
    let other_account = client.session(&account("bb2-ovh"), &keys("one"));
    world.run(join_all([
        one.me(),
        same.me(),
        other_keys.me(),
        other_account.me(),
    ]));
    assert_eq!(world.calls().len(), 3);
}

#[test]
fn a_read_after_a_write_does_not_join_one_from_before_it() {
    let world = World::new(|request, so_far| {
        let is_write = request.method == api::Method::Put;
        let body = if so_far == 0 {
            r#"{"nichandle":"aa1-ovh","city":"old"}"#
        } else {
            ME
        };
        Reaction::After(if is_write { 10 } else { 1_000 }, ok(body))
    });
    let session = world.session();
    // The gate has two places once the endpoint answered.
    let (before, after) = world.run(async {
        let write_then_read = async {
            world.sleep(20).await;
            session.change_me(&Default::default()).await.unwrap();
            session.me().await
        };
        join(session.me(), write_then_read).await
    });
    assert_eq!(before.unwrap().city.as_deref(), Some("old"));
    assert_eq!(after.unwrap().city, None);
    assert_eq!(world.calls().len(), 3);
}

#[test]
fn keys_of_one_endpoint_never_go_to_another() {
    let world = World::new(|_, _| Reaction::After(5, ok(ME)));
    let mut elsewhere = account("aa1-ovh");
    elsewhere.endpoint = api::Endpoint::Us;
    let session = world.client().session(&elsewhere, &keys("one"));
    let result = world.run(session.me());
    assert_eq!(
        result,
        Err(api::ApiError::NotInRegion {
            endpoint: api::Endpoint::Us
        })
    );
    assert!(world.log.borrow().is_empty());
}
