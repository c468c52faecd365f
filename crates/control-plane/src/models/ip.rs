//! The models of `/ip`.

use crate::model::{
    BOOLEAN, DATETIME, Field, IP_BLOCK, IPV4, LONG, Model, STRING, TEXT, Type, enumeration, list,
    model, object,
};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("ip.Ip", "A block of addresses", ip_fields()),
        object(
            "ip.IpWithIAM",
            "A block of addresses, with what access policies see",
            with_iam(ip_fields()),
        ),
        object(
            "ip.RoutedTo",
            "Routed to",
            vec![rw("serviceName", STRING, "The service it leads to").nullable()],
        ),
        enumeration(
            "ip.IpTypeEnum",
            "The possible values of ip",
            &[
                "cdn",
                "cloud",
                "dedicated",
                "failover",
                "hosted_ssl",
                "housing",
                "loadBalancing",
                "mail",
                "overthebox",
                "pcc",
                "pci",
                "private",
                "vpn",
                "vps",
                "vrack",
                "xdsl",
            ],
        ),
        enumeration(
            "ip.IpVersionEnum",
            "The possible values of ip version",
            &["4", "6"],
        ),
        object(
            "ip.ServiceIp",
            "A block of addresses as a service",
            service_ip_fields(),
        ),
        object(
            "ip.ServiceIpWithIAM",
            "A block of addresses as a service, with what access policies see",
            with_iam(service_ip_fields()),
        ),
        object(
            "ip.SpamIp",
            "An address that was blocked for spam",
            vec![
                ro("date", DATETIME, "Blocked at"),
                ro("ipSpamming", IPV4, "The address"),
                ro("state", model("ip.SpamStateEnum"), "State"),
                ro("time", LONG, "Seconds for which it is blocked at least"),
            ],
        ),
        enumeration(
            "ip.SpamStateEnum",
            "The possible values of spam state",
            &["blockedForSpam", "unblocked", "unblocking"],
        ),
        object(
            "ip.SpamStats",
            "The spam of an hour",
            vec![
                rw(
                    "averageSpamscore",
                    LONG,
                    "How much the messages look like spam",
                )
                .nullable(),
                rw(
                    "detectedSpams",
                    list(model("ip.SpamTarget")),
                    "The messages",
                )
                .nullable(),
                rw("numberOfSpams", LONG, "How many messages were spam"),
                rw("timestamp", LONG, "When the hour began, seconds since 1970"),
                rw("total", LONG, "How many messages there were"),
            ],
        ),
        object(
            "ip.SpamTarget",
            "A message that counted as spam",
            vec![
                rw("date", LONG, "When, seconds since 1970"),
                rw("destinationIp", IPV4, "Where it went"),
                rw("messageId", STRING, "Its Message-ID"),
                rw("spamscore", LONG, "How much it looks like spam"),
            ],
        ),
        object(
            "ip.BlockedIp",
            "An address that was blocked for an attack",
            blocked_fields(model("ip.BlockedIpStateEnum")),
        ),
        enumeration(
            "ip.BlockedIpStateEnum",
            "The possible values of blocked ip state",
            &["blocked", "unblocking"],
        ),
        object(
            "ip.ArpBlockedIp",
            "An address that was blocked for ARP",
            blocked_fields(model("ip.ArpStateEnum")),
        ),
        enumeration(
            "ip.ArpStateEnum",
            "The possible values of arp state",
            &["blocked", "unblocking"],
        ),
        object(
            "ip.Antiphishing",
            "A report of phishing",
            vec![
                ro("creationDate", DATETIME, "Reported at"),
                ro("id", LONG, "Number of the report"),
                ro("ipOnAntiphishing", IPV4, "The address that the page is on"),
                ro("state", model("ip.AntiphishingStateEnum"), "State"),
                ro("urlPhishing", STRING, "The page"),
            ],
        ),
        enumeration(
            "ip.AntiphishingStateEnum",
            "The possible values of antiphishing state",
            &["blocked", "blocking", "unblocked", "unblocking"],
        ),
        object(
            "ip.MitigationIp",
            "An address that is filtered against attacks",
            vec![
                ro(
                    "auto",
                    BOOLEAN,
                    "Whether it is filtered because of an attack",
                ),
                ro("ipOnMitigation", IPV4, "The address"),
                rw("permanent", BOOLEAN, "Whether it is filtered always"),
                ro("state", model("ip.MitigationStateEnum"), "State"),
            ],
        ),
        enumeration(
            "ip.MitigationStateEnum",
            "The possible values of mitigation state",
            &["creationPending", "ok", "removalPending"],
        ),
    ]
}

/// The fields of `ip.BlockedIp` and `ip.ArpBlockedIp`.
fn blocked_fields(state: Type) -> Vec<Field> {
    vec![
        ro("blockedSince", DATETIME, "Blocked at"),
        ro("ipBlocked", IPV4, "The address"),
        ro("logs", TEXT, "What was seen").nullable(),
        ro("state", state, "State"),
        ro("time", LONG, "Seconds until it may be unblocked"),
    ]
}

/// The fields of `ip.Ip`.
fn ip_fields() -> Vec<Field> {
    vec![
        ro(
            "bringYourOwnIp",
            BOOLEAN,
            "Whether the addresses belong to the customer",
        ),
        ro("campus", STRING, "The campus that announces it").nullable(),
        ro("canBeTerminated", BOOLEAN, "Whether it can be given back"),
        ro("country", model("coreTypes.CountryEnum"), "Country").nullable(),
        rw("description", STRING, "What people call it").nullable(),
        ro("ip", IP_BLOCK, "The block"),
        ro(
            "isAdditionalIp",
            BOOLEAN,
            "Whether it was ordered in addition",
        ),
        ro(
            "organisationId",
            STRING,
            "The organisation it is registered for",
        )
        .nullable(),
        ro(
            "regions",
            list(model("coreTypes.RegionCodenameEnum")),
            "The regions that announce it",
        )
        .nullable(),
        ro("rir", STRING, "The registry of the block").nullable(),
        ro("routedTo", model("ip.RoutedTo"), "The service it leads to").nullable(),
        ro("type", model("ip.IpTypeEnum"), "Kind"),
        ro("version", model("ip.IpVersionEnum"), "Version"),
    ]
}

/// The fields of `ip.ServiceIp`.
fn service_ip_fields() -> Vec<Field> {
    vec![
        ro("canBeTerminated", BOOLEAN, "Whether it can be given back"),
        ro("country", model("coreTypes.CountryEnum"), "Country").nullable(),
        rw("description", STRING, "What people call it").nullable(),
        ro("ip", IP_BLOCK, "The block"),
        ro(
            "organisationId",
            STRING,
            "The organisation it is registered for",
        )
        .nullable(),
        ro("routedTo", model("ip.RoutedTo"), "The service it leads to").nullable(),
        ro("type", model("ip.IpTypeEnum"), "Kind"),
    ]
}
