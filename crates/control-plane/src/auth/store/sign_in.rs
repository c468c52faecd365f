//! Who may sign in on the validation page.

use rusqlite::Connection;

use crate::error::ApiError;

/// Lets an account sign in on the validation page, after those already there.
///
/// # Errors
///
/// When the database cannot be written.
pub fn allow_sign_in(conn: &Connection, nic: &str, role: &str) -> Result<(), ApiError> {
    conn.prepare_cached("INSERT INTO sign_in (nic, role) VALUES (?1, ?2)")?
        .execute([nic, role])?;
    Ok(())
}

/// The accounts that may sign in on the validation page: `(nic, role)`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn sign_in_accounts(conn: &Connection) -> Result<Vec<(String, String)>, ApiError> {
    let mut statement = conn.prepare_cached("SELECT nic, role FROM sign_in ORDER BY position")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
