//! Which texts and JSON values are of a scalar type.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::Value;
use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime};

use crate::clock;
use crate::model::Scalar;

/// The value that `text` stands for in a path or query string.
pub fn from_text(kind: Scalar, text: &str) -> Option<Value> {
    match kind {
        Scalar::Long => text.parse::<i64>().ok().map(Value::from),
        Scalar::Double => {
            let number = text.parse::<f64>().ok()?;
            serde_json::Number::from_f64(number).map(Value::Number)
        }
        Scalar::Boolean => match text {
            "true" | "1" => Some(Value::Bool(true)),
            "false" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        // A query may name a day where a moment is meant: its beginning.
        Scalar::Datetime if is_date(text) => Some(Value::from(format!("{text}T00:00:00Z"))),
        // A plus sign that was not encoded arrives as a space.
        Scalar::Datetime if text.contains(' ') => {
            from_text(kind, &text.replacen(' ', "+", 1).replace(' ', "\u{0}"))
        }
        Scalar::Datetime => {
            let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
            Some(Value::from(clock::rfc3339(moment)))
        }
        _ => is_text(kind, text).then(|| Value::from(text)),
    }
}

/// Whether a JSON value is of the type.
pub fn fits(kind: Scalar, value: &Value) -> bool {
    match kind {
        Scalar::Long => value.is_i64(),
        Scalar::Double => value.is_number(),
        Scalar::Boolean => value.is_boolean(),
        _ => value.as_str().is_some_and(|text| is_text(kind, text)),
    }
}

fn is_text(kind: Scalar, text: &str) -> bool {
    match kind {
        Scalar::String | Scalar::Text | Scalar::Password => !text.contains('\0'),
        Scalar::Date => is_date(text),
        Scalar::Datetime => OffsetDateTime::parse(text, &Rfc3339).is_ok(),
        Scalar::Time => is_time(text),
        Scalar::Duration => is_duration(text),
        Scalar::Uuid => is_uuid(text),
        Scalar::Ip => text.parse::<IpAddr>().is_ok(),
        Scalar::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
        Scalar::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        Scalar::IpBlock => is_block(text, |_| true),
        Scalar::Ipv4Block => is_block(text, |ip| ip.is_ipv4()),
        Scalar::Ipv6Block => is_block(text, |ip| ip.is_ipv6()),
        Scalar::MacAddress => is_mac_address(text),
        Scalar::PhoneNumber => is_phone_number(text),
        Scalar::Long | Scalar::Double | Scalar::Boolean => false,
    }
}

fn digits(text: &str, length: usize) -> Option<u16> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else {
        return false;
    };
    Month::try_from(month)
        .is_ok_and(|month| Date::from_calendar_date(year.into(), month, day).is_ok())
}

fn is_time(text: &str) -> bool {
    let parts: Vec<Option<u16>> = text.split(':').map(|part| digits(part, 2)).collect();
    match parts.as_slice() {
        [Some(hour), Some(minute)] => *hour < 24 && *minute < 60,
        [Some(hour), Some(minute), Some(second)] => *hour < 24 && *minute < 60 && *second < 60,
        _ => false,
    }
}

/// ISO 8601: `P`, then numbers with Y M W D, then `T` and numbers with H M S.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (days, clock) = match rest.split_once('T') {
        Some((days, clock)) => (days, Some(clock)),
        None => (rest, None),
    };
    let part = |mut text: &str, units: &str| {
        let mut units = units.chars();
        while !text.is_empty() {
            let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let unit = text.get(number..).and_then(|rest| rest.chars().next());
            let Some(unit) = unit.filter(|unit| number > 0 && unit.is_ascii()) else {
                return false;
            };
            if !units.any(|have| have == unit) {
                return false;
            }
            text = text.get(number + 1..).unwrap_or_default();
        }
        true
    };
    part(days, "YMWD")
        && clock.is_none_or(|clock| !clock.is_empty() && part(clock, "HMS"))
        && rest != "T"
        && !rest.is_empty()
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn is_block(text: &str, family: fn(IpAddr) -> bool) -> bool {
    let (ip, length) = match text.split_once('/') {
        Some((ip, length)) => (ip, Some(length)),
        None => (text, None),
    };
    let Ok(ip) = ip.parse::<IpAddr>() else {
        return false;
    };
    let most = if ip.is_ipv4() { 32 } else { 128 };
    let fits = length.is_none_or(|length| {
        length.bytes().all(|byte| byte.is_ascii_digit())
            && length.parse::<u8>().is_ok_and(|length| length <= most)
    });
    fits && family(ip)
}

fn is_mac_address(text: &str) -> bool {
    let lengths = text.split(':').map(str::len);
    lengths.eq([2; 6])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b':')
}

fn is_phone_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" .-()".contains(&byte))
}
