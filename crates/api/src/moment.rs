//! Dates and times of the wire.
//!
//! Parsed here and not by a calendar library: the application formats with the
//! browser's `Intl`, so all it needs is a number, and the parser of `time` alone
//! weighs more than this whole file. Tests compare with `time`.

/// A moment, in milliseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A day without a time or a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// That day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = year <= 9999
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2026-11-22`.
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
            return None;
        }
        let year = digits(&b[..4])? as u16;
        Self::new(year, digits(&b[5..7])? as u8, digits(&b[8..])? as u8)
    }

    /// Days since 1970-01-01, for differences.
    pub fn days(self) -> i64 {
        // Counting years from March puts the leap day at the end of the year.
        let shifted = i64::from(self.month <= 2);
        let year = i64::from(self.year) - shifted;
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
            - 719_468
    }

    /// Midnight (UTC) of that day.
    pub fn midnight(self) -> Timestamp {
        Timestamp(self.days() * 86_400_000)
    }
}

impl Timestamp {
    /// Reads RFC 3339 (`2026-11-22T13:00:00+01:00`), fractions of a second
    /// included, a space in place of `T` and a missing zone (then UTC) tolerated.
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        if b.len() < 19 || !text.is_ascii() || !matches!(b[10], b'T' | b't' | b' ') {
            return None;
        }
        let date = Date::parse(&text[..10])?;
        let clock = clock(&b[11..19])?;
        let mut rest = &b[19..];
        let mut millis = 0;
        if let [b'.', fraction @ ..] = rest {
            let length = fraction.iter().take_while(|c| c.is_ascii_digit()).count();
            if length == 0 {
                return None;
            }
            let (fraction, tail) = fraction.split_at(length);
            for place in 0..3 {
                millis = millis * 10 + i64::from(fraction.get(place).map_or(0, |c| c - b'0'));
            }
            rest = tail;
        }
        let offset = match rest {
            [] | [b'Z' | b'z'] => 0,
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2]
            | [sign @ (b'+' | b'-'), h1, h2, m1, m2] => {
                let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
                if hours > 23 || minutes > 59 {
                    return None;
                }
                let offset = i64::from(hours * 60 + minutes) * 60_000;
                if *sign == b'-' { -offset } else { offset }
            }
            _ => return None,
        };
        Some(Self(date.midnight().0 + clock * 1000 + millis - offset))
    }

    /// Reads the date of an HTTP header, `Sun, 06 Nov 1994 08:49:37 GMT`.
    pub(crate) fn parse_http(text: &str) -> Option<Self> {
        const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
        let b = text.as_bytes();
        if b.len() != 29 || b[3] != b',' || &b[25..] != b" GMT" {
            return None;
        }
        let month = MONTHS.chunks(3).position(|name| name == &b[8..11])?;
        let year = digits(&b[12..16])? as u16;
        let date = Date::new(year, month as u8 + 1, digits(&b[5..7])? as u8)?;
        Some(Self(date.midnight().0 + clock(&b[17..25])? * 1000))
    }
}

/// Seconds of `HH:MM:SS`, a leap second included.
fn clock(b: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *b else {
        return None;
    };
    let (h, m, s) = (digits(&[h1, h2])?, digits(&[m1, m2])?, digits(&[s1, s2])?);
    (h < 24 && m < 60 && s <= 60).then(|| i64::from(h * 3600 + m * 60 + s))
}

fn digits(b: &[u8]) -> Option<u32> {
    b.iter().try_fold(0, |sum, c| {
        c.is_ascii_digit().then(|| sum * 10 + u32::from(c - b'0'))
    })
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::{OffsetDateTime, format_description::well_known::Rfc3339};

    #[test]
    fn the_wires_forms_are_read() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1970-01-01T01:00:00+01:00", Some(0)),
            ("1970-01-01T01:00:00+0100", Some(0)),
            ("1969-12-31T23:59:59.9999Z", Some(-1)),
            ("2024-02-29 12:00:00", Some(1_709_208_000_000)),
            ("2023-02-29T12:00:00Z", None),
            ("2024-01-01T24:00:00Z", None),
            ("2024-01-01T00:00:00.Z", None),
            ("2024-01-01T00:00:00+1", None),
            ("2024-01-01T00:00:00+99:00", None),
            ("2024-01-01", None),
            ("", None),
            ("yesterday, around noon", None),
            ("2024-01-0é:00:00:00Z", None),
        ] {
            assert_eq!(Timestamp::parse(text).map(|t| t.0), expected, "{text}");
        }
    }

    #[test]
    fn http_dates_are_read() {
        let parsed = Timestamp::parse_http("Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(parsed, Some(Timestamp(784_111_777_000)));
        for bad in [
            "",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 99 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(Timestamp::parse_http(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_time(seconds in 0i64..253_402_300_799, offset in -1439i32..1440) {
            let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            let zone = time::UtcOffset::from_whole_seconds(offset * 60).unwrap();
            if let Some(local) = moment.checked_to_offset(zone) && (0..=9999).contains(&local.year()) {
                let text = local.format(&Rfc3339).unwrap();
                prop_assert_eq!(Timestamp::parse(&text), Some(Timestamp(seconds * 1000)));
            }
        }

        #[test]
        fn days_agree_with_time(day in 0i32..2_900_000) {
            let date = time::Date::from_julian_day(1_721_060 + day);
            if let Ok(date) = date && date.year() <= 9999 {
                let ours = Date::parse(&format!(
                    "{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()
                )).unwrap();
                prop_assert_eq!(ours.days(), i64::from(date.to_julian_day()) - 2_440_588);
            }
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}") {
            let _ = (Timestamp::parse(&text), Timestamp::parse_http(&text), Date::parse(&text));
        }
    }
}
