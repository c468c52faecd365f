//! The signature of a request.

use sha1::{Digest, Sha1};

use crate::{
    call::Method,
    keys::{Keys, Secret},
};

/// `X-Ovh-Signature`: `$1$` and the SHA-1 of secret, consumer key, method, URL, body
/// and time, joined by `+`.
///
/// `url` is the URL at the provider with its query, exactly as sent; `body` the
/// exact text sent, empty without one; `seconds` the provider's clock.
pub(crate) fn signature(
    keys: &Keys,
    method: Method,
    url: &str,
    body: &str,
    seconds: i64,
) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let signed = Secret::new(
        [
            keys.application_secret.expose(),
            keys.consumer_key.expose(),
            method.as_str(),
            url,
            body,
            &seconds.to_string(),
        ]
        .join("+"),
    );
    // In one piece: in several the hash would gather the secrets in a buffer on the stack,
    // which nobody overwrites.
    let hash = Sha1::digest(signed.expose().as_bytes());
    let mut text = String::with_capacity(43);
    text.push_str("$1$");
    for byte in hash {
        text.push(char::from(HEX[usize::from(byte >> 4)]));
        text.push(char::from(HEX[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors that the provider's Go and Python clients test themselves with.
    /// The keys in them are revoked.
    #[test]
    fn published_vectors() {
        let keys = Keys {
            application_key: "TDPKJdwZwAQPwKX2".into(),
            application_secret: Secret::new("9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk"),
            consumer_key: Secret::new("5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY"),
        };
        let body = r#"{"a":"b","c":"d"}"#;
        let base = "https://eu.api.ovh.com";
        for (method, path, body, expected) in [
            (
                Method::Get,
                "/1.0/auth",
                "",
                "$1$e9556054b6309771395efa467c22e627407461ad",
            ),
            (
                Method::Post,
                "/1.0/auth",
                body,
                "$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1",
            ),
            (
                Method::Put,
                "/1.0/auth",
                body,
                "$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b",
            ),
            (
                Method::Delete,
                "/1.0/auth",
                "",
                "$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85",
            ),
            (
                Method::Get,
                "/1.0/call",
                "",
                "$1$7f2db49253edfc41891023fcd1a54cf61db05fbb",
            ),
            (
                Method::Get,
                "/v1/call",
                "",
                "$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad",
            ),
            (
                Method::Get,
                "/v2/call",
                "",
                "$1$bb63b132a6f84ad5433d0c534d48d3f7c3804285",
            ),
        ] {
            let url = format!("{base}{path}");
            let signed = signature(&keys, method, &url, body, 1_457_018_875);
            assert_eq!(signed, expected, "{} {path}", method.as_str());
        }
    }
}
