//! The table of products.
//!
//! Regions: a product is in a region when that region's schema index lists its
//! section. The documents of Canada and the United States are older than those of
//! Europe; each row names its own. Universe: the use the product is made for,
//! settled in this project.

#[cfg(feature = "sources")]
use crate::{day::Day, source::Source};
use crate::{
    product::{Presence, Product, Region},
    universe::Universe::{Enterprise, Market, Spirit, Stack},
};

/// Version of the schema documents that each region's facts were read in.
#[cfg(feature = "sources")]
const EU: Day = Day::new(2026, 8, 17);
#[cfg(feature = "sources")]
const CA: Day = Day::new(2024, 6, 7);
#[cfg(feature = "sources")]
const US: Day = Day::new(2024, 6, 7);

/// One row: key, universe, prefix, schema document, then the regions that serve
/// that document. `brands` marks a section that the Kimsufi and SoYouStart
/// endpoints serve as well (document index of `ca.api.kimsufi.com`, 2024).
macro_rules! product {
    ($key:literal, $universe:expr, $prefix:literal, $schema:literal, [$($region:ident $day:ident),+] $(, $brands:ident)?) => {
        Product {
            key: $key,
            universe: $universe,
            prefix: $prefix,
            on_brands: product!(@brands $($brands)?),
            presence: &[$(Presence {
                region: Region::$region,
                #[cfg(feature = "sources")]
                source: Source {
                    document: concat!("API v1 schema ", $schema),
                    dated: $day,
                },
            }),+],
        }
    };
    (@brands brands) => { true };
    (@brands) => { false };
}

