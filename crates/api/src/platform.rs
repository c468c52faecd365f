//! What the client needs from the outside: time, chance and one way to send.

use std::{pin::Pin, time::Duration};

use crate::call::Method;

/// A future of one thread. Boxed, so that the client is compiled once and not once
/// per platform.
pub type LocalFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// The browser, or a stand-in for it.
///
/// **Dropping a future cancels what it stands for.** The client enforces its
/// deadlines that way: a dropped [`send`](Self::send) must abort its request.
pub trait Platform {
    /// Wall clock: milliseconds since 1970. May jump.
    fn unix_ms(&self) -> f64;
    /// Milliseconds since any fixed moment. Never goes back.
    fn monotonic_ms(&self) -> f64;
    /// A number in `0.0..1.0`, for spreading retries; need not be unpredictable.
    fn random(&self) -> f64;
    /// Completes after that long.
    fn sleep(&self, time: Duration) -> LocalFuture<()>;
    /// Sends one request, once, to the gateway, and reads the whole answer.
    ///
    /// No redirects, no caches, no cookies. An HTTP status of any kind is a
    /// [`Response`]; a [`TransportError`] means that there is none.
    fn send(&self, request: Request) -> LocalFuture<Result<Response, TransportError>>;
}

/// A request as the platform sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// Path and query on the gateway, percent-encoded: `/api/eu/1.0/services`.
    /// Must reach the wire byte for byte, since the signature covers it.
    pub url: String,
    /// Headers to add, all of them; `X-Manager: 1` is among them.
    pub headers: Vec<(&'static str, String)>,
    /// The body, already JSON.
    pub body: Option<String>,
}

/// The response headers the client reads. A platform may leave out all others.
pub const READ_HEADERS: [&str; 6] = [
    "content-type",
    "retry-after",
    "x-manager-error",
    "x-ovh-queryid",
    "x-pagination-cursor-next",
    "x-pagination-elements",
];

/// An answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers in any spelling; see [`READ_HEADERS`].
    pub headers: Vec<(String, String)>,
    /// The body as received.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportError {
    /// The request certainly never left: no network, connection refused.
    Unreachable,
    /// The connection broke and the request may have arrived. What a browser
    /// reports for nearly everything.
    Lost,
    /// An answer began and did not end.
    Truncated,
}
