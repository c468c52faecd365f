//! The tokens that confirm the end of a service.

use rusqlite::{Connection, params};
use time::OffsetDateTime;

/// Keeps the token that confirms a termination. A second request replaces the
/// first: only the last mail counts.
///
/// # Errors
///
/// When the database cannot be written.
pub fn ask_termination(
    conn: &Connection,
    id: i64,
    token: &str,
    expires: OffsetDateTime,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO termination (service_id, token, expires_at) VALUES (?1, ?2, ?3) \
         ON CONFLICT (service_id) DO UPDATE SET token = ?2, expires_at = ?3",
    )?
    .execute(params![id, token, expires.unix_timestamp()])?;
    Ok(())
}

/// Uses up the token of a termination. False when it is not the one that was
/// mailed, or too old.
///
/// # Errors
///
/// When the database cannot be written.
pub fn take_termination(
    conn: &Connection,
    id: i64,
    token: &str,
    now: OffsetDateTime,
) -> rusqlite::Result<bool> {
    let taken = conn
        .prepare_cached(
            "DELETE FROM termination WHERE service_id = ?1 AND token = ?2 AND expires_at > ?3",
        )?
        .execute(params![id, token, now.unix_timestamp()])?;
    Ok(taken == 1)
}
