//! Internet access: `/xdsl`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In Europe alone.
const PLACE: Where = Where::EU;

wire_enum! {
    /// `xdsl.AccessStatusEnum`.
    pub enum XdslStatus {
        /// Works.
        Active = "active",
        /// Work under way.
        Doing = "doing",
        /// Being moved.
        Migration = "migration",
        /// Changing offer.
        UpgradeOffer = "upgradeOffer",
        /// Taken over by another operator by mistake.
        Slamming = "slamming",
        /// Being ended.
        Deleting = "deleting",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Closed.
        Close = "close",
        /// Ended.
        Terminated = "terminated",
    }
}

/// An internet access line, `xdsl.Access`.
#[derive(Debug, Clone, PartialEq)]
pub struct Xdsl {
    /// Technical name.
    pub name: String,
    /// Name its owner gave it.
    pub description: String,
    /// Whether it works.
    pub status: Option<XdslStatus>,
    /// Technology: `adsl`, `vdsl`, `ftth`.
    pub kind: Option<String>,
    /// Pack it belongs to, `/pack/xdsl`.
    pub pack: Option<String>,
    /// The provider watches the connection.
    pub monitoring: bool,
}

const LIST: List<Xdsl> = List {
    place: PLACE,
    path: "/xdsl",
    id: "accessName",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Xdsl, Wrong> {
    Ok(Xdsl {
        name: fields.text("accessName")?,
        description: fields.text_or_empty("description")?,
        status: fields.word("status", XdslStatus::from_wire)?,
        kind: fields.text_or_none("accessType")?,
        pack: fields.text_or_none("packName")?,
        monitoring: fields.flag("monitoring")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /xdsl`.
    pub async fn xdsl_accesses(&self) -> Result<Page<Xdsl>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /xdsl/{serviceName}`.
    pub async fn xdsl_access(&self, name: &str) -> Result<Xdsl, ApiError> {
        self.one(PLACE, Call::get("/xdsl").name(name)?, read).await
    }
}
