//! Which upstream a request is for and which bytes it is given.
//!
//! A signature covers the URL to the letter, so a path is never repaired: it is
//! forwarded as it came or refused. Refused is whatever two servers could read
//! differently: dot segments, empty segments, encoded dots, slashes, backslashes
//! and control characters, and `%` signs that encode nothing.
//!
//! One exception, because the API's own routes need it: an IP block is one
//! segment with its slash encoded (`/ip/192.0.2.0%2F24`). A segment may hold
//! `%2F` when, decoded, it is an IP address, a slash and a prefix length.

use crate::endpoint::Endpoint;
use std::net::IpAddr;

/// The versions of the API, as they stand at the front of an upstream's paths.
const VERSIONS: [&str; 3] = ["1.0", "v1", "v2"];

/// A request for an upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiTarget<'a> {
    /// Which one.
    pub endpoint: Endpoint,
    /// Path and query to forward, exactly as they came: `/1.0/me?a=b`.
    pub forwarded: &'a str,
}

impl<'a> ApiTarget<'a> {
    /// The path without the query.
    pub fn path(&self) -> &'a str {
        self.forwarded.split('?').next().unwrap_or_default()
    }
}

/// Why a request can be for no upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// No such endpoint: told apart so that nobody looks for a wrong path.
    #[error("this endpoint is not known")]
    UnknownEndpoint,
    /// The path or query is not one that can be forwarded unchanged.
    #[error("{0}")]
    Refused(&'static str),
}

/// Reads `/api/{endpoint}/{version}/…`.
pub fn parse(path_and_query: &str) -> Result<ApiTarget<'_>, TargetError> {
    let rest = path_and_query
        .strip_prefix("/api/")
        .ok_or(TargetError::Refused("the path must begin with /api/"))?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (name, forwarded) = rest.split_at(end);
    let endpoint = name.parse().map_err(|_| TargetError::UnknownEndpoint)?;

    let (path, query) = match forwarded.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (forwarded, None),
    };
    check_path(path).map_err(TargetError::Refused)?;
    if let Some(query) = query {
        check_query(query).map_err(TargetError::Refused)?;
    }
    Ok(ApiTarget {
        endpoint,
        forwarded,
    })
}

fn check_path(path: &str) -> Result<(), &'static str> {
    let mut segments = path
        .strip_prefix('/')
        .unwrap_or_default()
        .split('/')
        .peekable();
    if !segments
        .next()
        .is_some_and(|version| VERSIONS.contains(&version))
    {
        return Err("the path must go on with /1.0/, /v1/ or /v2/");
    }
    if segments.peek().is_none() {
        return Err("the path must not end with the version");
    }
    while let Some(segment) = segments.next() {
        if segment.is_empty() && segments.peek().is_some() {
            return Err("the path must hold no empty segment");
        }
        check_segment(segment)?;
    }
    Ok(())
}

fn check_segment(segment: &str) -> Result<(), &'static str> {
    let bare = segment.split(';').next().unwrap_or_default();
    if bare == "." || bare == ".." {
        return Err("the path must hold no dot segment");
    }
    if !segment.bytes().all(is_path_byte) {
        return Err("the path holds a character that must be percent-encoded");
    }
    let decoded = decode(segment.as_bytes())?;
    if decoded.iter().any(|byte| byte.is_ascii_control()) {
        return Err("the path must hold no encoded control character");
    }
    // What is encoded here and would mean something in clear.
    let hides = |wanted: u8| {
        decoded.iter().filter(|byte| **byte == wanted).count()
            > segment.bytes().filter(|byte| *byte == wanted).count()
    };
    if hides(b'.') || hides(b'\\') {
        return Err("the path must hold no encoded dot or backslash");
    }
    if hides(b'/') && !is_ip_block(&decoded) {
        return Err("the path must hold no encoded slash, save in an IP block");
    }
    // `%252e`: a server that decodes twice would see a dot.
    if decoded.contains(&b'%') && decode(&decoded).is_ok_and(|twice| twice != decoded) {
        return Err("the path must not be encoded twice");
    }
    Ok(())
}

