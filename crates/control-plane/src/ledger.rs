//! The ledger of applied writes: what a client may ask to learn whether a
//! write whose answer was lost has happened.

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::clock;
use crate::error::ApiError;

/// Where it is kept.
pub const SCHEMA: &str = "
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,      -- unix seconds, real time
    nic TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL
);
";

/// Notes an applied write, in the transaction of the write itself: either both
/// are there or neither.
///
/// # Errors
///
/// When the database cannot take it.
pub fn note(
    conn: &Connection,
    at: OffsetDateTime,
    nic: &str,
    method: &str,
    path: &str,
    status: u16,
) -> Result<(), ApiError> {
    conn.prepare_cached(
        "INSERT INTO ledger (at, nic, method, path, status) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![at.unix_timestamp(), nic, method, path, status])?;
    Ok(())
}

/// All applied writes, the oldest first: `{id, at, nic, method, path, status}`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Value>, ApiError> {
    let mut statement =
        conn.prepare_cached("SELECT id, at, nic, method, path, status FROM ledger ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        Ok(json!({
            "id": row.get::<_, i64>(0)?,
            "at": clock::rfc3339_from_unix(row.get(1)?),
            "nic": row.get::<_, String>(2)?,
            "method": row.get::<_, String>(3)?,
            "path": row.get::<_, String>(4)?,
            "status": row.get::<_, i64>(5)?,
        }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
