//! The models of `/ip`.

use crate::model::{BOOLEAN, Field, IP_BLOCK, Model, STRING, enumeration, list, model, object};
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
