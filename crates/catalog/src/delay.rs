//! How long things take and last, as the provider's documents say.
//!
//! They contradict each other by product and year: where the API gives a date, that date
//! is shown, and none of these.

use crate::{
    document::{self, Document},
    family::Family,
};

/// A delay.
#[derive(Debug, PartialEq, Eq)]
pub struct Delay {
    /// What takes or lasts so long. A stable name, for catalogues of text.
    pub key: &'static str,
    /// Of what; `None`: whatever it is.
    pub family: Option<Family>,
    /// At least so many hours.
    pub from_hours: u32,
    /// At most so many.
    pub to_hours: u32,
    /// Where that is written.
    pub document: &'static Document,
}

const DAY: u32 = 24;

macro_rules! delays {
    ($($key:literal $(of $family:ident)?, $from:expr, $to:expr, $document:ident;)+) => {
        &[$(Delay {
            key: $key,
            family: delays!(@family $($family)?),
            from_hours: $from,
            to_hours: $to,
            document: &document::$document,
        }),+]
    };
    (@family) => { None };
    (@family $family:ident) => { Some(Family::$family) };
}

/// Every delay that was found with a document of the provider.
pub static DELAYS: &[Delay] = delays! {
    "unpaid-order-cancelled", 24, 24, ORDER_TRACKING;
    "withdrawal", 14 * DAY, 14 * DAY, ORDERS;
    "refund", 0, 30 * DAY, ORDERS;
    "delivered" of Domain, 24, 48, PAYMENT_PROCESS;
    "delivered" of WebHosting, 1, 1, PAYMENT_PROCESS;
    "delivered" of DedicatedServer, 24, 24, PAYMENT_PROCESS;
    "transferred" of Domain, 3 * DAY, 10 * DAY, PAYMENT_PROCESS;
    "renewed" of Domain, 1, 1, PAYMENT_PROCESS;
    "mandate-ready", 24, 48, PAYMENT_METHODS;
    "suspended-unpaid", 7 * DAY, 7 * DAY, BILLING;
    "prepaid-negative", 7 * DAY, 7 * DAY, BILLING;
    "renewal-undone-before", 24, 24, RENEWAL;
    "reopened" of WebHosting, 2, 2, RENEWAL;
    "reopened" of Domain, 0, 48, RENEWAL;
    "reminded-first", 40 * DAY, 40 * DAY, REMINDERS;
    "reminded-last", 15 * DAY, 15 * DAY, REMINDERS;
    "deleted-after-cancelling" of Domain, 45 * DAY, 60 * DAY, DELETION;
    "deleted-after-cancelling" of WebHosting, 45 * DAY, 45 * DAY, DELETION;
    "deleted-after-cancelling" of Vps, 30 * DAY, 30 * DAY, DELETION;
    "deleted-after-cancelling" of PublicCloud, 30 * DAY, 30 * DAY, DELETION;
    "deleted-after-cancelling" of Email, 14 * DAY, 14 * DAY, DELETION;
};

/// The delay of a family, or the one that holds whatever it is.
pub fn delay(key: &str, family: Option<Family>) -> Option<&'static Delay> {
    let of = |wanted: Option<Family>| {
        DELAYS
            .iter()
            .find(|delay| delay.key == key && delay.family == wanted)
    };
    of(family).or_else(|| of(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_are_there_once_and_run_forward() {
        for (index, one) in DELAYS.iter().enumerate() {
            let again = DELAYS[..index]
                .iter()
                .any(|other| other.key == one.key && other.family == one.family);
            assert!(!again, "{}", one.key);
            assert!(
                one.from_hours <= one.to_hours && one.to_hours > 0,
                "{}",
                one.key
            );
        }
    }

    #[test]
    fn a_family_has_its_own_or_the_general_one() {
        let days = |delay: Option<&Delay>| delay.map(|delay| delay.to_hours / 24);
        let deleted = "deleted-after-cancelling";
        assert_eq!(days(delay(deleted, Some(Family::Domain))), Some(60));
        assert_eq!(days(delay(deleted, Some(Family::Telephony))), None);
        assert_eq!(days(delay("suspended-unpaid", Some(Family::Vps))), Some(7));
    }
}
