//! How a product's service is paid and renewed: `/{product}/{name}/serviceInfos`.

use crate::{
    call::Call,
    error::ApiError,
    ids::ServiceId,
    json::{Fields, Wrong},
    moment::Date,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// A product whose services have such a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InfosOf {
    /// `/cloud/project`.
    CloudProject,
    /// `/dedicatedCloud`.
    DedicatedCloud,
    /// `/dedicated/server`.
    DedicatedServer,
    /// `/domain`.
    Domain,
    /// `/email/domain`.
    EmailDomain,
    /// `/hosting/web`.
    HostingWeb,
    /// `/ip/service`: by the service's name, not by a block of addresses.
    Ip,
    /// `/telephony`.
    Telephony,
    /// `/vps`.
    Vps,
    /// `/vrack`, which never expires: no dates, no renewal.
    Vrack,
    /// `/xdsl`.
    Xdsl,
    /// `/domain/zone`.
    Zone,
}

impl InfosOf {
    const fn route(self) -> (Where, &'static str) {
        match self {
            Self::CloudProject => (Where::REGIONS, "/cloud/project"),
            Self::DedicatedCloud => (Where::REGIONS, "/dedicatedCloud"),
            Self::DedicatedServer => (Where::EVERYWHERE, "/dedicated/server"),
            Self::Domain => (Where::EU_CA, "/domain"),
            Self::EmailDomain => (Where::EU, "/email/domain"),
            Self::HostingWeb => (Where::EU_CA, "/hosting/web"),
            Self::Ip => (Where::EVERYWHERE, "/ip/service"),
            Self::Telephony => (Where::EU, "/telephony"),
            Self::Vps => (Where::REGIONS, "/vps"),
            Self::Vrack => (Where::REGIONS, "/vrack"),
            Self::Xdsl => (Where::EU, "/xdsl"),
            Self::Zone => (Where::EU_CA, "/domain/zone"),
        }
    }
}

wire_enum! {
    /// `service.StateEnum`.
    pub enum ServiceInfosStatus {
        /// Paid for.
        Ok = "ok",
        /// Past its term.
        Expired = "expired",
        /// Being delivered.
        InCreation = "inCreation",
        /// Not paid.
        Unpaid = "unPaid",
        /// A debt is being collected.
        PendingDebt = "pendingDebt",
        /// Being renewed.
        AutorenewInProgress = "autorenewInProgress",
    }
}

/// `services.Service`, or `services.NonExpiringService` with what that lacks absent.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceInfos {
    /// Its number in `/services`.
    pub id: Option<ServiceId>,
    /// Technical name.
    pub domain: String,
    /// Where it stands.
    pub status: Option<ServiceInfosStatus>,
    /// Since when.
    pub created: Option<Date>,
    /// End of the paid term.
    pub expires: Option<Date>,
    /// Until when the customer is bound.
    pub engaged_until: Option<Date>,
    /// NIC handle of the owner.
    pub admin: String,
    /// NIC handle of who runs it.
    pub tech: String,
    /// NIC handle of who pays.
    pub billing: String,
    /// It can be set to end with its term.
    pub can_delete_at_expiration: bool,
    /// How it is renewed.
    pub renew: Option<RenewalPlan>,
}

/// `service.RenewType`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalPlan {
    /// Renewed and charged without asking.
    pub automatic: bool,
    /// Deleted when the paid term ends.
    pub delete_at_expiration: bool,
    /// Cannot be switched off.
    pub forced: bool,
    /// By how many months.
    pub period_months: Option<u64>,
}

pub(super) fn read(fields: &Fields<'_>) -> Result<ServiceInfos, Wrong> {
    let renew = match fields.object("renew")? {
        None => None,
        Some(renew) => Some(RenewalPlan {
            automatic: renew.flag("automatic")?,
            delete_at_expiration: renew.flag("deleteAtExpiration")?,
            forced: renew.flag("forced")?,
            period_months: renew.id_or_none("period")?,
        }),
    };
    Ok(ServiceInfos {
        id: fields.id_or_none("serviceId")?.map(ServiceId),
        domain: fields.text_or_empty("domain")?,
        status: fields.word("status", ServiceInfosStatus::from_wire)?,
        created: fields.date("creation")?,
        expires: fields.date("expiration")?,
        engaged_until: fields.date("engagedUpTo")?,
        admin: fields.text_or_empty("contactAdmin")?,
        tech: fields.text_or_empty("contactTech")?,
        billing: fields.text_or_empty("contactBilling")?,
        can_delete_at_expiration: fields.flag("canDeleteAtExpiration")?,
        renew,
    })
}

impl Session {
    /// How a service is paid and renewed. `GET /{product}/{name}/serviceInfos`.
    pub async fn service_infos(&self, of: InfosOf, name: &str) -> Result<ServiceInfos, ApiError> {
        let (place, path) = of.route();
        let call = Call::get(path).name(name)?.then("/serviceInfos");
        self.one(place, call, read).await
    }
}
