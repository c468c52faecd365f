//! Domains, zones, hostings and mail.

use crate::routes::domain::Domain;
use crate::routes::email_domain::EmailDomain;
use crate::routes::hosting_web::Hosting;
use crate::routes::zone::Zone;

use super::{Draft, Makers, Trait, draft};

impl Makers {
    pub(super) fn domain(&mut self, particular: Trait, name: &str) -> serde_json::Result<Draft> {
        let state = match particular {
            Trait::Arriving => Some("pending_incoming_transfer"),
            Trait::Frozen => Some("registry_suspended"),
            _ => None,
        };
        let hosted = self.dice.chance(85);
        draft(
            name.to_owned(),
            "example-renew",
            ".example renewal",
            999,
            &Domain {
                state: state.map(str::to_owned),
                dnssec: hosted && self.dice.chance(70),
                locked: self.dice.chance(85),
                offer: "gold".to_owned(),
                server_type: if hosted { "hosted" } else { "external" }.to_owned(),
                servers: self.name_servers(hosted),
                owner: format!("{}", 20_000_000 + self.made),
                updated: self.past(900),
            },
        )
    }

    fn name_servers(&mut self, hosted: bool) -> Vec<String> {
        let number = self.dice.range(100, 115);
        if hosted {
            vec![
                format!("dns{number}.dns.example"),
                format!("ns{number}.dns.example"),
            ]
        } else {
            vec![
                "ns1.elsewhere.example".to_owned(),
                "ns2.elsewhere.example".to_owned(),
            ]
        }
    }

    pub(super) fn zone(&mut self, name: &str) -> serde_json::Result<Draft> {
        draft(
            name.to_owned(),
            "zone",
            "DNS zone",
            0,
            &Zone {
                dnssec: self.dice.chance(60),
                anycast: self.dice.chance(10),
                servers: self.name_servers(true),
                updated: Some(self.past(400)),
            },
        )
    }

    pub(super) fn hosting(&mut self, particular: Trait, name: &str) -> serde_json::Result<Draft> {
        const OFFERS: &[(&str, &str, i64, i64)] = &[
            ("PERSO", "Web hosting Perso", 100, 4_788),
            ("PRO", "Web hosting Pro", 250, 8_388),
            ("PERFORMANCE_1", "Web hosting Performance 1", 500, 13_188),
        ];
        let (offer, title, quota, price) = *self.dice.pick(OFFERS);
        let state = match particular {
            Trait::Maintenance => "maintenance",
            Trait::Locked => "blocked",
            _ => "active",
        };
        let cluster = format!("cluster{:03}", self.dice.range(14, 128));
        let stem: String = name
            .chars()
            .filter(char::is_ascii_lowercase)
            .take(7)
            .collect();
        draft(
            name.to_owned(),
            &offer.to_lowercase(),
            title,
            price,
            &Hosting {
                offer: offer.to_owned(),
                state: state.to_owned(),
                datacenter: self
                    .place()
                    .datacenter
                    .chars()
                    .filter(char::is_ascii_lowercase)
                    .collect(),
                cluster,
                ip: self.addresses.host(),
                login: stem,
                domain: Some(name.to_owned()),
                quota,
                used: self.dice.range(40, quota * 700),
                ssl: self.dice.chance(90),
                cdn: self.dice.chance(25),
            },
        )
    }

    pub(super) fn email(&mut self, name: &str) -> serde_json::Result<Draft> {
        let valid = |chance: bool| if chance { "valid" } else { "invalid" }.to_owned();
        draft(
            name.to_owned(),
            "mx-plan-5",
            "MX Plan 5",
            2_388,
            &EmailDomain {
                offer: "MXPLAN 5".to_owned(),
                mx: valid(self.dice.chance(93)),
                spf: valid(self.dice.chance(85)),
                filer: self.dice.range(1, 40),
            },
        )
    }
}
