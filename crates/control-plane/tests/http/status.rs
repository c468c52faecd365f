//! The status feed over HTTP: for everybody, beside the API.

use control_plane::Region;
use serde_json::{Value, json};

use crate::support::{Extra, World, set_faults};

const FEED: &str = "/_status/api/v2";

fn read(world: &World, document: &str) -> Value {
    world
        .plain("GET", &format!("{FEED}/{document}"), &Extra::default())
        .ok()
}

#[test]
fn the_feed_tells_of_a_place_where_servers_of_the_sample_stand() {
    for region in Region::ALL {
        let world = World::shared(region);
        let mut places: Vec<String> = Vec::new();
        for keys in &world.keys {
            let servers = world.get(keys, "/1.0/dedicated/server").ok();
            for name in servers.as_array().unwrap() {
                let path = format!("/1.0/dedicated/server/{}", name.as_str().unwrap());
                let server = world.get(keys, &path).ok();
                places.push(server["datacenter"].as_str().unwrap().to_uppercase());
            }
        }
        let open = read(world, "incidents/unresolved.json")["incidents"].clone();
        let serious: Vec<&Value> = open
            .as_array()
            .unwrap()
            .iter()
            .filter(|incident| incident["impact"] != "minor")
            .collect();
        assert_eq!(serious.len(), 1, "{region}");
        let names = serious[0]["components"].as_array().unwrap().iter();
        let known = |component: &Value| {
            places
                .iter()
                .any(|place| component["name"] == place.as_str())
        };
        assert!(names.clone().any(known), "{region}: {places:?}");
        for document in [
            "summary.json",
            "components.json",
            "incidents.json",
            "scheduled-maintenances.json",
        ] {
            assert!(
                read(world, document)["page"]["id"].is_string(),
                "{document}"
            );
        }
        for nothing in ["status.json", "incidents", "../../1.0/me"] {
            let target = format!("{FEED}/{nothing}");
            assert_eq!(
                world.plain("GET", &target, &Extra::default()).status,
                404,
                "{nothing}"
            );
        }
    }
}

#[test]
fn the_feed_outlives_the_faults_of_the_api() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    set_faults(&world, &json!([{ "route": "*", "kind": "down" }]));
    read(&world, "summary.json");
    set_faults(
        &world,
        &json!([{ "route": "/_status*", "kind": "error", "status": 502 }]),
    );
    let target = format!("{FEED}/summary.json");
    assert_eq!(world.plain("GET", &target, &Extra::default()).status, 502);
    world.get(world.me(), "/1.0/me").ok();
    world.stop();
}