/// Every product we know, by universe.
#[rustfmt::skip]
pub static PRODUCTS: &[Product] = &[
    // Market
    product!("domain", Market, "/domain", "/domain.json", [Eu EU, Ca CA]),
    product!("domain-zone", Market, "/domain/zone", "/domain.json", [Eu EU, Ca CA]),
    product!("all-dom", Market, "/allDom", "/allDom.json", [Eu EU]),
    product!("hosting-web", Market, "/hosting/web", "/hosting/web.json", [Eu EU, Ca CA]),
    product!("private-database", Market, "/hosting/privateDatabase", "/hosting/privateDatabase.json", [Eu EU, Ca CA]),
    product!("email-domain", Market, "/email/domain", "/email/domain.json", [Eu EU]),
    product!("email-mxplan", Market, "/email/mxplan", "/email/mxplan.json", [Eu EU, Ca CA]),
    product!("email-pro", Market, "/email/pro", "/email/pro.json", [Eu EU]),
    product!("exchange", Market, "/email/exchange", "/email/exchange.json", [Eu EU, Ca CA]),
    product!("microsoft-services", Market, "/msServices", "/msServices.json", [Eu EU, Ca CA]),
    product!("microsoft-csp", Market, "/saas/csp2", "/saas/csp2.json", [Eu EU]),
    product!("office", Market, "/license/office", "/license/office.json", [Eu EU, Ca CA, Us US]),
    product!("office-prepaid", Market, "/license/officePrepaid", "/license/officePrepaid.json", [Eu EU, Ca CA, Us US]),
    product!("telephony", Market, "/telephony", "/telephony.json", [Eu EU]),
    product!("sip-trunk", Market, "/pack/siptrunk", "/pack/siptrunk.json", [Eu EU]),
    product!("sms", Market, "/sms", "/sms.json", [Eu EU]),
    product!("freefax", Market, "/freefax", "/freefax.json", [Eu EU]),
    product!("xdsl", Market, "/xdsl", "/xdsl.json", [Eu EU]),
    product!("xdsl-pack", Market, "/pack/xdsl", "/pack/xdsl.json", [Eu EU]),
    product!("over-the-box", Market, "/overTheBox", "/overTheBox.json", [Eu EU]),
    product!("ssl", Market, "/ssl", "/ssl.json", [Eu EU, Ca CA, Us US]),
    product!("ssl-gateway", Market, "/sslGateway", "/sslGateway.json", [Eu EU, Ca CA]),
    product!("cdn", Market, "/cdn/dedicated", "/cdn/dedicated.json", [Eu EU, Ca CA]),
    // Spirit
    product!("dedicated-server", Spirit, "/dedicated/server", "/dedicated/server.json", [Eu EU, Ca CA, Us US], brands),
    product!("vps", Spirit, "/vps", "/vps.json", [Eu EU, Ca CA, Us US]),
    product!("ip", Spirit, "/ip", "/ip.json", [Eu EU, Ca CA, Us US], brands),
    product!("ip-load-balancing", Spirit, "/ipLoadbalancing", "/ipLoadbalancing.json", [Eu EU, Ca CA, Us US]),
    product!("nas-ha", Spirit, "/dedicated/nasha", "/dedicated/nasha.json", [Eu EU, Ca CA, Us US]),
    product!("ceph", Spirit, "/dedicated/ceph", "/dedicated/ceph.json", [Eu EU, Ca CA, Us US]),
    product!("dedicated-cluster", Spirit, "/dedicated/cluster", "/dedicated/cluster.json", [Eu EU, Ca CA, Us US]),
    product!("license", Spirit, "/license", "/license/windows.json", [Eu EU, Ca CA, Us US]),
    product!("license-hycu", Spirit, "/license/hycu", "/license/hycu.json", [Eu EU]),
    product!("vip-support", Spirit, "/vip", "/vip.json", [Eu EU, Ca CA]),
    product!("mis", Spirit, "/stack/mis", "/stack/mis.json", [Eu EU]),
    // Stack
    product!("cloud-project", Stack, "/cloud/project", "/cloud.json", [Eu EU, Ca CA, Us US]),
    product!("hadoop", Stack, "/cluster/hadoop", "/cluster/hadoop.json", [Eu EU]),
    product!("logs-data-platform", Stack, "/dbaas/logs", "/dbaas/logs.json", [Eu EU, Ca CA, Us US]),
    product!("metrics", Stack, "/metrics", "/metrics.json", [Eu EU, Us US]),
    // Enterprise
    product!("private-cloud", Enterprise, "/dedicatedCloud", "/dedicatedCloud.json", [Eu EU, Ca CA, Us US]),
    product!("nutanix", Enterprise, "/nutanix", "/nutanix.json", [Eu EU, Ca CA, Us US]),
    product!("vrack", Enterprise, "/vrack", "/vrack.json", [Eu EU, Ca CA, Us US]),
    product!("cloud-connect", Enterprise, "/ovhCloudConnect", "/ovhCloudConnect.json", [Eu EU, Ca CA, Us US]),
    product!("housing", Enterprise, "/dedicated/housing", "/dedicated/housing.json", [Eu EU, Ca CA, Us US]),
    product!("enterprise-file-storage", Enterprise, "/storage/netapp", "/storage.json", [Eu EU, Ca CA]),
    product!("horizon-view", Enterprise, "/horizonView", "/horizonView.json", [Eu EU, Ca CA]),
    product!("veeam-enterprise", Enterprise, "/veeam/veeamEnterprise", "/veeam/veeamEnterprise.json", [Eu EU, Ca CA, Us US]),
    product!("veeam-cloud-connect", Enterprise, "/veeamCloudConnect", "/veeamCloudConnect.json", [Eu EU, Ca CA, Us US]),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::product::product_of;

    #[test]
    fn keys_and_prefixes_are_unique_and_well_formed() {
        let mut keys = HashSet::new();
        let mut prefixes = HashSet::new();
        for product in PRODUCTS {
            assert!(keys.insert(product.key), "{} twice", product.key);
            assert!(prefixes.insert(product.prefix), "{} twice", product.prefix);
            assert!(product.prefix.starts_with('/'), "{}", product.prefix);
            assert!(!product.prefix.ends_with('/'), "{}", product.prefix);
            assert!(
                product
                    .key
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                product.key
            );
        }
    }

    /// A prefix leads back to its own product, bare, as a template and filled in,
    /// whatever other prefixes it contains or is contained in.
    #[test]
    fn every_prefix_leads_to_its_own_product() {
        for product in PRODUCTS {
            for tail in [
                "",
                "/{serviceName}",
                "/thing.example",
                "/{serviceName}/option/{id}",
            ] {
                let route = format!("{}{tail}", product.prefix);
                assert_eq!(
                    product_of(&route).map(|p| p.key),
                    Some(product.key),
                    "{route}"
                );
            }
        }
    }

    #[test]
    fn every_presence_is_sourced_once_per_region() {
        for product in PRODUCTS {
            let regions: HashSet<_> = product.presence.iter().map(|p| p.region).collect();
            assert_eq!(regions.len(), product.presence.len(), "{}", product.key);
            // No section exists in Canada or the United States that Europe lacks.
            assert!(product.exists_in(Region::Eu), "{}", product.key);
            for presence in product.presence {
                let day = presence.source.dated;
                assert!((2024..=2026).contains(&day.year) && (1..=12).contains(&day.month));
                assert!((1..=31).contains(&day.day));
                assert!(presence.source.document.ends_with(".json"));
            }
        }
    }

    #[test]
    fn routes_of_services_find_their_product() {
        for (route, key) in [
            ("/vps/{serviceName}", Some("vps")),
            ("/domain/{serviceName}", Some("domain")),
            ("/domain/zone/{zoneName}", Some("domain-zone")),
            ("/domain/zone/{zoneName}/option/{name}", Some("domain-zone")),
            (
                "/email/exchange/{organizationName}/service/{exchangeService}",
                Some("exchange"),
            ),
            ("/ip/service/{serviceName}", Some("ip")),
            ("/ipLoadbalancing/{serviceName}", Some("ip-load-balancing")),
            ("/dedicatedCloud/{serviceName}", Some("private-cloud")),
            ("/license/plesk/{serviceName}", Some("license")),
            ("/license/office/{serviceName}", Some("office")),
            ("/pack/xdsl/{packName}", Some("xdsl-pack")),
            ("/vipx/{serviceName}", None),
            ("/dedicated/unheard/{serviceName}", None),
            ("vps/{serviceName}", None),
            ("", None),
            ("/", None),
        ] {
            assert_eq!(product_of(route).map(|p| p.key), key, "{route}");
        }
    }

    /// Which sections each region lacks, as its schema index shows.
    #[test]
    fn regions_lack_what_their_index_lacks() {
        let missing = |region| -> Vec<&str> {
            PRODUCTS
                .iter()
                .filter(|p| !p.exists_in(region))
                .map(|p| p.key)
                .collect()
        };
        assert_eq!(
            missing(Region::Ca),
            [
                "all-dom",
                "email-domain",
                "email-pro",
                "microsoft-csp",
                "telephony",
                "sip-trunk",
                "sms",
                "freefax",
                "xdsl",
                "xdsl-pack",
                "over-the-box",
                "license-hycu",
                "mis",
                "hadoop",
                "metrics",
            ]
        );
        for key in [
            "domain",
            "domain-zone",
            "hosting-web",
            "exchange",
            "telephony",
            "sms",
            "cdn",
        ] {
            assert!(missing(Region::Us).contains(&key), "{key}");
        }
        for key in [
            "dedicated-server",
            "vps",
            "cloud-project",
            "private-cloud",
            "ip",
            "vrack",
        ] {
            assert!(!missing(Region::Us).contains(&key), "{key}");
        }
    }

    #[test]
    fn brands_have_servers_and_addresses_only() {
        let keys: Vec<_> = PRODUCTS
            .iter()
            .filter(|p| p.on_brands)
            .map(|p| p.key)
            .collect();
        assert_eq!(keys, ["dedicated-server", "ip"]);
    }

    #[test]
    fn days_print_as_iso_dates() {
        assert_eq!(CA.to_string(), "2024-06-07");
    }
}
