//! Relays the documents of public status pages: those of the regions that were
//! configured, those that are named here, and nothing with them.
//!
//! They are public, so nothing of the request goes on: not its headers, not a query.
//! An answer is passed on when it is whole, small and JSON.

use crate::bulkhead::Bulkhead;
use crate::endpoint::{PageUrl, Region};
use crate::errors::GatewayError;
use crate::limits::Limits;
use crate::relay::{USER_AGENT, is_json};
use crate::response::{self, Response};
use crate::upstream::{self, UpstreamClient};
use bytes::Bytes;
use http::header::{self, HeaderValue};
use http::{Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Body;
use rustls::RootCertStore;
use serde::de::IgnoredAny;
use std::collections::HashMap;
use tokio::time::{Instant, timeout_at};

/// The documents that are relayed, and the route of each for the log.
const DOCUMENTS: [(&str, &str); 5] = [
    ("summary.json", "/status/summary.json"),
    ("components.json", "/status/components.json"),
    ("incidents.json", "/status/incidents.json"),
    (
        "incidents/unresolved.json",
        "/status/incidents/unresolved.json",
    ),
    (
        "scheduled-maintenances.json",
        "/status/scheduled-maintenances.json",
    ),
];

/// How long a browser, or a cache on the way to it, may keep a document.
const KEEP: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// The status page of a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusPage {
    /// The region.
    pub region: Region,
    /// Where the page is.
    pub url: PageUrl,
}

/// What is asked for: a region and a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusTarget {
    /// The region.
    pub region: Region,
    document: &'static str,
    /// The route, for the log.
    pub template: &'static str,
}

impl StatusTarget {
    /// Reads `/status/{region}/{document}`. None when there is no such thing: what is
    /// not written exactly so is nothing.
    pub fn parse(path: &str) -> Option<Self> {
        let (region, document) = path.strip_prefix("/status/")?.split_once('/')?;
        let region = Region::ALL
            .into_iter()
            .find(|known| known.name() == region)?;
        let (document, template) = DOCUMENTS.into_iter().find(|(name, _)| *name == document)?;
        Some(Self {
            region,
            document,
            template,
        })
    }
}

/// The relay to all configured status pages.
pub struct StatusRelay {
    pages: HashMap<Region, PageUrl>,
    client: UpstreamClient,
    bulkhead: Bulkhead<Region>,
    limits: Limits,
}

impl StatusRelay {
    /// A relay to `pages` and to nothing else, which trusts `roots`.
    pub fn new(pages: &[StatusPage], roots: RootCertStore, limits: Limits) -> Self {
        let regions = pages.iter().map(|page| page.region);
        Self {
            client: upstream::client(roots, limits.connect),
            bulkhead: Bulkhead::new(regions, limits.status_relays, limits.status_relays_per_page),
            pages: pages
                .iter()
                .map(|page| (page.region, page.url.clone()))
                .collect(),
            limits,
        }
    }

    /// Relays one document.
    pub async fn relay<B>(
        &self,
        request: &Request<B>,
        target: StatusTarget,
    ) -> Result<Response, GatewayError>
    where
        B: Body,
    {
        if request.method() != Method::GET {
            return Err(GatewayError::Method);
        }
        if request.uri().query().is_some() || !request.body().is_end_stream() {
            return Err(GatewayError::BadRequest(
                "a status document takes no query and no body",
            ));
        }
        let page = self
            .pages
            .get(&target.region)
            .ok_or(GatewayError::NoStatusPage)?;
        let uri: Uri = format!("{}/api/v2/{}", page.as_str(), target.document)
            .parse()
            .map_err(|_| GatewayError::NoStatusPage)?;
        let mut outgoing = Request::new(Full::new(Bytes::new()));
        *outgoing.uri_mut() = uri;
        let headers = outgoing.headers_mut();
        headers.insert(header::USER_AGENT, USER_AGENT);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));

        let _place = self
            .bulkhead
            .enter(target.region)
            .ok_or(GatewayError::Busy)?;
        let deadline = Instant::now() + self.limits.read;
        let answer = upstream::ask(&self.client, outgoing, deadline).await?;
        let (parts, body) = answer.into_parts();
        let content_type = parts.headers.get(header::CONTENT_TYPE);
        if parts.status != StatusCode::OK || !content_type.is_some_and(is_json) {
            return Err(GatewayError::BadResponse);
        }
        let limit = self.limits.status_bytes;
        if body.size_hint().lower() > limit as u64 {
            return Err(GatewayError::ResponseTooLarge);
        }
        let document = timeout_at(deadline, Limited::new(body, limit).collect())
            .await
            .map_err(|_| GatewayError::Timeout)?
            .map_err(|error| {
                if error.is::<LengthLimitError>() {
                    GatewayError::ResponseTooLarge
                } else {
                    GatewayError::Truncated
                }
            })?
            .to_bytes();
        if serde_json::from_slice::<IgnoredAny>(&document).is_err() {
            return Err(GatewayError::BadResponse);
        }
        let mut response = response::full(StatusCode::OK, "application/json", document);
        response.headers_mut().insert(header::CACHE_CONTROL, KEEP);
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documents_that_are_named_are_read() {
        for (document, template) in DOCUMENTS {
            let target = StatusTarget::parse(&format!("/status/ca/{document}"));
            let target = target.unwrap_or_else(|| panic!("{document}"));
            assert_eq!((target.region, target.template), (Region::Ca, template));
        }
        for path in [
            "/status",
            "/status/",
            "/status/eu",
            "/status/eu/",
            "/status/EU/summary.json",
            "/status/kimsufi-eu/summary.json",
            "/status/eu/summary.json/",
            "/status/eu//summary.json",
            "/status/eu/../eu/summary.json",
            "/status/eu/summary%2Ejson",
            "/status/eu/incidents%2Funresolved.json",
            "/status/eu/subscribers.json",
            "/status/eu/status.json",
            "/status/eu/incidents/unresolved.json/more",
        ] {
            assert_eq!(StatusTarget::parse(path), None, "{path}");
        }
    }
}
