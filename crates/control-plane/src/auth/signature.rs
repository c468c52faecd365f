//! Signatures: `$1$` and the SHA-1 of secret, consumer key, method, URL, body
//! and time.

use std::fmt::Write as _;

use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

/// Seconds that a call's timestamp may be away from the real clock.
///
/// The published API names the error but no number. Five minutes forgive the
/// seconds a slow network costs; whoever overhears a call cannot repeat it for
/// longer.
pub const CLOCK_TOLERANCE: u64 = 300;

/// What a signature covers, the URL apart.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// The application's secret.
    pub secret: &'a str,
    /// The consumer key.
    pub consumer_key: &'a str,
    /// The method, in capitals.
    pub method: &'a str,
    /// The bytes sent.
    pub body: &'a [u8],
    /// The timestamp, as sent.
    pub timestamp: &'a str,
}

impl Signed<'_> {
    /// The signature for `url`.
    pub fn signature(&self, url: &str) -> String {
        let mut hash = Sha1::new();
        for part in [self.secret, self.consumer_key, self.method, url] {
            hash.update(part.as_bytes());
            hash.update(b"+");
        }
        hash.update(self.body);
        hash.update(b"+");
        hash.update(self.timestamp.as_bytes());
        let mut text = String::from("$1$");
        for byte in hash.finalize() {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Whether `signature` is right for any of `urls`, in a time that does not
    /// tell how much of it is right.
    pub fn is_right(&self, signature: &str, urls: &[String]) -> bool {
        urls.iter()
            .fold(subtle::Choice::from(0), |right, url| {
                right | self.signature(url).as_bytes().ct_eq(signature.as_bytes())
            })
            .into()
    }
}

/// The URLs a client may have signed for a call it sent to `host` as `target`
/// (path and query, as sent): what it reached, the same without the port over
/// HTTPS (the Node client leaves it out), and the public address.
pub fn signable_urls(host: &str, target: &str, public_base: &str) -> Vec<String> {
    let mut urls = vec![
        format!("http://{host}{target}"),
        format!("https://{host}{target}"),
        format!("https://{}{target}", without_port(host)),
        format!("{public_base}{target}"),
    ];
    urls.dedup();
    urls
}

/// `[::1]:80` and `localhost:80` without their port.
pub(crate) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') && !name.is_empty() => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The vectors of the official clients' own tests; their keys are revoked.
    const VECTORS: [(&str, &str, &str, &str); 7] = [
        (
            "GET",
            "/1.0/auth",
            "",
            "$1$e9556054b6309771395efa467c22e627407461ad",
        ),
        (
            "POST",
            "/1.0/auth",
            r#"{"a":"b","c":"d"}"#,
            "$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1",
        ),
        (
            "PUT",
            "/1.0/auth",
            r#"{"a":"b","c":"d"}"#,
            "$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b",
        ),
        (
            "DELETE",
            "/1.0/auth",
            "",
            "$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85",
        ),
        (
            "GET",
            "/1.0/call",
            "",
            "$1$7f2db49253edfc41891023fcd1a54cf61db05fbb",
        ),
        (
            "GET",
            "/v1/call",
            "",
            "$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad",
        ),
        (
            "GET",
            "/v2/call",
            "",
            "$1$bb63b132a6f84ad5433d0c534d48d3f7c3804285",
        ),
    ];

    fn signed<'a>(method: &'a str, body: &'a str) -> Signed<'a> {
        Signed {
            secret: "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk",
            consumer_key: "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY",
            method,
            body: body.as_bytes(),
            timestamp: "1457018875",
        }
    }

    #[test]
    fn the_published_vectors_hold() {
        for (method, path, body, expected) in VECTORS {
            let url = format!("https://eu.api.ovh.com{path}");
            let signed = signed(method, body);
            assert_eq!(signed.signature(&url), expected, "{method} {path}");
            assert!(signed.is_right(expected, &["http://other".into(), url]));
        }
    }

    #[test]
    fn a_client_may_sign_the_address_it_knows() {
        let urls = signable_urls("localhost:8181", "/1.0/me?a=%20b", "http://127.0.0.1:8181");
        for url in [
            "http://localhost:8181/1.0/me?a=%20b",
            "https://localhost:8181/1.0/me?a=%20b",
            "https://localhost/1.0/me?a=%20b",
            "http://127.0.0.1:8181/1.0/me?a=%20b",
        ] {
            assert!(urls.contains(&url.to_owned()), "{url}");
        }
        assert!(!urls.contains(&"http://localhost/1.0/me?a=%20b".to_owned()));
    }

    #[test]
    fn ports_are_told_from_addresses() {
        for (host, name) in [
            ("localhost:80", "localhost"),
            ("localhost", "localhost"),
            ("[::1]:80", "[::1]"),
            ("[::1]", "[::1]"),
            (":80", ":80"),
            ("", ""),
        ] {
            assert_eq!(without_port(host), name);
        }
    }

    proptest! {
        #[test]
        fn a_change_of_any_part_breaks_it(body in ".{0,40}", other in ".{0,40}", url in "[a-z/]{1,20}") {
            let urls = [url.clone()];
            let right = signed("POST", &body).signature(&url);
            prop_assert!(signed("POST", &body).is_right(&right, &urls));
            prop_assert_eq!(signed("POST", &other).is_right(&right, &urls), body == other);
            prop_assert!(!signed("PUT", &body).is_right(&right, &urls));
            let longer = [url.clone() + "x"];
            prop_assert!(!signed("POST", &body).is_right(&right, &longer));
            prop_assert!(!signed("POST", &body).is_right(&right[..right.len() - 1], &urls));
        }
    }
}
