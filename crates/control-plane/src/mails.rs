//! The mailbox: mails the control plane would send, kept to be read at
//! `/_local/mailbox` and `GET /_local/mails`.

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::clock;
use crate::error::ApiError;

/// Where mails are kept.
pub const SCHEMA: &str = "
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,      -- unix seconds, domain time
    nic TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX mail_nic ON mail (nic);
";

/// A mail to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The account it concerns.
    pub nic: String,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Puts a mail in the mailbox.
///
/// # Errors
///
/// When the database cannot take it.
pub fn send(conn: &Connection, at: OffsetDateTime, mail: &Mail) -> Result<(), ApiError> {
    conn.prepare_cached(
        "INSERT INTO mail (at, nic, recipient, subject, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        at.unix_timestamp(),
        mail.nic,
        mail.to,
        mail.subject,
        mail.body
    ])?;
    Ok(())
}

/// All mails, the newest first: `{id, at, nic, to, subject, body}`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Value>, ApiError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, at, nic, recipient, subject, body FROM mail ORDER BY id DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(json!({
            "id": row.get::<_, i64>(0)?,
            "at": clock::rfc3339_from_unix(row.get(1)?),
            "nic": row.get::<_, String>(2)?,
            "to": row.get::<_, String>(3)?,
            "subject": row.get::<_, String>(4)?,
            "body": row.get::<_, String>(5)?,
        }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
