//! The shape of every answer, and the simple ones.

use crate::relay::RelayedBody;
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use http_body_util::{Either, Full};
use serde::Serialize;

/// A body that is at hand, or one that is still coming from an upstream.
pub type Body = Either<Full<Bytes>, RelayedBody>;
/// An answer to a browser.
pub type Response = http::Response<Body>;

/// An answer that is at hand.
pub fn full(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = http::Response::new(Either::Left(Full::new(body.into())));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// JSON that nobody may keep.
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    // Only our own plain structures come here: no map with keys that are not text.
    let body = serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec());
    let mut response = full(status, "application/json", body);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
