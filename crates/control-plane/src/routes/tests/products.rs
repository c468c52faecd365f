//! What can be changed of each product.

use serde_json::json;

use super::status;
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;

#[test]
fn writable_fields_are_kept() {
    let bench = Bench::new(Region::Eu);
    for (product, label, field, value) in [
        (
            Product::DedicatedServer,
            "Blockworld Aurora",
            "monitoring",
            json!(false),
        ),
        (
            Product::DedicatedServer,
            "Blockworld Aurora",
            "rescueMail",
            json!("ops@pixelbastion.example"),
        ),
        (
            Product::Vps,
            "Retrait en magasin",
            "netbootMode",
            json!("rescue"),
        ),
        (
            Product::Vps,
            "Retrait en magasin",
            "displayName",
            json!("Retrait"),
        ),
        (
            Product::Domain,
            "lumignon.example",
            "transferLockStatus",
            json!("unlocked"),
        ),
        (
            Product::HostingWeb,
            "lumignon.example",
            "displayName",
            json!("Boutique"),
        ),
        (
            Product::Telephony,
            "Boutique rue Mercière",
            "hiddenExternalNumber",
            json!(true),
        ),
        (
            Product::Xdsl,
            "Boutique rue Mercière",
            "lnsRateLimit",
            json!(512),
        ),
        (
            Product::CloudProject,
            "Archives scellées",
            "manualQuota",
            json!(true),
        ),
        (Product::Ip, "Aurora front", "description", json!("Entrée")),
        (
            Product::Vrack,
            "Sauvegardes",
            "description",
            json!("Copies de nuit"),
        ),
    ] {
        let service = bench.named(product, label);
        let nic = &service.contacts.admin;
        let target = format!("/{product}/{}", service.name.replace('/', "%2F"));
        bench
            .put(nic, &target, json!({ field: value }))
            .unwrap_or_else(|error| panic!("{target}: {error}"));
        assert_eq!(bench.get(nic, &target).unwrap()[field], value, "{target}");
    }
}

#[test]
fn the_provider_says_what_is_hacked() {
    let bench = Bench::new(Region::Eu);
    let service = bench.named(Product::DedicatedServer, "Old lobby");
    let target = format!("/dedicated/server/{}", service.name);
    let nic = &service.contacts.admin;
    assert_eq!(
        status(bench.put(nic, &target, json!({ "state": "ok" }))),
        403
    );
    assert_eq!(bench.get(nic, &target).unwrap()["state"], "hacked");
}

#[test]
fn amounts_are_read_and_bounded() {
    let bench = Bench::new(Region::Eu);
    let service = bench.named(Product::Telephony, "Boutique rue Mercière");
    let target = format!("/telephony/{}", service.name);
    let nic = &service.contacts.admin;
    bench
        .put(
            nic,
            &target,
            json!({ "creditThreshold": { "value": 12.5 } }),
        )
        .unwrap();
    assert_eq!(
        bench.get(nic, &target).unwrap()["creditThreshold"]["text"],
        "12.50 €"
    );
    for value in [-1.0, 1e12] {
        let change = json!({ "creditThreshold": { "value": value } });
        assert_eq!(status(bench.put(nic, &target, change)), 400);
    }
}

#[test]
fn blocks_of_addresses_are_found_by_what_they_are() {
    let bench = Bench::new(Region::Eu);
    let nic = bench.nics[1].clone();
    let blocks = |query: &str| {
        bench
            .get(&nic, &format!("/ip{query}"))
            .unwrap()
            .as_array()
            .unwrap()
            .len()
    };
    let all = blocks("");
    assert_eq!(all, 2);
    assert_eq!(blocks("?type=failover&version=4"), all);
    assert_eq!(blocks("?version=6"), 0);
    assert_eq!(blocks("?description=Aurora"), 1);
    let service = bench.named(Product::Ip, "Aurora front");
    let block = service
        .name
        .strip_prefix("ip-")
        .unwrap()
        .replace('/', "%2F");
    assert_eq!(blocks(&format!("?ip={block}")), 1);
    let object = bench.get(&nic, &format!("/ip/{block}")).unwrap();
    let machine = object["routedTo"]["serviceName"].as_str().unwrap();
    assert_eq!(blocks(&format!("?routedTo.serviceName={machine}")), all);
    assert_eq!(status(bench.get(&nic, "/ip?type=bicycle")), 400);
    assert_eq!(status(bench.get(&nic, "/ip/192.0.2.1%2F32")), 404);

    // The block is an option of the machine it leads to.
    let parent = service.parent.unwrap();
    let options = bench
        .get(&nic, &format!("/services/{parent}/options"))
        .unwrap();
    assert_eq!(options.as_array().unwrap().len(), all);
}
