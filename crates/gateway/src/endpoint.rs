//! The control planes one can be connected to, and where each is reached.

use serde::Serialize;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

/// A control plane by the name the official clients give it (without `ovh-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Endpoint {
    Eu,
    Ca,
    Us,
    KimsufiEu,
    KimsufiCa,
    SoyoustartEu,
    SoyoustartCa,
}

/// The part of the world an endpoint belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Region {
    Eu,
    Ca,
    Us,
}

impl Region {
    /// Every region there is.
    pub const ALL: [Self; 3] = [Self::Eu, Self::Ca, Self::Us];

    /// The name.
    pub fn name(self) -> &'static str {
        self.endpoint().name()
    }

    /// The main endpoint of the region.
    pub fn endpoint(self) -> Endpoint {
        match self {
            Self::Eu => Endpoint::Eu,
            Self::Ca => Endpoint::Ca,
            Self::Us => Endpoint::Us,
        }
    }
}

impl Endpoint {
    /// Every endpoint there is.
    pub const ALL: [Self; 7] = [
        Self::Eu,
        Self::Ca,
        Self::Us,
        Self::KimsufiEu,
        Self::KimsufiCa,
        Self::SoyoustartEu,
        Self::SoyoustartCa,
    ];

    /// The name, as in `/api/{name}/…`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Ca => "ca",
            Self::Us => "us",
            Self::KimsufiEu => "kimsufi-eu",
            Self::KimsufiCa => "kimsufi-ca",
            Self::SoyoustartEu => "soyoustart-eu",
            Self::SoyoustartCa => "soyoustart-ca",
        }
    }

    /// The region it belongs to.
    pub fn region(self) -> Region {
        match self {
            Self::Eu | Self::KimsufiEu | Self::SoyoustartEu => Region::Eu,
            Self::Ca | Self::KimsufiCa | Self::SoyoustartCa => Region::Ca,
            Self::Us => Region::Us,
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Endpoint {
    type Err = UnknownEndpoint;

    fn from_str(name: &str) -> Result<Self, UnknownEndpoint> {
        Self::ALL
            .into_iter()
            .find(|endpoint| endpoint.name() == name)
            .ok_or(UnknownEndpoint)
    }
}

/// No endpoint has that name.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the endpoints are eu, ca, us, kimsufi-eu, kimsufi-ca, soyoustart-eu and soyoustart-ca")]
pub struct UnknownEndpoint;

/// Where an upstream is: scheme, host and port, nothing more. The URL that a
/// client signs is this followed by the path, exactly as sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct SignBase(String);

impl SignBase {
    /// `http://…` of a control plane on this machine.
    pub fn local(address: SocketAddr) -> Self {
        Self(format!("http://{address}"))
    }

    /// `https://host` or `http://host:port`, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the connection is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// Why an upstream's URL was not accepted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum UpstreamUrlError {
    #[error("write the whole URL, for example https://eu.api.ovh.com/1.0")]
    NotAUrl,
    #[error("the URL must hold no user name, question mark or fragment")]
    TooMuch,
    #[error("the URL must end after the host or with /1.0, for example https://eu.api.ovh.com/1.0")]
    Path,
    #[error("use https: keys would cross the network in clear (http is for this machine only)")]
    PlainHttp,
}

impl FromStr for SignBase {
    type Err = UpstreamUrlError;

    fn from_str(url: &str) -> Result<Self, UpstreamUrlError> {
        if url.contains(['?', '#', '@', '\\']) {
            return Err(UpstreamUrlError::TooMuch);
        }
        let uri: http::Uri = url.parse().map_err(|_| UpstreamUrlError::NotAUrl)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(UpstreamUrlError::NotAUrl);
        };
        // `host:` parses, and `host:99999` does too: neither can be connected to.
        let rest = authority.as_str().strip_prefix(authority.host());
        if authority.host().is_empty() || (rest != Some("") && authority.port_u16().is_none()) {
            return Err(UpstreamUrlError::NotAUrl);
        }
        if !matches!(uri.path().trim_end_matches('/'), "" | "/1.0" | "/v1") {
            return Err(UpstreamUrlError::Path);
        }
        match scheme {
            "https" => {}
            "http" if is_this_machine(authority.host()) => {}
            "http" => return Err(UpstreamUrlError::PlainHttp),
            _ => return Err(UpstreamUrlError::NotAUrl),
        }
        Ok(Self(format!("{scheme}://{authority}")))
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// An endpoint that this gateway is connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its name.
    pub endpoint: Endpoint,
    /// Where it is reached.
    pub sign_base: SignBase,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_serialised_alike() {
        for endpoint in Endpoint::ALL {
            assert_eq!(endpoint.name().parse(), Ok(endpoint));
            let json = serde_json::to_value(endpoint).expect("a name serialises");
            assert_eq!(json, endpoint.name());
        }
        for wrong in ["", "EU", "eu ", "asia", "ovh-eu", "kimsufi"] {
            assert_eq!(wrong.parse::<Endpoint>(), Err(UnknownEndpoint), "{wrong:?}");
        }
    }

    #[test]
    fn upstream_urls_give_the_base_that_is_signed() {
        for (url, base) in [
            ("https://eu.api.ovh.com/1.0", "https://eu.api.ovh.com"),
            ("https://eu.api.ovh.com/1.0/", "https://eu.api.ovh.com"),
            ("https://eu.api.ovh.com", "https://eu.api.ovh.com"),
            (
                "https://api.us.ovhcloud.com:8443/v1",
                "https://api.us.ovhcloud.com:8443",
            ),
            ("http://127.0.0.1:8181/1.0", "http://127.0.0.1:8181"),
            ("http://[::1]:8181", "http://[::1]:8181"),
            ("http://localhost:1", "http://localhost:1"),
        ] {
            assert_eq!(
                url.parse::<SignBase>().as_ref().map(SignBase::as_str),
                Ok(base),
                "{url}"
            );
        }
    }

    #[test]
    fn other_upstream_urls_are_refused() {
        use UpstreamUrlError as E;
        for (url, error) in [
            ("eu.api.ovh.com/1.0", E::NotAUrl),
            ("", E::NotAUrl),
            ("/1.0", E::NotAUrl),
            ("ftp://eu.api.ovh.com", E::NotAUrl),
            ("https://eu.api.ovh.com:/1.0", E::NotAUrl),
            ("https://eu.api.ovh.com:99999/1.0", E::NotAUrl),
            ("https://user@eu.api.ovh.com", E::TooMuch),
            ("https://eu.api.ovh.com/1.0?a", E::TooMuch),
            ("https://eu.api.ovh.com/1.0#a", E::TooMuch),
            ("https://eu.api.ovh.com/v2", E::Path),
            ("https://eu.api.ovh.com/1.0/me", E::Path),
            ("http://eu.api.ovh.com/1.0", E::PlainHttp),
            ("http://127.0.0.1.example.com/1.0", E::PlainHttp),
            ("http://192.0.2.1/1.0", E::PlainHttp),
        ] {
            assert_eq!(url.parse::<SignBase>(), Err(error), "{url}");
        }
    }
}
