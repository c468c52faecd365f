//! Credentials: consumer keys and what they may.

use rusqlite::{Connection, OptionalExtension, Row, params};
use time::OffsetDateTime;

use crate::auth::AccessRule;
use crate::auth::secret::{self, SECRET_LENGTH, TOKEN_LENGTH};
use crate::error::ApiError;

/// The state of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody answered the validation page yet.
    PendingValidation,
    /// It works.
    Validated,
    /// The customer refused.
    Refused,
    /// Its time is over, or it was logged out.
    Expired,
}

impl State {
    /// The states as the API names them.
    pub const NAMES: &'static [&'static str] =
        &["expired", "pendingValidation", "refused", "validated"];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::PendingValidation => "pendingValidation",
            Self::Validated => "validated",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }

    fn from_name(name: &str) -> Self {
        match name {
            "pendingValidation" => Self::PendingValidation,
            "validated" => Self::Validated,
            "refused" => Self::Refused,
            _ => Self::Expired,
        }
    }
}

/// A credential: a consumer key and what it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its number.
    pub id: i64,
    /// The application that asked for it.
    pub application_id: i64,
    /// The key itself, `X-Ovh-Consumer`.
    pub consumer_key: String,
    /// The account that validated it.
    pub nic: Option<String>,
    /// As stored; see [`Credential::state_at`].
    pub state: State,
    /// What it may call.
    pub rules: Vec<AccessRule>,
    /// From where; anywhere when `None`.
    pub allowed_ips: Option<Vec<String>>,
    /// Where the customer is sent after answering.
    pub redirection: Option<String>,
    /// Unix seconds.
    pub creation: i64,
    /// Unix seconds; never when `None`.
    pub expiration: Option<i64>,
    /// Unix seconds.
    pub last_use: Option<i64>,
}

impl Credential {
    /// The state at real time `now`, its expiration taken into account.
    pub fn state_at(&self, now: OffsetDateTime) -> State {
        match self.expiration {
            Some(expiration)
                if self.state == State::Validated && expiration <= now.unix_timestamp() =>
            {
                State::Expired
            }
            _ => self.state,
        }
    }
}

/// How long a credential works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// Until it is revoked.
    Unlimited,
    /// For so many seconds of real time.
    Seconds(u32),
}

impl Validity {
    /// The end, in unix seconds, when it starts at `now`.
    pub fn expiration(self, now: OffsetDateTime) -> Option<i64> {
        match self {
            Self::Unlimited => None,
            Self::Seconds(seconds) => Some(now.unix_timestamp() + i64::from(seconds)),
        }
    }
}

/// Gives the application a validated consumer key for the account `nic`, as
/// `POST /me/subAccount/{id}/createConsumerKey` does.
///
/// # Errors
///
/// When the database or the random source fails.
pub fn issue_consumer_key(
    conn: &Connection,
    application_id: i64,
    nic: &str,
    rules: &[AccessRule],
    validity: Validity,
) -> Result<String, ApiError> {
    let now = OffsetDateTime::now_utc();
    let key = secret::random(SECRET_LENGTH)?;
    conn.prepare_cached(
        "INSERT INTO credential (application_id, consumer_key, nic, state, rules, creation, expiration)
         VALUES (?1, ?2, ?3, 'validated', ?4, ?5, ?6)",
    )?
    .execute(params![
        application_id,
        key,
        nic,
        serde_json::to_string(rules)?,
        now.unix_timestamp(),
        validity.expiration(now),
    ])?;
    Ok(key)
}

/// What an application asks for at `POST /auth/credential`.
#[derive(Debug, Clone, Default)]
pub struct CredentialRequest {
    /// What it wants to call.
    pub rules: Vec<AccessRule>,
    /// From where it will call.
    pub allowed_ips: Option<Vec<String>>,
    /// Where the customer shall be sent after answering.
    pub redirection: Option<String>,
}

/// A credential that waits for the customer's answer.
#[derive(Debug, Clone)]
pub struct Pending {
    /// Works once validated.
    pub consumer_key: String,
    /// For the validation link.
    pub token: String,
}

/// Notes a request for a credential.
///
/// # Errors
///
/// When the database or the random source fails.
pub fn request_credential(
    conn: &Connection,
    application_id: i64,
    request: &CredentialRequest,
) -> Result<Pending, ApiError> {
    let pending = Pending {
        consumer_key: secret::random(SECRET_LENGTH)?,
        token: secret::random(TOKEN_LENGTH)?,
    };
    let allowed_ips = request
        .allowed_ips
        .as_ref()
        .map(serde_json::to_string)
        .transpose()?;
    conn.prepare_cached(
        "INSERT INTO credential
            (application_id, consumer_key, token, state, rules, allowed_ips, redirection, creation)
         VALUES (?1, ?2, ?3, 'pendingValidation', ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        application_id,
        pending.consumer_key,
        pending.token,
        serde_json::to_string(&request.rules)?,
        allowed_ips,
        request.redirection,
        OffsetDateTime::now_utc().unix_timestamp(),
    ])?;
    Ok(pending)
}

