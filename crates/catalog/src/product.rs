//! What a product is, and finding it from a route.

#[cfg(feature = "sources")]
use crate::source::Source;
use crate::{products::PRODUCTS, universe::Universe};

/// One of the control planes that share nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// Europe.
    Eu,
    /// Canada.
    Ca,
    /// United States.
    Us,
}

impl Region {
    /// All regions.
    pub const ALL: [Self; 3] = [Self::Eu, Self::Ca, Self::Us];
}

/// In a region, a product's API section exists, as that source states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Presence {
    /// Where.
    pub region: Region,
    /// The schema document of that region that lists the section.
    #[cfg(feature = "sources")]
    pub source: Source,
}

/// A thing that is sold and managed through one section of the API.
#[derive(Debug, PartialEq, Eq)]
pub struct Product {
    /// A stable name, for links and catalogues of text: `dedicated-server`.
    pub key: &'static str,
    /// How customers use it.
    pub universe: Universe,
    /// The fixed beginning of the routes that manage it, without a final slash:
    /// `/dedicated/server`.
    pub prefix: &'static str,
    /// Whether the endpoints of the Kimsufi and SoYouStart brands have it too.
    pub on_brands: bool,
    /// The regions that have it, each with the document that says so.
    pub presence: &'static [Presence],
}

impl Product {
    /// Whether the region's main endpoint has the product.
    pub fn exists_in(&self, region: Region) -> bool {
        self.presence.iter().any(|p| p.region == region)
    }

    /// Whether a route of `/services` (`/vps/{serviceName}`) or a concrete one
    /// (`/vps/vps-1.example`) belongs to this product's prefix.
    fn owns(&self, route_path: &str) -> bool {
        route_path
            .strip_prefix(self.prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The product that a service's `route.path` leads to, `None` for a route we do
/// not know (the caller shows it as "other"; it is still a service).
///
/// The longest prefix wins, so `/domain/zone/{zoneName}` is a zone and
/// `/domain/{serviceName}` a domain name.
pub fn product_of(route_path: &str) -> Option<&'static Product> {
    PRODUCTS
        .iter()
        .filter(|product| product.owns(route_path))
        .max_by_key(|product| product.prefix.len())
}
