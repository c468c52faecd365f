//! DNS zones.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock;
use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::product::Product;
use crate::region::EC;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::zone::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<Zone>(
            get("/domain/zone")
                .regions(EC)
                .about("List your DNS zones")
                .iam("dnsZone:apiovh:get"),
        ),
        get("/domain/zone/{zoneName}")
            .regions(EC)
            .about("Read one zone")
            .path("zoneName", STRING, "The technical name of the zone")
            .returns(model("domain.ZoneWithIAM"))
            .iam("dnsZone:apiovh:get")
            .handle(product::one::<Zone>),
        service_infos::read::<Zone>(
            get("/domain/zone/{zoneName}/serviceInfos")
                .regions(EC)
                .path("zoneName", STRING, "The technical name of the zone")
                .iam("dnsZone:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Zone>(
            put("/domain/zone/{zoneName}/serviceInfos")
                .regions(EC)
                .path("zoneName", STRING, "The technical name of the zone")
                .iam("dnsZone:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Whether DNSSEC signs it.
    pub dnssec: bool,
    /// Whether its name servers are anycast.
    pub anycast: bool,
    /// The servers that answer for it.
    pub servers: Vec<String>,
    /// When it was last changed, seconds since 1970.
    pub updated: Option<i64>,
}

impl Document for Zone {
    const PRODUCT: Product = Product::Zone;

    fn view(&self, seen: &Seen<'_>) -> Value {
        json!({
            "name": seen.service.name,
            "nameServers": self.servers,
            "dnssecSupported": true,
            "dnssecActivated": self.dnssec,
            "hasDnsAnycast": self.anycast,
            "lastUpdate": self.updated.map(clock::rfc3339_from_unix),
        })
    }

    fn edit(&mut self, _: &mut Service, _: &Change<'_>) -> Result<(), ApiError> {
        // The object holds nothing that can be written; records have routes of
        // their own.
        Ok(())
    }
}
