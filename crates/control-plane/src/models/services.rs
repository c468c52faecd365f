//! The models of `/services`.

use crate::model::{
    DATE, DATETIME, DURATION, LONG, Model, PASSWORD, STRING, enumeration, generic, list, model,
    object,
};
use crate::models::{ro, rw};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "services.expanded.Service",
            "One thing that is billed, renewed and configured",
            vec![
                ro(
                    "billing",
                    model("services.expanded.Billing"),
                    "Payment and renewal",
                ),
                ro(
                    "customer",
                    model("services.expanded.Customer"),
                    "Whose it is",
                ),
                ro(
                    "parentServiceId",
                    LONG,
                    "The service that it is an option of",
                )
                .nullable(),
                ro(
                    "resource",
                    model("services.expanded.Resource"),
                    "The thing itself",
                ),
                ro(
                    "route",
                    model("services.expanded.Route"),
                    "Where it is found in this API",
                )
                .nullable(),
                ro("serviceId", LONG, "Number of the service, as in /services"),
                ro("tags", list(STRING), "Labels"),
            ],
        ),
        object(
            "services.expanded.Billing",
            "Billing",
            vec![
                ro(
                    "engagement",
                    model("services.expanded.EngagementSummary"),
                    "The commitment that holds",
                )
                .nullable(),
                ro(
                    "engagementRequest",
                    model("services.expanded.EngagementRequestSummary"),
                    "A commitment asked for",
                )
                .nullable(),
                ro("expirationDate", DATETIME, "Paid until").nullable(),
                ro(
                    "group",
                    model("services.expanded.Group"),
                    "The bill it is grouped with",
                )
                .nullable(),
                ro(
                    "lifecycle",
                    model("services.expanded.Lifecycle"),
                    "Where it stands between order and end",
                )
                .nullable(),
                ro("nextBillingDate", DATETIME, "The next charge").nullable(),
                ro("plan", model("services.expanded.Plan"), "What was ordered").nullable(),
                ro(
                    "pricing",
                    model("services.billing.Pricing"),
                    "What it costs",
                )
                .nullable(),
                ro("renew", model("services.expanded.Renew"), "The renewal").nullable(),
            ],
        ),
        object(
            "services.expanded.EngagementSummary",
            "Engagement summary",
            vec![
                ro("endDate", DATE, "The end of the commitment").nullable(),
                ro(
                    "endRule",
                    model("services.billing.engagement.EndRule"),
                    "What happens at the end",
                )
                .nullable(),
            ],
        ),
        object(
            "services.billing.engagement.EndRule",
            "End rule",
            vec![
                ro(
                    "possibleStrategies",
                    list(model("services.billing.engagement.EndStrategyEnum")),
                    "What can happen at the end",
                ),
                ro(
                    "strategy",
                    model("services.billing.engagement.EndStrategyEnum"),
                    "What happens at the end",
                ),
            ],
        ),
        enumeration(
            "services.billing.engagement.EndStrategyEnum",
            "The possible values of end strategy",
            &[
                "CANCEL_SERVICE",
                "REACTIVATE_ENGAGEMENT",
                "STOP_ENGAGEMENT_FALLBACK_DEFAULT_PRICE",
                "STOP_ENGAGEMENT_KEEP_PRICE",
            ],
        ),
        object(
            "services.expanded.EngagementRequestSummary",
            "Engagement request summary",
            vec![
                ro("pricingMode", STRING, "How it is priced"),
                ro("requestDate", DATE, "Asked for on"),
            ],
        ),
        object(
            "services.expanded.Group",
            "Group",
            vec![ro("id", LONG, "Identifier")],
        ),
        object(
            "services.expanded.Lifecycle",
            "Lifecycle",
            vec![
                ro(
                    "capacities",
                    model("services.expanded.Lifecycle.Capacities"),
                    "What is possible",
                ),
                ro(
                    "current",
                    model("services.expanded.Lifecycle.Current"),
                    "As it is now",
                ),
            ],
        ),
        object(
            "services.expanded.Lifecycle.Capacities",
            "Lifecycle capacities",
            vec![ro(
                "actions",
                list(model("services.expanded.Lifecycle.ActionEnum")),
                "What can be done now",
            )],
        ),
        enumeration(
            "services.expanded.Lifecycle.ActionEnum",
            "The possible values of lifecycle action",
            &[
                "autorenewInProgress",
                "deleteAtExpiration",
                "earlyRenewal",
                "terminate",
                "terminateAtEngagementDate",
                "terminateAtExpirationDate",
            ],
        ),
        object(
            "services.expanded.Lifecycle.Current",
            "Lifecycle current",
            vec![
                ro("creationDate", DATETIME, "Made at").nullable(),
                ro(
                    "pendingActions",
                    list(model("services.expanded.Lifecycle.ActionEnum")),
                    "What is going to happen",
                ),
                ro(
                    "state",
                    model("services.expanded.Lifecycle.StateEnum"),
                    "State",
                ),
                ro("terminationDate", DATETIME, "The end").nullable(),
            ],
        ),
        enumeration(
            "services.expanded.Lifecycle.StateEnum",
            "The possible values of lifecycle state",
            &[
                "active",
                "error",
                "inCreation",
                "rupture",
                "terminated",
                "toRenew",
                "unpaid",
                "unrenewed",
            ],
        ),
        object(
            "services.expanded.Plan",
            "Plan",
            vec![
                ro("code", STRING, "Code"),
                ro("invoiceName", STRING, "The name on the invoice"),
            ],
        ),
        object(
            "services.billing.Pricing",
            "Pricing",
            vec![
                ro(
                    "capacities",
                    list(model("order.cart.GenericProductPricingCapacitiesEnum")),
                    "What is possible",
                ),
                ro("description", STRING, "The price in words"),
                ro("duration", DURATION, "For how long"),
                ro(
                    "engagementConfiguration",
                    model("services.billing.Pricing.EngagementConfiguration"),
                    "The commitment that the price comes with",
                )
                .nullable(),
                ro("interval", LONG, "Number of periods between two charges"),
                ro("maximumQuantity", LONG, "At most so many").nullable(),
                ro("maximumRepeat", LONG, "At most so many times").nullable(),
                ro("minimumQuantity", LONG, "At least so many"),
                ro("minimumRepeat", LONG, "At least so many times"),
                ro("price", model("order.Price"), "The price without tax"),
                ro("priceInUcents", LONG, "The price in hundred-millionths"),
                ro("pricingMode", STRING, "How it is priced"),
                ro(
                    "pricingType",
                    model("order.cart.GenericProductPricingTypeEnum"),
                    "What is priced",
                ),
            ],
        ),
        object(
            "services.billing.Pricing.EngagementConfiguration",
            "Engagement configuration",
            vec![
                ro(
                    "defaultEndAction",
                    model("services.billing.engagement.EndStrategyEnum"),
                    "What happens at the end unless decided otherwise",
                ),
                ro("duration", DURATION, "For how long"),
                ro(
                    "type",
                    model("services.billing.engagement.TypeEnum"),
                    "Kind",
                ),
            ],
        ),
        enumeration(
            "services.billing.engagement.TypeEnum",
            "The possible values of engagement",
            &["periodic", "upfront"],
        ),
        object(
            "services.expanded.Renew",
            "Renew",
            vec![
                ro(
                    "capacities",
                    model("services.expanded.Renew.Capacities"),
                    "What is possible",
                ),
                ro(
                    "current",
                    model("services.expanded.Renew.Current"),
                    "As it is now",
                ),
            ],
        ),
        object(
            "services.expanded.Renew.Capacities",
            "Renew capacities",
            vec![ro(
                "mode",
                list(model("services.expanded.Renew.ModeEnum")),
                "Who renews",
            )],
        ),
        enumeration(
            "services.expanded.Renew.ModeEnum",
            "The possible values of renew mode",
            &["automatic", "manual"],
        ),
        object(
            "services.expanded.Renew.Current",
            "Renew current",
            vec![
                ro(
                    "mode",
                    model("services.expanded.Renew.ModeEnum"),
                    "Who renews",
                )
                .nullable(),
                ro("nextDate", DATETIME, "The next renewal").nullable(),
                ro("period", DURATION, "For how long a renewal holds").nullable(),
            ],
        ),
        object(
            "services.expanded.Customer",
            "Customer",
            vec![ro(
                "contacts",
                list(model("services.expanded.Customer.Contact")),
                "The accounts that look after it",
            )],
        ),
        object(
            "services.expanded.Customer.Contact",
            "Contact",
            vec![
                ro("customerCode", STRING, "The NIC handle"),
                ro(
                    "type",
                    model("services.expanded.Customer.Contact.TypeEnum"),
                    "Kind",
                ),
            ],
        ),
        enumeration(
            "services.expanded.Customer.Contact.TypeEnum",
            "The possible values of contact",
            &["administrator", "billing", "technical"],
        ),
        object(
            "services.expanded.Resource",
            "Resource",
            vec![
                ro("displayName", STRING, "The name people gave it"),
                ro("name", STRING, "Technical name"),
                ro("product", model("services.expanded.Product"), "The product").nullable(),
                ro(
                    "resellingProvider",
                    model("services.expanded.ResellingProviderEnum"),
                    "The region that provides it for this one",
                )
                .nullable(),
                ro(
                    "state",
                    model("services.expanded.Resource.StateEnum"),
                    "State",
                ),
            ],
        ),
        object(
            "services.expanded.Product",
            "Product",
            vec![
                ro("description", STRING, "What it is"),
                ro("name", STRING, "Technical name"),
            ],
        ),
        enumeration(
            "services.expanded.ResellingProviderEnum",
            "The possible values of reselling provider",
            &["ovh.ca", "ovh.eu"],
        ),
        enumeration(
            "services.expanded.Resource.StateEnum",
            "The possible values of resource state",
            &[
                "active",
                "deleted",
                "suspended",
                "toActivate",
                "toDelete",
                "toSuspend",
            ],
        ),
        object(
            "services.expanded.Route",
            "Route",
            vec![
                ro("path", STRING, "The path of its kind").nullable(),
                ro("url", STRING, "Address").nullable(),
                ro(
                    "vars",
                    list(generic("complexType.SafeKeyValue", STRING)),
                    "What to put in the path",
                ),
            ],
        ),
        object(
            "services.update.Service",
            "What may be changed of a service",
            vec![
                rw("displayName", STRING, "The name people gave it").nullable(),
                rw(
                    "renew",
                    model("services.update.Service.Renew"),
                    "The renewal",
                )
                .nullable(),
                rw(
                    "terminationPolicy",
                    model("services.expanded.terminationPolicyEnum"),
                    "When it shall end",
                )
                .nullable(),
            ],
        ),
        object(
            "services.update.Service.Renew",
            "Renew",
            vec![
                rw(
                    "mode",
                    model("services.expanded.Renew.ModeEnum"),
                    "Who renews",
                ),
                rw("period", DURATION, "For how long a renewal holds"),
            ],
        ),
        enumeration(
            "services.expanded.terminationPolicyEnum",
            "The possible values of termination policy",
            &[
                "empty",
                "terminateAtEngagementDate",
                "terminateAtExpirationDate",
            ],
        ),
        object(
            "services.terminate.TerminationAnswer",
            "What happens after a request to end a service",
            vec![ro("message", STRING, "What happens next")],
        ),
        object(
            "services.terminate.ConfirmServiceTerminationRequest",
            "The second step of ending a service",
            vec![rw("token", PASSWORD, "The token that was mailed").required()],
        ),
    ]
}