const CREDENTIAL_COLUMNS: &str = "id, application_id, consumer_key, nic, state, rules, \
     allowed_ips, redirection, creation, expiration, last_use";

fn credential(row: &Row<'_>) -> Result<Credential, rusqlite::Error> {
    let json = |column: usize, error: serde_json::Error| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    };
    let allowed_ips: Option<String> = row.get(6)?;
    Ok(Credential {
        id: row.get(0)?,
        application_id: row.get(1)?,
        consumer_key: row.get(2)?,
        nic: row.get(3)?,
        state: State::from_name(&row.get::<_, String>(4)?),
        rules: serde_json::from_str(&row.get::<_, String>(5)?).map_err(|error| json(5, error))?,
        allowed_ips: allowed_ips
            .map(|text| serde_json::from_str(&text).map_err(|error| json(6, error)))
            .transpose()?,
        redirection: row.get(7)?,
        creation: row.get(8)?,
        expiration: row.get(9)?,
        last_use: row.get(10)?,
    })
}

/// The credential of that consumer key.
///
/// # Errors
///
/// When the database cannot be read.
pub fn credential_by_key(conn: &Connection, key: &str) -> Result<Option<Credential>, ApiError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {CREDENTIAL_COLUMNS} FROM credential WHERE consumer_key = ?1"
        ))?
        .query_row([key], credential)
        .optional()?)
}

/// The credential of that number.
///
/// # Errors
///
/// When the database cannot be read.
pub fn credential_by_id(conn: &Connection, id: i64) -> Result<Option<Credential>, ApiError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {CREDENTIAL_COLUMNS} FROM credential WHERE id = ?1"
        ))?
        .query_row([id], credential)
        .optional()?)
}

/// The unanswered credential of that validation link.
///
/// # Errors
///
/// When the database cannot be read.
pub fn credential_by_token(conn: &Connection, token: &str) -> Result<Option<Credential>, ApiError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {CREDENTIAL_COLUMNS} FROM credential WHERE token = ?1"
        ))?
        .query_row([token], credential)
        .optional()?)
}

/// The credentials of an account, in order of their numbers.
///
/// # Errors
///
/// When the database cannot be read.
pub fn credentials_of(conn: &Connection, nic: &str) -> Result<Vec<Credential>, ApiError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {CREDENTIAL_COLUMNS} FROM credential WHERE nic = ?1 ORDER BY id"
    ))?;
    let rows = statement.query_map([nic], credential)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Answers a pending credential: it becomes `nic`'s, or is refused and
/// stays nobody's. The
/// validation link works no more.
///
/// # Errors
///
/// When the database cannot be written.
pub fn answer(
    conn: &Connection,
    id: i64,
    nic: Option<&str>,
    state: State,
    expiration: Option<i64>,
) -> Result<(), ApiError> {
    conn.prepare_cached(
        "UPDATE credential SET nic = ?2, state = ?3, expiration = ?4, token = NULL WHERE id = ?1",
    )?
    .execute(params![id, nic, state.name(), expiration])?;
    Ok(())
}

/// Ends a credential, as `POST /auth/logout` does.
///
/// # Errors
///
/// When the database cannot be written.
pub fn expire(conn: &Connection, id: i64, now: OffsetDateTime) -> Result<(), ApiError> {
    conn.prepare_cached("UPDATE credential SET state = 'expired', expiration = ?2 WHERE id = ?1")?
        .execute(params![id, now.unix_timestamp()])?;
    Ok(())
}

/// Removes a credential.
///
/// # Errors
///
/// When the database cannot be written.
pub fn delete_credential(conn: &Connection, id: i64) -> Result<(), ApiError> {
    conn.prepare_cached("DELETE FROM credential WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Replaces the addresses a credential may be used from.
///
/// # Errors
///
/// When the database cannot be written.
pub fn set_allowed_ips(
    conn: &Connection,
    id: i64,
    allowed_ips: Option<&[String]>,
) -> Result<(), ApiError> {
    let json = allowed_ips.map(serde_json::to_string).transpose()?;
    conn.prepare_cached("UPDATE credential SET allowed_ips = ?2 WHERE id = ?1")?
        .execute(params![id, json])?;
    Ok(())
}

/// Notes when a credential was used last.
///
/// # Errors
///
/// When the database cannot be written.
pub fn touch(conn: &Connection, id: i64, now: OffsetDateTime) -> Result<(), ApiError> {
    conn.prepare_cached("UPDATE credential SET last_use = ?2 WHERE id = ?1")?
        .execute(params![id, now.unix_timestamp()])?;
    Ok(())
}
