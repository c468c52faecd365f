//! `Retry-After`, which may hold anything.

use std::time::Duration;

use crate::moment::Timestamp;

/// The longest we let a server make us wait.
const LONGEST: Duration = Duration::from_secs(120);

/// How long the header asks to wait: seconds or an HTTP date, clamped to two
/// minutes. `None` for what is neither. `now_ms` is the server's clock as far as
/// known.
pub(crate) fn parse(value: &str, now_ms: f64) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than fit are more than the longest wait.
        let seconds = value.parse().unwrap_or(u64::MAX);
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let until = Timestamp::parse_http(value)?;
    let wait_ms = (until.0 as f64 - now_ms).clamp(0.0, LONGEST.as_millis() as f64);
    Some(Duration::from_millis(wait_ms as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_dates_and_nonsense() {
        // Sun, 06 Nov 1994 08:49:37 GMT
        let now = 784_111_777_000.0;
        for (value, seconds) in [
            ("2", Some(2)),
            ("0", Some(0)),
            (" 7 ", Some(7)),
            ("120", Some(120)),
            ("121", Some(120)),
            ("10000000000000000000", Some(120)),
            ("99999999999999999999999999", Some(120)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10)),
            ("Sun, 06 Nov 1994 08:49:07 GMT", Some(0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(120)),
            ("-5", None),
            ("2.5", None),
            ("1e9", None),
            ("", None),
            ("soon", None),
            ("NaN", None),
            ("Sun, 06 Nov 1994", None),
        ] {
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(parse(value, now), expected, "{value:?}");
        }
        assert_eq!(
            parse("Sun, 06 Nov 1994 08:49:37 GMT", f64::NAN),
            Some(Duration::ZERO)
        );
    }
}
