//! What the provider knows about services: blocked addresses, technicians, credits.

use serde_json::{Value, json};
use time::Duration;

use super::{numbers, status};
use crate::product::Product;
use crate::region::Region;
use crate::routes::bench::Bench;
use crate::status::events;

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten();
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Owner, path of its block, and the first address below `what`.
fn blocked(bench: &Bench, label: &str, what: &str) -> (String, String, String) {
    let service = bench.named(Product::Ip, label);
    let block = service.name.trim_start_matches("ip-").replace('/', "%2F");
    let nic = service.contacts.admin.clone();
    let path = format!("/ip/{block}/{what}");
    let address = texts(&bench.get(&nic, &path).unwrap()).remove(0);
    (nic, path, address)
}

#[test]
fn an_address_blocked_for_spam_is_unblocked_by_its_owner() {
    let mut bench = Bench::new(Region::Eu);
    let (nic, list, address) = blocked(&bench, "Borealis front", "spam");
    let path = format!("{list}/{address}");
    let read = bench.get(&nic, &path).unwrap();
    assert_eq!(read["state"], "blockedForSpam");
    assert_eq!(read["time"], 86_400);
    let stats =
        |from: &str, to: &str| bench.get(&nic, &format!("{path}/stats?from={from}&to={to}"));
    let all = stats("2026-11-01", "2026-12-01").unwrap();
    let count = |lines: &Value| -> usize {
        let lines = lines.as_array().unwrap().iter();
        lines
            .map(|line| line["detectedSpams"].as_array().unwrap().len())
            .sum()
    };
    assert_eq!(count(&all), 6);
    assert!(all[0]["averageSpamscore"].as_i64().unwrap() > 300);
    assert_eq!(count(&stats("2020-11-01", "2020-12-01").unwrap()), 0);
    assert_eq!(status(stats("2026-12-01", "2026-11-01")), 400);

    let unblock = |bench: &Bench| bench.post(&nic, &format!("{path}/unblock"), Value::Null);
    assert_eq!(unblock(&bench).unwrap()["state"], "unblocking");
    assert_eq!(status(unblock(&bench)), 409);
    bench.now += Duration::minutes(11);
    assert_eq!(bench.get(&nic, &path).unwrap()["state"], "unblocked");
    let find = |state: &str| texts(&bench.get(&nic, &format!("{list}?state={state}")).unwrap());
    assert_eq!(find("unblocked"), [address]);
    assert!(find("blockedForSpam").is_empty());
}

#[test]
fn an_address_that_attacked_waits_before_it_is_unblocked() {
    let mut bench = Bench::new(Region::Us);
    let (nic, list, address) = blocked(&bench, "Gateway", "antihack");
    let path = format!("{list}/{address}");
    let read = bench.get(&nic, &path).unwrap();
    assert_eq!(read["state"], "blocked");
    assert!(read["logs"].as_str().unwrap().contains(&address));
    let left = read["time"].as_i64().unwrap();
    assert!(left > 0);
    let unblock = |bench: &Bench| bench.post(&nic, &format!("{path}/unblock"), Value::Null);
    let refusal = unblock(&bench).unwrap_err();
    assert_eq!(refusal.status.as_u16(), 403);
    assert!(refusal.message.contains(&left.to_string()));
    bench.now += Duration::seconds(left);
    assert_eq!(unblock(&bench).unwrap(), Value::Null);
    assert_eq!(bench.get(&nic, &path).unwrap()["state"], "unblocking");
    bench.now += Duration::minutes(11);
    assert_eq!(status(bench.get(&nic, &path)), 404);
    assert_eq!(bench.get(&nic, &list).unwrap(), json!([]));
}

#[test]
fn arp_and_phishing_are_told() {
    let bench = Bench::new(Region::Eu);
    let (nic, list, address) = blocked(&bench, "Passerelles", "arp");
    let read = bench.get(&nic, &format!("{list}/{address}")).unwrap();
    assert_eq!(
        (&read["ipBlocked"], &read["time"]),
        (&json!(address), &json!(0))
    );
    bench
        .post(&nic, &format!("{list}/{address}/unblock"), Value::Null)
        .unwrap();

    let (nic, spam, address) = blocked(&bench, "Borealis front", "spam");
    let list = spam.replace("/spam", "/phishing");
    let find = |query: &str| numbers(&bench.get(&nic, &format!("{list}{query}")).unwrap());
    let id = find("")[0];
    assert_eq!(
        find(&format!("?ipOnAntiphishing={address}&state=blocked")),
        [id]
    );
    assert!(find("?state=unblocked").is_empty());
    let report = bench.get(&nic, &format!("{list}/{id}")).unwrap();
    assert!(report["urlPhishing"].as_str().unwrap().contains(&address));
}

