//! Which headers cross the gateway. Both directions are allow-lists: what is not
//! named here stays on its side.

use http::header::{self, HeaderMap, HeaderName};

/// Of a request, besides [`PREFIXES`]. `Authorization` and `Cookie` are not among
/// them: requests are signed, nothing else identifies anybody.
const REQUEST: [HeaderName; 6] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::CONTENT_TYPE,
    header::PRAGMA,
    HeaderName::from_static("x-schemas-version"),
];

/// Of an answer, besides [`PREFIXES`]. `Content-Type` is decided by the relay.
const RESPONSE: [HeaderName; 4] = [
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::RETRY_AFTER,
    header::VARY,
];

/// The API's own, in both directions.
const PREFIXES: [&str; 2] = ["x-ovh-", "x-pagination-"];

/// The headers of a request that an upstream is given.
pub fn for_upstream(headers: &HeaderMap) -> HeaderMap {
    pick(headers, &REQUEST)
}

/// The headers of an upstream's answer that a browser is given.
pub fn for_browser(headers: &HeaderMap) -> HeaderMap {
    pick(headers, &RESPONSE)
}

fn pick(headers: &HeaderMap, allowed: &[HeaderName]) -> HeaderMap {
    let passes = |name: &HeaderName| {
        allowed.contains(name)
            || PREFIXES
                .iter()
                .any(|prefix| name.as_str().starts_with(prefix))
    };
    headers
        .iter()
        .filter(|(name, _)| passes(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(headers: &HeaderMap) -> Vec<&str> {
        let mut names: Vec<_> = headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        names
    }

    fn map(names: &[&'static str]) -> HeaderMap {
        names
            .iter()
            .map(|name| {
                (
                    HeaderName::from_static(name),
                    header::HeaderValue::from_static("v"),
                )
            })
            .collect()
    }

    #[test]
    fn requests_lose_what_identifies_or_steers() {
        let sent = map(&[
            "accept",
            "accept-language",
            "authorization",
            "connection",
            "content-type",
            "cookie",
            "forwarded",
            "host",
            "keep-alive",
            "origin",
            "pragma",
            "proxy-authorization",
            "range",
            "referer",
            "sec-fetch-site",
            "te",
            "trailer",
            "upgrade",
            "x-forwarded-for",
            "x-manager",
            "x-ovh-application",
            "x-ovh-batch",
            "x-pagination-mode",
            "x-real-ip",
        ]);
        let expected = [
            "accept",
            "accept-language",
            "content-type",
            "pragma",
            "x-ovh-application",
            "x-ovh-batch",
            "x-pagination-mode",
        ];
        assert_eq!(names(&for_upstream(&sent)), expected);
    }

    #[test]
    fn answers_lose_what_would_act_in_the_browser() {
        let sent = map(&[
            "access-control-allow-origin",
            "alt-svc",
            "clear-site-data",
            "content-encoding",
            "content-security-policy",
            "link",
            "location",
            "nel",
            "refresh",
            "report-to",
            "retry-after",
            "server",
            "service-worker-allowed",
            "set-cookie",
            "sourcemap",
            "strict-transport-security",
            "transfer-encoding",
            "vary",
            "x-ovh-queryid",
            "x-pagination-elements",
        ]);
        let expected = [
            "content-encoding",
            "retry-after",
            "vary",
            "x-ovh-queryid",
            "x-pagination-elements",
        ];
        assert_eq!(names(&for_browser(&sent)), expected);
    }
}
