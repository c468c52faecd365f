//! No account reaches what is another's: every declared route with a
//! placeholder, with the ids of one account, called by another.

use std::collections::{BTreeMap, BTreeSet};

use control_plane::Region;
use control_plane::credentials::SampleKeys;
use control_plane::model::{Scalar, Shape, Type};
use control_plane::route::{Method, Place, Route, Version};
use control_plane::table::{Entry, Table};
use serde_json::{Map, Value, json};

use crate::support::{Extra, World};

/// At most so many objects of a list are tried.
const SAMPLES: usize = 2;

fn encode(id: &str) -> String {
    id.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn prefix(version: Version) -> &'static str {
    match version {
        Version::V1 => "/1.0",
        Version::V2 => "/v2",
    }
}

/// The ids that a list gives an account: scalars, or the key of a `/v2` list.
fn ids(world: &World, keys: &SampleKeys, route: &Route, path: &str) -> BTreeSet<String> {
    let headers = [("x-pagination-size", "1000")];
    let extra = Extra {
        body: "",
        headers: if route.cursor.is_some() {
            &headers
        } else {
            &[]
        },
    };
    let answer = world.signed(
        keys,
        "GET",
        &format!("{}{path}", prefix(route.version)),
        &extra,
    );
    if answer.status != 200 {
        return BTreeSet::new();
    }
    answer
        .json()
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| match (item, route.cursor) {
            (Value::Object(item), Some(key)) => item.get(key)?.as_str().map(str::to_owned),
            (Value::String(id), _) => Some(id.clone()),
            (Value::Number(id), _) => Some(id.to_string()),
            _ => None,
        })
        .collect()
}

/// A value of a type, so that a call fails for its owner only and not for its
/// form.
fn value(table: &Table, kind: &Type) -> Value {
    match kind {
        Type::Void => Value::Null,
        Type::List(item) => json!([value(table, item)]),
        Type::Map(item) => json!({"key": value(table, item)}),
        Type::Generic(_, argument) => json!({"unit": "MB", "value": value(table, argument)}),
        Type::Scalar(scalar) => match scalar {
            Scalar::Long => json!(1),
            Scalar::Double => json!(1.5),
            Scalar::Boolean => json!(true),
            Scalar::Date => json!("2026-01-01"),
            Scalar::Datetime => json!("2026-01-01T00:00:00Z"),
            Scalar::Time => json!("10:00"),
            Scalar::Duration => json!("P1M"),
            Scalar::Uuid => json!("00000000-0000-4000-8000-000000000000"),
            Scalar::Ip | Scalar::Ipv4 => json!("192.0.2.1"),
            Scalar::Ipv6 => json!("2001:db8::1"),
            Scalar::IpBlock | Scalar::Ipv4Block => json!("192.0.2.0/29"),
            Scalar::Ipv6Block => json!("2001:db8::/32"),
            Scalar::MacAddress => json!("00:00:5e:00:53:01"),
            Scalar::PhoneNumber => json!("+33.199001234"),
            Scalar::String | Scalar::Text | Scalar::Password => json!("text"),
        },
        Type::Model(name) => match &table.model(name).unwrap().shape {
            Shape::Enumeration(values) => json!(values[0]),
            Shape::Object(fields) => fields
                .iter()
                .filter(|field| field.required)
                .map(|field| {
                    (
                        field.name.to_owned(),
                        value(table, field.kind.as_ref().unwrap()),
                    )
                })
                .collect::<Map<_, _>>()
                .into(),
        },
    }
}

fn body(table: &Table, route: &Route) -> String {
    let body = match &route.body {
        Some(kind) => value(table, kind),
        None => route
            .parameters_in(Place::Body)
            .filter(|parameter| parameter.required)
            .map(|parameter| (parameter.name.to_owned(), value(table, &parameter.kind)))
            .collect::<Map<_, _>>()
            .into(),
    };
    match (route.method, &body) {
        (Method::Get | Method::Delete, _) => String::new(),
        _ => body.to_string(),
    }
}

