//! Days of the calendar.

use std::fmt;

/// A calendar day on which a fact was true or a document was read. Documents that say
/// only a month or a year are dated with just that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year of the Gregorian calendar.
    pub year: u16,
    /// Month, 1 to 12; 0 where the document says none.
    pub month: u8,
    /// Day of the month, 1 to 31; 0 where the document says none.
    pub day: u8,
}

impl Day {
    /// A day of the calendar. Used in tables of constants, so nothing is checked
    /// here; the tests of the tables check every day they contain.
    pub(crate) const fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// Some day of a month.
    pub(crate) const fn month(year: u16, month: u8) -> Self {
        Self::new(year, month, 0)
    }

    /// Some day of a year.
    pub(crate) const fn year(year: u16) -> Self {
        Self::new(year, 0, 0)
    }

    /// The day that ISO 8601 writes so: `2026-08-17`, `2026-08` or `2026`. `None` for
    /// anything else, or a day that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| match parts.next() {
            None => Some(0),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().ok().filter(|number| *number > 0)
            }
            Some(_) => None,
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let day = Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        (year > 0 && parts.next().is_none() && day.is_real()).then_some(day)
    }

    /// Whether a calendar has it.
    pub(crate) const fn is_real(self) -> bool {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            0 => 0,
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.year > 0 && self.month <= 12 && self.day <= days
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2026-08-17`, or as much of it as is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in ["2026-08-17", "2024-02-29", "2024-05", "2026"] {
            assert_eq!(
                Day::parse(text).map(|day| day.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in [
            "",
            "26-08-17",
            "2026-13-01",
            "2023-02-29",
            "2026-04-31",
            "2026-00-01",
            "2026-1-1",
            "2026-01-01T",
            "2026-01-01-01",
            "0000",
            "2026-01-00",
            "-2026",
            "2026-",
        ] {
            assert_eq!(Day::parse(text), None, "{text:?}");
        }
    }
}
