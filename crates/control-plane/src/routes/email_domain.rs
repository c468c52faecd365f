//! E-mail that comes with a domain.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock;
use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::product::Product;
use crate::region::E;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::store::billing::Standing;
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::email_domain::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<EmailDomain>(
            get("/email/domain")
                .regions(E)
                .about("List your e-mail domains")
                .iam("emailDomain:apiovh:get"),
        ),
        get("/email/domain/{domain}")
            .regions(E)
            .about("Read one e-mail domain")
            .path("domain", STRING, "The technical name of the e-mail domain")
            .returns(model("email.domain.DomainServiceWithIAM"))
            .iam("emailDomain:apiovh:get")
            .handle(product::one::<EmailDomain>),
        service_infos::read::<EmailDomain>(
            get("/email/domain/{domain}/serviceInfos")
                .regions(E)
                .path("domain", STRING, "The technical name of the e-mail domain")
                .iam("emailDomain:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<EmailDomain>(
            put("/email/domain/{domain}/serviceInfos")
                .regions(E)
                .path("domain", STRING, "The technical name of the e-mail domain")
                .iam("emailDomain:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of an e-mail domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailDomain {
    /// What was ordered.
    pub offer: String,
    /// `email.domain.DiagnoseEnum`: what the check of the MX records says.
    pub mx: String,
    /// `email.domain.DiagnoseEnum`: what the check of the SPF record says.
    pub spf: String,
    /// The file server that carries it.
    pub filer: i64,
}

impl Document for EmailDomain {
    const PRODUCT: Product = Product::EmailDomain;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let status = match seen.moment.standing {
            Standing::Suspended => "readOnly",
            standing if standing.stopped() => "close",
            _ => "ok",
        };
        json!({
            "domain": seen.service.name,
            "offer": self.offer,
            "status": status,
            "isMXValid": self.mx,
            "isSPFValid": self.spf,
            "filerz": self.filer,
            "creationDate": clock::rfc3339(seen.service.billing.created),
            "allowedAccountSize": [1_073_741_824_i64, 5_368_709_120_i64],
            "linkTo": null,
            "migratedMXPlanServiceName": null,
        })
    }

    fn edit(&mut self, _: &mut Service, _: &Change<'_>) -> Result<(), ApiError> {
        // The object holds nothing that can be written.
        Ok(())
    }
}
