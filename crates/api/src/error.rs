//! Why a call has no value to give.

use std::time::Duration;

use thiserror::Error;

use crate::{call::ArgumentError, ids::Endpoint, json::Wrong, wire_enum::wire_enum};

/// The identifier the provider gave an answer, `X-Ovh-QueryID`. Worth quoting in a
/// ticket: their staff can look the request up by it.
pub type QueryId = String;

/// Why a call has no value to give.
///
/// No sentences for people in here; `Display` is for logs and carries no secret and
/// nothing a customer wrote.
///
/// **For a write**, every variant except [`OutcomeUnknown`](Self::OutcomeUnknown)
/// means that nothing was changed and the same call may be offered again.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ApiError {
    /// The gateway itself cannot be reached: no network, or it is not running.
    #[error("the gateway cannot be reached")]
    NoConnection,
    /// The region refused the connection.
    #[error("the region cannot be reached")]
    Unreachable,
    /// No answer in time. For a write: it was never sent, only waited its turn.
    #[error("no answer in time")]
    Timeout,
    /// The gateway has too many requests under way.
    #[error("the gateway is busy")]
    Busy,
    /// The region's certificate is not valid: nothing was sent.
    #[error("the region's certificate is not valid")]
    Tls,
    /// The gateway would not pass the request or its answer on.
    #[error("gateway: {}", .0.as_str())]
    Gateway(GatewayFault),
    /// The answer is not JSON: a captive portal, an error page of a proxy.
    #[error("answer {status} is not JSON (query {})", shown(query_id))]
    NotJson {
        /// HTTP status of the answer.
        status: u16,
        /// The provider's identifier of the answer, absent if it was not theirs.
        query_id: Option<QueryId>,
        /// The beginning of the body, as plain text to be shown as such.
        excerpt: String,
    },
    /// The answer began and did not end.
    #[error("truncated answer (query {})", shown(query_id))]
    Truncated {
        /// The provider's identifier of the answer.
        query_id: Option<QueryId>,
    },
    /// The answer is JSON of another shape than expected.
    #[error("unexpected answer: {wrong} (query {})", shown(query_id))]
    Decode {
        /// What did not fit.
        wrong: Wrong,
        /// The provider's identifier of the answer.
        query_id: Option<QueryId>,
    },
    /// The API said no.
    #[error("refused: {} {} (query {})", .0.status, .0.code.as_str(), shown(&.0.query_id))]
    Refused(Box<Refusal>),
    /// The API failed: a status from 500 on, from the API itself.
    #[error("failed: {} {} (query {})", .0.status, .0.code.as_str(), shown(&.0.query_id))]
    Failed(Box<Refusal>),
    /// Too many requests; the endpoint is left alone until then.
    #[error("too many requests, again in {} s", retry_after.as_secs())]
    RateLimited {
        /// How long to wait, at most two minutes.
        retry_after: Duration,
        /// The provider's identifier of the answer, absent if none was asked.
        query_id: Option<QueryId>,
    },
    /// This part of the API failed so often that it is not asked for a while.
    #[error("not asked: failing, again in {} s", retry_in.as_secs())]
    CircuitOpen {
        /// When it will be asked again.
        retry_in: Duration,
    },
    /// Requests are refused as too old or too new although the difference between
    /// the clocks was just measured.
    #[error("the clocks disagree (query {})", shown(query_id))]
    Clock {
        /// The provider's identifier of the answer.
        query_id: Option<QueryId>,
    },
    /// The endpoint has no such route. Nothing was sent.
    #[error("{endpoint} has no such route")]
    NotInRegion {
        /// The endpoint that was meant.
        endpoint: Endpoint,
    },
    /// An argument cannot be part of a request. Nothing was sent.
    #[error("bad argument: {0}")]
    Argument(#[from] ArgumentError),
    /// A write was sent and it is not known whether it was applied. Look before
    /// sending again.
    #[error("outcome unknown: {cause}")]
    OutcomeUnknown {
        /// What kept the outcome from us.
        cause: Box<ApiError>,
    },
}

/// An answer in which what is not there (404) is nothing, and no error.
///
/// # Errors
/// Any other one of `answer`.
pub fn if_there<T>(answer: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
    match answer {
        Ok(there) => Ok(Some(there)),
        Err(ApiError::Refused(refusal)) if refusal.status == 404 => Ok(None),
        Err(error) => Err(error),
    }
}

