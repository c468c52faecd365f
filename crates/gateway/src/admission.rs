//! Who may ask: the host a request names and the page it comes from.
//!
//! The gateway listens where every page open in the browser can send requests.
//! The host list stops names that were pointed at this address (DNS rebinding);
//! the rest makes sure that the calling page is the one served here:
//! `Sec-Fetch-Site` is written by the browser and no page can set it, and
//! `X-Manager` cannot be sent to another origin without a permission that
//! `OPTIONS` never gives.

use crate::errors::GatewayError;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use std::net::SocketAddr;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const X_MANAGER: HeaderName = HeaderName::from_static("x-manager");

/// The hosts that this gateway answers to.
#[derive(Debug, Clone)]
pub struct Admission {
    hosts: Vec<String>,
    scheme: &'static str,
}

impl Admission {
    /// The loopback names with the port listened on, and those that were configured.
    pub fn new(listening: SocketAddr, configured: &[String], behind_tls: bool) -> Self {
        let port = listening.port();
        let mut hosts: Vec<_> = ["127.0.0.1", "localhost", "[::1]"]
            .into_iter()
            .flat_map(|name| {
                // Browsers leave the port out where it is the scheme's own.
                let bare = (port == 80).then(|| name.to_owned());
                bare.into_iter().chain([format!("{name}:{port}")])
            })
            .collect();
        hosts.extend(configured.iter().map(|host| host.to_ascii_lowercase()));
        Self {
            hosts,
            scheme: if behind_tls { "https" } else { "http" },
        }
    }

    /// Refuses hosts that are not on the list; gives the one that is.
    pub fn check_host<'a>(&self, headers: &'a HeaderMap) -> Result<&'a str, GatewayError> {
        let host = only(headers, &header::HOST).ok_or(GatewayError::Misdirected)?;
        let known = |name: &String| name.eq_ignore_ascii_case(host);
        if self.hosts.iter().any(known) {
            Ok(host)
        } else {
            Err(GatewayError::Misdirected)
        }
    }

    /// Refuses what does not come from the application served under `host`.
    pub fn check_caller(&self, headers: &HeaderMap, host: &str) -> Result<(), GatewayError> {
        let same_site = if headers.contains_key(SEC_FETCH_SITE) {
            only(headers, &SEC_FETCH_SITE) == Some("same-origin")
        } else {
            // A browser too old to say. It names the origin at least.
            only(headers, &header::ORIGIN)
                .and_then(|origin| origin.strip_prefix(self.scheme)?.strip_prefix("://"))
                .is_some_and(|origin| origin.eq_ignore_ascii_case(host))
        };
        let marked = only(headers, &X_MANAGER) == Some("1");
        if same_site && marked {
            Ok(())
        } else {
            Err(GatewayError::Forbidden)
        }
    }
}

/// The value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next().map(HeaderValue::to_str), values.next()) {
        (Some(Ok(value)), None) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admission(port: u16, configured: &[&str]) -> Admission {
        let configured: Vec<_> = configured.iter().map(|&host| host.to_owned()).collect();
        Admission::new(SocketAddr::from(([127, 0, 0, 1], port)), &configured, false)
    }

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        fields
            .iter()
            .map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)))
            .collect()
    }

    #[test]
    fn only_listed_hosts_are_answered() {
        let admission = admission(8080, &["manager.example.com"]);
        for (host, known) in [
            ("127.0.0.1:8080", true),
            ("localhost:8080", true),
            ("LOCALHOST:8080", true),
            ("[::1]:8080", true),
            ("manager.example.com", true),
            ("manager.example.com:8080", false),
            ("localhost", false),
            ("localhost:80", false),
            ("localhost.:8080", false),
            ("127.0.0.1:8081", false),
            ("127.0.0.2:8080", false),
            ("evil.example:8080", false),
            ("user@localhost:8080", false),
            ("", false),
        ] {
            assert_eq!(
                admission.check_host(&headers(&[("host", host)])).is_ok(),
                known,
                "{host}"
            );
        }
        assert!(admission.check_host(&HeaderMap::new()).is_err());
    }

    #[test]
    fn on_port_80_the_port_may_be_left_out() {
        assert!(
            admission(80, &[])
                .check_host(&headers(&[("host", "localhost")]))
                .is_ok()
        );
    }

    #[test]
    fn only_the_application_itself_is_let_in() {
        let admission = admission(8080, &[]);
        let host = "127.0.0.1:8080";
        for (fields, let_in) in [
            (
                &[("sec-fetch-site", "same-origin"), ("x-manager", "1")][..],
                true,
            ),
            // Behind a development server the origin is that server's.
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("x-manager", "1"),
                    ("origin", "http://127.0.0.1:3000"),
                ],
                true,
            ),
            (
                &[("origin", "http://127.0.0.1:8080"), ("x-manager", "1")],
                true,
            ),
            (&[("sec-fetch-site", "same-origin")], false),
            (
                &[("sec-fetch-site", "same-origin"), ("x-manager", "2")],
                false,
            ),
            (&[("sec-fetch-site", "none"), ("x-manager", "1")], false),
            (
                &[("sec-fetch-site", "same-site"), ("x-manager", "1")],
                false,
            ),
            (
                &[("sec-fetch-site", "cross-site"), ("x-manager", "1")],
                false,
            ),
            (
                &[
                    ("sec-fetch-site", ""),
                    ("x-manager", "1"),
                    ("origin", "http://127.0.0.1:8080"),
                ],
                false,
            ),
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    ("x-manager", "1"),
                    ("origin", "http://127.0.0.1:8080"),
                ],
                false,
            ),
            (
                &[
                    ("sec-fetch-site", "same-origin"),
                    ("sec-fetch-site", "cross-site"),
                    ("x-manager", "1"),
                ],
                false,
            ),
            (&[("x-manager", "1")], false),
            (
                &[("origin", "https://127.0.0.1:8080"), ("x-manager", "1")],
                false,
            ),
            (
                &[("origin", "http://127.0.0.1:8081"), ("x-manager", "1")],
                false,
            ),
            (
                &[("origin", "http://localhost:8080"), ("x-manager", "1")],
                false,
            ),
            (&[("origin", "null"), ("x-manager", "1")], false),
            (&[("origin", "http://127.0.0.1:8080")], false),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in fields {
                map.append(*name, HeaderValue::from_static(value));
            }
            assert_eq!(
                admission.check_caller(&map, host).is_ok(),
                let_in,
                "{fields:?}"
            );
        }
    }
}
