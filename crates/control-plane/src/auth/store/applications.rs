//! Applications: what signs.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::auth::secret::{self, APPLICATION_KEY_LENGTH, SECRET_LENGTH};
use crate::error::ApiError;

/// An application: what signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its number.
    pub id: i64,
    /// Public key, `X-Ovh-Application`.
    pub key: String,
    /// Secret that signs.
    pub secret: String,
    /// The account it belongs to.
    pub nic: String,
    /// Short name.
    pub name: String,
    /// What it is for.
    pub description: String,
}

/// Registers an application of the account `nic` with a fresh key and secret.
///
/// # Errors
///
/// When the database or the random source fails.
pub fn create_application(
    conn: &Connection,
    nic: &str,
    name: &str,
    description: &str,
) -> Result<Application, ApiError> {
    let key = secret::random(APPLICATION_KEY_LENGTH)?;
    let secret = secret::random(SECRET_LENGTH)?;
    conn.prepare_cached(
        "INSERT INTO application (key, secret, nic, name, description) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute([key.as_str(), &secret, nic, name, description])?;
    Ok(Application {
        id: conn.last_insert_rowid(),
        key,
        secret,
        nic: nic.to_owned(),
        name: name.to_owned(),
        description: description.to_owned(),
    })
}

const APPLICATION_COLUMNS: &str = "id, key, secret, nic, name, description";

fn application(row: &Row<'_>) -> Result<Application, rusqlite::Error> {
    Ok(Application {
        id: row.get(0)?,
        key: row.get(1)?,
        secret: row.get(2)?,
        nic: row.get(3)?,
        name: row.get(4)?,
        description: row.get(5)?,
    })
}

/// The application of that key.
///
/// # Errors
///
/// When the database cannot be read.
pub fn application_by_key(conn: &Connection, key: &str) -> Result<Option<Application>, ApiError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {APPLICATION_COLUMNS} FROM application WHERE key = ?1"
        ))?
        .query_row([key], application)
        .optional()?)
}

/// The application of that number.
///
/// # Errors
///
/// When the database cannot be read.
pub fn application_by_id(conn: &Connection, id: i64) -> Result<Option<Application>, ApiError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {APPLICATION_COLUMNS} FROM application WHERE id = ?1"
        ))?
        .query_row([id], application)
        .optional()?)
}

/// The numbers of the applications of an account.
///
/// # Errors
///
/// When the database cannot be read.
pub fn application_ids(conn: &Connection, nic: &str) -> Result<Vec<i64>, ApiError> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM application WHERE nic = ?1 ORDER BY id")?;
    let ids = statement.query_map([nic], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Removes an application and all its credentials.
///
/// # Errors
///
/// When the database cannot be written.
pub fn delete_application(conn: &Connection, id: i64) -> Result<(), ApiError> {
    conn.prepare_cached("DELETE FROM application WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
