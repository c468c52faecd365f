//! Hosted private clouds.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

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
    models::dedicated_cloud::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<PrivateCloud>(
            get("/dedicatedCloud")
                .about("List your private clouds")
                .iam("pccVMware:apiovh:get"),
        ),
        get("/dedicatedCloud/{serviceName}")
            .about("Read one private cloud")
            .path(
                "serviceName",
                STRING,
                "The technical name of the private cloud",
            )
            .returns(model("dedicatedCloud.dedicatedCloudWithIAM"))
            .iam("pccVMware:apiovh:get")
            .handle(product::one::<PrivateCloud>),
        service_infos::read::<PrivateCloud>(
            get("/dedicatedCloud/{serviceName}/serviceInfos")
                .path(
                    "serviceName",
                    STRING,
                    "The technical name of the private cloud",
                )
                .iam("pccVMware:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<PrivateCloud>(
            put("/dedicatedCloud/{serviceName}/serviceInfos")
                .path(
                    "serviceName",
                    STRING,
                    "The technical name of the private cloud",
                )
                .iam("pccVMware:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of a private cloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateCloud {
    /// The data centre.
    pub location: String,
    /// The range it was sold in.
    pub range: String,
    /// `dedicatedCloud.StateEnum`, while the service is in use.
    pub state: String,
    /// The bandwidth of the public network.
    pub bandwidth: String,
    /// The pack of options, such as a certification.
    pub pack: Option<String>,
    /// Whether the reinforced security is on.
    pub advanced_security: bool,
    /// The version of the software: major and minor.
    pub version: (String, String),
    /// Its build.
    pub build: String,
    /// Whether users may connect from anywhere, or from listed networks.
    pub open: bool,
    /// How many sessions a user may hold.
    pub sessions: i64,
    /// Seconds after which an idle session ends.
    pub timeout: i64,
    /// `dedicatedCloud.UserLogoutPolicyEnum`.
    pub logout: String,
    /// Whether licences are rented from the provider.
    pub spla: bool,
}

impl Document for PrivateCloud {
    const PRODUCT: Product = Product::DedicatedCloud;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let standing = seen.moment.standing;
        let state = match standing {
            Standing::InCreation => "provisionning",
            Standing::Terminated | Standing::ToDelete => "toRemove",
            _ if standing.stopped() => "disabled",
            _ => &self.state,
        };
        let name = &seen.service.name;
        json!({
            "serviceName": name,
            "description": seen.service.label(),
            "state": state,
            "location": self.location,
            "commercialRange": self.range,
            "productReference": "EPCC",
            "generation": "2.0",
            "billingType": "monthly",
            "bandwidth": self.bandwidth,
            "managementInterface": "vcsa",
            "version": { "major": self.version.0, "minor": self.version.1, "build": self.build },
            "servicePackName": self.pack,
            "advancedSecurity": self.advanced_security,
            "canMigrateToVCD": false,
            "spla": self.spla,
            "sslV3": false,
            "userAccessPolicy": if self.open { "open" } else { "filtered" },
            "userLimitConcurrentSession": self.sessions,
            "userLogoutPolicy": self.logout,
            "userSessionTimeout": self.timeout,
            "webInterfaceUrl": format!("https://{name}.private-cloud.example/ui"),
            "certifiedInterfaceUrl": format!("https://{name}.private-cloud.example/secure"),
            "vScopeUrl": format!("https://{name}.private-cloud.example/vscope"),
        })
    }

    fn edit(&mut self, _: &mut Service, _: &Change<'_>) -> Result<(), ApiError> {
        // The published PUT is deprecated and makes a task; not declared here.
        Ok(())
    }
}
