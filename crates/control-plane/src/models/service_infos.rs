//! The models of `serviceInfos`.

use crate::model::{BOOLEAN, DATE, LONG, Model, STRING, enumeration, list, model, object};
use crate::models::{ro, rw};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "services.Service",
            "Contacts, dates and renewal of a service",
            vec![
                ro(
                    "canDeleteAtExpiration",
                    BOOLEAN,
                    "Whether it can be left to end",
                ),
                ro("contactAdmin", STRING, "The account that owns it"),
                ro("contactBilling", STRING, "The account that pays for it"),
                ro("contactTech", STRING, "The account that runs it"),
                ro("creation", DATE, "Ordered on"),
                ro("domain", STRING, "The name"),
                ro("engagedUpTo", DATE, "The end of the commitment").nullable(),
                ro("expiration", DATE, "Ends at"),
                ro(
                    "possibleRenewPeriod",
                    list(LONG),
                    "How many months a renewal may hold",
                )
                .nullable(),
                rw("renew", model("service.RenewType"), "The renewal").nullable(),
                ro(
                    "renewalType",
                    model("service.RenewalTypeEnum"),
                    "How it is renewed",
                ),
                ro("serviceId", LONG, "Number of the service, as in /services"),
                ro("status", model("service.StateEnum"), "State"),
            ],
        ),
        object(
            "service.RenewType",
            "Renew type",
            vec![
                rw("automatic", BOOLEAN, "Whether the provider renews it"),
                rw(
                    "deleteAtExpiration",
                    BOOLEAN,
                    "Whether it ends when the period does",
                ),
                rw(
                    "forced",
                    BOOLEAN,
                    "Whether the automatic renewal cannot be stopped",
                ),
                rw(
                    "manualPayment",
                    BOOLEAN,
                    "Whether the renewal is paid by hand",
                )
                .nullable(),
                rw("period", LONG, "For how long a renewal holds").nullable(),
            ],
        ),
        enumeration(
            "service.RenewalTypeEnum",
            "The possible values of renewal",
            &[
                "automaticForcedProduct",
                "automaticV2012",
                "automaticV2014",
                "automaticV2016",
                "automaticV2024",
                "manual",
                "oneShot",
                "option",
            ],
        ),
        enumeration(
            "service.StateEnum",
            "The possible values of service state",
            &[
                "autorenewInProgress",
                "expired",
                "inCreation",
                "ok",
                "pendingDebt",
                "unPaid",
            ],
        ),
        object(
            "services.NonExpiringService",
            "Contacts of a service that never expires",
            vec![
                ro("contactAdmin", STRING, "The account that owns it"),
                ro("contactBilling", STRING, "The account that pays for it"),
                ro("contactTech", STRING, "The account that runs it"),
                ro("creation", DATE, "Ordered on"),
                ro("domain", STRING, "The name"),
                ro("serviceId", LONG, "Number of the service, as in /services"),
                ro("status", model("service.StateEnum"), "State"),
            ],
        ),
    ]
}
