//! Dedicated servers, Kimsufi and SoYouStart ranges included.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::product::Product;
use crate::route::{Route, get, put};
use crate::routes::interventions::{self, Intervention, Planned};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::{reboot, service_infos, tasks};
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::dedicated_server::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        product::listed::<Server>(
            get("/dedicated/server")
                .about("List your dedicated servers")
                .iam("dedicatedServer:apiovh:get"),
        ),
        get("/dedicated/server/{serviceName}")
            .about("Read one server")
            .path("serviceName", STRING, "The technical name of the server")
            .returns(model("dedicated.server.DedicatedWithIAM"))
            .iam("dedicatedServer:apiovh:get")
            .handle(product::one::<Server>),
        put("/dedicated/server/{serviceName}")
            .about("Change the settings of the server")
            .path("serviceName", STRING, "The technical name of the server")
            .body(model("dedicated.server.Dedicated"))
            .iam("dedicatedServer:apiovh:put")
            .handle(product::edit::<Server>),
        service_infos::read::<Server>(
            get("/dedicated/server/{serviceName}/serviceInfos")
                .path("serviceName", STRING, "The technical name of the server")
                .iam("dedicatedServer:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Server>(
            put("/dedicated/server/{serviceName}/serviceInfos")
                .path("serviceName", STRING, "The technical name of the server")
                .iam("dedicatedServer:apiovh:serviceInfos/edit"),
        ),
    ];
    routes.extend(tasks::of_servers());
    routes.extend(interventions::routes());
    routes.push(reboot::of_servers());
    routes
}

/// What is stored of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Its number.
    pub server_id: i64,
    /// Its main address.
    pub ip: String,
    /// The name that the address resolves to.
    pub reverse: Option<String>,
    /// `dedicated.DatacenterEnum`.
    pub datacenter: String,
    /// The region of the data centre.
    pub region: String,
    /// The availability zone.
    pub zone: String,
    /// The rack.
    pub rack: String,
    /// The installed system.
    pub os: String,
    /// `dedicated.server.StateEnum`.
    pub state: String,
    /// Whether it is switched on.
    pub powered: bool,
    /// The range it was sold in.
    pub range: Option<String>,
    /// `dedicated.server.SupportLevelEnum`.
    pub support: String,
    /// What it boots from.
    pub boot_id: Option<i64>,
    /// A script given to iPXE.
    pub boot_script: Option<String>,
    /// The path of the EFI boot loader.
    pub efi_path: Option<String>,
    /// The device it boots from.
    pub root_device: Option<String>,
    /// Whether it is watched.
    pub monitoring: bool,
    /// Whether technicians leave it alone.
    pub no_intervention: bool,
    /// Mbit/s.
    pub link_speed: Option<i64>,
    /// Whether the network option for professional use is on.
    pub professional_use: bool,
    /// Where the rescue password is sent.
    pub rescue_mail: Option<String>,
    /// The public key that opens the rescue system.
    pub rescue_key: Option<String>,
    /// When it was last restarted from here, seconds since 1970.
    #[serde(default)]
    pub rebooted: Option<i64>,
    /// What technicians did, and were asked to do.
    #[serde(default)]
    pub interventions: Vec<Intervention>,
    /// What they will do.
    #[serde(default)]
    pub planned: Vec<Planned>,
}

/// A part was replaced: what was broken works again.
pub fn repaired(server: &mut Server) {
    if server.state == "error" {
        "ok".clone_into(&mut server.state);
    }
}

impl Document for Server {
    const PRODUCT: Product = Product::DedicatedServer;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let powered = self.powered && !seen.moment.standing.stopped();
        json!({
            "name": seen.service.name,
            "serverId": self.server_id,
            "ip": self.ip,
            "reverse": self.reverse,
            "datacenter": self.datacenter,
            "region": self.region,
            "availabilityZone": self.zone,
            "rack": self.rack,
            "os": self.os,
            "state": self.state,
            "powerState": if powered { "poweron" } else { "poweroff" },
            "commercialRange": self.range,
            "supportLevel": self.support,
            "bootId": self.boot_id,
            "bootScript": self.boot_script,
            "efiBootloaderPath": self.efi_path,
            "rootDevice": self.root_device,
            "monitoring": self.monitoring,
            "noIntervention": self.no_intervention,
            "linkSpeed": self.link_speed,
            "professionalUse": self.professional_use,
            "newUpgradeSystem": true,
            "rescueMail": self.rescue_mail,
            "rescueSshKey": self.rescue_key,
        })
    }

    fn edit(&mut self, _: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        let before = self.state.clone();
        change.set("state", &mut self.state)?;
        if before != self.state {
            return Err(ApiError::forbidden(
                "The state says what the provider found; only the provider changes it",
            ));
        }
        change.set("bootId", &mut self.boot_id)?;
        change.set("bootScript", &mut self.boot_script)?;
        change.set("efiBootloaderPath", &mut self.efi_path)?;
        change.set("rootDevice", &mut self.root_device)?;
        change.set("monitoring", &mut self.monitoring)?;
        change.set("noIntervention", &mut self.no_intervention)?;
        change.set("rescueMail", &mut self.rescue_mail)?;
        change.set("rescueSshKey", &mut self.rescue_key)
    }
}
