//! The database: one SQLite file per region.
//!
//! Each part of the data keeps its tables and statements in a module of its
//! own; this one opens the file and brings it up to date.

pub mod accounts;
pub mod billing;
pub mod meta;
pub mod services;
pub mod sla;
pub mod tickets;

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::ApiError;
use crate::{auth, ledger, mails};

/// How long a statement waits for another program that holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_millis(1_500);
/// Item routes run once per row of an expanded list: they must not be parsed
/// anew each time.
const CACHED_STATEMENTS: usize = 512;

/// The steps that bring a file up to date, in the order they were written.
/// Append only: a file remembers how many it has taken.
const STEPS: &[&str] = &[
    meta::SCHEMA,
    auth::store::SCHEMA,
    mails::SCHEMA,
    ledger::SCHEMA,
    accounts::SCHEMA,
    services::SCHEMA,
    tickets::SCHEMA,
    tickets::DESK_SCHEMA,
    sla::SCHEMA,
];

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be opened or is no database.
    #[error("the database cannot be opened: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// It cannot be brought up to date.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
}

/// Opens or creates a database and brings it up to date.
///
/// # Errors
///
/// When the file cannot be opened, is no database, or is newer than the program.
pub fn open(path: &Path) -> Result<Connection, OpenError> {
    prepare(Connection::open(path)?)
}

/// A database in memory, up to date.
///
/// # Errors
///
/// When SQLite refuses.
pub fn in_memory() -> Result<Connection, OpenError> {
    prepare(Connection::open_in_memory()?)
}

fn prepare(mut conn: Connection) -> Result<Connection, OpenError> {
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // With WAL a power cut may lose the last calls, never the file's integrity.
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    migrations().to_latest(&mut conn)?;
    Ok(conn)
}

/// Does `work` without waiting for another program that holds the file: it
/// fails at once instead.
///
/// # Errors
///
/// What `work` fails with.
pub fn without_waiting<T>(
    conn: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, ApiError>,
) -> Result<T, ApiError> {
    conn.busy_timeout(Duration::ZERO)?;
    let done = work(conn);
    conn.busy_timeout(BUSY_TIMEOUT)?;
    done
}

fn migrations() -> Migrations<'static> {
    Migrations::new(STEPS.iter().copied().map(M::up).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_steps_apply_to_an_empty_file() {
        migrations().validate().unwrap();
    }

    #[test]
    fn a_file_opens_twice_and_keeps_its_rows() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("eu.sqlite3");
        meta::set(&open(&path).unwrap(), "key", "value").unwrap();
        let conn = open(&path).unwrap();
        assert_eq!(meta::get(&conn, "key").unwrap().as_deref(), Some("value"));
    }

    #[test]
    fn tickets_of_an_earlier_file_go_on() {
        let before_the_desk = STEPS
            .iter()
            .position(|step| *step == tickets::DESK_SCHEMA)
            .unwrap();
        let mut conn = Connection::open_in_memory().unwrap();
        let steps = migrations();
        steps.to_version(&mut conn, before_the_desk).unwrap();
        conn.execute_batch(
            "INSERT INTO account VALUES ('aa1-ovh', '', 'standard', '{}');
             INSERT INTO ticket (ticket_id, ticket_number, nic, subject, state, kind, watchers,
                 automatic, last_sender, created_at, updated_at, answer_due_at)
             VALUES (1, 1, 'aa1-ovh', '', 'open', 'genericRequest', '[]', 0, 'customer', 5, 5, 9);",
        )
        .unwrap();
        steps.to_latest(&mut conn).unwrap();
        let now = time::OffsetDateTime::from_unix_timestamp(10).unwrap();
        let due = tickets::next_due(&conn, now).unwrap().unwrap();
        assert_eq!(due.stage, tickets::Stage::Acknowledge);
        assert_eq!((due.ticket.id, due.at.unix_timestamp()), (1, 9));
    }

    #[test]
    fn a_file_that_is_no_database_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("eu.sqlite3");
        std::fs::write(&path, "not a database, but long enough to be read as one").unwrap();
        assert!(open(&path).is_err());
    }
}
