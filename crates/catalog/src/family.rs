//! Products as people speak of them when they ask for help.

use crate::{
    product::{Product, Region},
    products::PRODUCTS,
    universe::Universe,
};

/// Products that fail, are configured and are answered for in the same way: what a
/// request for help is about.
///
/// Coarser than [`Product`] where the provider's documents treat several sections of the
/// API as one, finer where one section holds several things (a public cloud project).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Domain names: registration, transfer, renewal.
    Domain,
    /// DNS zones and name servers.
    Dns,
    /// Web hosting and its databases.
    WebHosting,
    /// Mailboxes that come with a domain or a web hosting.
    Email,
    /// E-mail Pro.
    EmailPro,
    /// Hosted Exchange.
    Exchange,
    /// Licences of Microsoft's office products.
    Office,
    /// TLS certificates.
    Certificate,
    /// Content delivery.
    Cdn,
    /// Telephone lines and trunks.
    Telephony,
    /// Text messages.
    Sms,
    /// Fax.
    Fax,
    /// Internet access.
    Access,
    /// Dedicated servers of every brand.
    DedicatedServer,
    /// Virtual private servers.
    Vps,
    /// Addresses and load balancers.
    Network,
    /// Network storage.
    Storage,
    /// Arrays of disks in the cloud, of an older kind.
    DiskArray,
    /// Licences for servers.
    Licence,
    /// Instances of the public cloud, and the project around them.
    PublicCloud,
    /// Managed Kubernetes.
    Kubernetes,
    /// Object storage.
    ObjectStorage,
    /// Platforms for logs, metrics and data.
    DataPlatform,
    /// Hosted private cloud (VMware), with its options.
    PrivateCloud,
    /// Nutanix clusters.
    Nutanix,
    /// Private networks between services.
    Vrack,
    /// Private connections to the provider's network.
    Connect,
    /// File storage for enterprises.
    FileStorage,
    /// Housing of the customer's own machines.
    Housing,
    /// The customer account itself: no product in particular.
    Account,
}

impl Family {
    /// All families, by universe, the account last.
    pub const ALL: [Self; 30] = [
        Self::Domain,
        Self::Dns,
        Self::WebHosting,
        Self::Email,
        Self::EmailPro,
        Self::Exchange,
        Self::Office,
        Self::Certificate,
        Self::Cdn,
        Self::Telephony,
        Self::Sms,
        Self::Fax,
        Self::Access,
        Self::DedicatedServer,
        Self::Vps,
        Self::Network,
        Self::Storage,
        Self::DiskArray,
        Self::Licence,
        Self::PublicCloud,
        Self::Kubernetes,
        Self::ObjectStorage,
        Self::DataPlatform,
        Self::PrivateCloud,
        Self::Nutanix,
        Self::Vrack,
        Self::Connect,
        Self::FileStorage,
        Self::Housing,
        Self::Account,
    ];

