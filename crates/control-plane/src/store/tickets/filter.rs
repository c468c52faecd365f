//! Finding tickets.

use rusqlite::{Connection, params_from_iter};

use super::Sender;

/// Which tickets are asked for. Nothing set means all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Closed more than this long ago, or not.
    pub archived: Option<(bool, i64)>,
    /// `support.TicketCategoryEnum`.
    pub category: Option<String>,
    /// Open, and the desk wrote last.
    pub reply_needed: Option<bool>,
    /// Without those that a machine opened.
    pub without_automatic: bool,
    /// Opened at or after, seconds since 1970.
    pub from: Option<i64>,
    /// Opened at or before.
    pub until: Option<i64>,
    /// `support.TicketProductEnum`.
    pub product: Option<String>,
    /// About this service.
    pub service_name: Option<String>,
    /// `open`, `closed`.
    pub state: Option<String>,
    /// Words in the subject, whatever the case of plain letters.
    pub subject: Option<String>,
    /// With this number.
    pub number: Option<String>,
    /// How many to leave out, and how many to give at most.
    pub page: Option<(i64, i64)>,
}

/// The ids of the tickets of `nic` that pass, the newest first.
///
/// # Errors
///
/// When the database cannot be read.
pub fn ids(conn: &Connection, nic: &str, filter: &Filter) -> rusqlite::Result<Vec<i64>> {
    let mut query = Query::new(nic);
    if let Some((archived, before)) = filter.archived {
        let sign = if archived { "" } else { "NOT " };
        query.add(
            &format!("{sign}(state = 'closed' AND updated_at < ?)"),
            before,
        );
    }
    query.equal("category", filter.category.as_deref());
    query.equal("product", filter.product.as_deref());
    query.equal("service_name", filter.service_name.as_deref());
    query.equal("state", filter.state.as_deref());
    if let Some(needed) = filter.reply_needed {
        let sign = if needed { "" } else { "NOT " };
        query.add(
            &format!("{sign}(state = 'open' AND last_sender = ?)"),
            Sender::Support.wire().to_owned(),
        );
    }
    if filter.without_automatic {
        query.add("automatic = ?", 0);
    }
    if let Some(from) = filter.from {
        query.add("created_at >= ?", from);
    }
    if let Some(until) = filter.until {
        query.add("created_at <= ?", until);
    }
    if let Some(subject) = &filter.subject {
        query.add("instr(lower(subject), ?) > 0", subject.to_ascii_lowercase());
    }
    if let Some(number) = &filter.number {
        query.add("CAST(ticket_number AS TEXT) = ?", number.clone());
    }
    query
        .sql
        .push_str(" ORDER BY created_at DESC, ticket_id DESC");
    if let Some((skip, most)) = filter.page {
        query.sql.push_str(" LIMIT ? OFFSET ?");
        query.values.extend([most.into(), skip.into()]);
    }
    conn.prepare_cached(&query.sql)?
        .query_map(params_from_iter(&query.values), |row| row.get(0))?
        .collect()
}

struct Query {
    sql: String,
    values: Vec<rusqlite::types::Value>,
}

impl Query {
    fn new(nic: &str) -> Query {
        Query {
            sql: "SELECT ticket_id FROM ticket WHERE nic = ?".to_owned(),
            values: vec![nic.to_owned().into()],
        }
    }

    fn add(&mut self, condition: &str, value: impl Into<rusqlite::types::Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.push(value.into());
    }

    fn equal(&mut self, column: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(&format!("{column} = ?"), value.to_owned());
        }
    }
}