#[test]
fn an_address_is_filtered_and_no_longer() {
    let mut bench = Bench::new(Region::Us);
    let (nic, list, auto) = blocked(&bench, "Gateway", "mitigation");
    assert_eq!(
        texts(&bench.get(&nic, &format!("{list}?auto=true")).unwrap()),
        std::slice::from_ref(&auto)
    );
    bench
        .put(
            &nic,
            &format!("{list}/{auto}"),
            json!({ "permanent": true }),
        )
        .unwrap();
    assert_eq!(
        bench.get(&nic, &format!("{list}/{auto}")).unwrap()["permanent"],
        true
    );

    let (_, list, first) = blocked(&bench, "Customers", "mitigation");
    let add = |bench: &Bench, address: &str| {
        bench.post(&nic, &list, json!({ "ipOnMitigation": address }))
    };
    assert_eq!(status(add(&bench, "203.0.113.1")), 400);
    assert_eq!(status(add(&bench, &first)), 409);
    let (start, last) = first.rsplit_once('.').unwrap();
    let next = format!("{start}.{}", last.parse::<u8>().unwrap() + 3);
    assert_eq!(add(&bench, &next).unwrap()["state"], "creationPending");
    bench.now += Duration::minutes(3);
    let path = format!("{list}/{next}");
    assert_eq!(bench.get(&nic, &path).unwrap()["state"], "ok");
    assert_eq!(
        bench.delete(&nic, &path).unwrap()["state"],
        "removalPending"
    );
    assert_eq!(status(bench.delete(&nic, &path)), 409);
    bench.now += Duration::minutes(3);
    assert_eq!(status(bench.get(&nic, &path)), 404);
    assert_eq!(texts(&bench.get(&nic, &list).unwrap()), [first]);
}

#[test]
fn a_planned_intervention_begins_and_ends_by_the_clock() {
    let mut bench = Bench::new(Region::Eu);
    let service = bench.named(Product::DedicatedServer, "Passerelle de paiement A");
    let nic = service.contacts.admin.clone();
    let list = format!("/dedicated/server/{}/plannedIntervention", service.name);
    let id = numbers(&bench.get(&nic, &list).unwrap())[0];
    let state = |bench: &Bench| bench.get(&nic, &format!("{list}/{id}")).unwrap()["status"].clone();
    assert_eq!(state(&bench), "todo");
    bench.pass(2);
    assert_eq!(state(&bench), "doing");
    bench.now += Duration::hours(1);
    assert_eq!(state(&bench), "done");
}

