//! Pages that pretend to be somebody else's, reported on addresses of a block.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{IPV4, LONG, list, model};
use crate::route::{Route, get};
use crate::routes::product::missing;

use super::{at_block, document, find};

/// What is stored of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phishing {
    /// Its number, unique in the region.
    pub id: i64,
    /// The address that the page is on.
    pub address: String,
    /// The page.
    pub url: String,
    /// `ip.AntiphishingStateEnum`.
    pub state: String,
    /// When it was reported, seconds since 1970.
    pub since: i64,
}

pub(super) fn routes() -> Vec<Route> {
    vec![
        at_block(get("/ip/{ip}/phishing"))
            .about("List the reports of phishing on this block")
            .query("ipOnAntiphishing", IPV4, "Only those on this address")
            .query(
                "state",
                model("ip.AntiphishingStateEnum"),
                "Only those in this state",
            )
            .returns(list(LONG))
            .iam("ip:apiovh:phishing/get")
            .handle(ids),
        at_block(get("/ip/{ip}/phishing/{id}"))
            .about("Read a report of phishing")
            .path("id", LONG, "The number of the report")
            .returns(model("ip.Antiphishing"))
            .iam("ip:apiovh:phishing/get")
            .handle(one),
    ]
}

fn ids(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let same = |name: &str, value: &str| call.query_str(name).is_none_or(|asked| asked == value);
    let found: Vec<i64> = document(&find(ctx, call)?)?
        .phishing
        .iter()
        .filter(|report| same("ipOnAntiphishing", &report.address) && same("state", &report.state))
        .map(|report| report.id)
        .collect();
    Ok(found.into())
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let id = call.path_long("id")?;
    let reports = document(&find(ctx, call)?)?.phishing;
    let report = reports.into_iter().find(|report| report.id == id);
    let report = report.ok_or_else(|| missing("id", id))?;
    Ok(json!({
        "id": report.id,
        "ipOnAntiphishing": report.address,
        "urlPhishing": report.url,
        "state": report.state,
        "creationDate": clock::rfc3339_from_unix(report.since),
    }))
}
