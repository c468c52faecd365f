//! Outages that a customer may ask a credit for.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// Where they are kept. Dates are seconds since 1970.
pub const SCHEMA: &str = "
CREATE TABLE sla (
    sla_id      INTEGER PRIMARY KEY,
    nic         TEXT NOT NULL REFERENCES account (nic),
    name        TEXT NOT NULL,
    description TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER NOT NULL,
    services    TEXT NOT NULL,       -- JSON: the services that were down
    applied_at  INTEGER              -- when the credit was asked for
) STRICT;

CREATE INDEX sla_by_account ON sla (nic, sla_id);
";

/// A service that was down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// Its technical name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The commitment that was missed.
    pub plan: String,
    /// The credit that it brings.
    pub credit: String,
}

/// An outage that missed what was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    /// Unique in the region.
    pub id: i64,
    /// In one line.
    pub name: String,
    /// What happened.
    pub description: String,
    /// When it began, seconds since 1970.
    pub started: i64,
    /// When it was over.
    pub ended: i64,
    /// The account's services that were down.
    pub services: Vec<Affected>,
    /// When the credit was asked for.
    pub applied: Option<i64>,
}

/// Notes an outage of `nic` and gives its id; `id` of `outage` is not looked at.
///
/// # Errors
///
/// When the database cannot be written.
pub fn insert(conn: &Connection, nic: &str, outage: &Outage) -> rusqlite::Result<i64> {
    let services = serde_json::to_string(&outage.services)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    conn.prepare_cached(
        "INSERT INTO sla (nic, name, description, started_at, ended_at, services, applied_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        nic,
        outage.name,
        outage.description,
        outage.started,
        outage.ended,
        services,
        outage.applied,
    ])?;
    Ok(conn.last_insert_rowid())
}

/// The ids of the outages of `nic`, the oldest first.
///
/// # Errors
///
/// When the database cannot be read.
pub fn ids(conn: &Connection, nic: &str) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached("SELECT sla_id FROM sla WHERE nic = ?1 ORDER BY sla_id")?
        .query_map([nic], |row| row.get(0))?
        .collect()
}

/// The outage `id` of `nic`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn find(conn: &Connection, nic: &str, id: i64) -> rusqlite::Result<Option<Outage>> {
    conn.prepare_cached(
        "SELECT sla_id, name, description, started_at, ended_at, services, applied_at \
         FROM sla WHERE nic = ?1 AND sla_id = ?2",
    )?
    .query_row(params![nic, id], from_row)
    .optional()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Outage> {
    let services: String = row.get(5)?;
    Ok(Outage {
        id: row.get(0)?,
        name: row.get(1)?,
        description: row.get(2)?,
        started: row.get(3)?,
        ended: row.get(4)?,
        services: serde_json::from_str(&services).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(5, rusqlite::types::Type::Text, error.into())
        })?,
        applied: row.get(6)?,
    })
}

/// Notes that the credit was asked for at `at`.
///
/// # Errors
///
/// When the database cannot be written.
pub fn apply(conn: &Connection, id: i64, at: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE sla SET applied_at = ?2 WHERE sla_id = ?1")?
        .execute([id, at])?;
    Ok(())
}
