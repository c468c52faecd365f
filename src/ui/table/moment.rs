//! Moments in queries and exports: `30d`, `2026-12`, `2026-12-01T09:30:00Z`.

use api::Date;

const DAY_MS: f64 = 86_400_000.0;

/// The span of time that a value of a query means, in milliseconds since 1970: a day, a
/// month, a year, or one moment at a distance from `now` (`30d`, `-2w`).
pub fn span(text: &str, now: f64) -> Option<(f64, f64)> {
    if let Some(distance) = distance(text) {
        return Some((now + distance, now + distance));
    }
    let mut parts = text.split('-');
    let year: u16 = digits(parts.next()?, 4)?;
    let month: Option<u16> = part(parts.next())?;
    let day: Option<u16> = part(parts.next())?;
    if parts.next().is_some() {
        return None;
    }
    let (next_year, next_month) = match month {
        None => (year + 1, 1),
        Some(12) => (year + 1, 1),
        Some(month) => (year, month + 1),
    };
    let from = midnight(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let to = match day {
        Some(_) => from + DAY_MS,
        None => midnight(next_year, next_month, 1)?,
    };
    Some((from, to))
}

fn part(text: Option<&str>) -> Option<Option<u16>> {
    text.map_or(Some(None), |text| digits(text, 2).map(Some))
}

fn digits(text: &str, length: usize) -> Option<u16> {
    let fits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

fn midnight(year: u16, month: u16, day: u16) -> Option<f64> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let date = Date::new(year, month, day)?;
    // Days of any year that can be written are exact in f64.
    Some(date.days() as f64 * DAY_MS)
}

/// A number of hours, days, weeks, months or years, in milliseconds.
fn distance(text: &str) -> Option<f64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1.0, text),
        None => (1.0, text),
    };
    let unit = match text.as_bytes().last()? {
        b'h' => DAY_MS / 24.0,
        b'd' => DAY_MS,
        b'w' => 7.0 * DAY_MS,
        b'm' => 30.0 * DAY_MS,
        b'y' => 365.0 * DAY_MS,
        _ => return None,
    };
    let count: u16 = text[..text.len() - 1].parse().ok()?;
    Some(sign * f64::from(count) * unit)
}

/// A moment as machines read it, in UTC: `2026-12-01T09:30:00Z`.
pub fn iso(unix_ms: f64) -> String {
    // Casts saturate: an absurd moment becomes the first or last that can be counted.
    let seconds = (unix_ms / 1000.0).floor() as i64;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month and day of a day counted from 1970, in the Gregorian calendar: the inverse
/// of [`Date::days`], counting years from March so that the leap day is their last.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_days_months_years_and_distances() {
        let day = |days: f64| days * DAY_MS;
        for (text, expected) in [
            ("1970", Some((0.0, day(365.0)))),
            ("1970-02", Some((day(31.0), day(59.0)))),
            ("1970-12", Some((day(334.0), day(365.0)))),
            ("1970-01-02", Some((day(1.0), day(2.0)))),
            ("30d", Some((day(130.0), day(130.0)))),
            ("-2w", Some((day(86.0), day(86.0)))),
            ("1970-13", None),
            ("1970-02-30", None),
            ("70", None),
            ("1970-1", None),
            ("1970-01-01-01", None),
            ("d", None),
            ("30é", None),
            ("", None),
        ] {
            assert_eq!(span(text, day(100.0)), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn writes_the_day_that_it_reads(days in 0_i64..60_000) {
            let written = iso(days as f64 * DAY_MS + 45_296_000.0);
            prop_assert!(written.ends_with("T12:34:56Z"));
            prop_assert_eq!(Date::parse(&written[..10]).map(Date::days), Some(days));
        }
    }
}
