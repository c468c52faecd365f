//! Domain names.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{Model, STRING, list, model};
use crate::models;
use crate::product::Product;
use crate::region::EC;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::routes::tag_filter::{self, TagFilter};
use crate::store::billing::{EndPolicy, RenewMode, Standing};
use crate::store::services::{self, Service};

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::domain::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        tag_filter::declare(get("/domain"))
            .regions(EC)
            .about("List your domain names")
            .query(
                "whoisOwner",
                STRING,
                "Only those in the name of this contact",
            )
            .returns(list(STRING))
            .iam("domain:apiovh:get")
            .handle(owned),
        get("/domain/{serviceName}")
            .regions(EC)
            .about("Read one domain")
            .path("serviceName", STRING, "The technical name of the domain")
            .returns(model("domain.DomainServiceWithIAM"))
            .iam("domain:apiovh:get")
            .handle(product::one::<Domain>),
        put("/domain/{serviceName}")
            .regions(EC)
            .about("Change the settings of the domain")
            .path("serviceName", STRING, "The technical name of the domain")
            .body(model("domain.DomainService"))
            .returns(model("domain.DomainService"))
            .iam("domain:apiovh:edit")
            .handle(edit),
        service_infos::read::<Domain>(
            get("/domain/{serviceName}/serviceInfos")
                .regions(EC)
                .path("serviceName", STRING, "The technical name of the domain")
                .iam("domain:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Domain>(
            put("/domain/{serviceName}/serviceInfos")
                .regions(EC)
                .path("serviceName", STRING, "The technical name of the domain")
                .iam("domain:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of a domain name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// `domain.DomainStateEnum`, when something else than its bills decides.
    pub state: Option<String>,
    /// Whether DNSSEC is on.
    pub dnssec: bool,
    /// Whether a transfer away is refused.
    pub locked: bool,
    /// `domain.OfferEnum`.
    pub offer: String,
    /// `domain.nameServer.NameServerTypeEnum`.
    pub server_type: String,
    /// The servers that answer for it.
    pub servers: Vec<String>,
    /// The number of the contact in whose name it is.
    pub owner: String,
    /// When it was last changed, seconds since 1970.
    pub updated: i64,
}

impl Domain {
    fn state(&self, standing: Standing) -> &str {
        match standing {
            Standing::Terminated => "deleted",
            Standing::ToDelete => "restorable",
            Standing::Expired => "expired",
            Standing::Suspended => "technical_suspended",
            _ if self.state.is_some() => self.state.as_deref().unwrap_or("ok"),
            Standing::InCreation => "pending_create",
            Standing::Renewing => "autorenew_in_progress",
            _ => "ok",
        }
    }
}

fn renewal(seen: &Seen<'_>) -> &'static str {
    let billing = &seen.service.billing;
    match seen.moment.standing {
        Standing::Terminated => "cancellation_complete",
        Standing::PendingDebt | Standing::Unpaid | Standing::Suspended => "unpaid",
        _ if billing.end != EndPolicy::Empty || billing.ended.is_some() => "cancellation_requested",
        _ if billing.mode == RenewMode::Automatic => "automatic_renew",
        _ => "manual_renew",
    }
}

impl Document for Domain {
    const PRODUCT: Product = Product::Domain;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let contacts = &seen.service.contacts;
        let expires = clock::rfc3339(seen.moment.expires.unwrap_or(seen.now));
        let stopped =
            seen.moment.standing.stopped() || self.state.as_deref() == Some("registry_suspended");
        let servers: Vec<Value> = self
            .servers
            .iter()
            .zip(1_i64..)
            .map(|(server, id)| {
                json!({
                    "id": id, "nameServer": server, "nameServerType": self.server_type,
                    "ipv4": null, "ipv6": null,
                })
            })
            .collect();
        json!({
            "domain": seen.service.name,
            "serviceId": seen.service.id,
            "state": self.state(seen.moment.standing),
            "suspensionState": if stopped { "suspended" } else { "not_suspended" },
            "renewalState": renewal(seen),
            "expirationDate": expires,
            "renewalDate": expires,
            "lastUpdate": clock::rfc3339_from_unix(self.updated),
            "offer": self.offer,
            "parentService": null,
            "nameServerType": self.server_type,
            "nameServers": servers,
            "dnssecState": if self.dnssec { "enabled" } else { "disabled" },
            "dnssecSupported": true,
            "glueRecordIpv6Supported": true,
            "glueRecordMultiIpSupported": true,
            "hostSupported": true,
            "owoSupported": false,
            "transferLockStatus": if self.locked { "locked" } else { "unlocked" },
            "whoisOwner": self.owner,
            "contactOwner": { "id": self.owner },
            "contactAdmin": { "id": contacts.admin },
            "contactTech": { "id": contacts.tech },
            "contactBilling": { "id": contacts.billing },
        })
    }

    fn edit(&mut self, _: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        change.set("nameServerType", &mut self.server_type)?;
        let mut lock = if self.locked { "locked" } else { "unlocked" }.to_owned();
        change.set("transferLockStatus", &mut lock)?;
        self.locked = match lock.as_str() {
            "locked" | "locking" => true,
            "unlocked" | "unlocking" => false,
            _ => {
                return Err(ApiError::bad_request(
                    "[transferLockStatus] can be set to locked or unlocked",
                ));
            }
        };
        Ok(())
    }
}

/// Changes a domain and gives it as it is then.
fn edit(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    product::edit::<Domain>(ctx, call)?;
    let service = product::find(ctx, call, Product::Domain)?;
    let document: Domain = serde_json::from_str(&service.document)?;
    Ok(document.view(&Seen::new(ctx, &service)))
}

/// The domains of the caller, those of one owner when asked.
fn owned(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let Some(owner) = call.query_str("whoisOwner") else {
        return product::list::<Domain>(ctx, call);
    };
    let labels = TagFilter::of(call)?;
    let mut names = Vec::new();
    for service in services::of_product(ctx.conn, ctx.nic(), Product::Domain)? {
        let document: Domain = serde_json::from_str(&service.document)?;
        if document.owner == owner && labels.holds(&service) {
            names.push(service.name);
        }
    }
    Ok(names.into())
}
