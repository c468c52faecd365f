//! The models of `/domain`.

use crate::model::{
    BOOLEAN, DATETIME, Field, IPV4, IPV6, LONG, Model, STRING, enumeration, list, model, object,
};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "domain.DomainService",
            "A domain name",
            domain_service_fields(),
        ),
        object(
            "domain.DomainServiceWithIAM",
            "A domain name, with what access policies see",
            with_iam(domain_service_fields()),
        ),
        object(
            "domain.ContactSummary",
            "Contact summary",
            vec![ro("id", STRING, "Identifier")],
        ),
        enumeration(
            "domain.DnssecStateEnum",
            "The possible values of dnssec state",
            &["disabled", "enabled", "not_supported"],
        ),
        enumeration(
            "domain.nameServer.NameServerTypeEnum",
            "The possible values of name server",
            &[
                "anycast",
                "dedicated",
                "empty",
                "external",
                "hold",
                "hosted",
                "hosting",
                "mixed",
                "parking",
            ],
        ),
        object(
            "domain.nameServer.NameServer",
            "Name server",
            vec![
                ro("id", LONG, "Identifier"),
                ro("ipv4", IPV4, "IPv4 address").nullable(),
                ro("ipv6", IPV6, "IPv6 address").nullable(),
                ro("nameServer", STRING, "The name of the server"),
                ro(
                    "nameServerType",
                    model("domain.nameServer.NameServerTypeEnum"),
                    "What kind of name servers answer",
                ),
            ],
        ),
        enumeration(
            "domain.OfferEnum",
            "The possible values of offer",
            &["diamond", "gold", "platinum"],
        ),
        object(
            "domain.ParentService",
            "Parent service",
            vec![
                ro("name", STRING, "Technical name"),
                ro("type", model("domain.ParentServiceTypeEnum"), "Kind"),
            ],
        ),
        enumeration(
            "domain.ParentServiceTypeEnum",
            "The possible values of parent service",
            &["/allDom"],
        ),
        enumeration(
            "domain.RenewalStateEnum",
            "The possible values of renewal state",
            &[
                "automatic_renew",
                "cancellation_complete",
                "cancellation_requested",
                "manual_renew",
                "unpaid",
            ],
        ),
        enumeration(
            "domain.DomainStateEnum",
            "The possible values of domain state",
            &[
                "autorenew_in_progress",
                "autorenew_registry_in_progress",
                "deleted",
                "dispute",
                "expired",
                "ok",
                "outgoing_transfer",
                "pending_create",
                "pending_delete",
                "pending_incoming_transfer",
                "pending_installation",
                "registry_suspended",
                "restorable",
                "technical_suspended",
            ],
        ),
        enumeration(
            "domain.SuspensionStateEnum",
            "The possible values of suspension state",
            &["not_suspended", "suspended"],
        ),
        enumeration(
            "domain.LockStatusEnum",
            "The possible values of lock status",
            &["locked", "locking", "unavailable", "unlocked", "unlocking"],
        ),
    ]
}

/// The fields of `domain.DomainService`.
fn domain_service_fields() -> Vec<Field> {
    vec![
        ro(
            "contactAdmin",
            model("domain.ContactSummary"),
            "The account that owns it",
        ),
        ro(
            "contactBilling",
            model("domain.ContactSummary"),
            "The account that pays for it",
        ),
        ro(
            "contactOwner",
            model("domain.ContactSummary"),
            "The contact in whose name it is registered",
        ),
        ro(
            "contactTech",
            model("domain.ContactSummary"),
            "The account that runs it",
        ),
        ro(
            "dnssecState",
            model("domain.DnssecStateEnum"),
            "Whether DNSSEC is on",
        ),
        ro("dnssecSupported", BOOLEAN, "Whether DNSSEC is possible"),
        ro("domain", STRING, "The name"),
        ro("expirationDate", DATETIME, "Paid until"),
        ro(
            "glueRecordIpv6Supported",
            BOOLEAN,
            "Whether glue records may hold IPv6 addresses",
        ),
        ro(
            "glueRecordMultiIpSupported",
            BOOLEAN,
            "Whether glue records may hold several addresses",
        ),
        ro(
            "hostSupported",
            BOOLEAN,
            "Whether host objects are possible",
        ),
        ro("lastUpdate", DATETIME, "Last changed at"),
        rw(
            "nameServerType",
            model("domain.nameServer.NameServerTypeEnum"),
            "What kind of name servers answer",
        ),
        ro(
            "nameServers",
            list(model("domain.nameServer.NameServer")),
            "The servers that answer for the name",
        ),
        ro("offer", model("domain.OfferEnum"), "What was ordered"),
        ro(
            "owoSupported",
            BOOLEAN,
            "Whether contact data can be hidden",
        ),
        ro(
            "parentService",
            model("domain.ParentService"),
            "The service that it is part of",
        )
        .nullable(),
        ro("renewalDate", DATETIME, "The next renewal"),
        ro(
            "renewalState",
            model("domain.RenewalStateEnum"),
            "How it is renewed",
        ),
        ro("serviceId", LONG, "Number of the service, as in /services"),
        ro("state", model("domain.DomainStateEnum"), "State"),
        ro(
            "suspensionState",
            model("domain.SuspensionStateEnum"),
            "Whether it is suspended",
        ),
        rw(
            "transferLockStatus",
            model("domain.LockStatusEnum"),
            "Whether it is protected from a transfer",
        ),
        ro(
            "whoisOwner",
            STRING,
            "The contact in whose name it is registered",
        ),
    ]
}