    /// A stable name, for links and catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Dns => "dns",
            Self::WebHosting => "web-hosting",
            Self::Email => "email",
            Self::EmailPro => "email-pro",
            Self::Exchange => "exchange",
            Self::Office => "office",
            Self::Certificate => "certificate",
            Self::Cdn => "cdn",
            Self::Telephony => "telephony",
            Self::Sms => "sms",
            Self::Fax => "fax",
            Self::Access => "access",
            Self::DedicatedServer => "dedicated-server",
            Self::Vps => "vps",
            Self::Network => "network",
            Self::Storage => "storage",
            Self::DiskArray => "disk-array",
            Self::Licence => "licence",
            Self::PublicCloud => "public-cloud",
            Self::Kubernetes => "kubernetes",
            Self::ObjectStorage => "object-storage",
            Self::DataPlatform => "data-platform",
            Self::PrivateCloud => "private-cloud",
            Self::Nutanix => "nutanix",
            Self::Vrack => "vrack",
            Self::Connect => "connect",
            Self::FileStorage => "file-storage",
            Self::Housing => "housing",
            Self::Account => "account",
        }
    }

    /// The family behind a [`key`](Self::key).
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.key() == key)
    }

    /// The keys of its products, the usual one first. Empty for the account.
    pub const fn products(self) -> &'static [&'static str] {
        match self {
            Self::Domain => &["domain", "all-dom"],
            Self::Dns => &["domain-zone"],
            Self::WebHosting => &["hosting-web", "private-database"],
            Self::Email => &["email-domain", "email-mxplan"],
            Self::EmailPro => &["email-pro"],
            Self::Exchange => &["exchange"],
            Self::Office => &[
                "microsoft-services",
                "microsoft-csp",
                "office",
                "office-prepaid",
            ],
            Self::Certificate => &["ssl", "ssl-gateway"],
            Self::Cdn => &["cdn"],
            Self::Telephony => &["telephony", "sip-trunk"],
            Self::Sms => &["sms"],
            Self::Fax => &["freefax"],
            Self::Access => &["xdsl", "xdsl-pack", "over-the-box"],
            Self::DedicatedServer => &[
                "dedicated-server",
                "dedicated-cluster",
                "vip-support",
                "mis",
            ],
            Self::Vps => &["vps"],
            Self::Network => &["ip", "ip-load-balancing"],
            Self::Storage => &["nas-ha"],
            Self::DiskArray => &["ceph"],
            Self::Licence => &["license", "license-hycu"],
            Self::PublicCloud | Self::Kubernetes | Self::ObjectStorage => &["cloud-project"],
            Self::DataPlatform => &["logs-data-platform", "metrics", "hadoop"],
            Self::PrivateCloud => &[
                "private-cloud",
                "horizon-view",
                "veeam-enterprise",
                "veeam-cloud-connect",
            ],
            Self::Nutanix => &["nutanix"],
            Self::Vrack => &["vrack"],
            Self::Connect => &["cloud-connect"],
            Self::FileStorage => &["enterprise-file-storage"],
            Self::Housing => &["housing"],
            Self::Account => &[],
        }
    }

    /// What a product belongs to. A public cloud project is [`Family::PublicCloud`]
    /// until something says which part of it is meant.
    pub fn of(product: &Product) -> Self {
        Self::ALL
            .into_iter()
            .find(|family| family.products().contains(&product.key))
            // A test holds every product against this table.
            .unwrap_or(Self::Account)
    }

    /// The universe of its products, `None` for the account.
    pub const fn universe(self) -> Option<Universe> {
        Some(match self {
            Self::Domain
            | Self::Dns
            | Self::WebHosting
            | Self::Email
            | Self::EmailPro
            | Self::Exchange
            | Self::Office
            | Self::Certificate
            | Self::Cdn
            | Self::Telephony
            | Self::Sms
            | Self::Fax
            | Self::Access => Universe::Market,
            Self::DedicatedServer
            | Self::Vps
            | Self::Network
            | Self::Storage
            | Self::DiskArray
            | Self::Licence => Universe::Spirit,
            Self::PublicCloud | Self::Kubernetes | Self::ObjectStorage | Self::DataPlatform => {
                Universe::Stack
            }
            Self::PrivateCloud
            | Self::Nutanix
            | Self::Vrack
            | Self::Connect
            | Self::FileStorage
            | Self::Housing => Universe::Enterprise,
            Self::Account => return None,
        })
    }

    /// Whether an endpoint has any of its products: the main endpoint of a region, or
    /// (`brand`) that of Kimsufi or SoYouStart there. Every endpoint has accounts.
    pub fn exists_in(self, region: Region, brand: bool) -> bool {
        self == Self::Account
            || PRODUCTS
                .iter()
                .filter(|product| self.products().contains(&product.key))
                .any(|product| product.exists_in(region) && (!brand || product.on_brands))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip_and_no_family_is_forgotten() {
        for (index, family) in Family::ALL.into_iter().enumerate() {
            assert_eq!(family as usize, index);
            assert_eq!(Family::parse(family.key()), Some(family));
        }
        assert_eq!(Family::parse("other"), None);
    }

    #[test]
    fn every_product_has_a_family_of_its_universe() {
        for product in PRODUCTS {
            let family = Family::of(product);
            assert_ne!(family, Family::Account, "{}", product.key);
            assert_eq!(family.universe(), Some(product.universe), "{}", product.key);
        }
        for family in Family::ALL {
            for key in family.products() {
                let product = PRODUCTS.iter().find(|product| product.key == *key);
                let universe = product.map(|product| product.universe);
                assert!(universe.is_some() && universe == family.universe(), "{key}");
            }
        }
    }

    #[test]
    fn families_are_where_their_products_are() {
        assert!(Family::Domain.exists_in(Region::Ca, false));
        assert!(!Family::Domain.exists_in(Region::Us, false));
        assert!(!Family::Telephony.exists_in(Region::Ca, false));
        assert!(Family::Certificate.exists_in(Region::Us, false));
        let on_brands: Vec<_> = Family::ALL
            .into_iter()
            .filter(|family| family.exists_in(Region::Eu, true))
            .collect();
        assert_eq!(
            on_brands,
            [Family::DedicatedServer, Family::Network, Family::Account]
        );
    }
}
