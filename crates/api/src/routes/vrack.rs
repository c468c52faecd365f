//! Private networks between services: `/vrack`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    regions::Where,
    session::Session,
};

/// In every region, not on the brands.
const PLACE: Where = Where::REGIONS;

/// A vRack, `vrack.vrack`.
#[derive(Debug, Clone, PartialEq)]
pub struct Vrack {
    /// Technical name, `pn-1234`.
    pub service_name: String,
    /// Name its owner gave it.
    pub name: String,
    /// Words its owner added.
    pub description: String,
}

const LIST: List<Vrack> = List {
    place: PLACE,
    path: "/vrack",
    id: "serviceName",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Vrack, Wrong> {
    Ok(Vrack {
        service_name: fields.text_or_empty("serviceName")?,
        name: fields.text_or_empty("name")?,
        description: fields.text_or_empty("description")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /vrack`.
    pub async fn vracks(&self) -> Result<Page<Vrack>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /vrack/{serviceName}`.
    pub async fn vrack(&self, name: &str) -> Result<Vrack, ApiError> {
        self.one(PLACE, Call::get("/vrack").name(name)?, read).await
    }
}
