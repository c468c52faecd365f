//! DNS zones: `/domain/zone`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
};

/// Not in the United States.
const PLACE: Where = Where::EU_CA;

/// A DNS zone, `domain.zone.Zone`.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// The name.
    pub name: String,
    /// DNSSEC can be switched on.
    pub dnssec_supported: bool,
    /// Served by the anycast option.
    pub anycast: bool,
    /// Last change.
    pub updated: Option<Timestamp>,
    /// Servers that answer for it.
    pub name_servers: Vec<String>,
}

const LIST: List<Zone> = List {
    place: PLACE,
    path: "/domain/zone",
    id: "name",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Zone, Wrong> {
    Ok(Zone {
        name: fields.text("name")?,
        dnssec_supported: fields.flag("dnssecSupported")?,
        anycast: fields.flag("hasDnsAnycast")?,
        updated: fields.moment("lastUpdate")?,
        name_servers: fields.words("nameServers", str::to_owned)?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /domain/zone`.
    pub async fn zones(&self) -> Result<Page<Zone>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /domain/zone/{zoneName}`.
    pub async fn zone(&self, name: &str) -> Result<Zone, ApiError> {
        self.one(PLACE, Call::get("/domain/zone").name(name)?, read)
            .await
    }
}
