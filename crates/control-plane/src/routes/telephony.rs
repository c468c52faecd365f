//! Telephone services, by the group they are billed with.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::model::{Model, STRING, model};
use crate::models;
use crate::money::{UCENTS, price};
use crate::product::Product;
use crate::region::E;
use crate::route::{Route, get, put};
use crate::routes::product::{self, Change, Document, Seen};
use crate::routes::service_infos;
use crate::store::billing::Standing;
use crate::store::services::Service;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::telephony::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        product::listed::<Group>(
            get("/telephony")
                .regions(E)
                .about("List your telephone groups")
                .iam("voip:apiovh:get"),
        ),
        get("/telephony/{billingAccount}")
            .regions(E)
            .about("Read one group")
            .path("billingAccount", STRING, "The technical name of the group")
            .returns(model("telephony.BillingAccountWithIAM"))
            .iam("voip:apiovh:get")
            .handle(product::one::<Group>),
        put("/telephony/{billingAccount}")
            .regions(E)
            .about("Change the settings of the group")
            .path("billingAccount", STRING, "The technical name of the group")
            .body(model("telephony.BillingAccount"))
            .iam("voip:apiovh:put")
            .handle(product::edit::<Group>),
        service_infos::read::<Group>(
            get("/telephony/{billingAccount}/serviceInfos")
                .regions(E)
                .path("billingAccount", STRING, "The technical name of the group")
                .iam("voip:apiovh:serviceInfos/get"),
        ),
        service_infos::write::<Group>(
            put("/telephony/{billingAccount}/serviceInfos")
                .regions(E)
                .path("billingAccount", STRING, "The technical name of the group")
                .iam("voip:apiovh:serviceInfos/edit"),
        ),
    ]
}

/// What is stored of a billing account. Amounts are in hundred-millionths of
/// the region's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Spent beyond the plan so far.
    pub spent: i64,
    /// How much may be spent beyond the plan.
    pub allowed: i64,
    /// Spending above this is reported.
    pub threshold: i64,
    /// The deposit.
    pub deposit: i64,
    /// Whether bills hide called numbers.
    pub hidden: bool,
    /// Whether the number shown may be chosen.
    pub overridden: bool,
    /// Whether the limits on spending are lifted.
    pub trusted: bool,
    /// Whether it holds special-rate numbers.
    pub special: bool,
}

impl Document for Group {
    const PRODUCT: Product = Product::Telephony;

    fn view(&self, seen: &Seen<'_>) -> Value {
        let status = match seen.moment.standing {
            Standing::Terminated => "deleted",
            Standing::Suspended => "closed",
            standing if standing.stopped() => "expired",
            _ => "enabled",
        };
        json!({
            "billingAccount": seen.service.name,
            "description": seen.service.label(),
            "status": status,
            "currentOutplan": price(seen.region, self.spent),
            "allowedOutplan": price(seen.region, self.allowed),
            "creditThreshold": price(seen.region, self.threshold),
            "securityDeposit": price(seen.region, self.deposit),
            "hiddenExternalNumber": self.hidden,
            "overrideDisplayedNumber": self.overridden,
            "trusted": self.trusted,
            "hasSpecialNumbers": self.special,
        })
    }

    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError> {
        let mut label = service.label().to_owned();
        change.set("description", &mut label)?;
        service.display_name = Some(label);
        change.set("hiddenExternalNumber", &mut self.hidden)?;
        change.set("overrideDisplayedNumber", &mut self.overridden)?;
        let mut threshold = Amount { value: None };
        change.set("creditThreshold", &mut threshold)?;
        if let Some(value) = threshold.value {
            self.threshold = ucents(value)?;
        }
        Ok(())
    }
}

/// The part of an `order.Price` that says how much.
#[derive(Deserialize)]
struct Amount {
    value: Option<f64>,
}

fn ucents(value: f64) -> Result<i64, ApiError> {
    // Anything above is a mistake and would not fit.
    const MOST: f64 = 1_000_000.0;
    if !(0.0..=MOST).contains(&value) {
        return Err(ApiError::bad_request(format!(
            "[creditThreshold] must be from 0 to {MOST}, not {value}"
        )));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // within MOST
    Ok((value * UCENTS as f64).round() as i64)
}