#[test]
fn a_part_is_asked_for_replaced_and_told() {
    let mut bench = Bench::new(Region::Us);
    let service = bench.named(Product::DedicatedServer, "Build farm");
    let nic = service.contacts.admin.clone();
    let server = format!("/dedicated/server/{}", service.name);
    let path = format!("{server}/support/replace");
    let disks = json!([{ "disk_serial": "S3Z1", "slot_id": 2 }, { "disk_serial": "S3Z9" }]);
    let ask =
        |bench: &Bench, part: &str, body: Value| bench.post(&nic, &format!("{path}/{part}"), body);
    let disk = |disks: Value, comment: &str| json!({ "comment": comment, "disks": disks, "inverse": false });
    for (part, body, field) in [
        ("hardDiskDrive", disk(json!([]), "Any time"), "disks"),
        (
            "hardDiskDrive",
            disk(json!([{ "slot_id": 1 }]), "Any time"),
            "disk_serial",
        ),
        (
            "hardDiskDrive",
            disk(json!([{ "disk_serial": " " }]), "Any time"),
            "disk_serial",
        ),
        (
            "hardDiskDrive",
            disk(
                json!([{ "disk_serial": "A" }, { "disk_serial": "A" }]),
                "Any time",
            ),
            "disks",
        ),
        ("hardDiskDrive", disk(disks.clone(), "  "), "comment"),
        (
            "hardDiskDrive",
            json!({ "comment": "x", "disks": disks }),
            "inverse",
        ),
        ("memory", json!({ "comment": "Any time" }), "details"),
        (
            "cooling",
            json!({ "comment": "Any time", "details": "" }),
            "details",
        ),
    ] {
        let refusal = ask(&bench, part, body.clone()).unwrap_err();
        assert_eq!(refusal.status.as_u16(), 400, "{part} {body}");
        assert!(
            refusal.message.contains(field),
            "{part}: {}",
            refusal.message
        );
    }
    let before = bench.get(&nic, &format!("{server}/intervention")).unwrap();
    let opened = ask(
        &bench,
        "hardDiskDrive",
        disk(disks.clone(), "After 22:00 UTC"),
    )
    .unwrap();
    let ticket = format!("/support/tickets/{}", opened["ticketId"]);
    let first = bench.get(&nic, &format!("{ticket}/messages")).unwrap()[0]["body"].clone();
    for word in ["22:00", "S3Z1", "slot 2", "S3Z9", "Replace these"] {
        assert!(first.as_str().unwrap().contains(word), "{first}");
    }
    // One at a time, and the ticket that is open is named.
    let refusal = ask(&bench, "memory", json!({ "comment": "x", "details": "y" })).unwrap_err();
    assert_eq!(refusal.class, "Client::Conflict::AlreadyOpened");
    assert!(
        refusal
            .message
            .contains(&opened["ticketNumber"].to_string())
    );
    let done = |bench: &Bench| {
        let path = format!("{server}/intervention/{}", opened["ticketId"]);
        bench.get(&nic, &path).unwrap()["date"].clone()
    };
    assert_eq!(done(&bench), Value::Null);
    bench.now += Duration::hours(2);
    assert!(done(&bench).is_string());
    let messages = bench.get(&nic, &format!("{ticket}/messages")).unwrap();
    assert!(
        messages[0]["body"]
            .as_str()
            .unwrap()
            .contains("disk is replaced")
    );

    // A request that is taken back leaves no intervention behind.
    bench
        .post(&nic, &format!("{ticket}/close"), Value::Null)
        .unwrap();
    let again = ask(
        &bench,
        "cooling",
        json!({ "comment": "x", "details": "90 °C" }),
    )
    .unwrap();
    let ticket = format!("/support/tickets/{}", again["ticketId"]);
    bench
        .post(&nic, &format!("{ticket}/close"), Value::Null)
        .unwrap();
    let third = json!({ "comment": "x", "details": "90 °C" });
    let third = ask(&bench, "cooling", third).unwrap();
    let ticket = format!("/support/tickets/{}", third["ticketId"]);
    bench.now += Duration::minutes(31);
    let well = json!({ "body": "It works again." });
    bench.post(&nic, &format!("{ticket}/reply"), well).unwrap();
    bench.now += Duration::hours(2);
    assert_eq!(bench.get(&nic, &ticket).unwrap()["state"], "closed");
    let after = bench.get(&nic, &format!("{server}/intervention")).unwrap();
    assert_eq!(numbers(&after).len(), numbers(&before).len() + 1);
}

#[test]
fn a_broken_server_works_again_once_its_part_is_replaced() {
    let mut bench = Bench::new(Region::Eu);
    let service = bench.named(Product::DedicatedServer, "Arena matchmaking");
    let nic = service.contacts.admin.clone();
    let server = format!("/dedicated/server/{}", service.name);
    let state = |bench: &Bench| bench.get(&nic, &server).unwrap()["state"].clone();
    assert_eq!(state(&bench), "error");
    let body =
        json!({ "comment": "Any time", "details": "memtester: FAILURE at 0x7f", "slots": ["A1"] });
    let target = format!("{server}/support/replace/memory");
    bench.post(&nic, &target, body).unwrap();
    bench.pass(1);
    assert_eq!(state(&bench), "ok");
}

