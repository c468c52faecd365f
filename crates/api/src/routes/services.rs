//! Everything that is billed and renewed, of all products: `/services`.

use crate::{
    call::{Call, Method},
    error::ApiError,
    ids::{ServiceId, ServiceKey},
    json::{Body, Fields, Value, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In every region, not on the brands.
const PLACE: Where = Where::REGIONS;

wire_enum! {
    /// `resource.state`.
    pub enum ResourceState {
        /// In use.
        Active = "active",
        /// Suspended, usually for payment.
        Suspended = "suspended",
        /// Gone.
        Deleted = "deleted",
        /// Will be switched on.
        ToActivate = "toActivate",
        /// Will be deleted.
        ToDelete = "toDelete",
        /// Will be suspended.
        ToSuspend = "toSuspend",
    }
}

wire_enum! {
    /// `billing.lifecycle.current.state`.
    pub enum LifecycleState {
        /// Paid for.
        Active = "active",
        /// Something went wrong.
        Error = "error",
        /// Being delivered.
        InCreation = "inCreation",
        /// The contract was broken off.
        Rupture = "rupture",
        /// Ended.
        Terminated = "terminated",
        /// To be renewed now.
        ToRenew = "toRenew",
        /// Not paid.
        Unpaid = "unpaid",
        /// Not renewed.
        Unrenewed = "unrenewed",
    }
}

wire_enum! {
    /// What will happen to a service by itself, `billing.lifecycle.current.pendingActions`.
    pub enum PendingAction {
        /// Being renewed.
        AutorenewInProgress = "autorenewInProgress",
        /// Deleted when the paid term ends.
        DeleteAtExpiration = "deleteAtExpiration",
        /// Renewed before its time.
        EarlyRenewal = "earlyRenewal",
        /// Ended.
        Terminate = "terminate",
        /// Ended with the engagement.
        TerminateAtEngagementDate = "terminateAtEngagementDate",
        /// Ended with the paid term.
        TerminateAtExpirationDate = "terminateAtExpirationDate",
    }
}

wire_enum! {
    /// Who renews, `billing.renew.current.mode`.
    pub enum RenewMode {
        /// The provider, and charges the account.
        Automatic = "automatic",
        /// The customer, each time.
        Manual = "manual",
    }
}

wire_enum! {
    /// The role of a contact.
    pub enum ContactKind {
        /// Owns the service.
        Administrator = "administrator",
        /// Runs it.
        Technical = "technical",
        /// Pays for it.
        Billing = "billing",
    }
}

/// A contact of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The contact's NIC handle, as the API writes it.
    pub customer_code: String,
    /// In which role.
    pub kind: Option<ContactKind>,
}

/// One service, `services.expanded.Service`.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// What tells it from the account's others.
    pub key: ServiceKey,
    /// The service it is an option of.
    pub parent: Option<ServiceId>,
    /// Technical name; its number where the API tells none.
    pub name: String,
    /// Name its owner gave it, else the technical one.
    pub display_name: String,
    /// `resource.state`.
    pub state: Option<ResourceState>,
    /// Name of the product in the provider's catalogue.
    pub product: Option<String>,
    /// The route of the section that manages it, `/vps/{serviceName}`.
    pub route_path: Option<String>,
    /// That route with its name filled in.
    pub route_url: Option<String>,
    /// `ovh.eu` or `ovh.ca` if another region provides it than bills it.
    pub reselling_provider: Option<String>,
    /// Who looks after it.
    pub contacts: Vec<Contact>,
    /// Where it stands in its paid life.
    pub lifecycle: Option<LifecycleState>,
    /// What will happen to it by itself.
    pub pending: Vec<PendingAction>,
    /// Since when.
    pub created: Option<Timestamp>,
    /// When it ends, if an end is set.
    pub terminates: Option<Timestamp>,
    /// End of the paid term.
    pub expires: Option<Timestamp>,
    /// When it is charged next.
    pub next_billing: Option<Timestamp>,
    /// Who renews.
    pub renew_mode: Option<RenewMode>,
    /// By how much, an ISO 8601 duration: `P1M`.
    pub renew_period: Option<String>,
    /// Until when the customer is bound.
    pub engaged_until: Option<Timestamp>,
    /// Code of the plan that is billed.
    pub plan: Option<String>,
    /// Labels: `environment:production`.
    pub tags: Vec<String>,
}

wire_enum! {
    /// What happens at the end of a term.
    pub enum TerminationPolicy {
        /// Nothing: it goes on.
        Empty = "empty",
        /// It ends with the engagement.
        AtEngagementDate = "terminateAtEngagementDate",
        /// It ends with the paid term.
        AtExpirationDate = "terminateAtExpirationDate",
    }
}

