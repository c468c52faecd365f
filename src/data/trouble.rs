//! What went wrong with a read, as far as a person can act on it.

use api::{ApiError, GatewayFault};

/// The kinds of trouble that call for different words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Manager's own server does not answer: no network, or it was stopped.
    NoConnection,
    /// The region refuses connections.
    Unreachable,
    /// The region took too long.
    Timeout,
    /// The region answered with something else than data.
    NotData,
    /// The answer broke off.
    BrokenOff,
    /// The region reported a failure of its own.
    Failed,
    /// Too many requests.
    TooMany,
    /// It kept failing, so it is left alone for a moment.
    Resting,
    /// The connection to the region is not secure.
    NotSecure,
    /// The keys no longer work.
    Keys,
    /// The keys do not allow this.
    Right,
    /// This computer's clock and the region's disagree.
    Clock,
    /// The region refused for a reason it says in its own words.
    Refused,
    /// Manager's own server would not pass it on.
    NotPassed,
}

impl Kind {
    /// Whether it befalls all that an account is asked, whatever that is.
    pub fn is_of_all(self) -> bool {
        matches!(
            self,
            Self::NoConnection
                | Self::Unreachable
                | Self::Timeout
                | Self::Resting
                | Self::NotSecure
                | Self::Keys
                | Self::Clock
        )
    }

    /// The keys of its title, which has a place for `{whose}`, and of what to do.
    pub fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::NoConnection => ("trouble.no_connection", "trouble.no_connection.do"),
            Self::Unreachable => ("trouble.unreachable", "trouble.unreachable.do"),
            Self::Timeout => ("trouble.timeout", "trouble.timeout.do"),
            Self::NotData => ("trouble.not_data", "trouble.not_data.do"),
            Self::BrokenOff => ("trouble.broken_off", "trouble.broken_off.do"),
            Self::Failed => ("trouble.failed", "trouble.failed.do"),
            Self::TooMany => ("trouble.too_many", "trouble.too_many.do"),
            Self::Resting => ("trouble.resting", "trouble.resting.do"),
            Self::NotSecure => ("trouble.not_secure", "trouble.not_secure.do"),
            Self::Keys => ("trouble.keys", "trouble.keys.do"),
            Self::Right => ("trouble.right", "trouble.right.do"),
            Self::Clock => ("trouble.clock", "trouble.clock.do"),
            Self::Refused => ("trouble.refused", "trouble.refused.do"),
            Self::NotPassed => ("trouble.not_passed", "trouble.not_passed.do"),
        }
    }
}

/// A trouble. Two are equal when the same words say them: the same trouble of four
/// accounts is one box with four names.
#[derive(Clone, Debug)]
pub struct Trouble {
    pub kind: Kind,
    /// The API's own words, where it gave a reason. Plain text, never markup.
    pub words: Option<String>,
    /// What the provider's staff can look the answer up by.
    pub query_id: Option<String>,
    /// When asking again makes sense, in milliseconds since 1970.
    pub again_at: Option<f64>,
}

impl PartialEq for Trouble {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.words == other.words
    }
}

impl Trouble {
    /// Finds the words for `error`, met at `now` (milliseconds since 1970).
    pub fn of(error: &ApiError, now: f64) -> Self {
        let mut words = None;
        let mut again_at = None;
        let kind = match error {
            ApiError::NoConnection | ApiError::Busy => Kind::NoConnection,
            ApiError::Unreachable | ApiError::Gateway(GatewayFault::Closed) => Kind::Unreachable,
            ApiError::Timeout => Kind::Timeout,
            ApiError::NotJson { .. } | ApiError::Decode { .. } => Kind::NotData,
            ApiError::Gateway(GatewayFault::Redirect | GatewayFault::BadResponse) => Kind::NotData,
            ApiError::Truncated { .. } => Kind::BrokenOff,
            ApiError::Tls => Kind::NotSecure,
            ApiError::Failed(_) => Kind::Failed,
            ApiError::RateLimited { retry_after, .. } => {
                again_at = Some(now + retry_after.as_secs_f64() * 1000.0);
                Kind::TooMany
            }
            ApiError::CircuitOpen { retry_in } => {
                again_at = Some(now + retry_in.as_secs_f64() * 1000.0);
                Kind::Resting
            }
            ApiError::Clock { .. } => Kind::Clock,
            ApiError::Refused(_) if error.is_credential_problem() => Kind::Keys,
            ApiError::Refused(_) if error.is_missing_right() => Kind::Right,
            ApiError::Refused(refusal) => {
                words = Some(refusal.message.clone());
                Kind::Refused
            }
            // What is left is between the application and its own server.
            _ => Kind::NotPassed,
        };
        Self {
            kind,
            words,
            query_id: error.query_id().map(str::to_owned),
            again_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use api::{Refusal, RefusalCode};

    use super::*;

    fn refused(status: u16, code: RefusalCode) -> ApiError {
        ApiError::Refused(Box::new(Refusal {
            status,
            code,
            class: None,
            message: "This service is closed".into(),
            denied_actions: None,
            query_id: Some("EU.ext-1".into()),
        }))
    }

    #[test]
    fn every_error_has_its_words() {
        for (error, kind) in [
            (ApiError::NoConnection, Kind::NoConnection),
            (ApiError::Timeout, Kind::Timeout),
            (ApiError::Gateway(GatewayFault::Redirect), Kind::NotData),
            (
                ApiError::Gateway(GatewayFault::UnknownEndpoint),
                Kind::NotPassed,
            ),
            (refused(403, RefusalCode::InvalidCredential), Kind::Keys),
            (refused(403, RefusalCode::NotGrantedCall), Kind::Right),
            (refused(460, RefusalCode::from_wire("x")), Kind::Refused),
        ] {
            assert_eq!(Trouble::of(&error, 0.0).kind, kind, "{error}");
        }
    }

    #[test]
    fn a_wait_becomes_a_moment() {
        let error = ApiError::RateLimited {
            retry_after: Duration::from_secs(7),
            query_id: None,
        };
        assert_eq!(Trouble::of(&error, 1000.0).again_at, Some(8000.0));
    }

    #[test]
    fn the_same_trouble_of_two_accounts_is_one() {
        let one = Trouble::of(&refused(460, RefusalCode::from_wire("x")), 0.0);
        let mut two = one.clone();
        two.query_id = Some("EU.ext-2".into());
        assert_eq!(one, two);
    }
}
