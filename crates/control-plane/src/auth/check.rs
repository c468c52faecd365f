//! Decides who calls and whether they may, in the order the published API
//! answers: key, time, credential, signature, state, address, rules.

use std::net::IpAddr;

use http::{HeaderMap, StatusCode};
use rusqlite::Connection;
use time::OffsetDateTime;

use crate::auth::signature::{CLOCK_TOLERANCE, Signed, signable_urls};
use crate::auth::store::{self, Application, Credential, State};
use crate::auth::{network, rules};
use crate::call::Caller;
use crate::error::ApiError;
use crate::store::without_waiting;

/// Seconds between two notes of a credential's last use: a burst of reads is
/// not a burst of writes.
const LAST_USE_RESOLUTION: i64 = 60;

/// What of a call its authentication looks at.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// Path and query, as sent.
    pub target: &'a str,
    /// All headers.
    pub headers: &'a HeaderMap,
    /// The bytes sent.
    pub body: &'a [u8],
    /// Where the call came from.
    pub peer: IpAddr,
    /// Where this control plane is reached.
    pub public_base: &'a str,
}

impl Request<'_> {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

fn refusal(status: StatusCode, code: &'static str, message: &str) -> ApiError {
    let class = match status {
        StatusCode::BAD_REQUEST => "Client::BadRequest",
        _ => "Client::Forbidden",
    };
    ApiError::new(status, class, code, message)
}

/// The application that a call names.
///
/// # Errors
///
/// 401 when it names none, 403 `INVALID_KEY` when there is none of that key.
pub fn application(conn: &Connection, request: &Request<'_>) -> Result<Application, ApiError> {
    let key = request.header("x-ovh-application");
    if key.is_empty() {
        return Err(ApiError::unauthorized("You must login first"));
    }
    store::application_by_key(conn, key)?.ok_or_else(|| {
        refusal(
            StatusCode::FORBIDDEN,
            "INVALID_KEY",
            "This application key is invalid",
        )
    })
}

/// Who signed a call, and the credential it was signed with. Its rules are not
/// asked yet: see [`granted`].
///
/// # Errors
///
/// The published error of the first check that fails. Without any credential
/// that is 401: `QUERY_TIME_OUT` would send clients to the clock.
pub fn signed(conn: &Connection, request: &Request<'_>) -> Result<(Caller, Credential), ApiError> {
    let application = application(conn, request)?;
    let consumer_key = request.header("x-ovh-consumer");
    if consumer_key.is_empty() {
        return Err(ApiError::unauthorized("You must login first"));
    }
    let now = OffsetDateTime::now_utc();
    let timestamp = request.header("x-ovh-timestamp");
    check_time(timestamp, now)?;

    let credential = store::credential_by_key(conn, consumer_key)?
        .filter(|credential| credential.application_id == application.id)
        .ok_or_else(|| {
            refusal(
                StatusCode::FORBIDDEN,
                "NOT_CREDENTIAL",
                "This credential does not exist",
            )
        })?;

    let signed = Signed {
        secret: &application.secret,
        consumer_key,
        method: request.method,
        body: request.body,
        timestamp,
    };
    let urls = signable_urls(request.header("host"), request.target, request.public_base);
    if !signed.is_right(request.header("x-ovh-signature"), &urls) {
        return Err(refusal(
            StatusCode::BAD_REQUEST,
            "INVALID_SIGNATURE",
            "Invalid signature",
        ));
    }

    let nic = match (credential.state_at(now), &credential.nic) {
        (State::Validated, Some(nic)) => nic.clone(),
        _ => {
            return Err(refusal(
                StatusCode::FORBIDDEN,
                "INVALID_CREDENTIAL",
                "This credential is not valid",
            ));
        }
    };
    if let Some(blocks) = &credential.allowed_ips
        && !network::any_holds(blocks, request.peer)
    {
        return Err(ApiError::forbidden(
            "This credential may not be used from this address",
        ));
    }
    let caller = Caller {
        nic,
        application_id: application.id,
        credential_id: credential.id,
    };
    Ok((caller, credential))
}

/// Whether the credential's rules allow `method` on `path`, the path after the
/// version as sent.
///
/// # Errors
///
/// 403 `NOT_GRANTED_CALL`.
pub fn granted(credential: &Credential, method: &str, path: &str) -> Result<(), ApiError> {
    if rules::allow(&credential.rules, method, path) {
        Ok(())
    } else {
        Err(refusal(
            StatusCode::FORBIDDEN,
            "NOT_GRANTED_CALL",
            "This call has not been granted",
        ))
    }
}

fn check_time(timestamp: &str, now: OffsetDateTime) -> Result<(), ApiError> {
    let sent: i64 = timestamp.parse().map_err(|_| {
        refusal(
            StatusCode::BAD_REQUEST,
            "QUERY_TIME_OUT",
            "The timestamp of the query is missing or is not a number of seconds",
        )
    })?;
    if now.unix_timestamp().abs_diff(sent) > CLOCK_TOLERANCE {
        return Err(refusal(
            StatusCode::BAD_REQUEST,
            "QUERY_TIME_OUT",
            "The timestamp of the query is too far from the time of the server",
        ));
    }
    Ok(())
}

/// Notes that the credential was used. A courtesy, outside the call's
/// transaction: a database that cannot take it now must not stop a read.
pub fn note_use(conn: &mut Connection, credential: &Credential) {
    let now = OffsetDateTime::now_utc();
    let recent = credential
        .last_use
        .is_some_and(|last| now.unix_timestamp().saturating_sub(last) < LAST_USE_RESOLUTION);
    if recent {
        return;
    }
    let noted = without_waiting(conn, |conn| store::touch(conn, credential.id, now));
    if let Err(error) = noted {
        tracing::debug!(%error, "the last use of a credential was not noted");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_may_be_off_by_the_tolerance_and_no_more() {
        let now = OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000);
        let tolerance = CLOCK_TOLERANCE.cast_signed();
        for (offset, ok) in [
            (0, true),
            (tolerance, true),
            (-tolerance, true),
            (tolerance + 1, false),
            (-tolerance - 1, false),
        ] {
            let sent = (now.unix_timestamp() + offset).to_string();
            assert_eq!(check_time(&sent, now).is_ok(), ok, "{offset}");
        }
        for sent in [
            "",
            "now",
            "1e9",
            "9223372036854775807",
            "-9223372036854775808",
        ] {
            assert_eq!(
                check_time(sent, now).unwrap_err().code,
                "QUERY_TIME_OUT",
                "{sent}"
            );
        }
    }
}