/// A change of a service; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceChange {
    /// New name for people.
    pub display_name: Option<String>,
    /// Who renews from now on, and by how much (`P1M`).
    pub renew: Option<(RenewMode, String)>,
    /// What happens at the end of a term.
    pub termination: Option<TerminationPolicy>,
}

impl Service {
    /// One of which nothing else is known.
    pub(super) fn of(key: ServiceKey) -> Self {
        Self {
            key,
            parent: None,
            name: String::new(),
            display_name: String::new(),
            state: None,
            product: None,
            route_path: None,
            route_url: None,
            reselling_provider: None,
            contacts: Vec::new(),
            lifecycle: None,
            pending: Vec::new(),
            created: None,
            terminates: None,
            expires: None,
            next_billing: None,
            renew_mode: None,
            renew_period: None,
            engaged_until: None,
            plan: None,
            tags: Vec::new(),
        }
    }
}

const LIST: List<Service> = List {
    place: PLACE,
    path: "/services",
    id: "serviceId",
    read,
};

pub(super) fn read(fields: &Fields<'_>) -> Result<Service, Wrong> {
    let mut service = Service::of(ServiceId(fields.id("serviceId")?).into());
    service.parent = fields.id_or_none("parentServiceId")?.map(ServiceId);
    service.tags = fields.words("tags", str::to_owned)?;
    if let Some(route) = fields.object("route")? {
        service.route_path = route.text_or_none("path")?;
        service.route_url = route.text_or_none("url")?;
    }
    if let Some(resource) = fields.object("resource")? {
        service.name = resource.text_or_empty("name")?;
        service.display_name = resource.text_or_empty("displayName")?;
        service.state = resource.word("state", ResourceState::from_wire)?;
        service.reselling_provider = resource.text_or_none("resellingProvider")?;
        if let Some(product) = resource.object("product")? {
            service.product = product.text_or_none("name")?;
        }
    }
    if service.name.is_empty() {
        // Nothing is without a name on screen.
        service.name = service.key.to_string();
    }
    if service.display_name.is_empty() {
        service.display_name.clone_from(&service.name);
    }
    if let Some(customer) = fields.object("customer")? {
        service.contacts = customer
            .list("contacts")?
            .iter()
            .filter_map(contact)
            .collect();
    }
    if let Some(billing) = fields.object("billing")? {
        read_billing(&billing, &mut service)?;
    }
    Ok(service)
}

fn read_billing(billing: &Fields<'_>, service: &mut Service) -> Result<(), Wrong> {
    service.expires = billing.moment("expirationDate")?;
    service.next_billing = billing.moment("nextBillingDate")?;
    if let Some(plan) = billing.object("plan")? {
        service.plan = plan.text_or_none("code")?;
    }
    if let Some(engagement) = billing.object("engagement")? {
        service.engaged_until = engagement.moment("endDate")?;
    }
    if let Some(renew) = billing.object("renew")?
        && let Some(current) = renew.object("current")?
    {
        service.renew_mode = current.word("mode", RenewMode::from_wire)?;
        service.renew_period = current.text_or_none("period")?;
    }
    if let Some(lifecycle) = billing.object("lifecycle")?
        && let Some(current) = lifecycle.object("current")?
    {
        service.lifecycle = current.word("state", LifecycleState::from_wire)?;
        service.pending = current.words("pendingActions", PendingAction::from_wire)?;
        service.created = current.moment("creationDate")?;
        service.terminates = current.moment("terminationDate")?;
    }
    Ok(())
}

fn contact(value: &Value) -> Option<Contact> {
    let fields = Fields::of(value).ok()?;
    Some(Contact {
        customer_code: fields.text("customerCode").ok()?,
        kind: fields.word("type", ContactKind::from_wire).ok()?,
    })
}

impl Session {
    /// All services of the account, of all products. `GET /services`, expanded.
    pub async fn services(&self) -> Result<Page<Service>, ApiError> {
        self.list(&LIST).await
    }

    /// One service. `GET /services/{serviceId}`.
    pub async fn service(&self, id: ServiceId) -> Result<Service, ApiError> {
        self.one(PLACE, Call::get("/services").number(id.0), read)
            .await
    }

    /// Changes a service's name, renewal or end. `PUT /services/{serviceId}`.
    pub async fn change_service(
        &self,
        id: ServiceId,
        change: &ServiceChange,
    ) -> Result<(), ApiError> {
        let renew = change.renew.as_ref().map(|(mode, period)| {
            Body::new()
                .text("mode", mode.as_str())
                .text("period", period)
        });
        let body = Body::new()
            .text_if("displayName", change.display_name.as_deref())
            .object_if("renew", renew)
            .text_if(
                "terminationPolicy",
                change.termination.as_ref().map(TerminationPolicy::as_str),
            );
        let call = Call::write(Method::Put, "/services", Some(body.into_json())).number(id.0);
        self.done(PLACE, call).await
    }
}