/// Likewise, of what a region does not have.
///
/// # Errors
/// Any other one of `answer`.
pub fn if_in_region<T>(answer: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
    match answer {
        Ok(there) => Ok(Some(there)),
        Err(ApiError::NotInRegion { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

impl ApiError {
    /// The provider's identifier of the answer, where there was one.
    pub fn query_id(&self) -> Option<&str> {
        match self {
            Self::NotJson { query_id, .. }
            | Self::Truncated { query_id }
            | Self::Decode { query_id, .. }
            | Self::RateLimited { query_id, .. }
            | Self::Clock { query_id } => query_id.as_deref(),
            Self::Refused(refusal) | Self::Failed(refusal) => refusal.query_id.as_deref(),
            Self::OutcomeUnknown { cause } => cause.query_id(),
            _ => None,
        }
    }

    /// The keys no longer work: expired, revoked, mistyped. Signing in again helps.
    pub fn is_credential_problem(&self) -> bool {
        let Self::Refused(refusal) = self else {
            return false;
        };
        refusal.status == 401
            || matches!(
                refusal.code,
                RefusalCode::InvalidSignature
                    | RefusalCode::InvalidCredential
                    | RefusalCode::NotCredential
                    | RefusalCode::InvalidKey
            )
    }

    /// The keys work and do not allow this call.
    pub fn is_missing_right(&self) -> bool {
        let Self::Refused(refusal) = self else {
            return false;
        };
        refusal.status == 403 && !self.is_credential_problem()
    }

    /// Asking again later may well work, with nothing changed by anyone.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::NoConnection
                | Self::Unreachable
                | Self::Timeout
                | Self::Busy
                | Self::Truncated { .. }
                | Self::Failed(_)
                | Self::RateLimited { .. }
                | Self::CircuitOpen { .. }
        )
    }
}

/// What the API says when it does not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `errorCode`, or the class where there is none.
    pub code: RefusalCode,
    /// `class`: `Client::NotFound`.
    pub class: Option<String>,
    /// The API's own words, in English. May name the customer's things.
    pub message: String,
    /// Actions that a policy of the customer's own forbids (`vps:apiovh:reboot`),
    /// as the API lists them.
    pub denied_actions: Option<String>,
    /// The provider's identifier of the answer.
    pub query_id: Option<QueryId>,
}

wire_enum! {
    /// `errorCode` of an answer.
    pub enum RefusalCode {
        /// The signature does not match: wrong secret or wrong clock.
        InvalidSignature = "INVALID_SIGNATURE",
        /// The request was signed too long ago.
        QueryTimeOut = "QUERY_TIME_OUT",
        /// The application key is not known.
        InvalidKey = "INVALID_KEY",
        /// The consumer key does not exist.
        NotCredential = "NOT_CREDENTIAL",
        /// The consumer key expired or was revoked.
        InvalidCredential = "INVALID_CREDENTIAL",
        /// The consumer key's rules do not include this call.
        NotGrantedCall = "NOT_GRANTED_CALL",
        /// A policy does not allow the call.
        Forbidden = "FORBIDDEN",
    }
}

wire_enum! {
    /// Why the gateway did not pass something on, `X-Manager-Error`. The frequent
    /// ones have their own [`ApiError`].
    pub enum GatewayFault {
        /// The region answered with a redirect.
        Redirect = "redirect",
        /// The region closed the connection without an answer.
        Closed = "closed",
        /// The region's answer is not HTTP.
        BadResponse = "bad-response",
        /// Request or answer above the limit.
        TooLarge = "too-large",
        /// The gateway was not set up for that endpoint.
        UnknownEndpoint = "unknown-endpoint",
        /// The gateway does not accept the path or a header.
        BadRequest = "bad-request",
        /// The request does not come from the application.
        Forbidden = "forbidden",
        /// The gateway is addressed by a name that is not its own.
        Misdirected = "misdirected",
        /// The method is not relayed.
        Method = "method",
    }
}

fn shown(query_id: &Option<QueryId>) -> &str {
    query_id.as_deref().unwrap_or("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: &str) -> ApiError {
        ApiError::Refused(Box::new(Refusal {
            status,
            code: RefusalCode::from_wire(code),
            class: None,
            message: "names shop.example".into(),
            denied_actions: None,
            query_id: Some("EU.ext-1".into()),
        }))
    }

    #[test]
    fn what_is_not_there_is_nothing_and_any_other_error_stays_one() {
        let endpoint = Endpoint::Us;
        let elsewhere = ApiError::NotInRegion { endpoint };
        let gone = refused(404, "Client::NotFound");
        let refused = refused(403, "Client::Forbidden");
        assert_eq!(if_there(Ok(7)), Ok(Some(7)));
        assert_eq!(if_there::<()>(Err(gone.clone())), Ok(None));
        assert_eq!(if_there::<()>(Err(refused.clone())), Err(refused.clone()));
        assert_eq!(
            if_there::<()>(Err(elsewhere.clone())),
            Err(elsewhere.clone())
        );
        assert_eq!(if_in_region(Ok(7)), Ok(Some(7)));
        assert_eq!(if_in_region::<()>(Err(elsewhere)), Ok(None));
        assert_eq!(if_in_region::<()>(Err(gone.clone())), Err(gone));
    }

    #[test]
    fn credential_and_right_are_told_apart() {
        for (status, code, credential, right) in [
            (403, "INVALID_CREDENTIAL", true, false),
            (403, "NOT_CREDENTIAL", true, false),
            (403, "INVALID_KEY", true, false),
            (400, "INVALID_SIGNATURE", true, false),
            (401, "Client::Unauthorized", true, false),
            (403, "NOT_GRANTED_CALL", false, true),
            (403, "FORBIDDEN", false, true),
            (403, "Client::Forbidden", false, true),
            (404, "Client::NotFound", false, false),
            (460, "", false, false),
        ] {
            let error = refused(status, code);
            assert_eq!(error.is_credential_problem(), credential, "{code}");
            assert_eq!(error.is_missing_right(), right, "{code}");
        }
    }

    #[test]
    fn logs_carry_the_query_and_not_the_customers_words() {
        let error = ApiError::OutcomeUnknown {
            cause: Box::new(refused(404, "X")),
        };
        assert_eq!(error.query_id(), Some("EU.ext-1"));
        let log = error.to_string();
        assert_eq!(log, "outcome unknown: refused: 404 X (query EU.ext-1)");
    }

    /// The application keeps errors in its signals, which may cross threads.
    #[test]
    fn errors_are_send_and_sync() {
        fn check<T: Send + Sync>() {}
        check::<ApiError>();
    }
}
