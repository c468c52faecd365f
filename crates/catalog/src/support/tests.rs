use serde_json::Value;

use super::{read::text, *};

const OURS: &str = include_str!("../../facts/support.json");

fn ours() -> Value {
    serde_json::from_str(OURS).unwrap()
}

fn error(document: &Value) -> String {
    text(&document.to_string()).unwrap_err().to_string()
}

#[test]
fn our_own_document_says_what_was_found_and_nothing_else() {
    let offers = Offers::read(OURS).unwrap();
    let levels: Vec<_> = offers.levels.iter().map(|offer| offer.level).collect();
    assert_eq!(levels, Level::ALL);

    let standard = offers.of(Level::Standard).unwrap();
    // The only figure that was found for it cannot be right.
    assert_eq!(standard.response_impaired, None);
    assert_eq!(standard.response_general, None);

    let premium = offers.of(Level::Premium).unwrap();
    let price = premium.price.as_ref().unwrap();
    assert_eq!((price.value.least, price.value.share_percent), (56.0, None));
    assert_eq!(price.value.currency, None);
    assert!(!price.origin.verified);
    assert_eq!(premium.response_impaired.as_ref().unwrap().value, 120);

    let enterprise = offers.of(Level::Enterprise).unwrap();
    let price = enterprise.price.as_ref().unwrap();
    assert_eq!(
        (price.value.least, price.value.share_percent),
        (5850.0, Some(30.0))
    );
    let hours = enterprise.hours.as_ref().unwrap();
    assert_eq!(hours.value.days, Days::All);
    assert!(hours.origin.verified);

    let fast_path = offers.fast_path.as_ref().unwrap();
    assert_eq!(fast_path.value.least, 50.0);
    assert_eq!(fast_path.value.currency.as_deref(), Some("EUR"));
    let hands = offers.hands.as_ref().unwrap();
    assert_eq!(
        (hands.value.first_minutes, hands.value.then_minutes),
        (30, 30)
    );
    assert_eq!(hands.value.first_price, None);
    assert_eq!(offers.partner_obligations.len(), 2);
}

/// Second-hand facts say so, and only those of this project's own documents and the
/// provider's are first-hand.
#[test]
fn what_others_wrote_is_not_verified() {
    let document = ours();
    for (name, source) in document["sources"].as_object().unwrap() {
        let by_others = source["by"] == "others";
        assert_eq!(source["verified"], !by_others, "{name}");
    }
}

/// Those who may say how urgent a ticket is are the same for the flow and the page.
#[test]
fn urgency_is_stated_by_the_levels_that_may() {
    let offers = Offers::read(OURS).unwrap();
    for offer in &offers.levels {
        let may = offer.states_urgency.as_ref().is_some_and(|fact| fact.value);
        assert_eq!(may, offer.level.may_state_urgency());
    }
}

#[test]
fn errors_name_the_field() {
    let cases: &[(&str, Value, &str)] = &[
        (
            "/levels/1/price/least",
            "56".into(),
            "levels[1].price.least is not a number of zero or more",
        ),
        (
            "/levels/1/price/least",
            (-1).into(),
            "levels[1].price.least is not a number of zero or more",
        ),
        (
            "/levels/1/price/source",
            "rumour".into(),
            "levels[1].price.source is not one of the names under `sources`",
        ),
        (
            "/levels/0/hours/days",
            "weekends".into(),
            "levels[0].hours.days is not one of mon-fri, all",
        ),
        (
            "/levels/0/hours/to",
            8.into(),
            "levels[0].hours.to is not later than `from`",
        ),
        (
            "/levels/0/hours/to",
            25.into(),
            "levels[0].hours.to is not an hour from 1 to 24",
        ),
        (
            "/levels/2/channels/are/1",
            "fax".into(),
            "levels[2].channels.are[1] is not one of chat, ticket, phone, phone-in-business-hours, own-phone-line, api",
        ),
        (
            "/levels/2/level",
            "premium".into(),
            "levels[2].level is there twice",
        ),
        (
            "/levels/2/level",
            "gold".into(),
            "levels[2].level is not one of standard, premium, business, enterprise",
        ),
        (
            "/levels/0/languages/are/0",
            "EN".into(),
            "levels[0].languages.are[0] is not a language of two letters, such as en",
        ),
        (
            "/levels/1/response_impaired/minutes",
            0.into(),
            "levels[1].response_impaired.minutes is not a number of minutes, one or more",
        ),
        (
            "/levels/1/response_impaired/minutes",
            1.5.into(),
            "levels[1].response_impaired.minutes is not a number of minutes, one or more",
        ),
        ("/levels", Value::Null, "levels is missing"),
        ("/levels", "all".into(), "levels is not a list"),
        (
            "/read",
            "22/11/2026".into(),
            "read is not a date such as 2026-08-17, 2026-08 or 2026",
        ),
        (
            "/sources/project/by",
            "friends".into(),
            "sources.project.by is not one of provider, others, project",
        ),
        (
            "/sources/project/dated",
            "2026-02-30".into(),
            "sources.project.dated is not a date such as 2026-08-17, 2026-08 or 2026",
        ),
        (
            "/sources/project/verified",
            "yes".into(),
            "sources.project.verified is not true or false",
        ),
        (
            "/fast_path/currency",
            "euro".into(),
            "fast_path.currency is not a currency of three letters, such as EUR",
        ),
        (
            "/partner_obligations/0/requires",
            "gold".into(),
            "partner_obligations[0].requires is not one of premium, premium-accredited",
        ),
        (
            "/hands/then_minutes",
            Value::Null,
            "hands.then_minutes is missing",
        ),
    ];
    for (pointer, value, expected) in cases {
        let mut document = ours();
        *document.pointer_mut(pointer).unwrap() = value.clone();
        assert_eq!(error(&document), *expected, "{pointer}");
    }
}

#[test]
fn a_field_that_nobody_reads_is_an_error() {
    for (pointer, at) in [
        ("", "hour"),
        ("/levels/0", "levels[0].hour"),
        ("/levels/0/price", "levels[0].price.hour"),
        ("/sources/api", "sources.api.hour"),
        ("/hands", "hands.hour"),
    ] {
        let mut document = ours();
        let object = document
            .pointer_mut(pointer)
            .unwrap()
            .as_object_mut()
            .unwrap();
        object.insert("hour".into(), Value::Null);
        assert_eq!(
            error(&document),
            format!("{at} is not a field that is read")
        );
    }
    let mut document = ours();
    document["levels"][0]["price"]
        .as_object_mut()
        .unwrap()
        .remove("source");
    assert_eq!(error(&document), "levels[0].price.source is missing");
}

#[test]
fn what_is_no_document_is_an_error() {
    assert_eq!(
        text("{\n \"read\": nope").unwrap_err().problem,
        Problem::NotJson { line: 2 }
    );
    for document in ["null", "[]", "3", "\"\""] {
        assert_eq!(
            text(document).unwrap_err().to_string(),
            "the document is not an object"
        );
    }
    assert_eq!(
        text("").unwrap_err().to_string(),
        "the document is not JSON from line 1 on"
    );
    assert_eq!(text("{}").unwrap_err().to_string(), "sources is missing");
}

/// An operator may say less than we do.
#[test]
fn a_short_document_is_enough() {
    let offers = text(r#"{ "read": "2027", "sources": {}, "levels": [] }"#).unwrap();
    assert_eq!(offers.of(Level::Premium), None);
    assert_eq!(offers.fast_path, None);
}
