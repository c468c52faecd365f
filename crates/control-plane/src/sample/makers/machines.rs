//! Servers, VPS, projects, private clouds, and the networks between them.

use crate::routes::cloud::Project;
use crate::routes::dedicated_cloud::PrivateCloud;
use crate::routes::dedicated_server::Server;
use crate::routes::ip::{Block, service_name};
use crate::routes::vps::Vps;
use crate::routes::vrack::Vrack;
use crate::sample::places;

use super::{Draft, Makers, Trait, draft};

impl Makers {
    pub(super) fn server(&mut self, particular: Trait) -> serde_json::Result<Draft> {
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
                rebooted: None,
                interventions: Vec::new(),
                planned: Vec::new(),
            },
        )
    }

    pub(super) fn vps(&mut self, particular: Trait) -> serde_json::Result<Draft> {
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
                rebooted: None,
            },
        )
    }

    pub(super) fn cloud(&mut self) -> serde_json::Result<Draft> {
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

    pub(super) fn private_cloud(&mut self, particular: Trait) -> serde_json::Result<Draft> {
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

    pub(super) fn ip(
        &mut self,
        particular: Trait,
        target: Option<&str>,
    ) -> serde_json::Result<Draft> {
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
                blocked: Vec::new(),
                phishing: Vec::new(),
                mitigation: Vec::new(),
            },
        )
    }

    pub(super) fn vrack(&mut self) -> serde_json::Result<Draft> {
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

fn dashed(ip: &str) -> String {
    ip.replace('.', "-")
}
