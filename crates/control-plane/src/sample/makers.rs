//! Makes one service of a kind: its technical name, what was ordered, and the
//! document that the kind keeps.

use serde::Serialize;

use crate::money::UCENTS;
use crate::product::Product;
use crate::region::Region;
use crate::routes::cloud::Project;
use crate::routes::dedicated_cloud::PrivateCloud;
use crate::routes::dedicated_server::Server;
use crate::routes::domain::Domain;
use crate::routes::email_domain::EmailDomain;
use crate::routes::hosting_web::Hosting;
use crate::routes::ip::{Block, service_name};
use crate::routes::telephony::Group;
use crate::routes::vps::Vps;
use crate::routes::vrack::Vrack;
use crate::routes::xdsl::{Access, Address};
use crate::routes::zone::Zone;
use crate::sample::dice::Dice;
use crate::sample::places::{self, Addresses, Place};
use crate::store::services::Plan;

/// What is particular about a service, beside its bills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trait {
    /// Nothing.
    #[default]
    Plain,
    /// Sold as Kimsufi.
    Kimsufi,
    /// Sold as SoYouStart.
    SoYouStart,
    /// Sold for games.
    Game,
    /// For heavy professional use.
    Scale,
    /// Used by somebody else to do harm.
    Hacked,
    /// Stopped by the provider because of that.
    HackedBlocked,
    /// Broken.
    Broken,
    /// Switched off, or stopped.
    Off,
    /// Being worked on by the provider.
    Maintenance,
    /// Booted from the rescue system.
    Rescued,
    /// Locked because of abuse.
    Locked,
    /// On its way from another registrar.
    Arriving,
    /// Stopped by the registry.
    Frozen,
    /// A block of eight addresses.
    Wide,
}

/// What a maker gives.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The technical name.
    pub name: String,
    /// What was ordered.
    pub plan: Plan,
    /// The document, as JSON.
    pub document: String,
}

/// Makes services of one region, each with a name of its own.
#[derive(Debug)]
pub struct Makers {
    region: Region,
    /// Seconds since 1970.
    now: i64,
    dice: Dice,
    addresses: Addresses,
    made: i64,
}

/// Weights of what happens to many servers.
pub const SERVER_TRAITS: &[(i64, Trait)] = &[
    (940, Trait::Plain),
    (12, Trait::Hacked),
    (6, Trait::HackedBlocked),
    (12, Trait::Broken),
    (30, Trait::Off),
];
/// Weights of what happens to many VPS.
pub const VPS_TRAITS: &[(i64, Trait)] = &[
    (930, Trait::Plain),
    (30, Trait::Off),
    (20, Trait::Maintenance),
    (15, Trait::Rescued),
    (5, Trait::Locked),
];
/// Weights of what happens to many domains.
pub const DOMAIN_TRAITS: &[(i64, Trait)] = &[
    (990, Trait::Plain),
    (6, Trait::Arriving),
    (4, Trait::Frozen),
];
/// Weights of what happens to many hostings.
pub const HOSTING_TRAITS: &[(i64, Trait)] = &[
    (975, Trait::Plain),
    (15, Trait::Maintenance),
    (10, Trait::Locked),
];

impl Makers {
    /// Makers for a region.
    pub fn new(region: Region, seed: u64, now: i64) -> Makers {
        Makers {
            region,
            now,
            dice: Dice::new(seed, "makers"),
            addresses: Addresses::default(),
            made: 0,
        }
    }

    /// Makes a service. `wish` is the technical name where people choose it
    /// (domains and what follows them); `owner` is the account; `target` the
    /// service that a block of addresses leads to.
    ///
    /// # Errors
    ///
    /// When a document cannot be written as JSON.
    pub fn make(
        &mut self,
        product: Product,
        particular: Trait,
        wish: &str,
        owner: &str,
        target: Option<&str>,
    ) -> serde_json::Result<Draft> {
        self.made += 1;
        match product {
            Product::DedicatedServer => self.server(particular),
            Product::Vps => self.vps(particular),
            Product::Domain => self.domain(particular, wish),
            Product::Zone => self.zone(wish),
            Product::HostingWeb => self.hosting(particular, wish),
            Product::EmailDomain => self.email(wish),
            Product::Telephony => self.telephony(owner),
            Product::Xdsl => self.xdsl(owner),
            Product::CloudProject => self.cloud(),
            Product::DedicatedCloud => self.private_cloud(particular),
            Product::Ip => self.ip(particular, target),
            Product::Vrack => self.vrack(),
        }
    }

    fn place(&mut self) -> Place {
        *self.dice.pick(places::of(self.region))
    }

    fn past(&mut self, days: i64) -> i64 {
        self.now - self.dice.range(3_600, days * 86_400)
    }

