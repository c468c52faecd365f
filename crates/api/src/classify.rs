//! What an answer, or its absence, means.

use std::{rc::Rc, time::Duration};

use crate::{
    error::{ApiError, GatewayFault, Refusal, RefusalCode},
    json::{self, Fields, NotJson, Value},
    platform::{Response, TransportError},
    retry_after,
    session::Reply,
};

/// How long an endpoint is left alone when it says "too many" and not how long.
const DEFAULT_PAUSE: Duration = Duration::from_secs(1);

/// How much of a body that is not JSON is kept, in bytes.
const EXCERPT: usize = 200;

/// A request that did not do what it was for.
#[derive(Debug)]
pub(crate) struct Setback {
    pub(crate) error: ApiError,
    /// A read may try again.
    pub(crate) retry: bool,
    /// The endpoint is at fault: counts against its route family.
    pub(crate) fault: bool,
    /// The endpoint said something, whatever it was.
    pub(crate) answered: bool,
    /// The request may have been applied although we were not told.
    pub(crate) unsure: bool,
    /// How long the endpoint asked to be left alone.
    pub(crate) pause: Option<Duration>,
}

impl Setback {
    fn new(error: ApiError) -> Self {
        Self {
            error,
            retry: false,
            fault: false,
            answered: true,
            unsure: false,
            pause: None,
        }
    }

    /// The deadline passed with the request on its way.
    pub(crate) fn timeout() -> Self {
        Self {
            fault: true,
            answered: false,
            unsure: true,
            ..Self::new(ApiError::Timeout)
        }
    }

    /// There is no answer.
    pub(crate) fn transport(error: TransportError) -> Self {
        match error {
            TransportError::Unreachable => Self {
                retry: true,
                answered: false,
                ..Self::new(ApiError::NoConnection)
            },
            TransportError::Lost => Self {
                retry: true,
                answered: false,
                unsure: true,
                ..Self::new(ApiError::NoConnection)
            },
            TransportError::Truncated => Self {
                retry: true,
                fault: true,
                unsure: true,
                ..Self::new(ApiError::Truncated { query_id: None })
            },
        }
    }
}

/// Sorts an answer. `now_ms` is the provider's clock as far as known.
pub(crate) fn classify(response: &Response, now_ms: f64) -> Result<Reply, Setback> {
    if let Some(kind) = response.header("x-manager-error") {
        return Err(from_gateway(kind, response.status));
    }
    let query_id = response.header("x-ovh-queryid").map(str::to_owned);
    let is_html = response.header("content-type").is_some_and(|kind| {
        kind.trim_start()
            .to_ascii_lowercase()
            .starts_with("text/html")
    });
    let value = if is_html {
        Err(NotJson::Other)
    } else {
        json::parse(&response.body)
    };
    let status = response.status;
    match (status, value) {
        (200..=299, Ok(value)) => Ok(Reply {
            value: Rc::new(value),
            elements: response
                .header("x-pagination-elements")
                .and_then(|text| text.trim().parse().ok()),
            next_cursor: response
                .header("x-pagination-cursor-next")
                .map(str::to_owned),
            query_id,
            received_at_ms: 0.0,
        }),
        (200..=299, Err(NotJson::Truncated)) => Err(Setback {
            retry: true,
            fault: true,
            unsure: true,
            ..Setback::new(ApiError::Truncated { query_id })
        }),
        (429, _) => {
            let pause = response
                .header("retry-after")
                .and_then(|value| retry_after::parse(value, now_ms))
                .unwrap_or(DEFAULT_PAUSE);
            let error = ApiError::RateLimited {
                retry_after: pause,
                query_id,
            };
            Err(Setback {
                retry: true,
                pause: Some(pause),
                ..Setback::new(error)
            })
        }
        (_, value) => Err(refused(response, status, value.ok(), query_id, now_ms)),
    }
}

