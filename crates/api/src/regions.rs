//! Where a route exists.

use crate::ids::{Endpoint, Region};

/// The endpoints that serve a route. A call elsewhere is refused before it is sent
/// ([`ApiError::NotInRegion`](crate::ApiError::NotInRegion)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Where {
    eu: bool,
    ca: bool,
    us: bool,
    brands: bool,
}

impl Where {
    /// The three regions and the brands in them.
    pub const EVERYWHERE: Self = Self::new(true, true, true, true);
    /// The three regions, not the brands.
    pub const REGIONS: Self = Self::new(true, true, true, false);
    /// Europe and Canada.
    pub const EU_CA: Self = Self::new(true, true, false, false);
    /// Europe alone.
    pub const EU: Self = Self::new(true, false, false, false);

    const fn new(eu: bool, ca: bool, us: bool, brands: bool) -> Self {
        Self { eu, ca, us, brands }
    }

    /// Whether that endpoint serves the route.
    pub const fn includes(self, endpoint: Endpoint) -> bool {
        let region = match endpoint.region() {
            Region::Eu => self.eu,
            Region::Ca => self.ca,
            Region::Us => self.us,
        };
        region && (self.brands || !endpoint.is_brand())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_exactly_what_its_name_says() {
        let names = |place: Where| -> Vec<&str> {
            Endpoint::ALL
                .into_iter()
                .filter(|e| place.includes(*e))
                .map(Endpoint::as_str)
                .collect()
        };
        assert_eq!(names(Where::EVERYWHERE).len(), 7);
        assert_eq!(names(Where::REGIONS), ["eu", "ca", "us"]);
        assert_eq!(names(Where::EU_CA), ["eu", "ca"]);
        assert_eq!(names(Where::EU), ["eu"]);
    }
}
