//! The account and its sub-accounts.

use serde_json::{Value, json};

use super::{numbers, status};
use crate::auth::rules::AccessRule;
use crate::auth::store::credential_by_key;
use crate::region::Region;
use crate::routes::bench::Bench;

#[test]
fn details_can_be_changed_and_the_rest_cannot() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.first();
    bench
        .put(
            &nic,
            "/me",
            json!({ "city": "Villeurbanne", "spareEmail": null }),
        )
        .unwrap();
    let me = bench.get(&nic, "/me").unwrap();
    assert_eq!(me["city"], "Villeurbanne");
    assert_eq!(me["nichandle"], nic);
    for change in [
        json!({ "nichandle": "xx1-ovh" }),
        json!({ "email": "new@lumignon.example" }),
        json!({ "country": "France" }),
        json!({ "shoeSize": 41 }),
    ] {
        assert_eq!(
            status(bench.put(&nic, "/me", change.clone())),
            400,
            "{change}"
        );
    }
    assert_eq!(bench.get(&nic, "/me").unwrap(), me);
}

#[test]
fn support_levels_are_those_of_the_accounts() {
    let bench = Bench::new(Region::Eu);
    let levels: Vec<Value> = bench
        .nics
        .iter()
        .map(|nic| bench.get(nic, "/me/supportLevel").unwrap()["level"].clone())
        .collect();
    assert_eq!(
        levels,
        ["premium", "standard", "enterprise", "premium-accredited"]
    );
}

#[test]
fn a_reseller_enters_the_accounts_of_its_clients() {
    let bench = Bench::new(Region::Eu);
    let reseller = bench.nics[3].clone();
    let clients = numbers(&bench.get(&reseller, "/me/subAccount").unwrap());
    assert_eq!(clients.len(), 24);
    assert!(numbers(&bench.get(&bench.first(), "/me/subAccount").unwrap()).is_empty());

    let target = format!("/me/subAccount/{}", clients[5]);
    assert_eq!(status(bench.get(&bench.first(), &target)), 404);
    bench
        .put(&reseller, &target, json!({ "description": "Le sixième" }))
        .unwrap();
    assert_eq!(
        bench.get(&reseller, &target).unwrap()["description"],
        "Le sixième"
    );

    let key = format!("{target}/createConsumerKey");
    assert_eq!(status(bench.post(&bench.first(), &key, Value::Null)), 404);
    let answer = bench.post(&reseller, &key, Value::Null).unwrap();
    let credential = credential_by_key(&bench.conn, answer["consumerKey"].as_str().unwrap());
    let credential = credential.unwrap().unwrap();
    let nic = credential.nic.unwrap();
    assert!(nic.starts_with("cl"), "{nic}");
    assert_eq!(credential.rules, AccessRule::everything());
    assert_eq!(bench.get(&nic, "/me").unwrap()["nichandle"], nic);
}

#[test]
fn a_new_sub_account_is_an_account_of_its_own() {
    let bench = Bench::new(Region::Ca);
    let owner = bench.first();
    let make = || {
        bench
            .post(&owner, "/me/subAccount", json!({ "description": "Essai" }))
            .unwrap()
    };
    let (first, second) = (make(), make());
    assert_ne!(first, second);
    assert_eq!(
        numbers(&bench.get(&owner, "/me/subAccount").unwrap()).len(),
        2
    );
    let key = bench.post(
        &owner,
        &format!("/me/subAccount/{first}/createConsumerKey"),
        Value::Null,
    );
    let key = key.unwrap()["consumerKey"].as_str().unwrap().to_owned();
    let nic = credential_by_key(&bench.conn, &key)
        .unwrap()
        .unwrap()
        .nic
        .unwrap();
    assert_eq!(bench.get(&nic, "/services").unwrap(), json!([]));
    assert_eq!(bench.get(&nic, "/me").unwrap()["currency"]["code"], "CAD");
}

#[test]
fn a_limited_key_makes_keys_that_are_as_limited() {
    let mut bench = Bench::new(Region::Eu);
    bench.rules = vec![
        AccessRule::new("GET", "/me"),
        AccessRule::new("POST", "/me/subAccount/*"),
    ];
    let reseller = bench.nics[3].clone();
    let client = numbers(&bench.get(&reseller, "/me/subAccount").unwrap())[0];
    let key = format!("/me/subAccount/{client}/createConsumerKey");
    let key = bench.post(&reseller, &key, Value::Null).unwrap()["consumerKey"].clone();
    let credential = credential_by_key(&bench.conn, key.as_str().unwrap())
        .unwrap()
        .unwrap();
    assert_eq!(credential.rules, bench.rules);
}
