//! Answers requests for the application's files and pages.

use super::encoding::{self, Encoding};
use super::path::{self, AssetPath};
use super::store::Assets;
use crate::errors::GatewayError;
use crate::response::{self, Response};
use crate::security::{self, Nonce};
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What the build writes where the nonce belongs.
const NONCE_PLACEHOLDER: &str = "{{__TRUNK NONCE__}}";
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

const NOT_BUILT: &str = "\
This program was started without the application.

Build it from the source folder, then open this page again:

    cargo xtask run              builds the application and starts everything
    cargo xtask build --release  builds one program with the application inside

Or name the folder of a built application:

    manager serve --app dist

The relay under /api works meanwhile.
";

/// Answers a request for `path`, which is the path without its query.
pub async fn serve(assets: &Assets, method: &Method, path: &str, headers: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let mut refused = GatewayError::Method.respond(None);
        refused
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    if path == "/" {
        return page(assets, AssetPath::INDEX).await;
    }
    if let Some(asset) = AssetPath::parse(path) {
        if asset.is_page() {
            if assets.read(asset, None).await.is_some() {
                return page(assets, asset).await;
            }
        } else if let Some(found) = file(assets, asset, headers).await {
            return found;
        }
    }
    // A place inside the application that was opened by its address.
    if is_navigation(headers) && !path::looks_like_asset(path) {
        return page(assets, AssetPath::INDEX).await;
    }
    GatewayError::NotFound.respond(None)
}

/// Whether the browser wants a page to show, rather than a part of one.
fn is_navigation(headers: &HeaderMap) -> bool {
    match headers.get(SEC_FETCH_MODE) {
        Some(mode) => mode == "navigate",
        None => headers
            .get(header::ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html")),
    }
}

async fn page(assets: &Assets, path: AssetPath<'_>) -> Response {
    let Some(content) = assets.read(path, None).await else {
        return response::full(
            StatusCode::SERVICE_UNAVAILABLE,
            "text/plain; charset=utf-8",
            NOT_BUILT,
        );
    };
    let Ok(nonce) = Nonce::fresh() else {
        return response::full(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/plain; charset=utf-8",
            "The system gave no random numbers, without which no page can be served safely.\n",
        );
    };
    let html = String::from_utf8_lossy(&content).replace(NONCE_PLACEHOLDER, &nonce.to_string());
    let mut response = response::full(StatusCode::OK, path.media_type(), html);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        security::page_policy(&nonce),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn file(assets: &Assets, path: AssetPath<'_>, request: &HeaderMap) -> Option<Response> {
    let (content, encoding) = best_form(assets, path, request).await?;
    let etag = etag(&content);
    let unchanged = request
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|known| known.trim().trim_start_matches("W/") == etag)
        });

    let mut response = if unchanged {
        let mut response =
            response::full(StatusCode::NOT_MODIFIED, path.media_type(), Bytes::new());
        response.headers_mut().remove(header::CONTENT_TYPE);
        response
    } else {
        response::full(StatusCode::OK, path.media_type(), content)
    };
    let headers = response.headers_mut();
    if let (Some(encoding), false) = (encoding, unchanged) {
        headers.insert(
            header::CONTENT_ENCODING,
            HeaderValue::from_static(encoding.name()),
        );
    }
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let keep = if path.is_hashed() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if matches!(path.extension(), Some("js" | "mjs")) {
        headers.insert(header::CONTENT_SECURITY_POLICY, security::SCRIPT_POLICY);
    }
    Some(response)
}

/// The smallest form of a file that the browser takes. The file itself must be
/// there: a compressed form alone is a leftover.
async fn best_form(
    assets: &Assets,
    path: AssetPath<'_>,
    request: &HeaderMap,
) -> Option<(Bytes, Option<Encoding>)> {
    let plain = assets.read(path, None).await?;
    let accept = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|accept| accept.to_str().ok());
    for encoding in encoding::acceptable(accept.unwrap_or_default()) {
        if let Some(content) = assets.read(path, Some(encoding)).await {
            return Some((content, Some(encoding)));
        }
    }
    Some((plain, None))
}

/// A name for the content, the same in every process of one build.
fn etag(content: &Bytes) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("\"{:016x}-{:x}\"", hasher.finish(), content.len())
}
