//! Tasks of machines follow from their state.

use serde_json::Value;

use super::{numbers, status};
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

fn tasks(bench: &Bench, product: Product, label: &str, list: &str) -> Vec<Value> {
    let service = bench.named(product, label);
    let nic = &service.contacts.admin;
    let path = format!("/{product}/{}/{list}", service.name);
    numbers(&bench.get(nic, &path).unwrap())
        .iter()
        .map(|id| bench.get(nic, &format!("{path}/{id}")).unwrap())
        .collect()
}

#[test]
fn servers_say_what_is_under_way() {
    let bench = Bench::new(Region::Eu);
    for (label, under_way) in [
        ("Arena matchmaking", Some("hardware_update")),
        ("Old lobby", Some("hardReboot")),
        ("Free tier 07", None),
        ("Blockworld Aurora", None),
    ] {
        let tasks = tasks(&bench, Product::DedicatedServer, label, "task");
        let doing: Vec<&str> = tasks
            .iter()
            .filter(|task| task["status"] == "doing")
            .map(|task| task["function"].as_str().unwrap())
            .collect();
        assert_eq!(doing, under_way.into_iter().collect::<Vec<_>>(), "{label}");
        for task in &tasks {
            assert_eq!(task["doneDate"].is_null(), task["status"] == "doing");
        }
        assert!(
            tasks
                .iter()
                .any(|task| task["function"] == "reinstallServer")
        );
    }
}

#[test]
fn vps_move_on_and_do_not_arrive() {
    let mut bench = Bench::new(Region::Us);
    let progress = |bench: &Bench, label: &str, does: &str| {
        let tasks = tasks(bench, Product::Vps, label, "tasks");
        let task = tasks.iter().find(|task| task["type"] == does).unwrap();
        (task["state"].clone(), task["progress"].as_i64().unwrap())
    };
    let (state, before) = progress(&bench, "Staging gateway", "migrate");
    assert_eq!(state, "doing");
    assert!((1..=95).contains(&before));
    assert_eq!(progress(&bench, "Docs preview", "deliverVm").0, "doing");
    bench.pass(4);
    assert_eq!(progress(&bench, "Staging gateway", "migrate").1, 95);
    assert_eq!(progress(&bench, "Docs preview", "deliverVm").0, "done");
}

#[test]
fn lists_are_narrowed_and_strangers_see_none() {
    let bench = Bench::new(Region::Eu);
    let server = bench.named(Product::DedicatedServer, "Old lobby");
    let nic = &server.contacts.admin;
    let path = format!("/dedicated/server/{}/task", server.name);
    assert_eq!(numbers(&bench.get(nic, &path).unwrap()).len(), 2);
    for (query, count) in [
        ("status=doing", 1),
        ("status=todo", 0),
        ("function=hardReboot", 1),
    ] {
        let asked = bench.get(nic, &format!("{path}?{query}")).unwrap();
        assert_eq!(numbers(&asked).len(), count, "{query}");
    }
    assert_eq!(status(bench.get(nic, &format!("{path}?status=soon"))), 400);
    assert_eq!(status(bench.get("zz1-ovh", &path)), 404);
}