    fn server(&mut self, particular: Trait) -> serde_json::Result<Draft> {
        let place = self.place();
        let ip = self.addresses.host();
        let number = 3_000_000 + self.made * 7 + self.dice.range(0, 6);
        let range = match particular {
            Trait::Kimsufi => "kimsufi",
            Trait::SoYouStart => "soyoustart",
            Trait::Game => "game",
            Trait::Scale => "scale",
            _ => *self.dice.pick(&["advance", "rise", "rise", "scale"]),
        };
        let (code, title, price) = match range {
            "kimsufi" => ("24ska01", "KS-A | Intel i7-6700k", 799),
            "soyoustart" => ("24sys012", "SYS-1 | Intel Xeon-E 2136", 3_499),
            "game" => ("24game01", "GAME-1 | AMD Ryzen 7 9700X", 9_499),
            "scale" => ("24scale01", "SCALE-a1 | AMD EPYC GENOA 9124", 54_999),
            "advance" => ("24adv01", "ADVANCE-1 | AMD EPYC 4244P", 8_999),
            _ => ("24rise01", "RISE-1 | Intel Xeon-E 2388G", 5_899),
        };
        let state = match particular {
            Trait::Hacked => "hacked",
            Trait::HackedBlocked => "hackedBlocked",
            Trait::Broken => "error",
            _ => "ok",
        };
        let os = *self.dice.pick(&[
            "debian12_64",
            "debian12_64",
            "ubuntu2404-server_64",
            "proxmox8_64",
            "rocky9_64",
            "none_64",
        ]);
        draft(
            format!("ns{number}.ip-{}.example", dashed(&ip)),
            code,
            title,
            price,
            &Server {
                server_id: number,
                reverse: self
                    .dice
                    .chance(60)
                    .then(|| format!("ns{number}.servers.example")),
                ip,
                datacenter: place.datacenter.to_owned(),
                region: place.region.to_owned(),
                zone: format!("{}-a", place.region),
                rack: format!(
                    "{}{:02}{}",
                    place.campus,
                    self.dice.range(1, 60),
                    self.dice.pick(&["A", "B", "C"])
                ),
                os: os.to_owned(),
                state: state.to_owned(),
                powered: !matches!(particular, Trait::Off | Trait::HackedBlocked),
                range: Some(range.to_owned()),
                support: if range == "scale" { "fastpath" } else { "pro" }.to_owned(),
                boot_id: Some(1),
                boot_script: None,
                efi_path: None,
                root_device: None,
                monitoring: self.dice.chance(80),
                no_intervention: self.dice.chance(5),
                link_speed: Some(if range == "scale" { 25_000 } else { 1_000 }),
                professional_use: range == "scale",
                rescue_mail: None,
                rescue_key: None,
            },
        )
    }

    fn vps(&mut self, particular: Trait) -> serde_json::Result<Draft> {
        // Model, cores, memory in MB, disk in GB, cents a month.
        const MODELS: &[(&str, &str, i64, i64, i64, i64)] = &[
            ("vps-2025-model1", "VPS-1", 4, 8_192, 75, 424),
            ("vps-2025-model2", "VPS-2", 6, 12_288, 100, 649),
            ("vps-2025-model3", "VPS-3", 8, 24_576, 200, 1_274),
            ("vps-2025-model4", "VPS-4", 12, 49_152, 300, 2_249),
        ];
        let (model, offer, cores, memory, disk, price) = *self.dice.pick(MODELS);
        let place = self.place();
        let state = match particular {
            Trait::Off => "stopped",
            Trait::Maintenance => "maintenance",
            Trait::Rescued | Trait::Locked => "rescued",
            _ => "running",
        };
        let rescue = state == "rescued";
        // The running number keeps the name unique, the rest looks random.
        let name = format!("vps-{}{:05x}.vps.example", self.dice.hex(3), self.made);
        draft(
            name,
            model,
            offer,
            price,
            &Vps {
                offer: offer.to_owned(),
                model: model.to_owned(),
                version: "2025v1".to_owned(),
                cores,
                memory,
                disk,
                state: state.to_owned(),
                zone: format!("Region OpenStack: os-{}", place.datacenter),
                cluster: format!("os-{}", place.datacenter),
                boot: if rescue { "rescue" } else { "local" }.to_owned(),
                keymap: None,
                watched: self.dice.chance(40),
                locked: particular == Trait::Locked,
            },
        )
    }

