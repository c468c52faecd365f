//! Private networks.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::product::Product;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::vrack::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<Vrack>(
            get("/vrack")
                .about("List your private networks")
                .iam("vrack:apiovh:get"),
        ),
        get("/vrack/{serviceName}")
            .about("Read one private network")
            .path(
                "serviceName",
                STRING,
                "The technical name of the private network",
            )
            .returns(model("vrack.vrackWithIAM"))
            .iam("vrack:apiovh:get")
            .handle(product::one::<Vrack>),
        put("/vrack/{serviceName}")
            .about("Change the settings of the private network")
            .path(
                "serviceName",
                STRING,
                "The technical name of the private network",
            )
            .body(model("vrack.vrack"))
            .iam("vrack:apiovh:put")
            .handle(product::edit::<Vrack>),
        get("/vrack/{serviceName}/serviceInfos")
            .about("Read the contacts of the service")
            .path(
                "serviceName",
                STRING,
                "The technical name of the private network",
            )
            .returns(model("services.NonExpiringService"))
            .iam("vrack:apiovh:serviceInfos/get")
            .handle(infos),
    ]
}

/// What is stored of a vRack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vrack {
    /// What it is for.
    pub description: String,
}

impl Document for Vrack {
    const PRODUCT: Product = Product::Vrack;

    fn view(&self, seen: &Seen<'_>) -> Value {
        json!({
            "serviceName": seen.service.name,
            "name": seen.service.label(),
            "description": self.description,
        })
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        let mut label = service.label().to_owned();
        change.set("name", &mut label)?;
        service.display_name = Some(label);
        change.set("description", &mut self.description)
    }
}

fn infos(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = product::find(ctx, call, Product::Vrack)?;
    Ok(service_infos::non_expiring(ctx, &service))
}
