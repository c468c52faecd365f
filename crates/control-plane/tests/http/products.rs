//! Services and products of the sample over HTTP.

use std::time::{Duration, Instant};

use control_plane::Region;
use control_plane::credentials::SampleKeys;
use serde_json::{Value, json};

use crate::support::{Extra, World};

const EXPANDED: &[(&str, &str)] = &[
    ("x-pagination-mode", "CachedObjectList-Pages"),
    ("x-pagination-size", "5000"),
];

fn expanded(world: &World, keys: &SampleKeys, target: &str) -> Vec<Value> {
    let answer = world.signed(
        keys,
        "GET",
        target,
        &Extra {
            body: "",
            headers: EXPANDED,
        },
    );
    answer.ok().as_array().unwrap().clone()
}

fn post(world: &World, keys: &SampleKeys, target: &str, body: &str) -> Value {
    let headers = &[("content-type", "application/json")];
    world
        .signed(keys, "POST", target, &Extra { body, headers })
        .ok()
}

#[test]
fn every_product_list_expands_to_objects_of_the_accounts_that_see_them() {
    let lists = [
        ("/dedicated/server", "name"),
        ("/vps", "name"),
        ("/cloud/project", "project_id"),
        ("/dedicatedCloud", "serviceName"),
        ("/ip", "ip"),
        ("/vrack", "serviceName"),
        ("/domain", "domain"),
        ("/domain/zone", "name"),
        ("/hosting/web", "serviceName"),
        ("/email/domain", "domain"),
        ("/telephony", "billingAccount"),
        ("/xdsl", "accessName"),
    ];
    for region in Region::ALL {
        let world = World::shared(region);
        for (list, id) in lists {
            let target = format!("/1.0{list}");
            let mut total = 0;
            for keys in &world.keys {
                let answer = world.get(keys, &target);
                if answer.status == 404 {
                    continue;
                }
                let ids = answer.ok().as_array().unwrap().clone();
                let objects = expanded(world, keys, &target);
                let named: Vec<Value> = objects.iter().map(|object| object[id].clone()).collect();
                assert_eq!(named, ids, "{region} {list}");
                total += ids.len();
            }
            let served = match list {
                "/domain" | "/domain/zone" | "/hosting/web" => region != Region::Us,
                "/email/domain" | "/telephony" | "/xdsl" => region == Region::Eu,
                _ => true,
            };
            assert_eq!(total > 0, served, "{region} {list}");
        }
    }
}

#[test]
fn a_block_of_addresses_is_read_by_its_encoded_name() {
    let world = World::shared(Region::Us);
    let blocks = world.get(world.me(), "/1.0/ip").ok();
    for block in blocks.as_array().unwrap() {
        let block = block.as_str().unwrap();
        let encoded = block.replace('/', "%2F");
        assert_eq!(
            world.get(world.me(), &format!("/1.0/ip/{encoded}")).ok()["ip"],
            block
        );
        assert_eq!(
            world.get(world.me(), &format!("/1.0/ip/{block}")).status,
            404
        );
    }
}

#[test]
fn a_reseller_enters_a_client_and_is_the_client_there() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Ca, &dir);
    let reseller = world
        .keys
        .iter()
        .find(|keys| keys.role.contains("Reseller"))
        .unwrap();
    let clients = world.get(reseller, "/1.0/me/subAccount").ok();
    let id = clients[0].as_i64().unwrap();
    let key = post(
        &world,
        reseller,
        &format!("/1.0/me/subAccount/{id}/createConsumerKey"),
        "",
    );
    let mut client = reseller.clone();
    client.consumer_key = key["consumerKey"].as_str().unwrap().to_owned();
    let me = world.get(&client, "/1.0/me").ok();
    assert_ne!(me["nichandle"], Value::from(reseller.nic.as_str()));

    let services = expanded(&world, &client, "/1.0/services");
    assert_eq!(services.len(), 1);
    let contacts = services[0]["customer"]["contacts"].as_array().unwrap();
    let of = |kind: &str| {
        let contact = contacts
            .iter()
            .find(|contact| contact["type"] == kind)
            .unwrap();
        contact["customerCode"].clone()
    };
    assert_eq!(of("administrator"), me["nichandle"]);
    assert_eq!(of("technical"), Value::from(reseller.nic.as_str()));
    assert!(expanded(&world, reseller, "/1.0/services").contains(&services[0]));
    world.stop();
}

#[test]
fn a_large_account_is_read_in_one_request() {
    let dir = tempfile::tempdir().unwrap();
    let config = control_plane::Config {
        services: Some(1_500),
        ..World::config(Region::Us, dir.path())
    };
    let world = World::start(config);
    let services = expanded(&world, world.me(), "/1.0/services");
    assert_eq!(services.len(), 1_500);
    let servers = expanded(&world, world.me(), "/1.0/dedicated/server");
    assert!(servers.iter().any(|server| server["state"] == "hacked"));
    world.stop();
}

#[test]
fn a_mailed_token_ends_a_service() {
    let dir = tempfile::tempdir().unwrap();
    let world = World::fresh(Region::Us, &dir);
    let keys = world.me();
    let filter = "/1.0/services?routes=/cloud/project/%7BserviceName%7D";
    let id = world.get(keys, filter).ok()[0].as_i64().unwrap();
    let target = format!("/1.0/services/{id}");
    assert!(post(&world, keys, &format!("{target}/terminate"), "")["message"].is_string());
    let mails = world.plain("GET", "/_local/mails", &Extra::default()).ok();
    let mail = mails[0]["body"].as_str().unwrap();
    let token = mail
        .lines()
        .find(|line| line.len() == 32 && !line.contains(' '))
        .unwrap();
    let body = json!({ "token": token }).to_string();
    post(&world, keys, &format!("{target}/terminate/confirm"), &body);
    let service = world.get(keys, &target).ok();
    assert_eq!(
        service["billing"]["lifecycle"]["current"]["state"],
        "terminated"
    );
    world.stop();
}

#[test]
fn orders_are_delivered_and_periods_end_as_time_passes() {
    let dir = tempfile::tempdir().unwrap();
    // A day in a tenth of a second: an order takes up to 60 hours.
    let config = control_plane::Config {
        time_scale: 864_000.0,
        ..World::config(Region::Us, dir.path())
    };
    let world = World::start(config);
    let states = || -> Vec<Value> {
        expanded(&world, world.me(), "/1.0/services")
            .iter()
            .map(|service| service["billing"]["lifecycle"]["current"]["state"].clone())
            .collect()
    };
    let limit = Instant::now() + Duration::from_secs(60);
    loop {
        let states = states();
        let none = |state: &str| !states.contains(&Value::from(state));
        // What was to be renewed by hand was not.
        if none("inCreation") && none("toRenew") {
            assert!(states.iter().filter(|state| **state == "unrenewed").count() >= 3);
            break;
        }
        assert!(Instant::now() < limit, "still {states:?}");
    }
    world.stop();
}
