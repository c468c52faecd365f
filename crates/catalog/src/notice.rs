//! Products that came to their end, and those that will.

use crate::{
    day::Day,
    document::{self, Document},
    family::Family,
};

/// The end of a product, step by step.
#[derive(Debug, PartialEq, Eq)]
pub struct ProductEnd {
    /// A stable name, for catalogues of text.
    pub key: &'static str,
    /// The family it was part of; `None` where it was none of those we know.
    pub family: Option<Family>,
    /// What happens when, in order.
    pub steps: &'static [(EndStep, Day)],
    /// Where that is written.
    pub document: &'static Document,
}

/// A step of a product's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndStep {
    /// It is said.
    Announced,
    /// It is no longer sold or maintained.
    Ended,
    /// What runs is cut off; it can be had back to export.
    Suspended,
    /// Its data is gone.
    Deleted,
}

impl EndStep {
    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Ended => "ended",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }
}

/// Those that were found with a date, the newest first.
pub static PRODUCT_ENDS: &[ProductEnd] = &[
    ProductEnd {
        key: "mongodb-discovery",
        family: Some(Family::PublicCloud),
        steps: &[
            (EndStep::Suspended, Day::new(2026, 10, 31)),
            (EndStep::Deleted, Day::new(2026, 11, 30)),
        ],
        document: &document::MONGODB_DISCOVERY,
    },
    ProductEnd {
        key: "data-processing",
        family: Some(Family::PublicCloud),
        steps: &[(EndStep::Announced, Day::year(2025))],
        document: &document::DATA_PROCESSING,
    },
    ProductEnd {
        key: "m-three-db",
        family: Some(Family::PublicCloud),
        steps: &[(EndStep::Announced, Day::year(2025))],
        document: &document::M3DB,
    },
    ProductEnd {
        key: "esxi-images",
        family: Some(Family::DedicatedServer),
        steps: &[(EndStep::Ended, Day::new(2024, 6, 6))],
        document: &document::ESXI_END,
    },
    ProductEnd {
        key: "nsx-v",
        family: Some(Family::PrivateCloud),
        steps: &[(EndStep::Ended, Day::new(2023, 1, 16))],
        document: &document::PRODUCT_ENDS,
    },
    ProductEnd {
        key: "hubic",
        family: None,
        steps: &[(EndStep::Ended, Day::new(2022, 9, 30))],
        document: &document::PRODUCT_ENDS,
    },
    ProductEnd {
        key: "dedicated-connect",
        family: Some(Family::Connect),
        steps: &[(EndStep::Announced, Day::year(2022))],
        document: &document::DEDICATED_CONNECT,
    },
    ProductEnd {
        key: "free-hosting",
        family: Some(Family::WebHosting),
        steps: &[(EndStep::Ended, Day::new(2017, 5, 1))],
        document: &document::PRODUCT_ENDS,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_forward_and_days_are_real() {
        for end in PRODUCT_ENDS {
            assert!(end.steps.is_sorted(), "{}", end.key);
            assert!(end.steps.is_sorted_by_key(|(_, day)| *day), "{}", end.key);
            assert!(
                end.steps.iter().all(|(_, day)| day.is_real()),
                "{}",
                end.key
            );
        }
        let newest = |end: &ProductEnd| end.steps.last().map(|(_, day)| *day);
        assert!(
            PRODUCT_ENDS
                .is_sorted_by(|a, b| newest(a).map(|d| d.year) >= newest(b).map(|d| d.year))
        );
    }
}
