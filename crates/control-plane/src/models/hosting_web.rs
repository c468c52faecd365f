//! The models of `/hosting/web`.

use crate::model::{
    BOOLEAN, DATETIME, DOUBLE, Field, IPV4, IPV6, LONG, Model, STRING, enumeration, generic, list,
    model, object,
};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("hosting.web.Service", "A web hosting", service_fields()),
        object(
            "hosting.web.ServiceWithIAM",
            "A web hosting, with what access policies see",
            with_iam(service_fields()),
        ),
        object(
            "hosting.web.AvailableOfferStruct",
            "Available offer struct",
            vec![
                rw("offer", model("hosting.web.OfferEnum"), "What was ordered"),
                rw("price", model("order.Price"), "The price without tax"),
            ],
        ),
        enumeration(
            "hosting.web.OfferEnum",
            "The possible values of offer",
            &[
                "CLOUDWEB_1",
                "CLOUDWEB_2",
                "CLOUDWEB_3",
                "KS",
                "PERFORMANCE_1",
                "PERFORMANCE_2",
                "PERFORMANCE_3",
                "PERFORMANCE_4",
                "PERSO",
                "POWER_BETA_1",
                "PRO",
                "START",
            ],
        ),
        enumeration(
            "hosting.web.OfferCapabilitiesEnum",
            "The possible values of offer capabilities",
            &[
                "1000gp",
                "20gp",
                "240gp",
                "240pack",
                "240plan",
                "300gp",
                "60gp",
                "720pack",
                "720plan",
                "90pack",
                "90plan",
                "CLOUDWEB_1",
                "CLOUDWEB_2",
                "CLOUDWEB_3",
                "KS",
                "PERFORMANCE_1",
                "PERFORMANCE_2",
                "PERFORMANCE_3",
                "PERFORMANCE_4",
                "PERSO",
                "POWER_BETA_1",
                "PRO",
                "START",
                "business",
                "cloudweb1",
                "cloudweb2",
                "cloudweb3",
                "cloudwebbetax1",
                "depro2012",
                "deprol2012",
                "deproxl2012",
                "deproxxl2012",
                "destart2012",
                "destartl2012",
                "destartxl2012",
                "domainpack",
                "hosting-free-100m",
                "hosting-performance-1",
                "hosting-performance-2",
                "hosting-performance-3",
                "hosting-performance-4",
                "hosting-perso",
                "hosting-pro",
                "hosting-starter",
                "hosting-starter-ovh",
                "hostingAtScaleX128",
                "hostingAtScaleX16",
                "hostingAtScaleX20",
                "hostingAtScaleX24",
                "hostingAtScaleX32",
                "hostingAtScaleX64",
                "hostingAtScaleX8",
                "itbusiness2012",
                "itperso2012",
                "itpremium2012",
                "kimsufi2015",
                "mailpack",
                "mailplan",
                "mediapack",
                "mediaplan",
                "ovhpro1To",
                "ovhpro2To",
                "ovhpro5To",
                "paas2014beta",
                "perf2014x1",
                "perf2014x2",
                "perf2014x3",
                "perf2014x4",
                "perso2010",
                "perso2014",
                "powerBeta1",
                "powerbeta1",
                "premium",
                "pro2010",
                "pro2014",
                "start10g",
                "start10m",
                "start1g",
                "start1ges",
                "start1m",
                "start5g",
                "starter",
                "xxlpack",
                "xxlplan",
            ],
        ),
        object(
            "hosting.web.CountriesIp",
            "Countries ip",
            vec![
                ro("country", model("hosting.web.CountryEnum"), "Country"),
                ro("ip", IPV4, "Address").nullable(),
                ro("ipv6", IPV6, "IPv6 address").nullable(),
            ],
        ),
        enumeration(
            "hosting.web.CountryEnum",
            "The possible values of country",
            &[
                "BE", "CA", "CZ", "DE", "ES", "FI", "FR", "IE", "IT", "LT", "NL", "PL", "PT", "UK",
            ],
        ),
        enumeration(
            "hosting.web.OperatingSystemEnum",
            "The possible values of operating system",
            &["linux"],
        ),
        object(
            "hosting.web.PhpVersion",
            "Php version",
            vec![
                rw(
                    "support",
                    model("hosting.web.PhpVersionStateEnum"),
                    "How long it is kept",
                ),
                rw("version", STRING, "Version"),
            ],
        ),
        enumeration(
            "hosting.web.PhpVersionStateEnum",
            "The possible values of php version state",
            &["BETA", "END_OF_LIFE", "SECURITY_FIXES", "SUPPORTED"],
        ),
        enumeration(
            "hosting.web.ResourceEnum",
            "The possible values of resource",
            &["bestEffort", "cloud", "dedicated", "shared"],
        ),
        object(
            "hosting.web.ServiceAccess",
            "Service access",
            vec![
                rw("ftp", model("hosting.web.Address"), "For files"),
                rw("http", model("hosting.web.Address"), "For the web"),
                rw("ssh", model("hosting.web.Address"), "For the command line"),
            ],
        ),
        object(
            "hosting.web.Address",
            "Address",
            vec![rw("port", LONG, "Port"), rw("url", STRING, "Address")],
        ),
        enumeration(
            "hosting.web.StateEnum",
            "The possible values of web state",
            &[
                "active",
                "blocked",
                "bloqued",
                "hardBlocked",
                "hardBloqued",
                "maintenance",
            ],
        ),
    ]
}

