//! What a gateway needs to know before it starts.

use crate::assets::Assets;
use crate::endpoint::Upstream;
use crate::limits::Limits;
use crate::status::StatusPage;
use crate::support_facts::SupportFacts;
use rustls::RootCertStore;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Everything a gateway runs on.
#[derive(Debug)]
pub struct Config {
    /// Where to listen. Port 0 takes any free port.
    pub listen: SocketAddr,
    /// Who can reach it.
    pub exposure: Exposure,
    /// Hosts to answer to besides the loopback names: `name` or `name:port`.
    pub allowed_hosts: Vec<String>,
    /// The upstreams to relay to.
    pub upstreams: Vec<Upstream>,
    /// The status pages to relay to.
    pub status_pages: Vec<StatusPage>,
    /// What the application says about support, in place of the file that it was built
    /// with.
    pub support_facts: Option<SupportFacts>,
    /// The keys of the sample accounts, when the upstreams are local control planes.
    pub sample_accounts: Option<PathBuf>,
    /// The application.
    pub assets: Assets,
    /// Which certificates https upstreams are verified with.
    pub roots: RootCertStore,
    /// How much and how long.
    pub limits: Limits,
}

/// Who can reach a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Programs on this machine. Listening on any other address is refused: keys
    /// and sessions would cross the network in clear.
    ThisMachine,
    /// A proxy that ends TLS in front, on this machine or a private network.
    BehindTlsProxy,
}

/// A configuration that would not be safe, or could not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Listening beyond this machine without TLS.
    #[error(
        "{0} can be reached from other machines, and this program does not encrypt by itself. \
         Listen on 127.0.0.1, or put a proxy that ends TLS in front and say so with --behind-tls-proxy"
    )]
    Exposed(SocketAddr),
    /// Behind a proxy, nobody asks for a loopback name.
    #[error("behind a proxy, say which host people open: --allow-host manager.example.com")]
    NoHost,
    /// A host that no browser would send.
    #[error(
        "`{0}` is not a host: write a name, or a name and a port, for example manager.example.com:8443"
    )]
    BadHost(String),
    /// The same endpoint twice.
    #[error("the endpoint {0} is given twice")]
    Twice(&'static str),
    /// The status page of the same region twice.
    #[error("the status page of {0} is given twice")]
    StatusTwice(&'static str),
}

impl Config {
    /// Refuses what is not safe.
    pub fn check(&self) -> Result<(), ConfigError> {
        match self.exposure {
            Exposure::ThisMachine if !self.listen.ip().is_loopback() => {
                return Err(ConfigError::Exposed(self.listen));
            }
            Exposure::BehindTlsProxy if self.allowed_hosts.is_empty() => {
                return Err(ConfigError::NoHost);
            }
            _ => {}
        }
        for host in &self.allowed_hosts {
            let parsed: Option<http::uri::Authority> = host.parse().ok();
            if parsed.is_none_or(|parsed| parsed.host().is_empty()) || host.contains(['@', '*']) {
                return Err(ConfigError::BadHost(host.clone()));
            }
        }
        for (at, upstream) in self.upstreams.iter().enumerate() {
            if self.upstreams[..at]
                .iter()
                .any(|other| other.endpoint == upstream.endpoint)
            {
                return Err(ConfigError::Twice(upstream.endpoint.name()));
            }
        }
        for (at, page) in self.status_pages.iter().enumerate() {
            let before = &self.status_pages[..at];
            if before.iter().any(|other| other.region == page.region) {
                return Err(ConfigError::StatusTwice(page.region.name()));
            }
        }
        Ok(())
    }
}