fn check_query(query: &str) -> Result<(), &'static str> {
    // What browsers leave in clear there, and no more.
    if !query
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"#<>".contains(&byte))
    {
        return Err("the query holds a character that must be percent-encoded");
    }
    decode(query.as_bytes()).map(drop)
}

/// Undoes percent-encoding once.
fn decode(text: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        match (digit(), digit()) {
            (Some(high), Some(low)) => decoded.push((high * 16 + low) as u8),
            _ => return Err("a percent sign is not followed by two hexadecimal digits"),
        }
    }
    Ok(decoded)
}

/// Unreserved, sub-delimiters, `:`, `@` and `%`: RFC 3986 §3.3.
fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&byte)
}

fn is_ip_block(decoded: &[u8]) -> bool {
    let Some((address, prefix)) = std::str::from_utf8(decoded)
        .ok()
        .and_then(|text| text.split_once('/'))
    else {
        return false;
    };
    let widest = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    prefix.bytes().all(|byte| byte.is_ascii_digit())
        && prefix.parse::<u8>().is_ok_and(|prefix| prefix <= widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(target: &str) {
        let found = parse(target);
        assert!(
            matches!(found, Err(TargetError::Refused(_))),
            "{target:?} gave {found:?}"
        );
    }

    #[test]
    fn sound_targets_are_forwarded_unchanged() {
        for (target, endpoint, forwarded) in [
            ("/api/eu/1.0/me", Endpoint::Eu, "/1.0/me"),
            ("/api/us/1.0/", Endpoint::Us, "/1.0/"),
            (
                "/api/ca/v1/services?a=%2e%2e/&b",
                Endpoint::Ca,
                "/v1/services?a=%2e%2e/&b",
            ),
            (
                "/api/eu/v2/iam/resource?",
                Endpoint::Eu,
                "/v2/iam/resource?",
            ),
            (
                "/api/kimsufi-ca/1.0/a,b,c",
                Endpoint::KimsufiCa,
                "/1.0/a,b,c",
            ),
            (
                "/api/eu/1.0/domain/zone/caf%C3%A9.example",
                Endpoint::Eu,
                "/1.0/domain/zone/caf%C3%A9.example",
            ),
            (
                "/api/eu/1.0/x/a%20b%3Fc%23d",
                Endpoint::Eu,
                "/1.0/x/a%20b%3Fc%23d",
            ),
            ("/api/eu/1.0/x/100%25", Endpoint::Eu, "/1.0/x/100%25"),
            ("/api/eu/1.0/x/..a/b..", Endpoint::Eu, "/1.0/x/..a/b.."),
            (
                "/api/eu/1.0/ip/192.0.2.0%2F24",
                Endpoint::Eu,
                "/1.0/ip/192.0.2.0%2F24",
            ),
            (
                "/api/eu/1.0/ip/2001%3Adb8::%2f32/task",
                Endpoint::Eu,
                "/1.0/ip/2001%3Adb8::%2f32/task",
            ),
        ] {
            assert_eq!(
                parse(target),
                Ok(ApiTarget {
                    endpoint,
                    forwarded
                }),
                "{target}"
            );
        }
    }

    #[test]
    fn unknown_endpoints_are_told_apart() {
        for target in [
            "/api/asia/1.0/me",
            "/api/EU/1.0/me",
            "/api//1.0/me",
            "/api/",
            "/api/e%75/1.0/me",
            "/api/eu:80/1.0/me",
        ] {
            assert_eq!(parse(target), Err(TargetError::UnknownEndpoint), "{target}");
        }
    }

    #[test]
    fn targets_with_two_readings_are_refused() {
        for path in [
            "",
            "/",
            "/1.0",
            "/3.0/me",
            "/1%2E0/me",
            "/_local/faults",
            "//1.0/me",
            "?a",
            "/1.0/../_local/faults",
            "/1.0/./me",
            "/1.0/me/..",
            "/1.0/me/.",
            "/1.0/..;/me",
            "/1.0/..;a=b/me",
            "/1.0//me",
            "/1.0/me//",
            "/1.0/a//b",
            "/1.0/%2e%2e/me",
            "/1.0/.%2E/me",
            "/1.0/%2e/me",
            "/1.0/example%2ecom",
            "/1.0/a%2Fb",
            "/1.0/..%2f..%2f_local",
            "/1.0/a%5Cb",
            "/1.0/a\\b",
            "/1.0/ip/192.0.2.0%2F33",
            "/1.0/ip/192.0.2.0%2F",
            "/1.0/ip/192.0.2.0%2F+8",
            "/1.0/ip/192.0.2%2F24",
            "/1.0/ip/192.0.2.0%2F24%2F..",
            "/1.0/ip/192%2E0.2.0%2F24",
            "/1.0/a%00b",
            "/1.0/a%0d%0aX:y",
            "/1.0/a%7f",
            "/1.0/a%",
            "/1.0/a%2",
            "/1.0/a%zz",
            "/1.0/a%+1",
            "/1.0/a?b=%",
            "/1.0/a?b=%g0",
            "/1.0/%252e%252e/me",
            "/1.0/a%252Fb",
            "/1.0/a\"b",
            "/1.0/a{b}",
            "/1.0/a b",
            "/1.0/\u{e9}",
            "/1.0/a?b c",
            "/1.0/a?b<",
            "/1.0/a?b\"",
            "/1.0/a?#b",
        ] {
            refused(&format!("/api/eu{path}"));
        }
    }

    /// Pieces that make dangerous paths likely.
    fn nasty_target() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("/".to_owned()),
            Just("..".to_owned()),
            Just(".".to_owned()),
            Just("%2e".to_owned()),
            Just("%2F".to_owned()),
            Just("%5c".to_owned()),
            Just("%25".to_owned()),
            Just("%".to_owned()),
            Just("\\".to_owned()),
            Just(";".to_owned()),
            Just("?".to_owned()),
            Just("#".to_owned()),
            Just("@".to_owned()),
            Just("192.0.2.0".to_owned()),
            "[a-z0-9]{1,3}",
            any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..12)
            .prop_map(|pieces| format!("/api/eu/1.0/{}", pieces.concat()))
    }

    /// What the most obliging of servers makes of a path: decodes until nothing
    /// changes, takes backslashes for slashes, drops parameters, resolves dots.
    fn obliging(path: &str) -> Vec<String> {
        let mut text = path.to_owned();
        for _ in 0..4 {
            let decoded =
                decode(text.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            text = decoded.unwrap_or(text);
        }
        let mut resolved = Vec::new();
        for segment in text.replace('\\', "/").split('/') {
            match segment.split(';').next().unwrap_or_default() {
                "" | "." => {}
                ".." => drop(resolved.pop()),
                other => resolved.push(other.to_owned()),
            }
        }
        resolved
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_forwarded_byte_for_byte(target in nasty_target()) {
            if let Ok(accepted) = parse(&target) {
                prop_assert_eq!(accepted.forwarded, target.strip_prefix("/api/eu").unwrap_or_default());
            }
        }

        #[test]
        fn no_accepted_path_leaves_its_version(target in nasty_target()) {
            if let Ok(accepted) = parse(&target) {
                let seen = obliging(accepted.path());
                prop_assert_eq!(seen.first().map(String::as_str), Some("1.0"), "{}", target);
                prop_assert!(!seen.iter().any(|segment| segment == ".."));
            }
        }

        /// The HTTP library that carries the path upstream neither refuses nor
        /// changes what was accepted.
        #[test]
        fn the_library_carries_what_is_accepted_unchanged(target in nasty_target()) {
            if let Ok(accepted) = parse(&target) {
                let uri: http::Uri = format!("http://h{}", accepted.forwarded).parse().expect("accepted");
                prop_assert_eq!(uri.path_and_query().map(|path| path.as_str()), Some(accepted.forwarded));
            }
        }
    }
}
