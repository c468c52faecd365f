//! Tickets and their messages.

mod desk;
mod filter;

use rusqlite::types::Type as SqlType;
use rusqlite::{Connection, OptionalExtension, Row, params};
use time::OffsetDateTime;

use crate::store::accounts::SupportLevel;

pub use desk::{Due, SCHEMA as DESK_SCHEMA, Stage, count_round, next_due, plan, rest, stage_of};
pub use filter::{Filter, ids};

/// Where tickets are kept. Dates are seconds since 1970.
pub const SCHEMA: &str = r#"
CREATE TABLE ticket (
    ticket_id     INTEGER PRIMARY KEY,
    ticket_number INTEGER NOT NULL UNIQUE,
    nic           TEXT NOT NULL REFERENCES account (nic),
    subject       TEXT NOT NULL,
    state         TEXT NOT NULL,
    category      TEXT,
    subcategory   TEXT,
    product       TEXT,
    service_name  TEXT,
    kind          TEXT NOT NULL,
    impact        TEXT,
    urgency       TEXT,
    watchers      TEXT NOT NULL,         -- JSON array of addresses
    automatic     INTEGER NOT NULL,      -- 1 when a machine opened it
    last_sender   TEXT NOT NULL,
    score         TEXT,
    score_comment TEXT,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    answer_due_at INTEGER                -- when the desk acknowledges, unless it has
) STRICT;

CREATE INDEX ticket_by_account ON ticket (nic, ticket_id);
CREATE INDEX ticket_by_answer ON ticket (answer_due_at) WHERE answer_due_at IS NOT NULL;

CREATE TABLE ticket_message (
    message_id INTEGER PRIMARY KEY,
    ticket_id  INTEGER NOT NULL REFERENCES ticket (ticket_id),
    sender     TEXT NOT NULL,
    body       TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX ticket_message_by_ticket ON ticket_message (ticket_id, message_id);
"#;

/// How far ticket numbers, which people quote, are from ticket ids.
const NUMBER_OFFSET: i64 = 4_000_000;

/// Who wrote: `support.MessageSenderEnum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The account.
    Customer,
    /// The provider's desk.
    Support,
}

impl Sender {
    /// The value on the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            Sender::Customer => "customer",
            Sender::Support => "support",
        }
    }

    fn from_wire(wire: &str) -> Option<Sender> {
        [Sender::Customer, Sender::Support]
            .into_iter()
            .find(|sender| sender.wire() == wire)
    }
}

/// A part of a server that technicians replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A disk.
    Disk,
    /// Memory.
    Memory,
    /// Fans and whatever else keeps it cool.
    Cooling,
}

impl Part {
    const ALL: [Part; 3] = [Part::Disk, Part::Memory, Part::Cooling];

    /// How it is stored.
    const fn key(self) -> &'static str {
        match self {
            Part::Disk => "disk",
            Part::Memory => "memory",
            Part::Cooling => "cooling",
        }
    }

    fn from_key(key: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// What a new ticket says. The texts of enumerations are those on the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTicket {
    /// In one line.
    pub subject: String,
    /// The first message.
    pub body: String,
    /// `support.TicketCategoryEnum`.
    pub category: Option<String>,
    /// `support.TicketSubCategoryEnum`.
    pub subcategory: Option<String>,
    /// `support.TicketProductEnum`.
    pub product: Option<String>,
    /// The technical name of the service that it is about.
    pub service_name: Option<String>,
    /// `support.TicketTypeEnum`; a generic request unless said.
    pub kind: Option<String>,
    /// `support.TicketImpactUrgencyEnum`.
    pub impact: Option<String>,
    /// `support.TicketImpactUrgencyEnum`.
    pub urgency: Option<String>,
    /// Addresses that are told of each message.
    pub watchers: Vec<String>,
    /// Whether a machine opened it.
    pub automatic: bool,
    /// What a technician is to replace, when that was asked for by form.
    pub part: Option<Part>,
}

