//! Finding services.

use rusqlite::{Connection, ToSql, params};

use crate::product::Product;

use super::{COLUMNS, SEEN, Service, from_row};

/// The names of the services of one kind that `nic` looks after, in order.
///
/// # Errors
///
/// When the database cannot be read.
pub fn names(conn: &Connection, nic: &str, product: Product) -> rusqlite::Result<Vec<String>> {
    // Each branch uses its own index: a service with one contact for all is
    // found three times and kept once.
    conn.prepare_cached(
        "SELECT name FROM service WHERE contact_admin = ?1 AND product = ?2 \
         UNION SELECT name FROM service WHERE contact_tech = ?1 AND product = ?2 \
         UNION SELECT name FROM service WHERE contact_billing = ?1 AND product = ?2 ORDER BY 1",
    )?
    .query_map(params![nic, product.key()], |row| row.get(0))?
    .collect()
}

/// Every service of one kind that `nic` looks after, by name.
///
/// # Errors
///
/// When the database cannot be read.
pub fn of_product(
    conn: &Connection,
    nic: &str,
    product: Product,
) -> rusqlite::Result<Vec<Service>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM service WHERE product = ?2 AND {SEEN} ORDER BY name"
    ))?
    .query_map(params![nic, product.key()], from_row)?
    .collect()
}

/// Which services are asked for; empty means all.
#[derive(Debug, Clone, Default)]
pub struct Filter<'a> {
    /// Only this technical name.
    pub name: Option<&'a str>,
    /// Only these kinds.
    pub products: Option<&'a [Product]>,
}

/// The ids of the services that `nic` looks after and that pass, in order.
///
/// # Errors
///
/// When the database cannot be read.
pub fn ids(conn: &Connection, nic: &str, filter: &Filter<'_>) -> rusqlite::Result<Vec<i64>> {
    let (sql, values) = selection("service_id", nic, filter);
    let mut statement = conn.prepare_cached(&sql)?;
    statement
        .query_map(&*refs(&values), |row| row.get(0))?
        .collect()
}

/// The services that `nic` looks after and that pass, by id.
///
/// # Errors
///
/// When the database cannot be read.
pub fn all(conn: &Connection, nic: &str, filter: &Filter<'_>) -> rusqlite::Result<Vec<Service>> {
    let (sql, values) = selection(COLUMNS, nic, filter);
    let mut statement = conn.prepare_cached(&sql)?;
    statement.query_map(&*refs(&values), from_row)?.collect()
}

fn selection(columns: &str, nic: &str, filter: &Filter<'_>) -> (String, Vec<String>) {
    let mut values = vec![nic.to_owned()];
    let mut sql = format!("SELECT {columns} FROM service WHERE {SEEN}");
    if let Some(name) = filter.name {
        values.push(name.to_owned());
        sql.push_str(" AND name = ?2");
    }
    if let Some(products) = filter.products {
        // The keys are ours, none holds a quote.
        let keys: Vec<String> = products
            .iter()
            .map(|product| format!("'{product}'"))
            .collect();
        sql.push_str(&format!(" AND product IN ({})", keys.join(", ")));
    }
    sql.push_str(" ORDER BY service_id");
    (sql, values)
}

fn refs(values: &[String]) -> Vec<&dyn ToSql> {
    values.iter().map(|value| value as &dyn ToSql).collect()
}

/// The options of a service that `nic` looks after.
///
/// # Errors
///
/// When the database cannot be read.
pub fn options(conn: &Connection, nic: &str, parent: i64) -> rusqlite::Result<Vec<Service>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM service WHERE parent_id = ?2 AND {SEEN} ORDER BY service_id"
    ))?
    .query_map(params![nic, parent], from_row)?
    .collect()
}
