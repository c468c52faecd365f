//! Hosted private cloud: `/dedicatedCloud`.

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
    /// `dedicatedCloud.StateEnum`.
    pub enum DedicatedCloudState {
        /// Works.
        Delivered = "delivered",
        /// Ready to be delivered.
        Available = "available",
        /// Set aside.
        Reserved = "reserved",
        /// The provider found a fault.
        Error = "error",
        /// Switched off.
        Disabled = "disabled",
        /// Being switched off.
        Disabling = "disabling",
        /// Being moved.
        Migrating = "migrating",
        /// Being set up.
        Provisioning = "provisionning",
        /// Being wiped.
        Recycling = "recycling",
        /// Will be switched off.
        ToDisable = "toDisable",
        /// Will be set up.
        ToProvision = "toProvision",
        /// Will be wiped.
        ToRecycle = "toRecycle",
        /// Will be removed.
        ToRemove = "toRemove",
        /// Will be taken down.
        ToUnprovision = "toUnprovision",
        /// Being taken down.
        Unprovisioning = "unprovisionning",
        /// Being upgraded.
        Upgrading = "upgrading",
    }
}

/// A hosted private cloud, `dedicatedCloud.dedicatedCloud`.
#[derive(Debug, Clone, PartialEq)]
pub struct DedicatedCloud {
    /// Technical name, `pcc-192-0-2-1`.
    pub name: String,
    /// Name its owner gave it.
    pub description: String,
    /// Whether it works.
    pub state: Option<DedicatedCloudState>,
    /// Building.
    pub location: String,
    /// Commercial range.
    pub range: String,
    /// How it is managed: `vcenter`.
    pub interface: Option<String>,
    /// Advanced security is on.
    pub advanced_security: bool,
}

const LIST: List<DedicatedCloud> = List {
    place: PLACE,
    path: "/dedicatedCloud",
    id: "serviceName",
    read,
};

fn read(fields: &Fields<'_>) -> Result<DedicatedCloud, Wrong> {
    Ok(DedicatedCloud {
        name: fields.text("serviceName")?,
        description: fields.text_or_empty("description")?,
        state: fields.word("state", DedicatedCloudState::from_wire)?,
        location: fields.text_or_empty("location")?,
        range: fields.text_or_empty("commercialRange")?,
        interface: fields.text_or_none("managementInterface")?,
        advanced_security: fields.flag("advancedSecurity")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /dedicatedCloud`.
    pub async fn dedicated_clouds(&self) -> Result<Page<DedicatedCloud>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /dedicatedCloud/{serviceName}`.
    pub async fn dedicated_cloud(&self, name: &str) -> Result<DedicatedCloud, ApiError> {
        self.one(PLACE, Call::get("/dedicatedCloud").name(name)?, read)
            .await
    }
}
