//! Internet accesses.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

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
    models::xdsl::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<Access>(
            get("/xdsl")
                .regions(E)
                .about("List your internet accesses")
                .iam("xdsl:apiovh:get"),
        ),
        get("/xdsl/{serviceName}")
            .regions(E)
            .about("Read one access")
            .path("serviceName", STRING, "The technical name of the access")
            .returns(model("xdsl.AccessWithIAM"))
            .iam("xdsl:apiovh:get")
            .handle(product::one::<Access>),
        put("/xdsl/{serviceName}")
            .regions(E)
            .about("Change the settings of the access")
            .path("serviceName", STRING, "The technical name of the access")
            .body(model("xdsl.Access"))
            .iam("xdsl:apiovh:put")
            .handle(product::edit::<Access>),
        service_infos::read::<Access>(
            get("/xdsl/{serviceName}/serviceInfos")
                .regions(E)
                .path("serviceName", STRING, "The technical name of the access")
                .iam("xdsl:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Access>(
            put("/xdsl/{serviceName}/serviceInfos")
                .regions(E)
                .path("serviceName", STRING, "The technical name of the access")
                .iam("xdsl:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of an internet access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// `xdsl.DslTypeEnum`.
    pub kind: String,
    /// `xdsl.ProviderEnum`.
    pub provider: String,
    /// `xdsl.AccessStatusEnum`, while the service is in use.
    pub status: String,
    /// The exchange that the line is tied to.
    pub exchange: String,
    /// The pack that it belongs to.
    pub pack: Option<String>,
    /// Copper pairs.
    pub pairs: i64,
    /// Whether it is watched.
    pub monitoring: bool,
    /// The limit of the rate, kbit/s.
    pub rate_limit: Option<i64>,
    /// Where the line ends.
    pub address: Address,
}

/// A place in France.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Number in the street.
    pub number: String,
    /// Street.
    pub street: String,
    /// Postcode.
    pub zip: String,
    /// Town.
    pub city: String,
    /// INSEE code of the town.
    pub insee: String,
    /// FANTOIR code of the street.
    pub rivoli: String,
}

impl Document for Access {
    const PRODUCT: Product = Product::Xdsl;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let standing = seen.moment.standing;
        let status = match standing {
            Standing::InCreation => "doing",
            Standing::Terminated => "terminated",
            _ if standing.stopped() => "close",
            _ => &self.status,
        };
        let copper = matches!(self.kind.as_str(), "adsl" | "sdsl" | "vdsl");
        json!({
            "accessName": seen.service.name,
            "description": seen.service.label(),
            "accessType": self.kind,
            "status": status,
            "role": "main",
            "provider": self.provider,
            "providerInfra": null,
            "nra": self.exchange,
            "packName": self.pack,
            "pairsNumber": self.pairs,
            "modemProfile": "A",
            "mttr": "none",
            "mailSending": "enabled",
            "ipv6Enabled": true,
            "lnsRateLimit": self.rate_limit,
            "monitoring": self.monitoring,
            "capabilities": {
                "canApplyLnsRateLimit": true,
                "canChangeDslamProfile": copper,
                "canChangeLns": copper,
                "canGetRadiusConnectionLogs": true,
                "canResetDslamPort": copper,
                "hasDslamPort": copper,
            },
            "address": {
                "firstName": self.address.first_name,
                "lastName": self.address.last_name,
                "numberStreet": self.address.number,
                "street": self.address.street,
                "zipCode": self.address.zip,
                "city": self.address.city,
                "building": null,
                "door": null,
                "floor": null,
                "residence": null,
                "stairs": null,
                "inseeCode": self.address.insee,
                "rivoliCode": self.address.rivoli,
            },
        })
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        let mut label = service.label().to_owned();
        change.set("description", &mut label)?;
        service.display_name = Some(label);
        change.set("lnsRateLimit", &mut self.rate_limit)?;
        change.set("monitoring", &mut self.monitoring)
    }
}
