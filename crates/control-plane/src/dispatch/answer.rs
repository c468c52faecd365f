//! What is sent back.

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::Value;

use crate::error::ApiError;

/// A status, headers and a JSON body.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Headers beyond those that every answer has.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// JSON.
    pub body: Vec<u8>,
}

impl Answer {
    /// A good answer.
    pub fn json(value: &Value) -> Self {
        Self::json_bytes(value.to_string().into_bytes())
    }

    /// A good answer that is serialised already.
    pub fn json_bytes(body: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: Vec::new(),
            body,
        }
    }

    /// A refusal or failure.
    pub fn error(error: &ApiError) -> Self {
        let retry = error
            .retry_after
            .map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds)));
        Self {
            status: error.status,
            headers: retry.into_iter().collect(),
            body: error.body().to_string().into_bytes(),
        }
    }
}