    fn domain(&mut self, particular: Trait, name: &str) -> serde_json::Result<Draft> {
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

    fn zone(&mut self, name: &str) -> serde_json::Result<Draft> {
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

    fn hosting(&mut self, particular: Trait, name: &str) -> serde_json::Result<Draft> {
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

    fn email(&mut self, name: &str) -> serde_json::Result<Draft> {
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

    fn telephony(&mut self, owner: &str) -> serde_json::Result<Draft> {
        let spent = self.dice.range(0, 4_000) * (UCENTS / 100);
        draft(
            format!("{owner}-{}", self.made),
            "voip-entreprise",
            "VoIP Entreprise",
            599,
            &Group {
                spent,
                allowed: 60 * UCENTS,
                threshold: 40 * UCENTS,
                deposit: 0,
                hidden: self.dice.chance(30),
                overridden: false,
                trusted: self.dice.chance(20),
                special: self.dice.chance(10),
            },
        )
    }

    fn xdsl(&mut self, owner: &str) -> serde_json::Result<Draft> {
        const TOWNS: &[(&str, &str, &str)] = &[
            ("69002", "Lyon", "69382LYO"),
            ("38000", "Grenoble", "38185GRE"),
            ("42000", "Saint-Étienne", "42218SET"),
        ];
        let (zip, city, exchange) = *self.dice.pick(TOWNS);
        let kind = *self.dice.pick(&["ftth", "ftth", "vdsl", "sdsl"]);
        draft(
            format!("xdsl-{owner}-{}", self.made),
            "xdsl-pro",
            "Internet access Pro",
            3_999,
            &Access {
                kind: kind.to_owned(),
                provider: if kind == "ftth" { "kosc" } else { "ft" }.to_owned(),
                status: "active".to_owned(),
                exchange: exchange.to_owned(),
                pack: Some(format!("pack-{owner}-{}", self.made)),
                pairs: if kind == "sdsl" { 2 } else { 1 },
                monitoring: self.dice.chance(50),
                rate_limit: None,
                address: Address {
                    first_name: "Élodie".to_owned(),
                    last_name: "Fontanel".to_owned(),
                    number: self.dice.range(1, 80).to_string(),
                    street: self
                        .dice
                        .pick(&["rue Mercière", "cours Berriat", "rue des Tilleuls"])
                        .to_string(),
                    zip: zip.to_owned(),
                    city: city.to_owned(),
                },
            },
        )
    }

    fn cloud(&mut self) -> serde_json::Result<Draft> {
        let name = format!("{}{:08x}", self.dice.hex(24), self.made);
        let price = self.dice.range(1_200, 90_000);
        draft(
            name,
            "project.2018",
            "Public cloud project",
            price,
            &Project {
                order: Some(100_000_000 + self.made),
                unleashed: self.dice.chance(70),
                manual_quota: false,
            },
        )
    }

    fn private_cloud(&mut self, particular: Trait) -> serde_json::Result<Draft> {
        let place = self.place();
        let ip = self.addresses.host();
        let pack = *self.dice.pick(&[None, Some("hds"), Some("pcidss")]);
        let name = format!("pcc-{}-{}", dashed(&ip), self.made);
        draft(
            name,
            "pcc-2020-premier",
            "Hosted Private Cloud Premier",
            189_900,
            &PrivateCloud {
                location: place.datacenter.to_owned(),
                range: "2020v1".to_owned(),
                state: if particular == Trait::Maintenance {
                    "upgrading"
                } else {
                    "delivered"
                }
                .to_owned(),
                bandwidth: "1000".to_owned(),
                pack: pack.map(str::to_owned),
                advanced_security: pack.is_some(),
                version: ("8.0".to_owned(), "U3".to_owned()),
                build: "24322831".to_owned(),
                open: false,
                sessions: 10,
                timeout: 3_600,
                logout: "first".to_owned(),
                spla: self.dice.chance(40),
            },
        )
    }

    fn ip(&mut self, particular: Trait, target: Option<&str>) -> serde_json::Result<Draft> {
        let wide = particular == Trait::Wide;
        let block = if wide {
            self.addresses.wide_block()
        } else {
            self.addresses.block()
        };
        let place = self.place();
        let price = if wide { 1_600 } else { 200 };
        draft(
            service_name(&block),
            "ip-v4-additional",
            "Additional IP addresses",
            price,
            &Block {
                block,
                kind: "failover".to_owned(),
                routed_to: target.map(str::to_owned),
                country: place.country.to_owned(),
                campus: place.campus.to_owned(),
                announced: place.region.to_owned(),
                registry: places::registry(self.region).to_owned(),
                additional: true,
            },
        )
    }

    fn vrack(&mut self) -> serde_json::Result<Draft> {
        let name = format!("pn-{}", 100_000 + self.made);
        draft(
            name,
            "vrack",
            "vRack private network",
            0,
            &Vrack {
                description: String::new(),
            },
        )
    }
}

/// `cents` is the price of one usual period.
fn draft(
    name: String,
    code: &str,
    title: &str,
    cents: i64,
    document: &impl Serialize,
) -> serde_json::Result<Draft> {
    Ok(Draft {
        name,
        plan: Plan {
            code: code.to_owned(),
            name: title.to_owned(),
            price_ucents: cents * (UCENTS / 100),
        },
        document: serde_json::to_string(document)?,
    })
}

fn dashed(ip: &str) -> String {
    ip.replace('.', "-")
}