/// A ticket as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Unique in the region.
    pub id: i64,
    /// The number that people quote.
    pub number: i64,
    /// Whose it is.
    pub nic: String,
    /// In one line.
    pub subject: String,
    /// Whether it is open; else closed.
    pub open: bool,
    /// `support.TicketCategoryEnum`.
    pub category: Option<String>,
    /// `support.TicketProductEnum`.
    pub product: Option<String>,
    /// The service that it is about.
    pub service_name: Option<String>,
    /// `support.TicketTypeEnum`.
    pub kind: String,
    /// Whether a machine opened it.
    pub automatic: bool,
    /// What a technician is to replace.
    pub part: Option<Part>,
    /// Who wrote last.
    pub last_sender: Sender,
    /// The customer's score, once given.
    pub score: Option<String>,
    /// Addresses that are told of each message.
    pub watchers: Vec<String>,
    /// When it was opened, seconds since 1970.
    pub created: i64,
    /// When it was last written to or closed.
    pub updated: i64,
}

/// One message of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Unique in the region.
    pub id: i64,
    /// Its ticket.
    pub ticket: i64,
    /// Who wrote it.
    pub sender: Sender,
    /// What was written.
    pub body: String,
    /// When, seconds since 1970.
    pub created: i64,
}

/// The ids of a new ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Of the ticket.
    pub ticket: i64,
    /// The number that people quote.
    pub number: i64,
    /// Of its first message.
    pub message: i64,
}

/// Opens a ticket of `nic`. The desk acknowledges it after the delay of
/// `level`; `None` when nobody is to answer.
///
/// # Errors
///
/// When the database cannot be written.
pub fn open(
    conn: &Connection,
    nic: &str,
    ticket: &NewTicket,
    level: Option<SupportLevel>,
    now: OffsetDateTime,
) -> rusqlite::Result<Opened> {
    let at = now.unix_timestamp();
    let last: i64 = conn
        .prepare_cached("SELECT coalesce(max(ticket_id), 1000000) FROM ticket")?
        .query_row([], |row| row.get(0))?;
    let id = last + 1;
    let number = id + NUMBER_OFFSET;
    conn.prepare_cached(
        "INSERT INTO ticket (ticket_id, ticket_number, nic, subject, state, category, \
         subcategory, product, service_name, kind, impact, urgency, watchers, automatic, \
         last_sender, created_at, updated_at, answer_due_at, part) VALUES (?1, ?2, ?3, ?4, 'open', \
         ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'customer', ?14, ?14, ?15, ?16)",
    )?
    .execute(params![
        id,
        number,
        nic,
        ticket.subject,
        ticket.category,
        ticket.subcategory,
        ticket.product,
        ticket.service_name,
        ticket.kind.as_deref().unwrap_or("genericRequest"),
        ticket.impact,
        ticket.urgency,
        serde_json::Value::from(ticket.watchers.as_slice()).to_string(),
        ticket.automatic,
        at,
        level.map(|level| desk::due_at(Stage::Acknowledge, level, now)),
        ticket.part.map(Part::key),
    ])?;
    let sender = if ticket.automatic {
        Sender::Support
    } else {
        Sender::Customer
    };
    let message = write(conn, id, sender, &ticket.body, at)?;
    Ok(Opened {
        ticket: id,
        number,
        message,
    })
}

/// Adds a message to a ticket and gives its id.
///
/// # Errors
///
/// When the database cannot be written.
pub fn write(
    conn: &Connection,
    ticket: i64,
    sender: Sender,
    body: &str,
    at: i64,
) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "INSERT INTO ticket_message (ticket_id, sender, body, created_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![ticket, sender.wire(), body, at])?;
    let id = conn.last_insert_rowid();
    conn.prepare_cached(
        "UPDATE ticket SET updated_at = max(updated_at, ?2), last_sender = ?3 WHERE ticket_id = ?1",
    )?
    .execute(params![ticket, at, sender.wire()])?;
    Ok(id)
}

