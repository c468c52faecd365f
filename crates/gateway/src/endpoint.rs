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
    #[error("the path of a status page is plain words, for example https://status.example/eu")]
    PagePath,
    #[error(
        "use https: what is sent would cross the network in clear (http is for this machine only)"
    )]
    PlainHttp,
}

impl FromStr for SignBase {
    type Err = UpstreamUrlError;

    fn from_str(url: &str) -> Result<Self, UpstreamUrlError> {
        let Address { base, path } = address(url)?;
        if !matches!(path.trim_end_matches('/'), "" | "/1.0" | "/v1") {
            return Err(UpstreamUrlError::Path);
        }
        Ok(Self(base))
    }
}

/// Where a status page is: scheme, host, port, and a path where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageUrl(String);

impl PageUrl {
    /// The page of a control plane on this machine.
    pub fn local(address: SocketAddr, path: &str) -> Self {
        Self(format!("http://{address}{path}"))
    }

    /// `https://status.example`, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the connection is encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl FromStr for PageUrl {
    type Err = UpstreamUrlError;

    fn from_str(url: &str) -> Result<Self, UpstreamUrlError> {
        let Address { base, path } = address(url)?;
        let path = path.trim_end_matches('/');
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let sound =
            |segment: &str| !matches!(segment, "" | "." | "..") && segment.bytes().all(plain);
        if !path.is_empty() && !path.split('/').skip(1).all(sound) {
            return Err(UpstreamUrlError::PagePath);
        }
        Ok(Self(format!("{base}{path}")))
    }
}

/// A URL in two parts.
struct Address {
    /// Scheme, host and port.
    base: String,
    path: String,
}

/// Takes a URL apart that may be connected to.
fn address(url: &str) -> Result<Address, UpstreamUrlError> {
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
    match scheme {
        "https" => {}
        "http" if is_this_machine(authority.host()) => {}
        "http" => return Err(UpstreamUrlError::PlainHttp),
        _ => return Err(UpstreamUrlError::NotAUrl),
    }
    Ok(Address {
        base: format!("{scheme}://{authority}"),
        path: uri.path().to_owned(),
    })
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

    #[test]
    fn status_pages_are_read_with_their_path() {
        use UpstreamUrlError as E;
        for (url, read) in [
            ("https://status.example", Ok("https://status.example")),
            ("https://status.example/", Ok("https://status.example")),
            (
                "https://status.example/eu/",
                Ok("https://status.example/eu"),
            ),
            (
                "http://127.0.0.1:8181/_status",
                Ok("http://127.0.0.1:8181/_status"),
            ),
            ("http://status.example", Err(E::PlainHttp)),
            ("https://status.example/a//b", Err(E::PagePath)),
            ("https://status.example/../x", Err(E::PagePath)),
            ("https://status.example/%2e", Err(E::PagePath)),
            ("https://status.example/?a", Err(E::TooMuch)),
            ("https://user@status.example", Err(E::TooMuch)),
            ("status.example", Err(E::NotAUrl)),
        ] {
            let found = url.parse::<PageUrl>();
            assert_eq!(
                found.as_ref().map(PageUrl::as_str),
                read.as_ref().copied(),
                "{url}"
            );
        }
    }
}
