//! Web hosting: `/hosting/web`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// Not in the United States.
const PLACE: Where = Where::EU_CA;

wire_enum! {
    /// `hosting.web.StateEnum`. The API spells two of them in two ways.
    pub enum HostingState {
        /// Serves.
        Active = "active",
        /// Blocked.
        Blocked = "blocked",
        /// Blocked, older spelling.
        Bloqued = "bloqued",
        /// Blocked entirely.
        HardBlocked = "hardBlocked",
        /// Blocked entirely, older spelling.
        HardBloqued = "hardBloqued",
        /// Under work of the provider.
        Maintenance = "maintenance",
    }
}

/// A web hosting, `hosting.web.Service`.
#[derive(Debug, Clone, PartialEq)]
pub struct HostingWeb {
    /// Technical name.
    pub name: String,
    /// Name its owner gave it.
    pub display_name: Option<String>,
    /// Whether it serves.
    pub state: Option<HostingState>,
    /// What was bought.
    pub offer: String,
    /// Building.
    pub datacenter: String,
    /// Cluster it runs on.
    pub cluster: String,
    /// IPv4 address that sites point to.
    pub ip: Option<String>,
    /// Disk space bought.
    pub quota: Option<Amount>,
    /// Disk space used.
    pub used: Option<Amount>,
}

/// A measured quantity, `complexType.UnitAndValue`.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Unit: `MB`, `GB`.
    pub unit: String,
    /// How many of it.
    pub value: f64,
}

impl Amount {
    fn read(fields: &Fields<'_>) -> Result<Self, Wrong> {
        Ok(Self {
            unit: fields.text("unit")?,
            value: fields.float("value")?,
        })
    }
}

const LIST: List<HostingWeb> = List {
    place: PLACE,
    path: "/hosting/web",
    id: "serviceName",
    read,
};

fn read(fields: &Fields<'_>) -> Result<HostingWeb, Wrong> {
    Ok(HostingWeb {
        name: fields.text("serviceName")?,
        display_name: fields.text_or_none("displayName")?,
        state: fields.word("state", HostingState::from_wire)?,
        offer: fields.text_or_empty("offer")?,
        datacenter: fields.text_or_empty("datacenter")?,
        cluster: fields.text_or_empty("cluster")?,
        ip: fields.text_or_none("hostingIp")?,
        quota: fields
            .object("quotaSize")?
            .as_ref()
            .map(Amount::read)
            .transpose()?,
        used: fields
            .object("quotaUsed")?
            .as_ref()
            .map(Amount::read)
            .transpose()?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /hosting/web`.
    pub async fn web_hostings(&self) -> Result<Page<HostingWeb>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /hosting/web/{serviceName}`.
    pub async fn web_hosting(&self, name: &str) -> Result<HostingWeb, ApiError> {
        self.one(PLACE, Call::get("/hosting/web").name(name)?, read)
            .await
    }
}
