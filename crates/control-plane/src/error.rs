//! The errors of the API as they are published: a class, a code, a status and
//! a message that says what to do.

use http::StatusCode;
use serde_json::{Map, Value, json};

/// A refusal or failure, in the form the API answers it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{status} {class}: {message}")]
pub struct ApiError {
    /// The HTTP status.
    pub status: StatusCode,
    /// `Client::NotFound::ServiceNotFound` and the like.
    pub class: String,
    /// `INVALID_SIGNATURE` and the like.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// Further facts by name.
    pub details: Vec<(&'static str, String)>,
    /// Seconds after which a new try makes sense.
    pub retry_after: Option<u32>,
}

impl ApiError {
    /// An error with everything that every error has.
    pub fn new(
        status: StatusCode,
        class: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            class: class.to_owned(),
            code,
            message: message.into(),
            details: Vec::new(),
            retry_after: None,
        }
    }

    /// 400 `Client::BadRequest`: the call cannot be understood.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "Client::BadRequest",
            "INVALID_ARGUMENT",
            message,
        )
    }

    /// 401 `Client::Unauthorized`: nobody is named in the call.
    pub fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "Client::Unauthorized",
            "UNAUTHORIZED",
            message,
        )
    }

    /// 403 `Client::Forbidden`.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "Client::Forbidden",
            "FORBIDDEN",
            message,
        )
    }

    /// 404 `Client::NotFound`: there is no such object for this account.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "Client::NotFound",
            "NOT_FOUND",
            message,
        )
    }

    /// 404 for a path or method that this region does not have.
    pub fn unknown_path() -> Self {
        Self::not_found("Got an invalid (or empty) URL")
    }

    /// 409 `Client::Conflict`: the object's state does not allow the call.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "Client::Conflict",
            "CONFLICT",
            message,
        )
    }

    /// 413: the body is over the limit.
    pub fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Client::BadRequest::RequestEntityTooLarge",
            "REQUEST_TOO_LARGE",
            "The body is too large",
        )
    }

    /// 500 `Server::InternalServerError`.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Server::InternalServerError",
            "INTERNAL_SERVER_ERROR",
            message,
        )
    }

    /// 503 with a time after which a new try makes sense.
    pub fn unavailable(message: impl Into<String>, retry_after: u32) -> Self {
        let mut error = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "Server::ServiceUnavailable",
            "SERVICE_UNAVAILABLE",
            message,
        );
        error.retry_after = Some(retry_after);
        error
    }

    /// Replaces the class by a more specific one, such as
    /// `Client::NotFound::ServiceNotFound`.
    #[must_use]
    pub fn class(mut self, class: &str) -> Self {
        class.clone_into(&mut self.class);
        self
    }

    /// Replaces the code.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Adds a named fact.
    #[must_use]
    pub fn detail(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// The status as the body writes it: `403 Forbidden`.
    pub fn http_code(&self) -> String {
        match self.status.canonical_reason() {
            Some(reason) => format!("{} {reason}", self.status.as_u16()),
            None => self.status.as_u16().to_string(),
        }
    }

    /// The JSON body.
    pub fn body(&self) -> Value {
        let mut body = json!({
            "class": self.class,
            "errorCode": self.code,
            "httpCode": self.http_code(),
            "message": self.message,
        });
        if !self.details.is_empty() {
            let details: Map<String, Value> = self
                .details
                .iter()
                .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
                .collect();
            body["details"] = Value::Object(details);
        }
        body
    }
}

/// Seconds told to a client when the database cannot take the call now.
const DATABASE_RETRY_SECONDS: u32 = 2;

impl From<rusqlite::Error> for ApiError {
    /// A database that is locked, full or read-only is a passing trouble of the
    /// server: 503. Everything else is a mistake of ours: 500.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OutOfMemory, ReadOnly,
            SystemIoFailure,
        };
        match error.sqlite_error_code() {
            Some(
                DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure | CannotOpen
                | OutOfMemory,
            ) => {
                tracing::warn!(%error, "the database cannot take the call");
                Self::unavailable(
                    "The service is busy. Nothing was changed: try again in a moment",
                    DATABASE_RETRY_SECONDS,
                )
            }
            _ => {
                tracing::error!(%error, "the database refused a statement");
                Self::internal("The call could not be carried out")
            }
        }
    }
}

impl From<serde_json::Error> for ApiError {
    /// Stored JSON that does not parse is a mistake of ours.
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "stored JSON does not parse");
        Self::internal("The call could not be carried out")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_has_all_four_members() {
        let body = ApiError::unknown_path().body();
        assert_eq!(
            body,
            json!({
                "class": "Client::NotFound",
                "errorCode": "NOT_FOUND",
                "httpCode": "404 Not Found",
                "message": "Got an invalid (or empty) URL",
            })
        );
    }

    #[test]
    fn a_locked_or_full_database_asks_for_a_new_try() {
        let failure = |code| rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        for code in [
            rusqlite::ffi::SQLITE_BUSY,
            rusqlite::ffi::SQLITE_LOCKED,
            rusqlite::ffi::SQLITE_FULL,
            rusqlite::ffi::SQLITE_READONLY,
            rusqlite::ffi::SQLITE_IOERR,
        ] {
            let error = ApiError::from(failure(code));
            assert_eq!(error.status, StatusCode::SERVICE_UNAVAILABLE, "{code}");
            assert!(error.retry_after.is_some());
        }
        let error = ApiError::from(failure(rusqlite::ffi::SQLITE_CONSTRAINT));
        assert_eq!(error.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