/// The fields of `hosting.web.Service`.
fn service_fields() -> Vec<Field> {
    vec![
        ro(
            "availableBoostOffer",
            list(model("hosting.web.AvailableOfferStruct")),
            "Offers that it can be lifted to for a while",
        ),
        ro(
            "boostOffer",
            model("hosting.web.OfferCapabilitiesEnum"),
            "The offer it is lifted to at present",
        )
        .nullable(),
        ro("cluster", STRING, "The cluster that carries it"),
        ro("clusterIp", IPV4, "The IPv4 address of the cluster").nullable(),
        ro("clusterIpv6", IPV6, "The IPv6 address of the cluster").nullable(),
        ro(
            "countriesIp",
            list(model("hosting.web.CountriesIp")),
            "Addresses that appear to be in a country",
        )
        .nullable(),
        ro("datacenter", STRING, "The data centre"),
        ro(
            "defaultAttachedDomain",
            STRING,
            "The domain it answers with by default",
        )
        .nullable(),
        rw("displayName", STRING, "The name people gave it").nullable(),
        ro("filer", STRING, "The file server that carries it").nullable(),
        ro("hasCdn", BOOLEAN, "Whether a CDN is in front").nullable(),
        ro(
            "hasHostedSsl",
            BOOLEAN,
            "Whether a certificate is installed",
        )
        .nullable(),
        ro("home", STRING, "The path of the home directory"),
        ro("hostingIp", IPV4, "The IPv4 address of the hosting").nullable(),
        ro("hostingIpv6", IPV6, "The IPv6 address of the hosting").nullable(),
        ro(
            "lastOvhConfigScan",
            DATETIME,
            "When the configuration was last read",
        )
        .nullable(),
        ro(
            "multipleSSL",
            BOOLEAN,
            "Whether several certificates are possible",
        ),
        ro(
            "offer",
            model("hosting.web.OfferCapabilitiesEnum"),
            "What was ordered",
        ),
        ro(
            "operatingSystem",
            model("hosting.web.OperatingSystemEnum"),
            "The operating system",
        ),
        ro(
            "phpVersions",
            list(model("hosting.web.PhpVersion")),
            "The PHP versions on offer",
        ),
        ro("primaryLogin", STRING, "The main user"),
        ro(
            "quotaSize",
            generic("complexType.UnitAndValue", DOUBLE),
            "Space on disk",
        ),
        ro(
            "quotaUsed",
            generic("complexType.UnitAndValue", DOUBLE),
            "Space in use",
        )
        .nullable(),
        ro(
            "recommendedOffer",
            model("hosting.web.OfferEnum"),
            "An offer that would fit better",
        )
        .nullable(),
        ro(
            "resourceType",
            model("hosting.web.ResourceEnum"),
            "How its resources are shared",
        ),
        ro(
            "serviceManagementAccess",
            model("hosting.web.ServiceAccess"),
            "Where it is managed",
        ),
        ro("serviceName", STRING, "Technical name"),
        ro("state", model("hosting.web.StateEnum"), "State"),
        ro("token", STRING, "A token for other tools").nullable(),
        ro(
            "trafficQuotaSize",
            generic("complexType.UnitAndValue", DOUBLE),
            "Traffic included",
        )
        .nullable(),
        ro(
            "trafficQuotaUsed",
            generic("complexType.UnitAndValue", DOUBLE),
            "Traffic used",
        )
        .nullable(),
        ro("updates", list(STRING), "What can be updated"),
    ]
}
