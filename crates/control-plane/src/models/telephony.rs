//! The models of `/telephony`.

use crate::model::{BOOLEAN, Field, Model, STRING, enumeration, model, object};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "telephony.BillingAccount",
            "A group of telephone services that are billed together",
            billing_account_fields(),
        ),
        object(
            "telephony.BillingAccountWithIAM",
            "A group of telephone services that are billed together, with what access policies see",
            with_iam(billing_account_fields()),
        ),
        enumeration(
            "telephony.BillingAccountStatusEnum",
            "The possible values of billing account status",
            &["closed", "deleted", "enabled", "expired"],
        ),
    ]
}

/// The fields of `telephony.BillingAccount`.
fn billing_account_fields() -> Vec<Field> {
    vec![
        ro(
            "allowedOutplan",
            model("order.Price"),
            "How much may be spent beyond the plan",
        ),
        ro("billingAccount", STRING, "The technical name of the group"),
        rw(
            "creditThreshold",
            model("order.Price"),
            "Spending above this is reported",
        ),
        ro(
            "currentOutplan",
            model("order.Price"),
            "Spent beyond the plan so far",
        ),
        rw("description", STRING, "What people call it"),
        ro(
            "hasSpecialNumbers",
            BOOLEAN,
            "Whether it holds special-rate numbers",
        ),
        rw(
            "hiddenExternalNumber",
            BOOLEAN,
            "Whether bills hide called numbers",
        ),
        rw(
            "overrideDisplayedNumber",
            BOOLEAN,
            "Whether the number shown may be chosen",
        ),
        ro("securityDeposit", model("order.Price"), "The deposit"),
        ro(
            "status",
            model("telephony.BillingAccountStatusEnum"),
            "State",
        ),
        ro(
            "trusted",
            BOOLEAN,
            "Whether the limits on spending are lifted",
        ),
    ]
}
