use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::call::{Call, Ctx};
use crate::model::{
    BOOLEAN, DATE, DATETIME, DOUBLE, DURATION, IP, IP_BLOCK, IPV4, IPV6, IPV6_BLOCK, LONG,
    MAC_ADDRESS, Model, PHONE_NUMBER, STRING, TIME, UUID, common, enumeration, f, generic, list,
    map, model, object,
};
use crate::region::Region;
use crate::route::{Method, Version, get, post, put};

fn nothing(_: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(Value::Null)
}

fn models() -> Vec<Model> {
    let mut models = common();
    models.push(enumeration("t.Colour", "", &["red", "green"]));
    models.push(object(
        "t.Thing",
        "",
        vec![
            f("name", STRING).required(),
            f("id", LONG).read_only(),
            f("note", STRING).nullable(),
            f("colour", model("t.Colour")),
            f("inner", model("t.Inner")),
            f("weights", list(DOUBLE)),
            f("labels", map(STRING)),
            f("memory", generic("complexType.UnitAndValue", LONG)),
        ],
    ));
    models.push(object(
        "t.Inner",
        "",
        vec![f("size", LONG).required(), f("seen", DATETIME).read_only()],
    ));
    models
}

fn table() -> Table {
    let routes = vec![
        get("/q")
            .query("n", LONG, "")
            .query("b", BOOLEAN, "")
            .query("c", model("t.Colour"), "")
            .query("l", list(STRING), "")
            .query("at", DATETIME, "")
            .query("date.from", DATE, "")
            .query("tags", map(list(STRING)), "")
            .handle(nothing),
        get("/needed")
            .query("n", LONG, "")
            .required()
            .handle(nothing),
        put("/thing").body(model("t.Thing")).handle(nothing),
        post("/thing").body(model("t.Thing")).handle(nothing),
        post("/fields")
            .field("subject", STRING, "")
            .required()
            .field("watchers", list(STRING), "")
            .handle(nothing),
        get("/item/{id}").path("id", LONG, "").handle(nothing),
    ];
    Table::build(Region::Eu, routes, models()).unwrap()
}

fn message<T: std::fmt::Debug>(result: Result<T, ApiError>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.status, 400);
    error.message
}

#[test]
fn query_strings_become_typed_values() {
    let table = table();
    let route = &table
        .find(Version::V1, Method::Get, "/q")
        .unwrap()
        .entry
        .route;
    for (query, expected) in [
        ("", vec![]),
        ("n=-12", vec![("n", json!(-12))]),
        ("b=true", vec![("b", json!(true))]),
        ("c=red&n=1", vec![("c", json!("red")), ("n", json!(1))]),
        ("l=a&l=b%20c+d", vec![("l", json!(["a", "b c d"]))]),
        (
            "date.from=2026-02-28",
            vec![("date.from", json!("2026-02-28"))],
        ),
        ("at=2026-02-28", vec![("at", json!("2026-02-28T00:00:00Z"))]),
        (
            "at=2026-02-28T10:00:00+01:00",
            vec![("at", json!("2026-02-28T10:00:00+01:00"))],
        ),
        (
            "tags=%7B%22env%22%3A%5B%22prod%22%5D%7D",
            vec![("tags", json!({"env": ["prod"]}))],
        ),
    ] {
        assert_eq!(
            check_query(&table, route, query).unwrap(),
            expected,
            "{query}"
        );
    }
    for (query, named) in [
        ("x=1", "(x)"),
        ("N=1", "(N)"),
        ("n=abc", "[n]"),
        ("n=", "[n]"),
        ("n=1.0", "[n]"),
        ("n=9223372036854775808", "[n]"),
        ("n=1&n=2", "[n]"),
        ("b=yes", "[b]"),
        ("c=blue", "[c]"),
        ("date.from=2026-02-30", "[date.from]"),
        ("at=now", "[at]"),
        ("tags=%7B%22env%22%3A1%7D", "[tags.env]"),
        ("l=%ff", "UTF-8"),
    ] {
        let message = message(check_query(&table, route, query));
        assert!(message.contains(named), "{query}: {message}");
    }
    let needed = &table
        .find(Version::V1, Method::Get, "/needed")
        .unwrap()
        .entry
        .route;
    assert!(message(check_query(&table, needed, "")).contains("[n]"));
}

#[test]
fn placeholders_have_their_type() {
    let table = table();
    for (path, ok) in [
        ("/item/12", true),
        ("/item/x", false),
        ("/item/1%2F2", false),
    ] {
        let found = table.find(Version::V1, Method::Get, path).unwrap();
        let result = check_path(&table, &found.entry.route, &found.path);
        assert_eq!(result.is_ok(), ok, "{path}");
    }
}

