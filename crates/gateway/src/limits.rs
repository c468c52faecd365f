//! How much and how long: every bound of the gateway in one place.

use std::time::Duration;

/// The bounds. [`Limits::default`] is what `manager` runs with; tests shorten times.
#[derive(Debug, Clone)]
pub struct Limits {
    /// From the opening of a connection, or the end of the last answer on it, to
    /// the end of the next head.
    pub head: Duration,
    /// To read the body of a request.
    pub request_body: Duration,
    /// How long a browser may leave an answer unread: what it holds, others wait for.
    pub unread: Duration,
    /// To connect to an upstream, TLS included.
    pub connect: Duration,
    /// From a read's start to the last byte of its answer.
    pub read: Duration,
    /// From a write's start to the last byte of its answer: cutting a write short
    /// leaves its outcome unknown, so it gets more time.
    pub write: Duration,
    /// Largest body of a request, in bytes.
    pub request_bytes: usize,
    /// Largest body of an answer, in bytes, as it comes over the wire.
    pub response_bytes: usize,
    /// Requests in flight to all upstreams together.
    pub relays: usize,
    /// Requests in flight to one upstream: one that hangs must leave room for the others.
    pub relays_per_endpoint: usize,
    /// Requests in flight to all status pages together.
    pub status_relays: usize,
    /// Requests in flight to one status page.
    pub status_relays_per_page: usize,
    /// Largest document of a status page, in bytes.
    pub status_bytes: usize,
    /// Open connections from browsers.
    pub connections: usize,
    /// What requests in flight get to finish when the program is told to stop.
    pub shutdown: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            request_body: Duration::from_secs(10),
            unread: Duration::from_secs(10),
            connect: Duration::from_secs(5),
            read: Duration::from_secs(10),
            write: Duration::from_secs(30),
            request_bytes: 1024 * 1024,
            response_bytes: 32 * 1024 * 1024,
            relays: 64,
            relays_per_endpoint: 24,
            status_relays: 12,
            status_relays_per_page: 4,
            status_bytes: 2 * 1024 * 1024,
            connections: 512,
            shutdown: Duration::from_secs(15),
        }
    }
}

/// Largest file of `--support-facts`, in bytes: everybody downloads it.
pub const SUPPORT_FACTS_BYTES: u64 = 512 * 1024;
