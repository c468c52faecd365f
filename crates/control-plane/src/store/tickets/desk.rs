//! The desk that acknowledges tickets, by the clock.

use rusqlite::{Connection, params};
use time::{Duration, OffsetDateTime};

use crate::store::accounts::SupportLevel;

use super::{Sender, Ticket, find_any, write};

const ACKNOWLEDGEMENT: &str = "Hello,\n\nWe have your request and a technician is looking at it. \
    You will find the answer here; add anything that may help in the meantime.\n\nThe support desk";

/// When the desk acknowledges what was asked at `now`, seconds since 1970.
pub(super) fn answer_due(level: SupportLevel, now: OffsetDateTime) -> i64 {
    now.saturating_add(answer_delay(level)).unix_timestamp()
}

/// How long the desk takes to acknowledge.
fn answer_delay(level: SupportLevel) -> Duration {
    match level {
        SupportLevel::Standard => Duration::hours(8),
        SupportLevel::Premium | SupportLevel::PremiumAccredited => Duration::hours(2),
        SupportLevel::Business => Duration::minutes(30),
        SupportLevel::Enterprise => Duration::minutes(15),
    }
}

/// Makes the desk acknowledge `ticket` after the delay of `level`.
///
/// # Errors
///
/// When the database cannot be written.
pub fn expect_answer(
    conn: &Connection,
    ticket: i64,
    level: SupportLevel,
    now: OffsetDateTime,
) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE ticket SET answer_due_at = ?2 WHERE ticket_id = ?1")?
        .execute(params![ticket, answer_due(level, now)])?;
    Ok(())
}

/// Writes the acknowledgements that are due by `now`, each at its own time,
/// and gives the tickets that got one.
///
/// # Errors
///
/// When the database cannot be written.
pub fn settle(conn: &Connection, now: OffsetDateTime) -> rusqlite::Result<Vec<Ticket>> {
    let due: Vec<(i64, i64)> = conn
        .prepare_cached(
            "SELECT ticket_id, answer_due_at FROM ticket \
             WHERE answer_due_at IS NOT NULL AND answer_due_at <= ?1 ORDER BY answer_due_at",
        )?
        .query_map([now.unix_timestamp()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut answered = Vec::with_capacity(due.len());
    for (ticket, at) in due {
        conn.prepare_cached("UPDATE ticket SET answer_due_at = NULL WHERE ticket_id = ?1")?
            .execute([ticket])?;
        // A later message of the customer's stays the last one.
        let updated: i64 = conn
            .prepare_cached("SELECT updated_at FROM ticket WHERE ticket_id = ?1")?
            .query_row([ticket], |row| row.get(0))?;
        write(
            conn,
            ticket,
            Sender::Support,
            ACKNOWLEDGEMENT,
            at.max(updated),
        )?;
        answered.extend(find_any(conn, ticket)?);
    }
    Ok(answered)
}