#[test]
fn bodies_hold_what_the_model_allows() {
    let table = table();
    let put = &table
        .find(Version::V1, Method::Put, "/thing")
        .unwrap()
        .entry
        .route;
    let post = &table
        .find(Version::V1, Method::Post, "/thing")
        .unwrap()
        .entry
        .route;
    let good = json!({
        "name": "n", "note": null, "colour": "red", "inner": {"size": 1},
        "weights": [1, 2.5], "labels": {"a": "b"}, "memory": {"unit": "MB", "value": 2}
    });
    for route in [put, post] {
        assert!(check_body(&table, route, good.to_string().as_bytes()).is_ok());
    }
    assert!(check_body(&table, put, br#"{"note":"x"}"#).is_ok());
    assert!(message(check_body(&table, post, br#"{"note":"x"}"#)).contains("[name]"));
    for (body, named) in [
        (r#"{"nmae":"x"}"#, "(nmae)"),
        (r#"{"id":1}"#, "[id] is read-only"),
        (r#"{"name":null}"#, "[name]"),
        (r#"{"name":1}"#, "[name]"),
        (r#"{"colour":"blue"}"#, "red, green"),
        (r#"{"inner":{}}"#, "[inner.size]"),
        (
            r#"{"inner":{"size":1,"seen":"2026-01-01T00:00:00Z"}}"#,
            "[inner.seen] is read-only",
        ),
        (r#"{"inner":{"size":1,"x":2}}"#, "(inner.x)"),
        (r#"{"weights":[1,"2"]}"#, "[weights[1]]"),
        (r#"{"labels":{"a":1}}"#, "[labels.a]"),
        (r#"{"memory":{"unit":"MB","value":"2"}}"#, "[memory.value]"),
        ("[]", "[body]"),
        ("", "Missing body"),
        ("{", "JSON"),
        ("\u{feff}{}", "JSON"),
    ] {
        let message = message(check_body(&table, put, body.as_bytes()));
        assert!(message.contains(named), "{body}: {message}");
    }
    let deep = "[".repeat(100_000);
    assert!(message(check_body(&table, put, deep.as_bytes())).contains("JSON"));
}

#[test]
fn named_fields_are_checked_like_models() {
    let table = table();
    let route = &table
        .find(Version::V1, Method::Post, "/fields")
        .unwrap()
        .entry
        .route;
    assert!(check_body(&table, route, br#"{"subject":"s","watchers":null}"#).is_ok());
    for (body, named) in [
        ("", "[subject]"),
        ("{}", "[subject]"),
        (r#"{"subject":null}"#, "[subject]"),
        (r#"{"subject":"s","watchers":"a"}"#, "[watchers]"),
        (r#"{"subject":"s","cc":"a"}"#, "(cc)"),
        ("[1]", "object"),
    ] {
        let message = message(check_body(&table, route, body.as_bytes()));
        assert!(message.contains(named), "{body}: {message}");
    }
    let none = &table
        .find(Version::V1, Method::Get, "/q")
        .unwrap()
        .entry
        .route;
    for body in ["", "null", "{}", " \n"] {
        assert!(
            check_body(&table, none, body.as_bytes()).is_ok(),
            "{body:?}"
        );
    }
    assert!(message(check_body(&table, none, br#"{"a":1}"#)).contains("(a)"));
}

#[test]
fn scalars_know_their_texts() {
    for (kind, good, bad) in [
        (
            TIME,
            vec!["10:00", "23:59:59"],
            vec!["24:00", "1:00", "10", ""],
        ),
        (
            DURATION,
            vec!["P1M", "P1Y2M3D", "PT5M", "P1DT12H"],
            vec!["P", "PT", "1M", "P1", "PM", "P1H", "P1É"],
        ),
        (
            UUID,
            vec!["0b8a4c9e-0000-4000-8000-00000000000f"],
            vec!["0b8a", "0b8a4c9e-0000-4000-8000-00000000000g"],
        ),
        (
            IP,
            vec!["192.0.2.1", "2001:db8::1"],
            vec!["192.0.2", "192.0.2.0/24"],
        ),
        (IPV4, vec!["192.0.2.1"], vec!["2001:db8::1"]),
        (IPV6, vec!["2001:db8::1"], vec!["192.0.2.1"]),
        (
            IP_BLOCK,
            vec!["192.0.2.0/24", "192.0.2.1", "2001:db8::/32"],
            vec!["192.0.2.0/33", "x/24", "192.0.2.0/"],
        ),
        (IPV6_BLOCK, vec!["2001:db8::/128"], vec!["192.0.2.0/24"]),
        (
            MAC_ADDRESS,
            vec!["00:00:5e:00:53:01"],
            vec!["00:00:5e:00:53", "zz:00:5e:00:53:01"],
        ),
        (
            PHONE_NUMBER,
            vec!["+33.199001234", "0199001234"],
            vec!["", "call me", "+"],
        ),
        (
            DATE,
            vec!["2024-02-29"],
            vec!["2023-02-29", "2024-2-29", "24-02-29"],
        ),
    ] {
        let Type::Scalar(scalar) = kind else {
            panic!("{kind} is no scalar")
        };
        for text in good {
            assert!(scalar::fits(scalar, &json!(text)), "{text} is a {kind}");
        }
        for text in bad {
            assert!(!scalar::fits(scalar, &json!(text)), "{text} is no {kind}");
        }
    }
}

proptest! {
    #[test]
    fn nothing_sent_makes_it_panic(query in ".{0,60}", body in prop::collection::vec(any::<u8>(), 0..80), text in ".{0,30}") {
        let table = table();
        for entry in table.entries() {
            let _ = check_query(&table, &entry.route, &query);
            let _ = check_body(&table, &entry.route, &body);
        }
        for kind in [LONG, DOUBLE, BOOLEAN, DATE, DATETIME, TIME, DURATION, UUID, IP, IP_BLOCK, MAC_ADDRESS, PHONE_NUMBER] {
            let _ = from_text(&table, "x", &kind, &text);
        }
    }

    #[test]
    fn every_long_passes(number in any::<i64>()) {
        let table = table();
        let value = from_text(&table, "x", &LONG, &number.to_string()).unwrap();
        prop_assert_eq!(value.as_i64(), Some(number));
    }
}
