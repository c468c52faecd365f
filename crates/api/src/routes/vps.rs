//! Virtual private servers: `/vps`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In every region, not on the brands.
const PLACE: Where = Where::REGIONS;

wire_enum! {
    /// `vps.VpsStateEnum`.
    pub enum VpsState {
        /// Up.
        Running = "running",
        /// Down.
        Stopped = "stopped",
        /// On the way down.
        Stopping = "stopping",
        /// On the way down and up.
        Rebooting = "rebooting",
        /// Up in rescue mode.
        Rescued = "rescued",
        /// Being installed.
        Installing = "installing",
        /// Changing its size.
        Upgrading = "upgrading",
        /// Being backed up.
        BackingUp = "backuping",
        /// Under work of the provider.
        Maintenance = "maintenance",
    }
}

/// A virtual private server, `vps.VPS`.
#[derive(Debug, Clone, PartialEq)]
pub struct Vps {
    /// Technical name, `vps-1a2b3c4d.vps.example`.
    pub name: String,
    /// Name its owner gave it.
    pub display_name: Option<String>,
    /// What it is doing.
    pub state: Option<VpsState>,
    /// Zone: `Region OpenStack: os-gra1`.
    pub zone: String,
    /// Cluster it runs on.
    pub cluster: String,
    /// Virtual processors.
    pub cores: Option<u64>,
    /// Memory, in MiB.
    pub memory_mb: Option<u64>,
    /// It boots from the rescue system next time, or has.
    pub rescue: bool,
    /// The provider locked it because it was used to do harm.
    pub locked: bool,
}

const LIST: List<Vps> = List {
    place: PLACE,
    path: "/vps",
    id: "name",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Vps, Wrong> {
    Ok(Vps {
        name: fields.text("name")?,
        display_name: fields.text_or_none("displayName")?,
        state: fields.word("state", VpsState::from_wire)?,
        zone: fields.text_or_empty("zone")?,
        cluster: fields.text_or_empty("cluster")?,
        cores: fields.id_or_none("vcore")?,
        memory_mb: fields.id_or_none("memoryLimit")?,
        rescue: fields.text_or_none("netbootMode")?.as_deref() == Some("rescue"),
        locked: fields
            .object("lockStatus")?
            .map_or(Ok(false), |lock| lock.flag("locked"))?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /vps`.
    pub async fn vps_list(&self) -> Result<Page<Vps>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /vps/{serviceName}`.
    pub async fn vps(&self, name: &str) -> Result<Vps, ApiError> {
        self.one(PLACE, Call::get("/vps").name(name)?, read).await
    }
}
