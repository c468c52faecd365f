//! A write is sent once, and every error but one means that nothing changed.

use api::{ApiError, NewTicket, TransportError};

use crate::world::{Reaction, World, answer, ok, refusal};

fn ticket() -> NewTicket {
    NewTicket {
        subject: "Server down".into(),
        body: "It does not answer \"ping\".\nSince 9:00".into(),
        category: None,
        subcategory: None,
        product: None,
        service_name: None,
        impact: None,
        urgency: None,
        watchers: Vec::new(),
    }
}

#[test]
fn whatever_happens_it_is_sent_once() {
    for (name, reaction, unknown) in [
        ("500", Reaction::After(5, answer(500, &[], "{}")), true),
        ("502", Reaction::After(5, answer(502, &[], "<html>")), true),
        ("503", Reaction::After(5, answer(503, &[], "{}")), true),
        ("lost", Reaction::After(5, Err(TransportError::Lost)), true),
        (
            "cut",
            Reaction::After(5, Err(TransportError::Truncated)),
            true,
        ),
        ("cut json", Reaction::After(5, ok("{\"ticketId\"")), true),
        (
            "portal",
            Reaction::After(5, answer(200, &[], "<html>")),
            true,
        ),
        ("no id", Reaction::After(5, ok("{}")), true),
        ("null", Reaction::After(5, ok("null")), true),
        ("hung", Reaction::Never, true),
        (
            "gateway timeout",
            Reaction::After(5, answer(504, &[("x-manager-error", "timeout")], "")),
            true,
        ),
        (
            "never left",
            Reaction::After(5, Err(TransportError::Unreachable)),
            false,
        ),
        (
            "unreachable",
            Reaction::After(5, answer(502, &[("x-manager-error", "unreachable")], "")),
            false,
        ),
        (
            "busy",
            Reaction::After(5, answer(503, &[("x-manager-error", "busy")], "")),
            false,
        ),
        (
            "429",
            Reaction::After(5, answer(429, &[("retry-after", "1")], "")),
            false,
        ),
        (
            "400",
            Reaction::After(5, answer(400, &[], r#"{"message":"subject"}"#)),
            false,
        ),
        (
            "403",
            Reaction::After(5, refusal(403, "NOT_GRANTED_CALL")),
            false,
        ),
        ("409", Reaction::After(5, answer(409, &[], "{}")), false),
    ] {
        let mut reaction = Some(reaction);
        let world = World::new(move |_, _| {
            reaction
                .take()
                .unwrap_or_else(|| Reaction::After(5, ok(r#"{"ticketId":1}"#)))
        });
        let error = world
            .run(world.session().open_ticket(&ticket()))
            .unwrap_err();
        assert_eq!(world.calls().len(), 1, "{name}");
        let is_unknown = matches!(error, ApiError::OutcomeUnknown { .. });
        assert_eq!(is_unknown, unknown, "{name}: {error:?}");
    }
}

#[test]
fn a_write_waits_thirty_seconds() {
    let world = World::new(|_, _| Reaction::Never);
    let result = world.run(world.session().open_ticket(&ticket()));
    assert!(
        matches!(result, Err(ApiError::OutcomeUnknown { cause }) if *cause == ApiError::Timeout)
    );
    assert!(
        (30_000.0..30_100.0).contains(&world.now_ms()),
        "{}",
        world.now_ms()
    );
}

#[test]
fn a_write_that_never_got_its_turn_was_not_sent() {
    let world = World::new(|_, _| Reaction::Never);
    *world.time_reaction.borrow_mut() = Some(Box::new(|| Reaction::Never));
    let result = world.run(world.session().open_ticket(&ticket()));
    assert_eq!(result, Err(ApiError::Timeout));
    assert!(world.calls().is_empty());
}

#[test]
fn the_text_arrives_as_typed() {
    let world = World::new(|_, _| {
        Reaction::After(5, ok(r#"{"ticketId":9007199254740993,"ticketNumber":12}"#))
    });
    let opened = world.run(world.session().open_ticket(&ticket())).unwrap();
    assert_eq!(opened.id, api::TicketId(9_007_199_254_740_993));
    let call = world.calls().remove(0);
    assert_eq!(call.request.url, "/api/eu/1.0/support/tickets/create");
    assert_eq!(
        call.request.body.as_deref(),
        Some(r#"{"subject":"Server down","body":"It does not answer \"ping\".\nSince 9:00"}"#)
    );
    assert_eq!(call.header("Content-Type"), Some("application/json"));
}
