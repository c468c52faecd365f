//! What the provider commits to, and what it gives back.

use crate::{
    document::{self, Document},
    family::Family,
    product::Region,
};

/// A commitment on the availability of a family.
#[derive(Debug, PartialEq)]
pub struct Sla {
    /// What it is about.
    pub family: Family,
    /// Where it was published; `None`: for every region.
    pub region: Option<Region>,
    /// Availability in percent of a month: at least this.
    pub least: f64,
    /// As much as this, in the highest range, where ranges differ.
    pub most: Option<f64>,
    /// Minutes to the beginning of work on a total outage.
    pub intervention_minutes: Option<u32>,
    /// Minutes from there to recovery.
    pub recovery_minutes: Option<u32>,
    /// What is given back.
    pub credits: &'static [Credit],
    /// At most this share of the month's cost, in percent.
    pub cap_percent: Option<u8>,
    /// Whether downtime counts from the opening of the customer's ticket.
    pub from_ticket: bool,
    /// Where that is written.
    pub document: &'static Document,
}

/// What is given back of the month's cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Credit {
    /// For each so many minutes beyond the commitment.
    Each {
        /// Length of a slice.
        minutes: u32,
        /// Share of the month's cost, in percent.
        percent: u8,
    },
    /// Where availability was below.
    Below {
        /// Availability, in percent of the month.
        availability: f64,
        /// Share of the month's cost, in percent.
        percent: u8,
    },
}

/// A commitment without times and credits.
const fn only(family: Family, least: f64, document: &'static Document) -> Sla {
    Sla {
        family,
        region: None,
        least,
        most: None,
        intervention_minutes: None,
        recovery_minutes: None,
        credits: &[],
        cap_percent: None,
        from_ticket: false,
        document,
    }
}

/// Every commitment that was found. None was for web hosting, domains and telecom.
pub static SLAS: &[Sla] = &[
    Sla {
        intervention_minutes: Some(60),
        recovery_minutes: Some(60),
        credits: &[Credit::Each {
            minutes: 30,
            percent: 5,
        }],
        cap_percent: Some(50),
        from_ticket: true,
        ..only(Family::DedicatedServer, 99.9, &document::SLA_SERVER)
    },
    only(Family::Vps, 99.9, &document::VPS_FAQ),
    Sla {
        most: Some(99.999),
        ..only(Family::PublicCloud, 99.9, &document::SLA_INSTANCES)
    },
    only(Family::ObjectStorage, 99.9, &document::SLA_OBJECTS),
    Sla {
        credits: &[
            Credit::Below {
                availability: 99.95,
                percent: 10,
            },
            Credit::Below {
                availability: 99.0,
                percent: 30,
            },
        ],
        from_ticket: true,
        ..only(Family::PrivateCloud, 99.95, &document::SLA_VMWARE)
    },
    Sla {
        region: Some(Region::Us),
        ..only(Family::Vrack, 99.95, &document::SLA_VRACK_US)
    },
    // Nothing for a single point of presence.
    Sla {
        region: Some(Region::Us),
        most: Some(99.99),
        from_ticket: true,
        ..only(Family::Connect, 99.9, &document::SLA_CONNECT_US)
    },
];

/// The commitment on a family in a region.
pub fn sla(family: Family, region: Region) -> Option<&'static Sla> {
    SLAS.iter()
        .find(|sla| sla.family == family && sla.region.is_none_or(|there| there == region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commitments_are_sound_and_there_once() {
        for (index, one) in SLAS.iter().enumerate() {
            let again = SLAS[..index].iter().any(|other| {
                other.family == one.family
                    && (other.region.is_none()
                        || one.region.is_none()
                        || other.region == one.region)
            });
            assert!(!again, "{}", one.family.key());
            assert!(one.least > 90.0 && one.least < 100.0);
            assert!(one.most.is_none_or(|most| most > one.least && most < 100.0));
        }
    }

    #[test]
    fn what_was_not_found_is_not_there() {
        for family in [
            Family::WebHosting,
            Family::Domain,
            Family::Telephony,
            Family::Access,
        ] {
            for region in Region::ALL {
                assert_eq!(sla(family, region), None, "{}", family.key());
            }
        }
        assert_eq!(sla(Family::Connect, Region::Eu), None);
        let connect = sla(Family::Connect, Region::Us).unwrap();
        assert!(connect.from_ticket);
        let server = sla(Family::DedicatedServer, Region::Ca).unwrap();
        assert_eq!(server.cap_percent, Some(50));
    }
}
