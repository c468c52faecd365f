//! Virtual private servers.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::product::Product;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::{reboot, service_infos, tasks};
use crate::store::billing::Standing;
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::vps::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        product::listed::<Vps>(
            get("/vps")
                .about("List your virtual private servers")
                .iam("vps:apiovh:get"),
        ),
        get("/vps/{serviceName}")
            .about("Read one VPS")
            .path("serviceName", STRING, "The technical name of the VPS")
            .returns(model("vps.VPSWithIAM"))
            .iam("vps:apiovh:get")
            .handle(product::one::<Vps>),
        put("/vps/{serviceName}")
            .about("Change the settings of the VPS")
            .path("serviceName", STRING, "The technical name of the VPS")
            .body(model("vps.VPS"))
            .iam("vps:apiovh:put")
            .handle(product::edit::<Vps>),
        service_infos::read::<Vps>(
            get("/vps/{serviceName}/serviceInfos")
                .path("serviceName", STRING, "The technical name of the VPS")
                .iam("vps:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Vps>(
            put("/vps/{serviceName}/serviceInfos")
                .path("serviceName", STRING, "The technical name of the VPS")
                .iam("vps:apiovh:serviceInfos/edit"),
        ),
    ];
    routes.extend(tasks::of_vps());
    routes.push(reboot::of_vps());
    routes
}

/// What is stored of a VPS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vps {
    /// The name of the offer.
    pub offer: String,
    /// The code of the model.
    pub model: String,
    /// `vps.VpsVersionEnum`.
    pub version: String,
    /// Virtual cores.
    pub cores: i64,
    /// Memory, MB.
    pub memory: i64,
    /// Disk, GB.
    pub disk: i64,
    /// `vps.VpsStateEnum`, while the service is in use.
    pub state: String,
    /// The zone that carries it.
    pub zone: String,
    /// The cluster that carries it.
    pub cluster: String,
    /// `vps.VpsNetbootEnum`.
    pub boot: String,
    /// `vps.VpsKeymapEnum`.
    pub keymap: Option<String>,
    /// Whether its availability is watched.
    pub watched: bool,
    /// Whether it is locked because it was used to do harm.
    pub locked: bool,
    /// When it was last restarted from here, seconds since 1970.
    #[serde(default)]
    pub rebooted: Option<i64>,
}

impl Document for Vps {
    const PRODUCT: Product = Product::Vps;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let standing = seen.moment.standing;
        let state = match standing {
            Standing::InCreation => "installing",
            _ if standing.stopped() => "stopped",
            _ if tasks::reboots(self.rebooted, seen.now) => "rebooting",
            _ => &self.state,
        };
        // There is no reason for what is not locked.
        let lock = if self.locked {
            json!({ "locked": true, "reason": "abuse" })
        } else {
            json!({ "locked": false })
        };
        json!({
            "name": seen.service.name,
            "displayName": seen.service.label(),
            "state": state,
            "zone": self.zone,
            "zoneType": "region",
            "cluster": self.cluster,
            "offerType": "ssd",
            "model": {
                "name": self.model,
                "offer": self.offer,
                "version": self.version,
                "vcore": self.cores,
                "memory": self.memory,
                "disk": self.disk,
                "maximumAdditionnalIp": 16,
                "datacenter": [],
                "availableOptions": ["additionalDisk", "automatedBackup", "snapshot"],
            },
            "vcore": self.cores,
            "memoryLimit": self.memory,
            "netbootMode": self.boot,
            "keymap": self.keymap,
            "slaMonitoring": self.watched,
            "lockStatus": lock,
            "monitoringIpBlocks": ["203.0.113.240/29"],
        })
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        change.set("displayName", &mut service.display_name)?;
        change.set("keymap", &mut self.keymap)?;
        change.set("netbootMode", &mut self.boot)?;
        let mut watched = Some(self.watched);
        change.set("slaMonitoring", &mut watched)?;
        self.watched = watched.unwrap_or(false);
        Ok(())
    }
}
