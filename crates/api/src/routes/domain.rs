//! Domain names: `/domain`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// Not in the United States.
const PLACE: Where = Where::EU_CA;

wire_enum! {
    /// `domain.DomainStateEnum`.
    pub enum DomainState {
        /// In order.
        Ok = "ok",
        /// Past its term.
        Expired = "expired",
        /// Gone.
        Deleted = "deleted",
        /// Gone, and can be had back at a price.
        Restorable = "restorable",
        /// Someone contests it.
        Dispute = "dispute",
        /// Being renewed.
        AutorenewInProgress = "autorenew_in_progress",
        /// Being renewed by the registry.
        RegistryRenewInProgress = "autorenew_registry_in_progress",
        /// Leaving for another registrar.
        OutgoingTransfer = "outgoing_transfer",
        /// Being registered.
        PendingCreate = "pending_create",
        /// Being deleted.
        PendingDelete = "pending_delete",
        /// Arriving from another registrar.
        PendingIncomingTransfer = "pending_incoming_transfer",
        /// Being set up.
        PendingInstallation = "pending_installation",
        /// Suspended by the registry.
        RegistrySuspended = "registry_suspended",
        /// Suspended by the provider.
        TechnicalSuspended = "technical_suspended",
    }
}

/// A domain name, `domain.DomainService`.
#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    /// The name.
    pub domain: String,
    /// Where it stands with the registry.
    pub state: Option<DomainState>,
    /// End of the paid term.
    pub expires: Option<Timestamp>,
    /// Whether it is locked against transfers: `locked`, `unlocked`.
    pub transfer_lock: Option<String>,
    /// `enabled`, `disabled`, or on the way.
    pub dnssec: Option<String>,
    /// `not_suspended` or `suspended`.
    pub suspension: Option<String>,
    /// Whose name servers: `hosted`, `external`.
    pub name_servers: Option<String>,
}

const LIST: List<Domain> = List {
    place: PLACE,
    path: "/domain",
    id: "domain",
    read,
};

fn read(fields: &Fields<'_>) -> Result<Domain, Wrong> {
    Ok(Domain {
        domain: fields.text("domain")?,
        state: fields.word("state", DomainState::from_wire)?,
        expires: fields.moment("expirationDate")?,
        transfer_lock: fields.text_or_none("transferLockStatus")?,
        dnssec: fields.text_or_none("dnssecState")?,
        suspension: fields.text_or_none("suspensionState")?,
        name_servers: fields.text_or_none("nameServerType")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /domain`.
    pub async fn domains(&self) -> Result<Page<Domain>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /domain/{serviceName}`.
    pub async fn domain(&self, name: &str) -> Result<Domain, ApiError> {
        self.one(PLACE, Call::get("/domain").name(name)?, read)
            .await
    }
}