#[test]
fn a_machine_restarts_unless_it_is_blocked() {
    let mut bench = Bench::new(Region::Eu);
    let reboot = |bench: &Bench, product: Product, label: &str| {
        let service = bench.named(product, label);
        let target = format!("/{product}/{}/reboot", service.name);
        bench.post(&service.contacts.admin, &target, Value::Null)
    };
    let (servers, vps) = (Product::DedicatedServer, Product::Vps);
    for (product, label) in [(servers, "Free tier 07"), (vps, "Chat bot")] {
        let refusal = reboot(&bench, product, label).unwrap_err();
        assert_eq!(refusal.status.as_u16(), 403, "{label}");
        assert!(refusal.message.contains("ticket"), "{label}");
    }
    assert_eq!(status(reboot(&bench, vps, "Voice relay")), 409);
    assert_eq!(status(reboot(&bench, servers, "Free tier 08")), 460);
    // Broken into, but not blocked: in the hands of its owner.
    for (product, label, function) in [
        (servers, "Old lobby", "function"),
        (vps, "Retrait en magasin", "type"),
    ] {
        let task = reboot(&bench, product, label).unwrap();
        assert!(
            task[function]
                .as_str()
                .unwrap()
                .to_lowercase()
                .contains("reboot"),
            "{task}"
        );
        assert_eq!(status(reboot(&bench, product, label)), 409);
    }
    let service = bench.named(vps, "Retrait en magasin");
    let state = |bench: &Bench| {
        let path = format!("/vps/{}", service.name);
        bench.get(&service.contacts.admin, &path).unwrap()["state"].clone()
    };
    assert_eq!(state(&bench), "rebooting");
    bench.now += Duration::minutes(4);
    assert_eq!(state(&bench), "running");
    reboot(&bench, vps, "Retrait en magasin").unwrap();
}

#[test]
fn credits_are_for_outages_that_the_status_feed_told_of() {
    let mut bench = Bench::new(Region::Eu);
    let places = events::places(&bench.conn, Region::Eu).unwrap();
    let told = events::outages(Region::Eu, &places, bench.now.unix_timestamp());
    let mut found = 0;
    for nic in bench.nics.clone() {
        for id in numbers(&bench.get(&nic, "/me/sla").unwrap()) {
            let path = format!("/me/sla/{id}");
            let outage = bench.get(&nic, &path).unwrap();
            let event = told
                .iter()
                .find(|event| outage["name"] == event.name.as_str());
            let event = event.unwrap_or_else(|| panic!("{outage}"));
            let services = bench.get(&nic, &format!("{path}/services")).unwrap();
            for service in services.as_array().unwrap() {
                let name = service["serviceName"].as_str().unwrap();
                let server = bench
                    .get(&nic, &format!("/dedicated/server/{name}"))
                    .unwrap();
                let place = server["datacenter"].as_str().unwrap().to_uppercase();
                assert!(event.components.contains(&place));
            }
            assert_ne!(services, json!([]));
            found += 1;
        }
    }
    assert!(found > 0);

    let host = bench.nics[1].clone();
    let id = numbers(&bench.get(&host, "/me/sla").unwrap())[0];
    let path = format!("/me/sla/{id}");
    let apply = |bench: &Bench| bench.post(&host, &format!("{path}/apply"), Value::Null);
    let can = |bench: &Bench| bench.get(&host, &format!("{path}/canBeApplied")).unwrap();
    assert_eq!(can(&bench), true);
    apply(&bench).unwrap();
    assert_eq!(can(&bench), false);
    assert_eq!(
        bench.get(&host, &format!("{path}/status")).unwrap(),
        "applied"
    );
    assert_eq!(status(apply(&bench)), 409);

    let bank = bench.nics[2].clone();
    let ids = numbers(&bench.get(&bank, "/me/sla").unwrap());
    bench.pass(61);
    for id in ids {
        let path = format!("/me/sla/{id}");
        assert_eq!(
            bench.get(&bank, &format!("{path}/canBeApplied")).unwrap(),
            false
        );
        let apply = bench.post(&bank, &format!("{path}/apply"), Value::Null);
        assert_eq!(status(apply), 409);
    }
}

#[test]
fn partners_are_told_from_customers() {
    let bench = Bench::new(Region::Eu);
    let level = |nic: &str| bench.get(nic, "/me/partnerLevel").unwrap()["level"].clone();
    assert_eq!(level(&bench.nics[3]), "advanced");
    assert_eq!(level(&bench.nics[0]), "none");
    let us = Bench::new(Region::Us);
    assert_eq!(status(us.get(&us.first(), "/me/partnerLevel")), 404);
}