fn refused(
    response: &Response,
    status: u16,
    value: Option<Value>,
    query_id: Option<String>,
    now_ms: f64,
) -> Setback {
    // 408 is a proxy's word for a timeout.
    let failed = status >= 500 || status == 408;
    let passing = matches!(status, 408 | 500 | 502 | 503 | 504);
    let error = match value.as_ref().and_then(|value| Fields::of(value).ok()) {
        // A body that says nothing about an error is not the API's.
        Some(fields) if status >= 400 => {
            let refusal = Box::new(refusal(&fields, status, query_id));
            if failed {
                ApiError::Failed(refusal)
            } else {
                ApiError::Refused(refusal)
            }
        }
        _ => ApiError::NotJson {
            status,
            query_id,
            excerpt: excerpt(&response.body),
        },
    };
    Setback {
        retry: passing,
        fault: failed || status < 400,
        unsure: failed || status < 400,
        pause: response
            .header("retry-after")
            .filter(|_| passing)
            .and_then(|value| retry_after::parse(value, now_ms)),
        ..Setback::new(error)
    }
}

fn refusal(fields: &Fields<'_>, status: u16, query_id: Option<String>) -> Refusal {
    let text = |name| fields.text_or_none(name).ok().flatten();
    let class = text("class");
    let code = text("errorCode")
        .or_else(|| class.clone())
        .unwrap_or_default();
    let denied = fields.object("details").ok().flatten().and_then(|details| {
        let by_policy = details.text_or_none("unauthorizedActionsByIAM").ok()?;
        by_policy.filter(|actions| !actions.is_empty())
    });
    Refusal {
        status,
        code: RefusalCode::from_wire(&code),
        class,
        message: text("message").unwrap_or_default(),
        denied_actions: denied,
        query_id,
    }
}

fn from_gateway(kind: &str, status: u16) -> Setback {
    let silent = |error, unsure| Setback {
        retry: true,
        fault: true,
        answered: false,
        unsure,
        ..Setback::new(error)
    };
    match kind {
        "unreachable" => silent(ApiError::Unreachable, false),
        "timeout" => silent(ApiError::Timeout, true),
        "busy" => Setback {
            retry: true,
            answered: false,
            ..Setback::new(ApiError::Busy)
        },
        "tls" => Setback {
            fault: true,
            answered: false,
            ..Setback::new(ApiError::Tls)
        },
        "truncated" => Setback::transport(TransportError::Truncated),
        other => {
            let fault = GatewayFault::from_wire(other);
            // The region answered, only the answer did not get through; or, above
            // the request's limit and for everything else, it was never asked.
            let passed_on = match fault {
                GatewayFault::Redirect | GatewayFault::Closed | GatewayFault::BadResponse => true,
                GatewayFault::TooLarge => status != 413,
                _ => false,
            };
            Setback {
                retry: matches!(fault, GatewayFault::Closed | GatewayFault::BadResponse),
                fault: passed_on,
                answered: passed_on,
                unsure: passed_on,
                ..Setback::new(ApiError::Gateway(fault))
            }
        }
    }
}

