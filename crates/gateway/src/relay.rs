//! Carries a request to an upstream and the answer back, byte for byte.

mod body;

use crate::bulkhead::Bulkhead;
use crate::endpoint::{Endpoint, SignBase, Upstream};
use crate::errors::GatewayError;
use crate::limits::Limits;
use crate::response::Response;
use crate::target::ApiTarget;
use crate::upstream::{self, UpstreamClient};
use crate::{headers, security};
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Request, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use rustls::RootCertStore;
use std::collections::HashMap;
use std::time::Duration;
use tokio::time::{Instant, timeout};

pub use body::RelayedBody;

/// Who asks.
pub const USER_AGENT: HeaderValue =
    HeaderValue::from_static(concat!("manager/", env!("CARGO_PKG_VERSION")));

/// The relay to all configured upstreams.
pub struct Relay {
    upstreams: HashMap<Endpoint, SignBase>,
    client: UpstreamClient,
    bulkhead: Bulkhead<Endpoint>,
    limits: Limits,
}

impl Relay {
    /// A relay to `upstreams` and to nothing else, which trusts `roots`.
    pub fn new(upstreams: &[Upstream], roots: RootCertStore, limits: Limits) -> Self {
        Self {
            upstreams: upstreams
                .iter()
                .map(|u| (u.endpoint, u.sign_base.clone()))
                .collect(),
            client: upstream::client(roots, limits.connect),
            bulkhead: Bulkhead::new(
                upstreams.iter().map(|upstream| upstream.endpoint),
                limits.relays,
                limits.relays_per_endpoint,
            ),
            limits,
        }
    }

    /// Relays one request.
    pub async fn relay(
        &self,
        request: Request<Incoming>,
        target: ApiTarget<'_>,
    ) -> Result<Response, GatewayError> {
        let base = self
            .upstreams
            .get(&target.endpoint)
            .ok_or(GatewayError::UnknownEndpoint)?;
        let time = self.time_for(request.method())?;
        let uri = upstream_uri(base, &target)?;

        let (parts, body) = request.into_parts();
        let body = self.read_body(body).await?;
        let mut outgoing = Request::new(Full::new(body));
        *outgoing.method_mut() = parts.method;
        *outgoing.uri_mut() = uri;
        *outgoing.headers_mut() = headers::for_upstream(&parts.headers);
        outgoing
            .headers_mut()
            .insert(header::USER_AGENT, USER_AGENT);

        let place = self
            .bulkhead
            .enter(target.endpoint)
            .ok_or(GatewayError::Busy)?;
        let deadline = Instant::now() + time;
        let answer = upstream::ask(&self.client, outgoing, deadline).await?;
        let (parts, body) = answer.into_parts();
        if parts.status.is_informational() {
            return Err(GatewayError::BadResponse);
        }
        let body = body::take(
            target.endpoint,
            body,
            self.limits.response_bytes,
            deadline,
            place,
        )
        .await?;
        let mut response = Response::new(body);
        *response.status_mut() = parts.status;
        *response.headers_mut() = answer_headers(&parts.headers);
        Ok(response)
    }

    /// How long a request may take in all. Methods that are not relayed have none.
    fn time_for(&self, method: &Method) -> Result<Duration, GatewayError> {
        match *method {
            Method::GET => Ok(self.limits.read),
            Method::POST | Method::PUT | Method::DELETE => Ok(self.limits.write),
            _ => Err(GatewayError::Method),
        }
    }

    async fn read_body(&self, body: Incoming) -> Result<Bytes, GatewayError> {
        let limit = self.limits.request_bytes;
        if body.size_hint().lower() > limit as u64 {
            return Err(GatewayError::RequestTooLarge);
        }
        let whole = timeout(
            self.limits.request_body,
            Limited::new(body, limit).collect(),
        )
        .await;
        match whole {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(GatewayError::RequestTooLarge),
            Ok(Err(_)) => Err(GatewayError::BadRequest("its body was cut short")),
            Err(_) => Err(GatewayError::BadRequest("its body came too slowly")),
        }
    }
}

fn upstream_uri(base: &SignBase, target: &ApiTarget<'_>) -> Result<Uri, GatewayError> {
    let refused = GatewayError::BadRequest("the path cannot be forwarded unchanged");
    let uri: Uri = format!("{}{}", base.as_str(), target.forwarded)
        .parse()
        .map_err(|_| refused)?;
    // What is signed is what is sent, or nothing is sent.
    if uri
        .path_and_query()
        .is_some_and(|path| path.as_str() == target.forwarded)
    {
        Ok(uri)
    } else {
        Err(refused)
    }
}

/// The headers of an answer: the allowed ones, and what makes a document in it
/// harmless, should somebody open it as one.
fn answer_headers(upstream: &HeaderMap) -> HeaderMap {
    let mut headers = headers::for_browser(upstream);
    let content_type = upstream.get(header::CONTENT_TYPE);
    if !content_type.is_some_and(is_json) {
        let attachment = HeaderValue::from_static("attachment");
        headers.insert(header::CONTENT_DISPOSITION, attachment);
    }
    let unknown = HeaderValue::from_static("application/octet-stream");
    headers.insert(
        header::CONTENT_TYPE,
        content_type.cloned().unwrap_or(unknown),
    );
    headers.insert(header::CONTENT_SECURITY_POLICY, security::CLOSED_POLICY);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers
}

/// Whether a content type is JSON's.
pub fn is_json(content_type: &HeaderValue) -> bool {
    let Ok(text) = content_type.to_str() else {
        return false;
    };
    let essence = text
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_json() {
        for (content_type, json) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/problem+json", true),
            ("text/html", false),
            ("text/json", false),
            ("text/html; application/json", false),
            ("application/jsonx", false),
            ("image/svg+xml", false),
            ("", false),
        ] {
            assert_eq!(
                is_json(&HeaderValue::from_static(content_type)),
                json,
                "{content_type}"
            );
        }
    }
}
