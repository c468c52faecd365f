//! Dedicated servers, those of the Kimsufi and SoYouStart brands included: `/dedicated/server`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In every region and on the brands.
const PLACE: Where = Where::EVERYWHERE;

wire_enum! {
    /// `dedicated.server.StateEnum`.
    pub enum ServerState {
        /// Nothing known against it.
        Ok = "ok",
        /// The provider found a fault.
        Error = "error",
        /// Taken over by someone; restricted.
        Hacked = "hacked",
        /// Taken over by someone and cut off.
        HackedBlocked = "hackedBlocked",
    }
}

wire_enum! {
    /// `dedicated.server.PowerStateEnum`.
    pub enum PowerState {
        /// Switched on.
        On = "poweron",
        /// Switched off.
        Off = "poweroff",
    }
}

/// A dedicated server, `dedicated.server.Dedicated`.
#[derive(Debug, Clone, PartialEq)]
pub struct DedicatedServer {
    /// Technical name, `ns1234.example`.
    pub name: String,
    /// Name its owner gave it, if any.
    pub display_name: Option<String>,
    /// Number of the machine; stays when the name changes.
    pub server_id: Option<u64>,
    /// Reverse name of its main address, if one is set.
    pub reverse: Option<String>,
    /// Main IPv4 address.
    pub ip: Option<String>,
    /// Building: `rbx8`.
    pub datacenter: String,
    /// Rack in the building.
    pub rack: String,
    /// Commercial range: `rise`, `kimsufi`.
    pub range: Option<String>,
    /// Operating system as last installed.
    pub os: String,
    /// Health as the provider sees it.
    pub state: Option<ServerState>,
    /// Whether it is switched on.
    pub power: Option<PowerState>,
    /// The provider pings it and intervenes when it is silent.
    pub monitoring: bool,
    /// The customer asked not to intervene.
    pub no_intervention: bool,
}

const LIST: List<DedicatedServer> = List {
    place: PLACE,
    path: "/dedicated/server",
    id: "name",
    read,
};

pub(super) fn read(fields: &Fields<'_>) -> Result<DedicatedServer, Wrong> {
    Ok(DedicatedServer {
        name: fields.text("name")?,
        display_name: fields
            .object("iam")?
            .map_or(Ok(None), |iam| iam.text_or_none("displayName"))?,
        server_id: fields.id_or_none("serverId")?,
        reverse: fields.text_or_none("reverse")?,
        ip: fields.text_or_none("ip")?,
        datacenter: fields.text_or_empty("datacenter")?,
        rack: fields.text_or_empty("rack")?,
        range: fields.text_or_none("commercialRange")?,
        os: fields.text_or_empty("os")?,
        state: fields.word("state", ServerState::from_wire)?,
        power: fields.word("powerState", PowerState::from_wire)?,
        monitoring: fields.flag("monitoring")?,
        no_intervention: fields.flag("noIntervention")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /dedicated/server`.
    pub async fn dedicated_servers(&self) -> Result<Page<DedicatedServer>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /dedicated/server/{serviceName}`.
    pub async fn dedicated_server(&self, name: &str) -> Result<DedicatedServer, ApiError> {
        self.one(PLACE, Call::get("/dedicated/server").name(name)?, read)
            .await
    }
}
