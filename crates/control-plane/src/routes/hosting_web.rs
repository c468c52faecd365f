//! Web hostings.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

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
    models::hosting_web::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<Hosting>(
            get("/hosting/web")
                .regions(EC)
                .about("List your web hostings")
                .iam("webHosting:apiovh:get"),
        ),
        get("/hosting/web/{serviceName}")
            .regions(EC)
            .about("Read one hosting")
            .path("serviceName", STRING, "The technical name of the hosting")
            .returns(model("hosting.web.ServiceWithIAM"))
            .iam("webHosting:apiovh:get")
            .handle(product::one::<Hosting>),
        put("/hosting/web/{serviceName}")
            .regions(EC)
            .about("Change the settings of the hosting")
            .path("serviceName", STRING, "The technical name of the hosting")
            .body(model("hosting.web.Service"))
            .iam("webHosting:apiovh:edit")
            .handle(product::edit::<Hosting>),
        service_infos::read::<Hosting>(
            get("/hosting/web/{serviceName}/serviceInfos")
                .regions(EC)
                .path("serviceName", STRING, "The technical name of the hosting")
                .iam("webHosting:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Hosting>(
            put("/hosting/web/{serviceName}/serviceInfos")
                .regions(EC)
                .path("serviceName", STRING, "The technical name of the hosting")
                .iam("webHosting:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of a web hosting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosting {
    /// `hosting.web.OfferCapabilitiesEnum`.
    pub offer: String,
    /// `hosting.web.StateEnum`, while the service is in use.
    pub state: String,
    /// The cluster that carries it.
    pub cluster: String,
    /// The data centre.
    pub datacenter: String,
    /// The address of the cluster.
    pub ip: String,
    /// The main user.
    pub login: String,
    /// The domain it answers with by default.
    pub domain: Option<String>,
    /// Space included, GB.
    pub quota: i64,
    /// Space in use, MB.
    pub used: i64,
    /// Whether a certificate is installed.
    pub ssl: bool,
    /// Whether a CDN is in front.
    pub cdn: bool,
}

impl Document for Hosting {
    const PRODUCT: Product = Product::HostingWeb;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let state = if seen.moment.standing.stopped() {
            "blocked"
        } else {
            &self.state
        };
        let ftp = format!("ftp.{}.hosting.example", self.cluster);
        json!({
            "serviceName": seen.service.name,
            "displayName": seen.service.display_name,
            "state": state,
            "offer": self.offer,
            "boostOffer": null,
            "availableBoostOffer": [],
            "recommendedOffer": null,
            "resourceType": if self.offer.starts_with("PERFORMANCE") { "dedicated" } else { "shared" },
            "operatingSystem": "linux",
            "cluster": self.cluster,
            "clusterIp": self.ip,
            "clusterIpv6": null,
            "hostingIp": self.ip,
            "hostingIpv6": null,
            "countriesIp": [],
            "datacenter": self.datacenter,
            "filer": null,
            "defaultAttachedDomain": self.domain,
            "hasCdn": self.cdn,
            "hasHostedSsl": self.ssl,
            "multipleSSL": true,
            "home": format!("/home/{}", self.login),
            "primaryLogin": self.login,
            "lastOvhConfigScan": null,
            "phpVersions": [
                { "version": "8.4", "support": "SUPPORTED" },
                { "version": "8.3", "support": "SECURITY_FIXES" },
                { "version": "8.1", "support": "END_OF_LIFE" },
            ],
            "quotaSize": { "unit": "GB", "value": self.quota },
            "quotaUsed": { "unit": "MB", "value": self.used },
            "trafficQuotaSize": null,
            "trafficQuotaUsed": null,
            "serviceManagementAccess": {
                "ftp": { "url": ftp, "port": 21 },
                "http": { "url": format!("{}.{}.hosting.example", self.login, self.cluster), "port": 80 },
                "ssh": { "url": format!("ssh.{}.hosting.example", self.cluster), "port": 22 },
            },
            "token": null,
            "updates": [],
        })
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        change.set("displayName", &mut service.display_name)
    }
}