/// Opens or closes a ticket. The desk leaves a closed one alone.
///
/// # Errors
///
/// When the database cannot be written.
pub fn set_open(conn: &Connection, ticket: i64, open: bool, at: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE ticket SET state = ?2, updated_at = max(updated_at, ?3), \
         answer_due_at = CASE WHEN ?2 = 'open' THEN answer_due_at END WHERE ticket_id = ?1",
    )?
    .execute(params![ticket, if open { "open" } else { "closed" }, at])?;
    Ok(())
}

/// Keeps the customer's score of a ticket.
///
/// # Errors
///
/// When the database cannot be written.
pub fn score(
    conn: &Connection,
    ticket: i64,
    score: &str,
    comment: Option<&str>,
) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE ticket SET score = ?2, score_comment = ?3 WHERE ticket_id = ?1")?
        .execute(params![ticket, score, comment])?;
    Ok(())
}

const COLUMNS: &str = "ticket_id, ticket_number, nic, subject, state, category, product, \
    service_name, kind, last_sender, score, watchers, created_at, updated_at, automatic, part";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Ticket> {
    let watchers: String = row.get(11)?;
    Ok(Ticket {
        id: row.get(0)?,
        number: row.get(1)?,
        nic: row.get(2)?,
        subject: row.get(3)?,
        open: row.get::<_, String>(4)? == "open",
        category: row.get(5)?,
        product: row.get(6)?,
        service_name: row.get(7)?,
        kind: row.get(8)?,
        last_sender: sender(row, 9)?,
        score: row.get(10)?,
        watchers: serde_json::from_str(&watchers).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(11, SqlType::Text, error.into())
        })?,
        created: row.get(12)?,
        updated: row.get(13)?,
        automatic: row.get(14)?,
        part: row
            .get::<_, Option<String>>(15)?
            .as_deref()
            .and_then(Part::from_key),
    })
}

fn sender(row: &Row<'_>, column: usize) -> rusqlite::Result<Sender> {
    let wire: String = row.get(column)?;
    Sender::from_wire(&wire).ok_or_else(|| {
        let reason = format!("not a sender: {wire:?}");
        rusqlite::Error::FromSqlConversionFailure(column, SqlType::Text, reason.into())
    })
}

/// The ticket `id` of `nic`.
///
/// # Errors
///
/// When the database cannot be read.
pub fn find(conn: &Connection, nic: &str, id: i64) -> rusqlite::Result<Option<Ticket>> {
    Ok(find_any(conn, id)?.filter(|ticket| ticket.nic == nic))
}

fn find_any(conn: &Connection, id: i64) -> rusqlite::Result<Option<Ticket>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM ticket WHERE ticket_id = ?1"
    ))?
    .query_row([id], from_row)
    .optional()
}

/// The open ticket of `nic` that asks for a part of this service to be replaced.
///
/// # Errors
///
/// When the database cannot be read.
pub fn open_replacement(
    conn: &Connection,
    nic: &str,
    service: &str,
) -> rusqlite::Result<Option<Ticket>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM ticket WHERE nic = ?1 AND service_name = ?2 AND state = 'open' \
         AND part IS NOT NULL ORDER BY ticket_id LIMIT 1"
    ))?
    .query_row([nic, service], from_row)
    .optional()
}

/// The messages of a ticket, the newest first.
///
/// # Errors
///
/// When the database cannot be read.
pub fn messages(conn: &Connection, ticket: i64) -> rusqlite::Result<Vec<Message>> {
    conn.prepare_cached(
        "SELECT message_id, ticket_id, sender, body, created_at FROM ticket_message \
         WHERE ticket_id = ?1 ORDER BY created_at DESC, message_id DESC",
    )?
    .query_map([ticket], |row| {
        Ok(Message {
            id: row.get(0)?,
            ticket: row.get(1)?,
            sender: sender(row, 2)?,
            body: row.get(3)?,
            created: row.get(4)?,
        })
    })?
    .collect()
}

/// Whether the desk has written on a ticket.
///
/// # Errors
///
/// When the database cannot be read.
pub fn answered(conn: &Connection, ticket: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM ticket_message WHERE ticket_id = ?1 AND sender = 'support')",
    )?
    .query_row([ticket], |row| row.get(0))
}
