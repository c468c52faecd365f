//! The services of the region: one row each, seen by its three contacts.

mod search;
mod termination;

use rusqlite::types::Type as SqlType;
use rusqlite::{Connection, OptionalExtension, Row, params};
use time::OffsetDateTime;

use crate::product::Product;
use crate::store::billing::{Billing, EndPolicy, RenewMode};

pub use search::{Filter, all, ids, names, of_product, options};
pub use termination::{ask_termination, take_termination};

/// Where services and the terminations asked for are kept. Dates are seconds
/// since 1970.
pub const SCHEMA: &str = r#"
CREATE TABLE service (
    service_id      INTEGER PRIMARY KEY,
    product         TEXT NOT NULL,
    name            TEXT NOT NULL,
    display_name    TEXT,
    contact_admin   TEXT NOT NULL,
    contact_tech    TEXT NOT NULL,
    contact_billing TEXT NOT NULL,
    parent_id       INTEGER,
    tags            TEXT NOT NULL,       -- JSON array of "key:value"
    plan_code       TEXT NOT NULL,
    plan_name       TEXT NOT NULL,
    price_ucents    INTEGER NOT NULL,    -- of one renewal, in hundred-millionths of the currency
    created_at      INTEGER NOT NULL,
    delivered_at    INTEGER NOT NULL,
    paid_until      INTEGER,             -- none when nothing expires
    renew_mode      TEXT NOT NULL,
    renew_months    INTEGER NOT NULL,
    engaged_until   INTEGER,
    unpaid_since    INTEGER,
    end_policy      TEXT NOT NULL,
    ended_at        INTEGER,
    document        TEXT NOT NULL        -- JSON: what only this kind of product has
) STRICT;

CREATE UNIQUE INDEX service_by_name ON service (product, name);
CREATE INDEX service_by_resource ON service (name);
CREATE INDEX service_by_admin ON service (contact_admin, product);
CREATE INDEX service_by_tech ON service (contact_tech, product);
CREATE INDEX service_by_billing ON service (contact_billing, product);
CREATE INDEX service_by_parent ON service (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE termination (
    service_id INTEGER PRIMARY KEY REFERENCES service (service_id),
    token      TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
"#;

const COLUMNS: &str = "service_id, product, name, display_name, contact_admin, contact_tech, \
    contact_billing, parent_id, tags, plan_code, plan_name, price_ucents, created_at, \
    delivered_at, paid_until, renew_mode, renew_months, engaged_until, unpaid_since, \
    end_policy, ended_at, document";

/// The contacts see a service, nobody else does.
const SEEN: &str = "(contact_admin = ?1 OR contact_tech = ?1 OR contact_billing = ?1)";

/// The accounts that look after a service, by NIC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// Owns it.
    pub admin: String,
    /// Runs it.
    pub tech: String,
    /// Pays for it.
    pub billing: String,
}

impl Contacts {
    /// One account for everything.
    pub fn only(nic: &str) -> Contacts {
        Contacts {
            admin: nic.to_owned(),
            tech: nic.to_owned(),
            billing: nic.to_owned(),
        }
    }
}

/// What was ordered and at which price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The code in the catalogue.
    pub code: String,
    /// The name on the invoice.
    pub name: String,
    /// The price of one renewal without tax, in hundred-millionths of the
    /// account's currency.
    pub price_ucents: i64,
}

/// One thing that is billed, renewed and configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Unique in the region.
    pub id: i64,
    /// The kind.
    pub product: Product,
    /// The technical name, unique among services of its kind.
    pub name: String,
    /// The name people gave it.
    pub display_name: Option<String>,
    /// Who looks after it.
    pub contacts: Contacts,
    /// The service that this one is an option of.
    pub parent: Option<i64>,
    /// Labels, `key:value`.
    pub tags: Vec<String>,
    /// What was ordered.
    pub plan: Plan,
    /// Its life and payment.
    pub billing: Billing,
    /// JSON of what only this kind of product has; each product's route file
    /// has the type.
    pub document: String,
}

impl Service {
    /// What people see first: the display name, or else the technical one.
    pub fn label(&self) -> &str {
        self.display_name
            .as_deref()
            .filter(|name| !name.is_empty())
            .unwrap_or(&self.name)
    }

