//! Each region has the routes that it has.

use crate::region::Region;
use crate::routes::bench::Bench;
use crate::store::billing::Standing;

#[test]
fn sections_are_where_the_region_has_them() {
    let everywhere = [
        "/me",
        "/me/subAccount",
        "/services",
        "/dedicated/server",
        "/vps",
        "/cloud/project",
        "/dedicatedCloud",
        "/ip",
        "/ip/service",
        "/vrack",
        "/support/tickets",
        "/me/sla",
    ];
    let eu_and_ca = [
        "/me/supportLevel",
        "/me/partnerLevel",
        "/domain",
        "/domain/zone",
        "/hosting/web",
    ];
    let eu_only = ["/email/domain", "/telephony", "/xdsl"];
    for region in Region::ALL {
        let bench = Bench::sized(region, Some(0));
        let nic = bench.first();
        let has = |path: &str| match bench.get(&nic, path) {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.status.as_u16(), 404, "{region} {path}");
                assert_eq!(
                    error.message, "Got an invalid (or empty) URL",
                    "{region} {path}"
                );
                false
            }
        };
        for path in everywhere {
            assert!(has(path), "{region} {path}");
        }
        for path in eu_and_ca {
            assert_eq!(has(path), region != Region::Us, "{region} {path}");
        }
        for path in eu_only {
            assert_eq!(has(path), region == Region::Eu, "{region} {path}");
        }
    }
}

#[test]
fn every_listed_service_can_be_read_where_it_is_listed() {
    for region in Region::ALL {
        let bench = Bench::new(region);
        for service in bench.services() {
            let nic = &service.contacts.admin;
            let view = bench
                .get(nic, &format!("/services/{}", service.id))
                .unwrap();
            let url = view["route"]["url"].as_str().unwrap();
            bench
                .get(nic, url)
                .unwrap_or_else(|error| panic!("{url}: {error}"));
        }
    }
}

#[test]
fn the_usual_sample_meets_every_state() {
    for region in Region::ALL {
        let bench = Bench::new(region);
        let services = bench.services();
        assert!(
            (25..=90).contains(&services.len()),
            "{region}: {}",
            services.len()
        );
        let standings: Vec<Standing> = services
            .iter()
            .map(|service| service.billing.at(bench.now).standing)
            .collect();
        let met = |standing| standings.contains(&standing);
        for standing in [
            Standing::Fine,
            Standing::Renewing,
            Standing::ToRenew,
            Standing::InCreation,
            Standing::PendingDebt,
            Standing::Unpaid,
            Standing::Suspended,
            Standing::Expired,
        ] {
            assert!(met(standing), "{region} has nothing {standing:?}");
        }
        let fine = standings
            .iter()
            .filter(|standing| **standing == Standing::Fine)
            .count();
        assert!(
            fine * 2 > standings.len(),
            "{region}: most are fine, {fine} of {}",
            standings.len()
        );

        let states = |section: &str, field: &str| -> Vec<String> {
            let product = crate::product::Product::from_key(section).unwrap();
            services
                .iter()
                .filter(|service| service.product == product)
                .map(|service| {
                    let path = format!("/{section}/{}", service.name);
                    let view = bench.get(&service.contacts.admin, &path).unwrap();
                    view[field].as_str().unwrap().to_owned()
                })
                .collect()
        };
        let holds = |section, field, expected: &[&str]| {
            let have = states(section, field);
            for state in expected {
                assert!(
                    have.iter().any(|have| have == state),
                    "{region} {section}: no {state}"
                );
            }
        };
        holds(
            "dedicated/server",
            "state",
            &["ok", "hacked", "hackedBlocked", "error"],
        );
        holds("dedicated/server", "powerState", &["poweron", "poweroff"]);
        holds(
            "vps",
            "state",
            &["running", "maintenance", "rescued", "stopped"],
        );
        holds("cloud/project", "status", &["ok", "suspended"]);
        if region != Region::Us {
            holds(
                "domain",
                "state",
                &[
                    "ok",
                    "expired",
                    "pending_incoming_transfer",
                    "registry_suspended",
                ],
            );
            holds("hosting/web", "state", &["active", "maintenance"]);
        }
    }
}
