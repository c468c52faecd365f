//! What the gateway answers by itself, when the answer is not an upstream's.

use crate::endpoint::Endpoint;
use crate::response::{Response, json};
use crate::target::TargetError;
use crate::wire::head::Refusal;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

/// Carries the kind of the gateway's own errors, so that nobody takes them for
/// the control plane's.
pub const ERROR_HEADER: HeaderName = HeaderName::from_static("x-manager-error");

/// Why the gateway did not relay a request, or could not relay its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The request has not reached the upstream: no connection could be made.
    #[error("No connection to the control plane could be made. Nothing was sent to it")]
    Unreachable,
    /// No connection in time, or no whole answer in time: for a write, it may have been applied.
    #[error("The control plane did not answer in time")]
    Timeout,
    /// The upstream could not prove who it is, or spoke no TLS.
    #[error("The control plane's certificate could not be verified. Nothing was sent to it")]
    Tls,
    /// The upstream answered with a redirection, which is never followed.
    #[error("The control plane sent us elsewhere, and redirections are not followed")]
    Redirect,
    /// The upstream closed the connection before it answered: for a write, it may have
    /// been applied.
    #[error("The control plane closed the connection without an answer")]
    Closed,
    /// The answer ended before it was whole: for a write, it may have been applied.
    #[error("The control plane's answer was cut short")]
    Truncated,
    /// The upstream answered something that is not HTTP: for a write, it may have been
    /// applied.
    #[error("The control plane's answer could not be read")]
    BadResponse,
    /// The upstream's answer is larger than is relayed.
    #[error("The control plane's answer is too large to be relayed. Ask for fewer things at once")]
    ResponseTooLarge,
    /// The request's body is larger than is relayed.
    #[error("The request is too large to be relayed")]
    RequestTooLarge,
    /// The request's target is larger than is read.
    #[error("The address of the request is too long")]
    TargetTooLong,
    /// The request's headers are larger than are read.
    #[error("The headers of the request are too large")]
    HeadersTooLarge,
    /// A body came without its length.
    #[error("The request must say the length of its body")]
    LengthRequired,
    /// Too many requests are in flight, in all or to this endpoint.
    #[error("Too many requests are in flight. Try again in a moment")]
    Busy,
    /// There is no such endpoint, or this gateway is not connected to it.
    #[error("This gateway is not connected to an endpoint of that name")]
    UnknownEndpoint,
    /// No status page was configured for that region.
    #[error("This gateway was given no status page for that region")]
    NoStatusPage,
    /// The request cannot be forwarded unchanged, or not safely.
    #[error("The request was refused: {0}")]
    BadRequest(&'static str),
    /// The request does not come from the application served here.
    #[error("Only the application served by this gateway may ask for this")]
    Forbidden,
    /// The request was meant for a host that this is not.
    #[error(
        "This gateway does not answer to that host name. Open the address it printed at its start, or start it with --allow-host"
    )]
    Misdirected,
    /// The method is not one that is relayed or served.
    #[error("This method is not available here")]
    Method,
    /// There is nothing under this path.
    #[error("There is nothing here")]
    NotFound,
}

#[derive(Serialize)]
struct Body {
    class: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    endpoint: Option<Endpoint>,
}

impl GatewayError {
    /// The kind, as the error header carries it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Tls => "tls",
            Self::Redirect => "redirect",
            Self::Closed => "closed",
            Self::Truncated => "truncated",
            Self::BadResponse => "bad-response",
            Self::ResponseTooLarge | Self::RequestTooLarge => "too-large",
            Self::TargetTooLong | Self::HeadersTooLarge | Self::LengthRequired => "bad-request",
            Self::Busy => "busy",
            Self::UnknownEndpoint => "unknown-endpoint",
            Self::NoStatusPage => "no-status-page",
            Self::BadRequest(_) => "bad-request",
            Self::Forbidden => "forbidden",
            Self::Misdirected => "misdirected",
            Self::Method => "method",
            Self::NotFound => "not-found",
        }
    }

    /// The status it is answered with.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Unreachable
            | Self::Tls
            | Self::Redirect
            | Self::Closed
            | Self::Truncated
            | Self::BadResponse
            | Self::ResponseTooLarge => StatusCode::BAD_GATEWAY,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            Self::RequestTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TargetTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::LengthRequired => StatusCode::LENGTH_REQUIRED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::UnknownEndpoint | Self::NoStatusPage | Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    /// The answer, about `endpoint` where one was asked for.
    pub fn respond(self, endpoint: Option<Endpoint>) -> Response {
        let kind = self.kind();
        let body = Body {
            class: class_of(kind),
            message: self.to_string(),
            endpoint,
        };
        let mut response = json(self.status(), &body);
        let headers = response.headers_mut();
        headers.insert(ERROR_HEADER, HeaderValue::from_static(kind));
        if self == Self::Busy {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if self == Self::RequestTooLarge {
            // Its body is left unread.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

impl From<TargetError> for GatewayError {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::UnknownEndpoint => Self::UnknownEndpoint,
            TargetError::Refused(why) => Self::BadRequest(why),
        }
    }
}

impl From<Refusal> for GatewayError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed(why) => Self::BadRequest(why),
            Refusal::TargetTooLong => Self::TargetTooLong,
            Refusal::HeadersTooLarge => Self::HeadersTooLarge,
            Refusal::LengthRequired => Self::LengthRequired,
        }
    }
}

/// `bad-response` is `Gateway::BadResponse`, in the manner of the API's classes.
fn class_of(kind: &str) -> String {
    let words = kind.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    format!("Gateway::{}", words.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_kinds() {
        assert_eq!(class_of("tls"), "Gateway::Tls");
        assert_eq!(class_of("unknown-endpoint"), "Gateway::UnknownEndpoint");
    }

    #[test]
    fn answers_name_kind_and_endpoint() {
        let response = GatewayError::Busy.respond(Some(Endpoint::Ca));
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()[ERROR_HEADER], "busy");
        assert_eq!(response.headers()[header::RETRY_AFTER], "1");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    }
}
