//! Telephony: `/telephony`. A billing account holds lines, numbers and faxes.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    money::Money,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In Europe alone.
const PLACE: Where = Where::EU;

wire_enum! {
    /// `telephony.BillingAccountStatusEnum`.
    pub enum BillingAccountStatus {
        /// Works.
        Enabled = "enabled",
        /// Past its term.
        Expired = "expired",
        /// Closed.
        Closed = "closed",
        /// Gone.
        Deleted = "deleted",
    }
}

/// A group of telephone services billed together, `telephony.BillingAccount`.
#[derive(Debug, Clone, PartialEq)]
pub struct BillingAccount {
    /// Technical name.
    pub name: String,
    /// Name its owner gave it.
    pub description: String,
    /// Whether it works.
    pub status: Option<BillingAccountStatus>,
    /// Spent beyond the plan this month.
    pub outplan: Option<Money>,
    /// What may be spent beyond the plan.
    pub outplan_allowed: Option<Money>,
}

const LIST: List<BillingAccount> = List {
    place: PLACE,
    path: "/telephony",
    id: "billingAccount",
    read,
};

fn read(fields: &Fields<'_>) -> Result<BillingAccount, Wrong> {
    Ok(BillingAccount {
        name: fields.text("billingAccount")?,
        description: fields.text_or_empty("description")?,
        status: fields.word("status", BillingAccountStatus::from_wire)?,
        outplan: fields.money("currentOutplan")?,
        outplan_allowed: fields.money("allowedOutplan")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /telephony`.
    pub async fn billing_accounts(&self) -> Result<Page<BillingAccount>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /telephony/{billingAccount}`.
    pub async fn billing_account(&self, name: &str) -> Result<BillingAccount, ApiError> {
        self.one(PLACE, Call::get("/telephony").name(name)?, read)
            .await
    }
}
