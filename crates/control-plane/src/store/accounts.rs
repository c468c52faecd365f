//! The customers of the region and their sub-accounts.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};
use time::OffsetDateTime;

/// Where accounts are kept. Dates are seconds since 1970.
pub const SCHEMA: &str = r#"
CREATE TABLE account (
    nic           TEXT PRIMARY KEY NOT NULL,
    role          TEXT NOT NULL,
    support_level TEXT NOT NULL,
    profile       TEXT NOT NULL          -- JSON: the fields of nichandle.Nichandle
) STRICT, WITHOUT ROWID;

CREATE TABLE sub_account (
    id          INTEGER PRIMARY KEY,
    owner       TEXT NOT NULL REFERENCES account (nic),
    nic         TEXT NOT NULL UNIQUE REFERENCES account (nic),
    description TEXT,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX sub_account_by_owner ON sub_account (owner, id);
"#;

/// What the account pays for in support: `me.SupportLevel.LevelTypeEnum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupportLevel {
    /// Everybody's.
    Standard,
    /// A faster answer and a telephone line.
    Premium,
    /// Premium for advanced partners.
    PremiumAccredited,
    /// Day and night, with impact and urgency on tickets.
    Business,
    /// Day and night, with a team of one's own.
    Enterprise,
}

impl SupportLevel {
    /// Every level, from the lowest.
    pub const ALL: [SupportLevel; 5] = [
        SupportLevel::Standard,
        SupportLevel::Premium,
        SupportLevel::PremiumAccredited,
        SupportLevel::Business,
        SupportLevel::Enterprise,
    ];

    /// The value on the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            SupportLevel::Standard => "standard",
            SupportLevel::Premium => "premium",
            SupportLevel::PremiumAccredited => "premium-accredited",
            SupportLevel::Business => "business",
            SupportLevel::Enterprise => "enterprise",
        }
    }

    /// The level called `wire`.
    pub fn from_wire(wire: &str) -> Option<SupportLevel> {
        SupportLevel::ALL
            .into_iter()
            .find(|level| level.wire() == wire)
    }
}

/// One customer, named by its NIC handle.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// `ab12345-ovh`.
    pub nic: String,
    /// What the sample calls it; empty for an account that a person made.
    pub role: String,
    /// Its support.
    pub level: SupportLevel,
    /// The fields of `nichandle.Nichandle`, by their names on the wire.
    pub profile: Map<String, Value>,
}

impl Account {
    /// The address that mails go to.
    pub fn email(&self) -> &str {
        self.profile
            .get("email")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The ISO code of the currency that it pays in.
    pub fn currency(&self) -> &str {
        self.profile
            .get("currency")
            .and_then(|currency| currency.get("code"))
            .and_then(Value::as_str)
            .unwrap_or("EUR")
    }
}

/// An account that another account may enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubAccount {
    /// Unique in the region.
    pub id: i64,
    /// The account behind it.
    pub nic: String,
    /// What the owner calls it.
    pub description: Option<String>,
    /// When it was made, seconds since 1970.
    pub created: i64,
}

/// Adds an account.
///
/// # Errors
///
/// When the NIC is taken or the database cannot be written.
pub fn insert(conn: &Connection, account: &Account) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO account (nic, role, support_level, profile) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        account.nic,
        account.role,
        account.level.wire(),
        Value::Object(account.profile.clone()).to_string()
    ])?;
    Ok(())
}

/// The account named `nic`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn find(conn: &Connection, nic: &str) -> rusqlite::Result<Option<Account>> {
    conn.prepare_cached("SELECT nic, role, support_level, profile FROM account WHERE nic = ?1")?
        .query_row([nic], |row| {
            let level: String = row.get(2)?;
            let profile: String = row.get(3)?;
            Ok(Account {
                nic: row.get(0)?,
                role: row.get(1)?,
                level: SupportLevel::from_wire(&level).unwrap_or(SupportLevel::Standard),
                profile: serde_json::from_str(&profile).map_err(|error| {
                    rusqlite::Error::FromSqlConversionFailure(
                        3,
                        rusqlite::types::Type::Text,
                        error.into(),
                    )
                })?,
            })
        })
        .optional()
}

/// Writes the profile of an account.
///
/// # Errors
///
/// When the database cannot be written.
pub fn save_profile(
    conn: &Connection,
    nic: &str,
    profile: &Map<String, Value>,
) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE account SET profile = ?2 WHERE nic = ?1")?
        .execute(params![nic, Value::Object(profile.clone()).to_string()])?;
    Ok(())
}

/// Makes `nic` a sub-account of `owner` and gives its id.
///
/// # Errors
///
/// When it is one already, or the database cannot be written.
pub fn insert_sub(
    conn: &Connection,
    owner: &str,
    nic: &str,
    description: Option<&str>,
    created: OffsetDateTime,
) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "INSERT INTO sub_account (owner, nic, description, created_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![owner, nic, description, created.unix_timestamp()])?;
    Ok(conn.last_insert_rowid())
}

/// The ids of the sub-accounts of `owner`, in order.
///
/// # Errors
///
/// When the database cannot be read.
pub fn sub_ids(conn: &Connection, owner: &str) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached("SELECT id FROM sub_account WHERE owner = ?1 ORDER BY id")?
        .query_map([owner], |row| row.get(0))?
        .collect()
}

/// A sub-account of `owner`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn sub(conn: &Connection, owner: &str, id: i64) -> rusqlite::Result<Option<SubAccount>> {
    conn.prepare_cached(
        "SELECT id, nic, description, created_at FROM sub_account WHERE owner = ?1 AND id = ?2",
    )?
    .query_row(params![owner, id], |row| {
        Ok(SubAccount {
            id: row.get(0)?,
            nic: row.get(1)?,
            description: row.get(2)?,
            created: row.get(3)?,
        })
    })
    .optional()
}

/// Renames a sub-account.
///
/// # Errors
///
/// When the database cannot be written.
pub fn describe_sub(conn: &Connection, id: i64, description: Option<&str>) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE sub_account SET description = ?2 WHERE id = ?1")?
        .execute(params![id, description])?;
    Ok(())
}

/// A NIC that nobody has: `prefix` and five digits.
///
/// # Errors
///
/// When the database cannot be read.
pub fn free_nic(conn: &Connection, prefix: &str) -> rusqlite::Result<String> {
    let count: i64 = conn
        .prepare_cached("SELECT count(*) FROM account WHERE nic LIKE ?1 || '%'")?
        .query_row([prefix], |row| row.get(0))?;
    // Accounts are never deleted, so the count alone would do; a name given by
    // hand may be in the way.
    let mut number = 10_000 + count;
    loop {
        let nic = format!("{prefix}{number}-ovh");
        if find(conn, &nic)?.is_none() {
            return Ok(nic);
        }
        number += 1;
    }
}
