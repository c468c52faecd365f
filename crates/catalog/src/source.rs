//! Where a fact was read, and when.

use std::fmt;

/// A calendar day on which a fact was true or a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year of the Gregorian calendar.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// A day of the calendar. Used in tables of constants, so nothing is checked
    /// here; the tests of the tables check every day they contain.
    pub(crate) const fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2026-08-17`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The document that states a fact, and the day of the version that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source {
    /// A public document: an API schema such as `eu /vps.json`, or a page's title.
    pub document: &'static str,
    /// Day of the version that was read. The fact may have changed since.
    pub dated: Day,
}
