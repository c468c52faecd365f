//! The four ways in which customers use the products.

use crate::level::Level;

/// How a customer uses a product. It decides which support levels make sense,
/// not how the product is billed or which API section it lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Universe {
    /// Domains, web hosting, e-mail, telephony, internet access.
    Market,
    /// Dedicated servers of every brand, VPS, IP, network and their licences.
    Spirit,
    /// Public cloud.
    Stack,
    /// Hosted private cloud, Nutanix, vRack, dedicated connect, housing.
    Enterprise,
}

impl Universe {
    /// All universes, in the order in which people are shown them.
    pub const ALL: [Self; 4] = [Self::Market, Self::Spirit, Self::Stack, Self::Enterprise];

    /// A stable name, for links and catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Market => "market",
            Self::Spirit => "spirit",
            Self::Stack => "stack",
            Self::Enterprise => "enterprise",
        }
    }

    /// The universe behind a [`key`](Self::key).
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|universe| universe.key() == key)
    }

    /// The support levels this universe offers, lowest first.
    ///
    /// A universe offers only its own: someone with a domain name is not helped
    /// by a level made for certified private clouds, and the reverse. This is a
    /// decision of this project (2026-11-22) rather than a fact of the API, whose
    /// `GET /me/supportLevel` knows one level for a whole account.
    pub const fn levels(self) -> &'static [Level] {
        match self {
            Self::Market => &[Level::Standard, Level::Premium],
            Self::Spirit | Self::Stack => &[Level::Standard, Level::Premium, Level::Business],
            Self::Enterprise => &[Level::Premium, Level::Business, Level::Enterprise],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_round_trip() {
        for universe in Universe::ALL {
            assert_eq!(Universe::parse(universe.key()), Some(universe));
        }
        assert_eq!(Universe::parse("other"), None);
    }

    #[test]
    fn levels_are_those_of_the_design() {
        let numbers = |universe: Universe| -> Vec<u8> {
            universe.levels().iter().map(|l| l.number()).collect()
        };
        assert_eq!(numbers(Universe::Market), [1, 2]);
        assert_eq!(numbers(Universe::Spirit), [1, 2, 3]);
        assert_eq!(numbers(Universe::Stack), [1, 2, 3]);
        assert_eq!(numbers(Universe::Enterprise), [2, 3, 4]);
    }
}
