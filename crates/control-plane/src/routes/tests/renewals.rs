//! Renewals and expiry, as both views of a service show them.

use serde_json::json;

use super::{numbers, status};
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

#[test]
fn a_service_expires_by_the_clock_in_both_views() {
    let mut bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let service = bench.named(Product::Domain, "maison-lumignon.example");
    let expanded = format!("/services/{}", service.id);
    let infos = format!("/domain/{}/serviceInfos", service.name);
    for (days, lifecycle, resource, info, domain) in [
        (0, "toRenew", "active", "ok", "ok"),
        (6, "unrenewed", "suspended", "expired", "expired"),
        (40, "unrenewed", "toDelete", "expired", "restorable"),
    ] {
        bench.pass(days);
        let view = bench.get(&nic, &expanded).unwrap();
        assert_eq!(view["billing"]["lifecycle"]["current"]["state"], lifecycle);
        assert_eq!(view["resource"]["state"], resource);
        assert_eq!(bench.get(&nic, &infos).unwrap()["status"], info);
        let object = bench
            .get(&nic, &format!("/domain/{}", service.name))
            .unwrap();
        assert_eq!(object["state"], domain);
    }
    let edit = json!({ "transferLockStatus": "unlocked" });
    assert_eq!(
        status(bench.put(&nic, &format!("/domain/{}", service.name), edit)),
        460
    );
}

#[test]
fn what_is_renewed_automatically_goes_on() {
    let mut bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let service = bench.named(Product::HostingWeb, "lumignon.example");
    let read = |bench: &Bench| {
        bench
            .get(&nic, &format!("/services/{}", service.id))
            .unwrap()
    };
    let before = read(&bench)["billing"]["expirationDate"].clone();
    bench.pass(20);
    let view = read(&bench);
    assert_eq!(view["billing"]["lifecycle"]["current"]["state"], "active");
    assert!(view["billing"]["expirationDate"].as_str() > before.as_str());
}

#[test]
fn the_two_views_change_together() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let service = bench.named(Product::Vps, "Retrait en magasin");
    let expanded = format!("/services/{}", service.id);
    let infos = format!("/vps/{}/serviceInfos", service.name);

    let change =
        json!({ "displayName": "Retrait", "renew": { "mode": "manual", "period": "P6M" } });
    bench.put(&nic, &expanded, change).unwrap();
    let renew = bench.get(&nic, &infos).unwrap()["renew"].clone();
    assert_eq!(renew["automatic"], false);
    assert_eq!(renew["period"], 6);
    let object = bench.get(&nic, &format!("/vps/{}", service.name)).unwrap();
    assert_eq!(object["displayName"], "Retrait");

    let change = json!({ "renew": { "automatic": true, "deleteAtExpiration": true, "forced": false, "period": 1 } });
    bench.put(&nic, &infos, change).unwrap();
    let billing = bench.get(&nic, &expanded).unwrap()["billing"].clone();
    assert_eq!(billing["renew"]["current"]["mode"], "automatic");
    assert_eq!(billing["renew"]["current"]["period"], "P1M");
    assert_eq!(
        billing["lifecycle"]["current"]["pendingActions"],
        json!(["terminateAtExpirationDate"])
    );
    assert!(billing["nextBillingDate"].is_null());
}

#[test]
fn what_cannot_be_is_refused() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let vps = bench.named(Product::Vps, "Retrait en magasin");
    let group = bench.named(Product::Telephony, "Boutique rue Mercière");
    let of = |id: i64| format!("/services/{id}");
    for (target, change) in [
        (
            of(vps.id),
            json!({ "renew": { "mode": "manual", "period": "P5M" } }),
        ),
        (
            of(vps.id),
            json!({ "renew": { "mode": "manual", "period": "a while" } }),
        ),
        (
            of(vps.id),
            json!({ "renew": { "mode": "sometimes", "period": "P1M" } }),
        ),
        (
            of(vps.id),
            json!({ "terminationPolicy": "terminateAtEngagementDate" }),
        ),
        (
            of(group.id),
            json!({ "renew": { "mode": "manual", "period": "P1M" } }),
        ),
        (
            of(group.id),
            json!({ "terminationPolicy": "terminateAtExpirationDate" }),
        ),
        (of(vps.id), json!({ "serviceId": 1 })),
    ] {
        let before = bench.get(&nic, &target).unwrap();
        assert_eq!(
            status(bench.put(&nic, &target, change.clone())),
            400,
            "{change}"
        );
        assert_eq!(bench.get(&nic, &target).unwrap(), before, "{change}");
    }
}

#[test]
fn only_contacts_see_and_only_payers_renew() {
    let bench = Bench::new(Region::Eu);
    let reseller = bench.nics[3].clone();
    let client = bench
        .services()
        .into_iter()
        .find(|service| service.contacts.tech == reseller && service.contacts.admin != reseller)
        .unwrap();
    let target = format!("/services/{}", client.id);
    let seen = numbers(&bench.get(&reseller, "/services").unwrap());
    assert!(seen.contains(&client.id));
    assert_eq!(
        bench.get(&reseller, &target).unwrap(),
        bench.get(&client.contacts.admin, &target).unwrap()
    );
    // A stranger cannot tell it from one that does not exist.
    assert_eq!(status(bench.get(&bench.first(), &target)), 404);
    assert!(!numbers(&bench.get(&bench.first(), "/services").unwrap()).contains(&client.id));

    let renew = json!({ "terminationPolicy": "empty" });
    assert_eq!(status(bench.put(&reseller, &target, renew.clone())), 403);
    bench.put(&client.contacts.admin, &target, renew).unwrap();
    bench
        .put(&reseller, &target, json!({ "displayName": "Entretenu" }))
        .unwrap();
}

#[test]
fn lists_are_filtered_and_ordered() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.first();
    let all = numbers(&bench.get(&nic, "/services").unwrap());
    assert!(all.is_sorted());
    let vps = numbers(
        &bench
            .get(&nic, "/services?routes=/vps/%7BserviceName%7D")
            .unwrap(),
    );
    let both = numbers(
        &bench
            .get(&nic, "/services?routes=/vps/%7BserviceName%7D,/xdsl")
            .unwrap(),
    );
    assert!(!vps.is_empty() && vps.len() < both.len() && both.len() < all.len());
    let named = numbers(
        &bench
            .get(&nic, "/services?resourceName=lumignon.example")
            .unwrap(),
    );
    assert_eq!(named.len(), 4, "a domain, its zone, its hosting, its mail");
    assert!(numbers(&bench.get(&nic, "/services?routes=/nothing").unwrap()).is_empty());

    let names = |query: &str| -> Vec<String> {
        numbers(&bench.get(&nic, query).unwrap())
            .into_iter()
            .map(|id| {
                let view = bench.get(&nic, &format!("/services/{id}")).unwrap();
                view["resource"]["name"].as_str().unwrap().to_owned()
            })
            .collect()
    };
    let up = names("/services?orderBy=resource.name&sort=ASC");
    let down = names("/services?orderBy=resource.name&sort=desc");
    assert!(up.is_sorted() && down.iter().rev().is_sorted());
    assert_eq!(up.len(), all.len());
    assert_eq!(
        status(bench.get(&nic, "/services?orderBy=resource.name&sort=up")),
        400
    );
    assert_eq!(status(bench.get(&nic, "/services?colour=red")), 400);
}