/// The parameters that a query must hold.
fn query(table: &Table, route: &Route) -> String {
    let required = route
        .parameters_in(Place::Query)
        .filter(|parameter| parameter.required)
        .map(|parameter| match value(table, &parameter.kind) {
            Value::String(text) => format!("{}={}", parameter.name, encode(&text)),
            other => format!("{}={other}", parameter.name),
        });
    let required: Vec<String> = required.collect();
    match required.is_empty() {
        true => String::new(),
        false => format!("?{}", required.join("&")),
    }
}

/// The lists whose ids fill the placeholder that `path` begins with:
/// `/vps/{serviceName}/…` is filled from `/vps`.
fn list_of<'t>(table: &'t Table, route: &Route) -> Option<(&'t Route, &'static str)> {
    let (before, after) = route.path.split_once("/{")?;
    let rest = after.split_once('}')?.1;
    table
        .entries()
        .iter()
        .map(|entry| &entry.route)
        .find(|list| {
            list.method == Method::Get && list.version == route.version && list.path == before
        })
        .map(|list| (list, rest))
}

/// The whole path with the first placeholder filled, and every further one
/// filled from the owner's own lists.
fn filled(
    world: &World,
    table: &Table,
    owner: &SampleKeys,
    route: &Route,
    start: String,
    rest: &str,
) -> Vec<String> {
    let Some((literal, after)) = rest.split_once("/{") else {
        return vec![format!("{start}{rest}")];
    };
    let after = after.split_once('}').unwrap().1;
    let parent = format!("{start}{literal}");
    let Some(found) = table.find(route.version, Method::Get, &parent) else {
        return Vec::new();
    };
    ids(world, owner, &found.entry.route, &parent)
        .into_iter()
        .take(SAMPLES)
        .flat_map(|id| {
            filled(
                world,
                table,
                owner,
                route,
                format!("{parent}/{}", encode(&id)),
                after,
            )
        })
        .collect()
}

fn check(
    world: &World,
    table: &Table,
    owner: &SampleKeys,
    stranger: &SampleKeys,
    tried: &mut BTreeMap<String, usize>,
) {
    for Entry { route, .. } in table.entries() {
        let Some((list, rest)) = list_of(table, route) else {
            continue;
        };
        let owned = ids(world, owner, list, list.path);
        let shared = ids(world, stranger, list, list.path);
        for id in owned.difference(&shared).take(SAMPLES) {
            let start = format!("{}/{}", list.path, encode(id));
            for path in filled(world, table, owner, route, start, rest) {
                let target = format!("{}{path}{}", prefix(route.version), query(table, route));
                let body = body(table, route);
                let extra = Extra {
                    body: &body,
                    headers: &[],
                };
                let answer = world.signed(stranger, route.method.name(), &target, &extra);
                let call = format!(
                    "{} {target} {body} as {}",
                    route.method.name(),
                    stranger.nic
                );
                assert!(
                    matches!(answer.status, 403 | 404),
                    "{call}: {} {}",
                    answer.status,
                    answer.text()
                );
                assert_ne!(
                    answer.json()["message"],
                    "Got an invalid (or empty) URL",
                    "{call}"
                );
                *tried
                    .entry(format!("{} {}", route.method.name(), route.path))
                    .or_default() += 1;
            }
        }
    }
}

#[test]
fn what_is_anothers_does_not_exist() {
    let mut tried = BTreeMap::new();
    for region in [Region::Eu, Region::Ca] {
        let dir = tempfile::tempdir().unwrap();
        let world = World::fresh(region, &dir);
        let table = Table::build(
            region,
            control_plane::routes::routes(),
            control_plane::routes::models(),
        )
        .unwrap();
        for owner in &world.keys {
            for stranger in &world.keys {
                if owner.nic != stranger.nic {
                    check(&world, &table, owner, stranger, &mut tried);
                }
            }
        }
        // Nothing of it was carried out.
        let ledger = world.plain("GET", "/_local/ledger", &Extra::default()).ok();
        assert_eq!(ledger, json!([]));
        world.stop();
    }
    let declared = control_plane::routes::routes();
    let missed: Vec<String> = declared
        .iter()
        .filter(|route| route.path.contains('{'))
        .map(|route| format!("{} {}", route.method.name(), route.path))
        .filter(|route| !tried.contains_key(route))
        .collect();
    assert!(missed.is_empty(), "never tried: {missed:#?}");
    assert!(tried.len() > 50);
}