fn excerpt(body: &[u8]) -> String {
    let start = &body[..body.len().min(EXCERPT)];
    String::from_utf8_lossy(start).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
        Response {
            status,
            headers: headers
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
            body: body.as_bytes().to_vec(),
        }
    }

    fn setback(status: u16, headers: &[(&str, &str)], body: &str) -> Setback {
        classify(&response(status, headers, body), 0.0)
            .err()
            .unwrap()
    }

    #[test]
    fn values_carry_what_pages_need() {
        let reply = classify(
            &response(
                200,
                &[("X-Pagination-Elements", "1000"), ("X-Ovh-QueryID", "EU.1")],
                "[1]",
            ),
            0.0,
        )
        .unwrap();
        assert_eq!(reply.elements, Some(1000));
        assert_eq!(reply.query_id.as_deref(), Some("EU.1"));
        assert!(classify(&response(204, &[], ""), 0.0).is_ok());
    }

    /// Each gateway error: may a read try again, may a write have been applied.
    #[test]
    fn gateway_errors() {
        for (kind, status, retry, unsure, expected) in [
            (
                "unreachable",
                502,
                true,
                false,
                "the region cannot be reached",
            ),
            ("timeout", 504, true, true, "no answer in time"),
            (
                "tls",
                502,
                false,
                false,
                "the region's certificate is not valid",
            ),
            ("busy", 503, true, false, "the gateway is busy"),
            ("redirect", 502, false, true, "gateway: redirect"),
            ("bad-response", 502, true, true, "gateway: bad-response"),
            ("closed", 502, true, true, "gateway: closed"),
            ("truncated", 502, true, true, "truncated answer (query -)"),
            ("too-large", 502, false, true, "gateway: too-large"),
            ("too-large", 413, false, false, "gateway: too-large"),
            (
                "unknown-endpoint",
                404,
                false,
                false,
                "gateway: unknown-endpoint",
            ),
            ("forbidden", 403, false, false, "gateway: forbidden"),
            ("brand-new", 500, false, false, "gateway: brand-new"),
        ] {
            let found = setback(status, &[("x-manager-error", kind)], "{}");
            assert_eq!(found.retry, retry, "{kind}");
            assert_eq!(found.unsure, unsure, "{kind}");
            assert_eq!(found.error.to_string(), expected);
        }
    }

    #[test]
    fn statuses() {
        for (status, retry, fault, unsure) in [
            (400, false, false, false),
            (403, false, false, false),
            (404, false, false, false),
            (408, true, true, true),
            (409, false, false, false),
            (460, false, false, false),
            (500, true, true, true),
            (501, false, true, true),
            (502, true, true, true),
            (503, true, true, true),
            (504, true, true, true),
            (302, false, true, true),
        ] {
            for body in [r#"{"class":"X","message":"m"}"#, "<html>", ""] {
                let found = setback(status, &[], body);
                assert_eq!(found.retry, retry, "{status}");
                assert_eq!(found.fault, fault, "{status}");
                assert_eq!(found.unsure, unsure, "{status}");
            }
        }
    }

    #[test]
    fn refusals_are_read() {
        let found = setback(
            403,
            &[("X-OVH-QUERYID", "FR.ws-8.1")],
            r#"{"errorCode":"NOT_GRANTED_CALL","httpCode":"403 Forbidden","message":"This call has not been granted","class":"Client::Forbidden","details":{"unauthorizedActionsByIAM":"vps:apiovh:reboot"}}"#,
        );
        let ApiError::Refused(refusal) = &found.error else {
            panic!("{:?}", found.error)
        };
        assert_eq!(refusal.code, RefusalCode::NotGrantedCall);
        assert_eq!(refusal.class.as_deref(), Some("Client::Forbidden"));
        assert_eq!(refusal.denied_actions.as_deref(), Some("vps:apiovh:reboot"));
        assert_eq!(refusal.query_id.as_deref(), Some("FR.ws-8.1"));
        assert!(found.error.is_missing_right());
        // Fields of the wrong type do not hide the refusal.
        let odd = setback(404, &[], r#"{"message":["no"],"class":7,"details":"x"}"#);
        assert!(matches!(odd.error, ApiError::Refused(_)));
    }

    #[test]
    fn a_captive_portal_is_not_an_empty_list() {
        for (headers, body) in [
            (&[("content-type", "text/html; charset=utf-8")][..], ""),
            (&[], "<!doctype html><h1>Welcome to the airport</h1>"),
            (&[("content-type", "TEXT/HTML")], "[]"),
        ] {
            let found = setback(200, headers, body);
            assert!(matches!(found.error, ApiError::NotJson { status: 200, .. }));
            assert!(!found.retry);
        }
        let long = "ü".repeat(5000);
        let ApiError::NotJson { excerpt, .. } = setback(200, &[], &long).error else {
            panic!()
        };
        assert_eq!(excerpt.chars().count(), 100);
    }

    #[test]
    fn too_many_requests() {
        for (header, seconds) in [
            (Some("2"), 2),
            (Some("junk"), 1),
            (None, 1),
            (Some("9999"), 120),
        ] {
            let headers: Vec<_> = header
                .map(|value| ("Retry-After", value))
                .into_iter()
                .collect();
            let found = setback(429, &headers, "");
            assert_eq!(found.pause, Some(Duration::from_secs(seconds)));
            assert!(!found.fault && !found.unsure && found.retry);
        }
    }
}
