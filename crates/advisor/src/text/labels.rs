//! What a request can be about, and their names.

/// Gives an enum its names: `ALL`, `as_str` and `parse`, each name written once.
macro_rules! names {
    ($type:ident { $($variant:ident => $name:literal,)+ }) => {
        impl $type {
            /// Every value, in the order in which people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// A stable name, for files, links and catalogues of text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The value behind a name, `None` for a name that we do not know.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

/// What an engineer would treat the request as, after reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The provider's service fails.
    Incident,
    /// How to use, configure or repair what is the customer's own.
    Advice,
    /// Invoices, payments, renewals, and what is suspended for want of them.
    Billing,
    /// Attacks, hacked or blocked services, reports of them.
    Abuse,
    /// Somebody must put hands on hardware.
    Intervention,
    /// Orders, offers, prices, migrations, ends of products.
    Commercial,
    /// Access to the customer account, its contacts and identity.
    Account,
}

names!(Kind {
    Incident => "incident",
    Advice => "advice",
    Billing => "billing",
    Abuse => "abuse",
    Intervention => "intervention",
    Commercial => "commercial",
    Account => "account",
});

/// Which products the request is about, or the customer account itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Universe {
    /// Domains, web hosting, e-mail, telephony, internet access.
    Market,
    /// Dedicated servers, VPS, IP and network.
    Servers,
    /// Instances, Kubernetes, object storage.
    PublicCloud,
    /// Hosted private cloud, Nutanix, vRack, housing.
    Enterprise,
    /// The customer account: no product in particular.
    Account,
}

names!(Universe {
    Market => "market",
    Servers => "servers",
    PublicCloud => "public_cloud",
    Enterprise => "enterprise",
    Account => "account",
});

impl Universe {
    /// The universe of products that it is, `None` for the account.
    pub const fn of_products(self) -> Option<catalog::Universe> {
        match self {
            Self::Market => Some(catalog::Universe::Market),
            Self::Servers => Some(catalog::Universe::Spirit),
            Self::PublicCloud => Some(catalog::Universe::Stack),
            Self::Enterprise => Some(catalog::Universe::Enterprise),
            Self::Account => None,
        }
    }
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Responsible {
    /// The provider: its hardware, network, platform, or its decision.
    Provider,
    /// The customer: what runs on the service, what is configured, what is owed.
    Customer,
    /// A partner, or help that is paid for: neither of them by default.
    PartnerOrPaid,
}

names!(Responsible {
    Provider => "provider",
    Customer => "customer",
    PartnerOrPaid => "partner_or_paid",
});

/// The product that the words name or hint at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// Pages and applications on shared hosting.
    WebHosting,
    /// A domain name: its registration, renewal, transfer.
    Domain,
    /// The records of a domain name.
    Dns,
    /// Mailboxes, and what is sent from them.
    Email,
    /// Certificates.
    Ssl,
    /// Telephone lines.
    Voip,
    /// Text messages.
    Sms,
    /// Fax lines.
    Fax,
    /// Lines to the internet: ADSL, fibre.
    Access,
    /// A whole machine.
    DedicatedServer,
    /// A virtual private server.
    Vps,
    /// A machine of the Kimsufi brand.
    Kimsufi,
    /// A machine of the SoYouStart brand.
    SoYouStart,
    /// Addresses, and the way to them.
    NetworkIp,
    /// Protection against floods.
    Ddos,
    /// A machine that games run on.
    GameServer,
    /// A licence of other makers' software.
    License,
    /// A virtual machine of the public cloud, and its volumes.
    PublicCloudInstance,
    /// Managed Kubernetes.
    Kubernetes,
    /// Object storage.
    ObjectStorage,
    /// A managed database.
    Database,
    /// Hosted private cloud on VMware.
    PrivateCloud,
    /// Nutanix clusters.
    Nutanix,
    /// The private network between services.
    Vrack,
    /// A dedicated line to the provider.
    Connect,
    /// Racks for the customer's own machines.
    Housing,
    /// The customer account itself.
    Account,
}

names!(Product {
    WebHosting => "web-hosting",
    Domain => "domain",
    Dns => "dns",
    Email => "email",
    Ssl => "ssl",
    Voip => "voip",
    Sms => "sms",
    Fax => "fax",
    Access => "access",
    DedicatedServer => "dedicated-server",
    Vps => "vps",
    Kimsufi => "kimsufi",
    SoYouStart => "soyoustart",
    NetworkIp => "network/ip",
    Ddos => "ddos",
    GameServer => "game-server",
    License => "license",
    PublicCloudInstance => "public-cloud-instance",
    Kubernetes => "kubernetes",
    ObjectStorage => "object-storage",
    Database => "database",
    PrivateCloud => "private-cloud",
    Nutanix => "nutanix",
    Vrack => "vrack",
    Connect => "ovhcloud-connect",
    Housing => "housing",
    Account => "account",
});

impl Product {
    /// The key of the same product in the catalogue. Some have none: protection against
    /// attacks is no product of its own there, nor is the account.
    pub const fn catalog_key(self) -> Option<&'static str> {
        Some(match self {
            Self::WebHosting => "hosting-web",
            Self::Domain => "domain",
            Self::Dns => "domain-zone",
            Self::Email => "email-domain",
            Self::Ssl => "ssl",
            Self::Voip => "telephony",
            Self::Sms => "sms",
            Self::Fax => "freefax",
            Self::Access => "xdsl",
            Self::DedicatedServer | Self::Kimsufi | Self::SoYouStart | Self::GameServer => {
                "dedicated-server"
            }
            Self::Vps => "vps",
            Self::NetworkIp => "ip",
            Self::License => "license",
            Self::PublicCloudInstance | Self::Kubernetes | Self::ObjectStorage | Self::Database => {
                "cloud-project"
            }
            Self::PrivateCloud => "private-cloud",
            Self::Nutanix => "nutanix",
            Self::Vrack => "vrack",
            Self::Connect => "cloud-connect",
            Self::Housing => "housing",
            Self::Ddos | Self::Account => return None,
        })
    }

    /// The universe in which it is sold. A request about it can still belong to another:
    /// mail may run on a server of one's own.
    pub const fn universe(self) -> Universe {
        match self {
            Self::WebHosting
            | Self::Domain
            | Self::Dns
            | Self::Email
            | Self::Ssl
            | Self::Voip
            | Self::Sms
            | Self::Fax
            | Self::Access => Universe::Market,
            Self::DedicatedServer
            | Self::Vps
            | Self::Kimsufi
            | Self::SoYouStart
            | Self::NetworkIp
            | Self::Ddos
            | Self::GameServer
            | Self::License => Universe::Servers,
            Self::PublicCloudInstance | Self::Kubernetes | Self::ObjectStorage | Self::Database => {
                Universe::PublicCloud
            }
            Self::PrivateCloud | Self::Nutanix | Self::Vrack | Self::Connect | Self::Housing => {
                Universe::Enterprise
            }
            Self::Account => Universe::Account,
        }
    }

    /// What a request in a universe is about when nothing names a product.
    pub const fn usual(universe: Universe) -> Self {
        match universe {
            Universe::Market => Self::WebHosting,
            Universe::Servers => Self::DedicatedServer,
            Universe::PublicCloud => Self::PublicCloudInstance,
            Universe::Enterprise => Self::PrivateCloud,
            Universe::Account => Self::Account,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
        for universe in Universe::ALL {
            assert_eq!(Universe::parse(universe.as_str()), Some(*universe));
        }
        for responsible in Responsible::ALL {
            assert_eq!(Responsible::parse(responsible.as_str()), Some(*responsible));
        }
        for product in Product::ALL {
            assert_eq!(Product::parse(product.as_str()), Some(*product));
        }
        assert_eq!(Kind::parse("other"), None);
    }

    #[test]
    fn the_catalogue_has_what_it_is_said_to_have() {
        for product in Product::ALL {
            let Some(key) = product.catalog_key() else {
                continue;
            };
            let found = catalog::PRODUCTS.iter().find(|known| known.key == key);
            assert_eq!(
                found.map(|known| known.universe),
                product.universe().of_products(),
                "{}",
                product.as_str()
            );
        }
    }

    #[test]
    fn every_universe_has_a_usual_product_of_its_own() {
        for universe in Universe::ALL {
            assert_eq!(Product::usual(*universe).universe(), *universe);
        }
    }
}
