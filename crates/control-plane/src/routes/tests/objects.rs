//! Every object that the sample serves is what its declaration says.

use std::collections::HashSet;

use serde_json::Value;

use crate::model::{Scalar, Shape, Type};
use crate::region::Region;
use crate::route::{Method, Version};
use crate::routes::bench::Bench;
use crate::routes::service_infos;
use crate::table::Table;

/// Declared as never null, and left out all the same: what is not locked has
/// no reason.
const LEFT_OUT: &[&str] = &["vps.LockStatus.reason"];

/// What of `value` is not as `kind` says.
fn faults(table: &Table, place: &str, kind: &Type, value: &Value, faults_found: &mut Vec<String>) {
    let mut fault = |what: &str| faults_found.push(format!("{place}: {what}: {value}"));
    match kind {
        Type::Void if value.is_null() => {}
        Type::Void => fault("not nothing"),
        Type::Scalar(scalar) if fits(*scalar, value) => {}
        Type::Scalar(scalar) => fault(scalar.name()),
        Type::List(item) => match value.as_array() {
            None => fault("not a list"),
            Some(values) => {
                for value in values {
                    faults(table, &format!("{place}[]"), item, value, faults_found);
                }
            }
        },
        Type::Map(item) => match value.as_object() {
            None => fault("not a map"),
            Some(values) => {
                for value in values.values() {
                    faults(table, &format!("{place}{{}}"), item, value, faults_found);
                }
            }
        },
        Type::Model(name) | Type::Generic(name, _) => {
            let argument = match kind {
                Type::Generic(_, argument) => Some(&**argument),
                _ => None,
            };
            match &table.model(name).expect("declared").shape {
                Shape::Enumeration(values) => {
                    if !value.as_str().is_some_and(|text| values.contains(&text)) {
                        fault(name);
                    }
                }
                Shape::Object(fields) => {
                    let Some(members) = value.as_object() else {
                        return fault(name);
                    };
                    let declared: HashSet<&str> = fields.iter().map(|field| field.name).collect();
                    for member in members
                        .keys()
                        .filter(|key| !declared.contains(key.as_str()))
                    {
                        fault(&format!("{name} has no {member}"));
                    }
                    for field in fields {
                        let full = format!("{name}.{}", field.name);
                        match members.get(field.name) {
                            Some(Value::Null) if field.nullable => {}
                            None if LEFT_OUT.contains(&full.as_str()) => {}
                            None => faults_found.push(format!("{place}: {full} is missing")),
                            Some(value) => {
                                let kind = field.kind.as_ref().or(argument).expect("a type");
                                faults(table, &full, kind, value, faults_found);
                            }
                        }
                    }
                }
            }
        }
    }
}

fn fits(scalar: Scalar, value: &Value) -> bool {
    let text = value.as_str();
    match scalar {
        Scalar::Long => value.is_i64(),
        Scalar::Double => value.is_number(),
        Scalar::Boolean => value.is_boolean(),
        Scalar::Date => text.is_some_and(|text| text.len() == 10 && text.as_bytes()[4] == b'-'),
        Scalar::Datetime => text.is_some_and(|text| {
            let format = &time::format_description::well_known::Rfc3339;
            time::OffsetDateTime::parse(text, format).is_ok()
        }),
        Scalar::Ipv4 => text.is_some_and(|text| text.parse::<std::net::Ipv4Addr>().is_ok()),
        Scalar::IpBlock => text.is_some_and(|text| {
            text.split_once('/').is_some_and(|(ip, length)| {
                ip.parse::<std::net::IpAddr>().is_ok() && length.parse::<u8>().is_ok()
            })
        }),
        Scalar::Duration => text.is_some_and(|text| text.starts_with('P')),
        Scalar::Uuid => text.is_some_and(|text| text.len() == 36),
        _ => value.is_string(),
    }
}

#[track_caller]
fn conforms(bench: &Bench, nic: &str, target: &str) {
    let path = target.split('?').next().unwrap();
    let found = bench
        .table
        .find(Version::V1, Method::Get, path)
        .expect("a declared route");
    let answer = bench
        .get(nic, target)
        .unwrap_or_else(|error| panic!("{target}: {error}"));
    let mut found_faults = Vec::new();
    faults(
        &bench.table,
        target,
        &found.entry.route.returns,
        &answer,
        &mut found_faults,
    );
    assert!(found_faults.is_empty(), "{found_faults:#?}");
}

