//! The kinds of service the control plane knows: where each one lives in the API.

use std::fmt;

/// One kind of service, as `/services` tells them apart by their route.
///
/// Stored in the database by [`Product::key`]; a database that holds a key
/// this program does not know is refused when read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Product {
    /// `/dedicated/server`
    DedicatedServer,
    /// `/vps`
    Vps,
    /// `/domain`
    Domain,
    /// `/domain/zone`
    Zone,
    /// `/hosting/web`
    HostingWeb,
    /// `/email/domain`
    EmailDomain,
    /// `/telephony`
    Telephony,
    /// `/xdsl`
    Xdsl,
    /// `/cloud/project`
    CloudProject,
    /// `/dedicatedCloud`
    DedicatedCloud,
    /// `/ip/service`; the same thing is read by its block under `/ip`
    Ip,
    /// `/vrack`
    Vrack,
}

impl Product {
    /// Every kind, in the order in which they are listed for people.
    pub const ALL: [Product; 12] = [
        Product::DedicatedServer,
        Product::Vps,
        Product::Domain,
        Product::Zone,
        Product::HostingWeb,
        Product::EmailDomain,
        Product::Telephony,
        Product::Xdsl,
        Product::CloudProject,
        Product::DedicatedCloud,
        Product::Ip,
        Product::Vrack,
    ];

    /// The path under which the services of this kind are listed, without the
    /// leading slash. It is also how the kind is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Product::DedicatedServer => "dedicated/server",
            Product::Vps => "vps",
            Product::Domain => "domain",
            Product::Zone => "domain/zone",
            Product::HostingWeb => "hosting/web",
            Product::EmailDomain => "email/domain",
            Product::Telephony => "telephony",
            Product::Xdsl => "xdsl",
            Product::CloudProject => "cloud/project",
            Product::DedicatedCloud => "dedicatedCloud",
            Product::Ip => "ip/service",
            Product::Vrack => "vrack",
        }
    }

    /// The kind stored under `key`.
    pub fn from_key(key: &str) -> Option<Product> {
        Product::ALL
            .into_iter()
            .find(|product| product.key() == key)
    }

    /// The name of the path parameter that holds the service's name.
    pub const fn parameter(self) -> &'static str {
        match self {
            Product::Zone => "zoneName",
            Product::EmailDomain => "domain",
            Product::Telephony => "billingAccount",
            _ => "serviceName",
        }
    }

    /// The path of one service with its parameter in braces, as
    /// `services.expanded.Route.path` gives it.
    pub fn route(self) -> String {
        format!("/{}/{{{}}}", self.key(), self.parameter())
    }

    /// The kind whose [`route`](Product::route) is `path`.
    pub fn from_route(path: &str) -> Option<Product> {
        Product::ALL
            .into_iter()
            .find(|product| product.route() == path)
    }

    /// The resource type in a URN (`urn:v1:eu:resource:{type}:{name}`) and the
    /// first word of the IAM actions of this kind.
    pub const fn resource_type(self) -> &'static str {
        match self {
            Product::DedicatedServer => "dedicatedServer",
            Product::Vps => "vps",
            Product::Domain => "domain",
            Product::Zone => "dnsZone",
            Product::HostingWeb => "webHosting",
            Product::EmailDomain => "emailDomain",
            Product::Telephony => "voip",
            Product::Xdsl => "xdsl",
            Product::CloudProject => "publicCloudProject",
            Product::DedicatedCloud => "pccVMware",
            Product::Ip => "ip",
            Product::Vrack => "vrack",
        }
    }

    /// `services.expanded.Product.name`.
    pub const fn name(self) -> &'static str {
        match self {
            Product::DedicatedServer => "dedicated-server",
            Product::Vps => "vps",
            Product::Domain => "domain",
            Product::Zone => "domain-zone",
            Product::HostingWeb => "web-hosting",
            Product::EmailDomain => "email-domain",
            Product::Telephony => "telephony",
            Product::Xdsl => "xdsl",
            Product::CloudProject => "cloud-project",
            Product::DedicatedCloud => "dedicated-cloud",
            Product::Ip => "ip",
            Product::Vrack => "vrack",
        }
    }

    /// `services.expanded.Product.description`.
    pub const fn description(self) -> &'static str {
        match self {
            Product::DedicatedServer => "Dedicated server",
            Product::Vps => "Virtual private server",
            Product::Domain => "Domain name",
            Product::Zone => "DNS zone",
            Product::HostingWeb => "Web hosting",
            Product::EmailDomain => "E-mail on a domain",
            Product::Telephony => "Telephony group",
            Product::Xdsl => "Internet access",
            Product::CloudProject => "Public cloud project",
            Product::DedicatedCloud => "Hosted private cloud",
            Product::Ip => "IP addresses",
            Product::Vrack => "Private network",
        }
    }

    /// Whether services of this kind are paid for a period that ends; the
    /// others are free.
    pub const fn expires(self) -> bool {
        !matches!(self, Product::Vrack)
    }

    /// Whether services of this kind are billed by what they consume, so that
    /// they end at once when the customer ends them.
    pub const fn by_consumption(self) -> bool {
        matches!(self, Product::CloudProject)
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_again_by_key_and_route() {
        for product in Product::ALL {
            assert_eq!(Product::from_key(product.key()), Some(product));
            assert_eq!(Product::from_route(&product.route()), Some(product));
        }
        assert_eq!(Product::from_key("vps/"), None);
        assert_eq!(Product::from_route("/vps"), None);
    }
}