    /// The labels, as `(key, value)`.
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tags.iter().filter_map(|tag| tag.split_once(':'))
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Service> {
    let product: String = row.get(1)?;
    let mode: String = row.get(15)?;
    let end: String = row.get(19)?;
    let tags: String = row.get(8)?;
    Ok(Service {
        id: row.get(0)?,
        product: Product::from_key(&product).ok_or_else(|| unknown(1, &product))?,
        name: row.get(2)?,
        display_name: row.get(3)?,
        contacts: Contacts {
            admin: row.get(4)?,
            tech: row.get(5)?,
            billing: row.get(6)?,
        },
        parent: row.get(7)?,
        tags: serde_json::from_str(&tags).map_err(|_| unknown(8, &tags))?,
        plan: Plan {
            code: row.get(9)?,
            name: row.get(10)?,
            price_ucents: row.get(11)?,
        },
        billing: Billing {
            created: instant(row, 12)?,
            delivered: instant(row, 13)?,
            paid_until: optional_instant(row, 14)?,
            mode: RenewMode::from_wire(&mode).ok_or_else(|| unknown(15, &mode))?,
            months: row.get(16)?,
            engaged_until: optional_instant(row, 17)?,
            unpaid_since: optional_instant(row, 18)?,
            end: EndPolicy::from_wire(&end).ok_or_else(|| unknown(19, &end))?,
            ended: optional_instant(row, 20)?,
        },
        document: row.get(21)?,
    })
}

fn unknown(column: usize, value: &str) -> rusqlite::Error {
    let reason = format!("a value that this program does not know: {value:?}");
    rusqlite::Error::FromSqlConversionFailure(column, SqlType::Text, reason.into())
}

fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<OffsetDateTime> {
    let seconds: i64 = row.get(column)?;
    OffsetDateTime::from_unix_timestamp(seconds)
        .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, seconds))
}

fn optional_instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<OffsetDateTime>> {
    match row.get::<_, Option<i64>>(column)? {
        Some(_) => instant(row, column).map(Some),
        None => Ok(None),
    }
}

/// Adds a service and gives its id: the one in `service`, or the next free one
/// when that is 0.
///
/// # Errors
///
/// When the id or the name is taken, or the database cannot be written.
pub fn insert(conn: &Connection, service: &Service) -> rusqlite::Result<i64> {
    let billing = &service.billing;
    let tags = tags_json(&service.tags);
    conn.prepare_cached(&format!(
        "INSERT INTO service ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, \
         ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)"
    ))?
    .execute(params![
        (service.id != 0).then_some(service.id),
        service.product.key(),
        service.name,
        service.display_name,
        service.contacts.admin,
        service.contacts.tech,
        service.contacts.billing,
        service.parent,
        tags,
        service.plan.code,
        service.plan.name,
        service.plan.price_ucents,
        billing.created.unix_timestamp(),
        billing.delivered.unix_timestamp(),
        billing.paid_until.map(OffsetDateTime::unix_timestamp),
        billing.mode.wire(),
        billing.months,
        billing.engaged_until.map(OffsetDateTime::unix_timestamp),
        billing.unpaid_since.map(OffsetDateTime::unix_timestamp),
        billing.end.wire(),
        billing.ended.map(OffsetDateTime::unix_timestamp),
        service.document,
    ])?;
    Ok(conn.last_insert_rowid())
}

fn tags_json(tags: &[String]) -> String {
    serde_json::Value::from(tags).to_string()
}

/// Writes what may change of a service: its names, labels, billing facts and
/// document.
///
/// # Errors
///
/// When the database cannot be written.
pub fn update(conn: &Connection, service: &Service) -> rusqlite::Result<()> {
    let billing = &service.billing;
    conn.prepare_cached(
        "UPDATE service SET display_name = ?2, tags = ?3, paid_until = ?4, renew_mode = ?5, \
         renew_months = ?6, engaged_until = ?7, unpaid_since = ?8, end_policy = ?9, \
         ended_at = ?10, document = ?11 WHERE service_id = ?1",
    )?
    .execute(params![
        service.id,
        service.display_name,
        tags_json(&service.tags),
        billing.paid_until.map(OffsetDateTime::unix_timestamp),
        billing.mode.wire(),
        billing.months,
        billing.engaged_until.map(OffsetDateTime::unix_timestamp),
        billing.unpaid_since.map(OffsetDateTime::unix_timestamp),
        billing.end.wire(),
        billing.ended.map(OffsetDateTime::unix_timestamp),
        service.document,
    ])?;
    Ok(())
}

/// When the last order of the region was made; the epoch where there is none.
///
/// # Errors
///
/// When the database cannot be read.
pub fn latest_order(conn: &Connection) -> rusqlite::Result<OffsetDateTime> {
    conn.prepare_cached("SELECT COALESCE(MAX(created_at), 0) FROM service")?
        .query_row([], |row| instant(row, 0))
}

/// A service that `nic` looks after.
///
/// # Errors
///
/// When the database cannot be read.
pub fn by_id(conn: &Connection, nic: &str, id: i64) -> rusqlite::Result<Option<Service>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM service WHERE service_id = ?2 AND {SEEN}"
    ))?
    .query_row(params![nic, id], from_row)
    .optional()
}

/// A service of one kind that `nic` looks after.
///
/// # Errors
///
/// When the database cannot be read.
pub fn by_name(
    conn: &Connection,
    nic: &str,
    product: Product,
    name: &str,
) -> rusqlite::Result<Option<Service>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM service WHERE product = ?2 AND name = ?3 AND {SEEN}"
    ))?
    .query_row(params![nic, product.key(), name], from_row)
    .optional()
}