/// What is read below an object: its lists, and each object in them.
fn below(bench: &Bench, nic: &str, path: &str) {
    const LISTS: [&str; 9] = [
        "task",
        "tasks",
        "intervention",
        "plannedIntervention",
        "spam",
        "antihack",
        "arp",
        "phishing",
        "mitigation",
    ];
    for list in LISTS.map(|list| format!("{path}/{list}")) {
        if bench.table.find(Version::V1, Method::Get, &list).is_none() {
            continue;
        }
        conforms(bench, nic, &list);
        for id in bench.get(nic, &list).unwrap().as_array().unwrap() {
            let id = id.to_string();
            let item = format!("{list}/{}", id.trim_matches('"'));
            conforms(bench, nic, &item);
            let stats = format!("{item}/stats");
            if bench.table.find(Version::V1, Method::Get, &stats).is_some() {
                conforms(
                    bench,
                    nic,
                    &format!("{stats}?from=2026-01-01&to=2027-01-01"),
                );
            }
        }
    }
}

#[test]
fn everything_served_is_as_declared() {
    for region in Region::ALL {
        let bench = Bench::sized(region, Some(400));
        for service in bench.services() {
            let nic = &service.contacts.admin;
            let name = service.name.replace('/', "%2F");
            let path = format!("/{}/{name}", service.product);
            conforms(&bench, nic, &path);
            conforms(&bench, nic, &format!("{path}/serviceInfos"));
            if let Some(block) = name.strip_prefix("ip-") {
                conforms(&bench, nic, &format!("/ip/{block}"));
                below(&bench, nic, &format!("/ip/{block}"));
            }
            below(&bench, nic, &path);
            for rest in ["", "/options", "/renewPeriodCapacities"] {
                conforms(&bench, nic, &format!("/services/{}{rest}", service.id));
            }
            let periods = service_infos::periods(service.product);
            assert!(
                periods.is_empty() || periods.contains(&service.billing.months),
                "{path}"
            );
        }
        for nic in &bench.nics {
            conforms(&bench, nic, "/me");
            if region != Region::Us {
                conforms(&bench, nic, "/me/partnerLevel");
            }
            for id in super::numbers(&bench.get(nic, "/me/sla").unwrap()) {
                for rest in ["", "/services", "/status", "/canBeApplied"] {
                    conforms(&bench, nic, &format!("/me/sla/{id}{rest}"));
                }
            }
            conforms(&bench, nic, "/support/tickets");
            for id in super::numbers(&bench.get(nic, "/support/tickets").unwrap()) {
                conforms(&bench, nic, &format!("/support/tickets/{id}"));
                conforms(&bench, nic, &format!("/support/tickets/{id}/messages"));
            }
            for id in super::numbers(&bench.get(nic, "/me/subAccount").unwrap()) {
                conforms(&bench, nic, &format!("/me/subAccount/{id}"));
            }
        }
    }
}

#[test]
fn the_check_finds_what_is_wrong() {
    let bench = Bench::new(Region::Us);
    let kind = crate::model::model("support.Message");
    let check = |value: Value| {
        let mut found = Vec::new();
        faults(&bench.table, "", &kind, &value, &mut found);
        found.len()
    };
    let good = serde_json::json!({
        "body": "", "creationDate": "2026-11-22T10:00:00Z", "from": "customer", "messageId": 1,
        "ticketId": 2, "updateDate": "2026-11-22T10:00:00Z",
    });
    assert_eq!(check(good.clone()), 0);
    let changed = |name: &str, value: Value| {
        let mut bad = good.clone();
        bad[name] = value;
        check(bad)
    };
    assert_eq!(changed("from", "nobody".into()), 1);
    assert_eq!(changed("messageId", "1".into()), 1);
    assert_eq!(changed("creationDate", "yesterday".into()), 1);
    assert_eq!(changed("more", 1.into()), 1);
    assert_eq!(changed("body", Value::Null), 1);
}
