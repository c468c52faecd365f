//! Public cloud projects.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock;
use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::product::Product;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::store::billing::Standing;
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::cloud::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<Project>(
            get("/cloud/project")
                .about("List your projects")
                .iam("publicCloudProject:apiovh:get"),
        ),
        get("/cloud/project/{serviceName}")
            .about("Read one project")
            .path("serviceName", STRING, "The technical name of the project")
            .returns(model("cloud.ProjectWithIAM"))
            .iam("publicCloudProject:apiovh:get")
            .handle(product::one::<Project>),
        put("/cloud/project/{serviceName}")
            .about("Change the settings of the project")
            .path("serviceName", STRING, "The technical name of the project")
            .body(model("cloud.Project"))
            .iam("publicCloudProject:apiovh:edit")
            .handle(product::edit::<Project>),
        service_infos::read::<Project>(
            get("/cloud/project/{serviceName}/serviceInfos")
                .path("serviceName", STRING, "The technical name of the project")
                .iam("publicCloudProject:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Project>(
            put("/cloud/project/{serviceName}/serviceInfos")
                .path("serviceName", STRING, "The technical name of the project")
                .iam("publicCloudProject:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of a project; its technical name is the service's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// The order it came with.
    pub order: Option<i64>,
    /// Whether the limits of a new project are lifted.
    pub unleashed: bool,
    /// Whether quotas are kept as they are.
    pub manual_quota: bool,
}

impl Document for Project {
    const PRODUCT: Product = Product::CloudProject;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let standing = seen.moment.standing;
        let status = match standing {
            Standing::InCreation => "creating",
            Standing::Terminated => "deleted",
            Standing::ToDelete => "deleting",
            _ if standing.stopped() => "suspended",
            _ => "ok",
        };
        json!({
            "project_id": seen.service.name,
            "projectName": seen.service.name,
            "description": seen.service.display_name,
            "status": status,
            "planCode": seen.service.plan.code,
            "access": if standing.stopped() { "restricted" } else { "full" },
            "unleash": self.unleashed,
            "manualQuota": self.manual_quota,
            "orderId": self.order,
            "creationDate": clock::rfc3339(seen.service.billing.created),
            "expiration": seen.moment.ends.map(clock::rfc3339),
        })
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        change.set("description", &mut service.display_name)?;
        change.set("manualQuota", &mut self.manual_quota)
    }
}
