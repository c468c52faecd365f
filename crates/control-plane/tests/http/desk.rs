//! The support desk on a fast clock.

use std::time::{Duration, Instant};

use control_plane::{Config, Region};
use serde_json::{Value, json};

use crate::support::{Extra, World};

#[test]
fn a_ticket_is_answered_and_closed_as_time_passes() {
    let dir = tempfile::tempdir().unwrap();
    // A day in a tenth of a second.
    let config = || Config {
        time_scale: 864_000.0,
        ..World::config(Region::Us, dir.path())
    };
    let world = World::start(config());
    let body = json!({ "subject": "Slow", "body": "Since noon", "category": "incident", "product": "vps" });
    let opened = world
        .signed(
            world.me(),
            "POST",
            "/1.0/support/tickets/create",
            &Extra {
                body: &body.to_string(),
                headers: &[("content-type", "application/json")],
            },
        )
        .ok();
    let target = format!("/1.0/support/tickets/{}", opened["ticketId"]);
    let limit = Instant::now() + Duration::from_secs(60);
    let ended = loop {
        let ticket = world.get(world.me(), &target).ok();
        if ticket["state"] == "closed" {
            break ticket;
        }
        assert!(Instant::now() < limit, "still {ticket}");
    };
    let messages = world.get(world.me(), &format!("{target}/messages")).ok();
    let senders: Vec<&Value> = messages
        .as_array()
        .unwrap()
        .iter()
        .map(|message| &message["from"])
        .collect();
    // The newest first: closed, asked, acknowledged.
    assert_eq!(senders, ["support", "support", "support", "customer"]);
    world.stop();

    // What the desk did outlives the program.
    let world = World::start(config());
    assert_eq!(world.get(world.me(), &target).ok(), ended);
    world.stop();
}
