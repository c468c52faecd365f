//! Which products are certified, and under which condition.

use crate::{
    document::{self, Document},
    family::Family,
};

/// A certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certification {
    /// ISO/IEC 27001, 27017, 27018 and 27701.
    Iso27000,
    /// Health data in France.
    Hds,
    /// Payment cards.
    PciDss,
    /// The French state's qualification of clouds.
    SecNumCloud,
}

impl Certification {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Iso27000, Self::Hds, Self::PciDss, Self::SecNumCloud];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Iso27000 => "iso-27000",
            Self::Hds => "hds",
            Self::PciDss => "pci-dss",
            Self::SecNumCloud => "sec-num-cloud",
        }
    }
}

/// Whether a family has a certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coverage {
    /// It has.
    Covered,
    /// It has with an option, and a support level of Business or Enterprise.
    WithOptionAndLevel,
    /// One of its offers has.
    SomeOffers,
    /// The provider says that it has not.
    NotCovered,
}

impl Coverage {
    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::WithOptionAndLevel => "with-option-and-level",
            Self::SomeOffers => "some-offers",
            Self::NotCovered => "not-covered",
        }
    }
}

/// Whether a family has a certification and where that is written; `None` where nothing is.
/// `brand`: on an endpoint of Kimsufi or SoYouStart, whose servers may not keep health data.
pub fn coverage(
    family: Family,
    certification: Certification,
    brand: bool,
) -> Option<(Coverage, &'static Document)> {
    use Certification::{Hds, Iso27000, PciDss, SecNumCloud};
    use Coverage::{Covered, NotCovered, SomeOffers, WithOptionAndLevel};
    use Family::{
        DataPlatform, DedicatedServer, Domain, Email, FileStorage, Kubernetes, Nutanix,
        ObjectStorage, PrivateCloud, PublicCloud, Storage, Vps, WebHosting,
    };
    Some(match (certification, family) {
        (Hds, DedicatedServer) if brand => (NotCovered, &document::HEALTH_DATA),
        (
            Iso27000,
            DedicatedServer | Nutanix | PrivateCloud | Storage | FileStorage | ObjectStorage
            | PublicCloud | Kubernetes | DataPlatform,
        ) => (Covered, &document::CERTIFICATIONS),
        (Iso27000, WebHosting | Email | Domain) => (NotCovered, &document::CERTIFICATIONS),
        (
            Hds,
            DedicatedServer | Nutanix | PrivateCloud | Storage | FileStorage | ObjectStorage
            | PublicCloud | Kubernetes | DataPlatform,
        ) => (WithOptionAndLevel, &document::HEALTH_DATA),
        (Hds, Vps) => (NotCovered, &document::HEALTH_DATA),
        (PciDss, PrivateCloud) => (Covered, &document::SLA_VMWARE),
        (SecNumCloud, PrivateCloud) => (SomeOffers, &document::SLA_VMWARE),
        (SecNumCloud, DedicatedServer) => (NotCovered, &document::SLA_SERVER),
        (PciDss | SecNumCloud, PublicCloud) => (NotCovered, &document::SLA_INSTANCES),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_provider_says_and_no_more() {
        let of = |family, certification| coverage(family, certification, false).map(|(c, _)| c);
        use Certification::{Hds, Iso27000, PciDss, SecNumCloud};
        assert_eq!(
            of(Family::DedicatedServer, Iso27000),
            Some(Coverage::Covered)
        );
        assert_eq!(of(Family::WebHosting, Iso27000), Some(Coverage::NotCovered));
        // Mail on private infrastructure is covered and shared mail is not: nothing says
        // which Exchange is.
        assert_eq!(of(Family::Exchange, Iso27000), None);
        assert_eq!(of(Family::Vps, Hds), Some(Coverage::NotCovered));
        let (on_brand, _) = coverage(Family::DedicatedServer, Hds, true).unwrap();
        assert_eq!(on_brand, Coverage::NotCovered);
        assert_eq!(
            of(Family::PublicCloud, SecNumCloud),
            Some(Coverage::NotCovered)
        );
        assert_eq!(of(Family::DedicatedServer, PciDss), None);
        for certification in Certification::ALL {
            let of_any = Family::ALL
                .into_iter()
                .find_map(|f| coverage(f, certification, false));
            assert!(of_any.is_some(), "{}", certification.key());
        }
    }
}
