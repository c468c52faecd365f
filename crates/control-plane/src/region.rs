//! The regions and sets of them.

use std::fmt;
use std::str::FromStr;

/// A region: a control plane that shares nothing with the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// Europe.
    Eu,
    /// Canada.
    Ca,
    /// The United States.
    Us,
}

impl Region {
    /// All regions, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Eu, Self::Ca, Self::Us];

    /// The name used in file names, URNs and `credentials.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Ca => "ca",
            Self::Us => "us",
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is none of `eu`, `ca`, `us`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no region {0:?}; the regions are eu, ca and us")]
pub struct UnknownRegion(pub String);

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|region| region.name() == name)
            .ok_or_else(|| UnknownRegion(name.to_owned()))
    }
}

/// A set of regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions(u8);

/// Europe only.
pub const E: Regions = Regions(0b001);
/// Canada only.
pub const C: Regions = Regions(0b010);
/// The United States only.
pub const U: Regions = Regions(0b100);
/// Europe and Canada.
pub const EC: Regions = Regions(0b011);
/// Europe and the United States.
pub const EU: Regions = Regions(0b101);
/// Everywhere.
pub const ECU: Regions = Regions(0b111);

impl Regions {
    /// Whether `region` is in the set.
    pub fn contains(self, region: Region) -> bool {
        let bit = match region {
            Region::Eu => E,
            Region::Ca => C,
            Region::Us => U,
        };
        self.0 & bit.0 != 0
    }

    /// Whether the two sets share a region.
    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_parse_back() {
        for region in Region::ALL {
            assert_eq!(region.name().parse(), Ok(region));
        }
        assert_eq!("EU".parse::<Region>(), Err(UnknownRegion("EU".into())));
    }

    #[test]
    fn sets_hold_what_they_name() {
        let held = |set: Regions| Region::ALL.map(|region| set.contains(region));
        assert_eq!(held(E), [true, false, false]);
        assert_eq!(held(EC), [true, true, false]);
        assert_eq!(held(EU), [true, false, true]);
        assert_eq!(held(ECU), [true, true, true]);
        assert!(E.overlaps(EC) && !U.overlaps(EC));
    }
}
