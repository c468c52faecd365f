//! Lists narrowed by labels.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::status;
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;
use crate::store::services::{self, Service};

fn target(list: &str, conditions: &Value) -> String {
    let conditions = conditions.to_string();
    let encoded = utf8_percent_encode(&conditions, NON_ALPHANUMERIC);
    let joined = if list.contains('?') { '&' } else { '?' };
    format!("{list}{joined}iamTags={encoded}")
}

fn label(bench: &Bench, service: &Service, tags: &[&str]) {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let service = Service {
        tags,
        ..service.clone()
    };
    services::update(&bench.conn, &service).unwrap();
}

/// Three domains of one account: in production, in test, and without labels.
fn labelled(bench: &Bench) -> (String, [String; 3]) {
    let nic = bench.first();
    let all = services::of_product(&bench.conn, &nic, Product::Domain).unwrap();
    for service in &all {
        label(bench, service, &[]);
    }
    let Ok([a, b, c]) = <[Service; 3]>::try_from(all[..3].to_vec()) else {
        unreachable!("three were taken")
    };
    label(bench, &a, &["environment:Production", "team:web*"]);
    label(bench, &b, &["environment:test", "team:a:b"]);
    (nic, [a.name, b.name, c.name])
}

#[test]
fn every_operator_is_honoured() {
    let bench = Bench::new(Region::Eu);
    let (nic, [a, b, c]) = labelled(&bench);
    let environment = |operator: &str, value: &str| json!({"environment": [{"operator": operator, "value": value}]});
    let none: [&String; 0] = [];
    for (conditions, expected) in [
        (environment("EQ", "test"), vec![&b]),
        (environment("EQ", "TEST"), none.to_vec()),
        (environment("NEQ", "test"), vec![&a, &c]),
        (environment("EXISTS", ""), vec![&a, &b]),
        (
            json!({"environment": [{"operator": "EXISTS"}]}),
            vec![&a, &b],
        ),
        (json!({"environment": [{"operator": "NEXISTS"}]}), vec![&c]),
        (environment("LIKE", "Prod%"), vec![&a]),
        (environment("LIKE", "prod%"), none.to_vec()),
        (environment("LIKE", "Prod"), none.to_vec()),
        (environment("ILIKE", "prod%"), vec![&a]),
        (environment("ILIKE", "%T%"), vec![&a, &b]),
        // EQ is meant when nothing is said.
        (json!({"environment": [{"value": "test"}]}), vec![&b]),
        (
            json!({"environment": [{"operator": null, "value": "test"}]}),
            vec![&b],
        ),
        // All conditions hold, on one label and on several.
        (
            json!({"environment": [
                {"operator": "NEQ", "value": "test"},
                {"operator": "EXISTS"},
            ]}),
            vec![&a],
        ),
        (
            json!({
                "environment": [{"operator": "EXISTS"}],
                "team": [{"operator": "EQ", "value": "a:b"}],
            }),
            vec![&b],
        ),
        // A star is a star.
        (
            json!({"team": [{"operator": "LIKE", "value": "web*"}]}),
            vec![&a],
        ),
        (
            json!({"team": [{"operator": "LIKE", "value": "*"}]}),
            none.to_vec(),
        ),
        (
            json!({"unheard of": [{"operator": "EXISTS"}]}),
            none.to_vec(),
        ),
    ] {
        let names = bench.get(&nic, &target("/domain", &conditions)).unwrap();
        let names: Vec<&str> = names
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .filter(|name| [&a, &b, &c].iter().any(|one| one == name))
            .collect();
        assert_eq!(names, expected, "{conditions}");
    }
    let every = bench.get(&nic, "/domain").unwrap();
    assert_eq!(
        bench.get(&nic, &target("/domain", &json!({}))).unwrap(),
        every
    );
}

#[test]
fn what_is_no_condition_is_refused() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.first();
    for conditions in [
        json!("environment"),
        json!([]),
        json!({"environment": "test"}),
        json!({"environment": {"value": "test"}}),
        json!({"environment": [{"operator": "CONTAINS", "value": "t"}]}),
        json!({"environment": [{"operator": "eq", "value": "t"}]}),
        json!({"environment": [{"operator": "EQ"}]}),
        json!({"environment": [{}]}),
        json!({"environment": [{"value": null}]}),
        json!({"environment": [{"value": 1}]}),
        json!({"environment": [{"value": "t", "also": "t"}]}),
    ] {
        let answer = bench.get(&nic, &target("/domain", &conditions));
        assert_eq!(status(answer), 400, "{conditions}");
    }
    assert_eq!(status(bench.get(&nic, "/domain?iamTags=%7B")), 400);
}

/// Every list of a product has it, and other conditions go on holding.
#[test]
fn every_list_of_products_can_be_narrowed() {
    let bench = Bench::new(Region::Eu);
    let conditions = json!({"kept": [{"operator": "EXISTS"}]});
    for product in Product::ALL {
        let service = bench
            .services()
            .into_iter()
            .find(|service| service.product == product)
            .unwrap();
        label(&bench, &service, &["kept:yes"]);
        let nic = &service.contacts.admin;
        let names = bench.get(nic, &target(&format!("/{product}"), &conditions));
        assert_eq!(names.unwrap(), json!([service.name]), "{product}");
    }
    let block = bench
        .services()
        .into_iter()
        .find(|service| service.tags == ["kept:yes"] && service.product == Product::Ip)
        .unwrap();
    let nic = &block.contacts.admin;
    let blocks = bench.get(nic, &target("/ip", &conditions)).unwrap();
    let blocks = blocks.as_array().unwrap();
    assert_eq!(blocks.len(), 1);
    let encoded = blocks[0].as_str().unwrap().replace('/', "%2F");
    let one = bench.get(nic, &format!("/ip/{encoded}")).unwrap();
    assert_eq!(one["iam"]["tags"], json!({"kept": "yes"}));

    let domain = bench
        .services()
        .into_iter()
        .find(|service| service.tags == ["kept:yes"] && service.product == Product::Domain)
        .unwrap();
    let nic = &domain.contacts.admin;
    let path = format!("/domain/{}", domain.name);
    let owner = bench.get(nic, &path).unwrap()["whoisOwner"].clone();
    let owner = owner.as_str().unwrap();
    for (asked, expected) in [(owner, json!([domain.name])), ("nobody", json!([]))] {
        let list = format!("/domain?whoisOwner={asked}");
        let names = bench.get(nic, &target(&list, &conditions)).unwrap();
        assert_eq!(names, expected);
    }
}
