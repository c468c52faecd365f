//! What the desk does next with each ticket, and when.
//!
//! Only that is kept here; what the desk says is in `routes/support/desk`.

use rusqlite::types::Type as SqlType;
use rusqlite::{Connection, OptionalExtension, params};
use time::{Duration, OffsetDateTime};

use crate::store::accounts::SupportLevel;

use super::{Ticket, find_any};

/// What the desk needs to know of a ticket, beside when it acts next
/// (`answer_due_at`). Tickets of a file from before are where they were: those
/// that wait for the desk are acknowledged, the others go on when somebody writes.
pub const SCHEMA: &str = "
ALTER TABLE ticket ADD COLUMN desk_stage TEXT NOT NULL DEFAULT 'acknowledge';
ALTER TABLE ticket ADD COLUMN desk_round INTEGER NOT NULL DEFAULT 0; -- answers given
ALTER TABLE ticket ADD COLUMN part TEXT;     -- what a technician is to replace
";

/// How long the desk waits for the customer before it reminds.
const REMIND_AFTER: Duration = Duration::days(3);
/// How long it waits after that before it closes the ticket: a week in all.
const CLOSE_AFTER: Duration = Duration::days(4);

/// What the desk does with a ticket when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Says that the ticket has arrived.
    Acknowledge,
    /// Says that a ticket that was opened again is taken up again.
    Resume,
    /// Asks for what is missing.
    Ask,
    /// Answers.
    Answer,
    /// Reminds the customer, whose turn it is.
    Remind,
    /// Closes a ticket whose customer is silent.
    Close,
}

impl Stage {
    const ALL: [Stage; 6] = [
        Stage::Acknowledge,
        Stage::Resume,
        Stage::Ask,
        Stage::Answer,
        Stage::Remind,
        Stage::Close,
    ];

    /// How it is stored.
    const fn key(self) -> &'static str {
        match self {
            Stage::Acknowledge => "acknowledge",
            Stage::Resume => "resume",
            Stage::Ask => "ask",
            Stage::Answer => "answer",
            Stage::Remind => "remind",
            Stage::Close => "close",
        }
    }

    /// Whether the customer has not been told yet that somebody looks at it.
    pub const fn is_first(self) -> bool {
        matches!(self, Stage::Acknowledge | Stage::Resume)
    }

    /// How long the desk of `level` takes until then.
    pub const fn delay(self, level: SupportLevel) -> Duration {
        match self {
            Stage::Acknowledge | Stage::Resume => first_word(level),
            Stage::Ask | Stage::Answer => work(level),
            Stage::Remind => REMIND_AFTER,
            Stage::Close => CLOSE_AFTER,
        }
    }
}

/// How long the desk takes to acknowledge.
const fn first_word(level: SupportLevel) -> Duration {
    match level {
        SupportLevel::Standard => Duration::hours(8),
        SupportLevel::Premium | SupportLevel::PremiumAccredited => Duration::hours(2),
        SupportLevel::Business => Duration::minutes(30),
        SupportLevel::Enterprise => Duration::minutes(15),
    }
}

/// How long a technician takes to look at a message.
const fn work(level: SupportLevel) -> Duration {
    match level {
        SupportLevel::Standard => Duration::hours(12),
        SupportLevel::Premium | SupportLevel::PremiumAccredited => Duration::hours(4),
        SupportLevel::Business => Duration::hours(1),
        SupportLevel::Enterprise => Duration::minutes(30),
    }
}

/// What the desk has to do with a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The ticket.
    pub ticket: Ticket,
    /// What to do.
    pub stage: Stage,
    /// How many answers the desk has given before.
    pub round: i64,
    /// When it was due; not before the last message.
    pub at: OffsetDateTime,
}

/// What is due by `now`, the oldest first.
///
/// # Errors
///
/// When the database cannot be read.
pub fn next_due(conn: &Connection, now: OffsetDateTime) -> rusqlite::Result<Option<Due>> {
    let found = conn
        .prepare_cached(
            "SELECT ticket_id, desk_stage, desk_round, max(answer_due_at, updated_at) FROM ticket \
             WHERE answer_due_at IS NOT NULL AND answer_due_at <= ?1 \
             ORDER BY answer_due_at, ticket_id LIMIT 1",
        )?
        .query_row([now.unix_timestamp()], |row| {
            Ok((row.get(0)?, stage(row, 1)?, row.get(2)?, moment(row, 3)?))
        })
        .optional()?;
    let Some((id, stage, round, at)) = found else {
        return Ok(None);
    };
    let due = |ticket| Due {
        ticket,
        stage,
        round,
        at,
    };
    Ok(find_any(conn, id)?.map(due))
}

/// What the desk does next with a ticket, whenever that is.
///
/// # Errors
///
/// When the database cannot be read.
pub fn stage_of(conn: &Connection, ticket: i64) -> rusqlite::Result<Option<Stage>> {
    conn.prepare_cached(
        "SELECT desk_stage FROM ticket WHERE ticket_id = ?1 AND answer_due_at IS NOT NULL",
    )?
    .query_row([ticket], |row| stage(row, 0))
    .optional()
}

/// Makes the desk of `level` do `stage` after its delay from `from`.
///
/// # Errors
///
/// When the database cannot be written.
pub fn plan(
    conn: &Connection,
    ticket: i64,
    stage: Stage,
    level: SupportLevel,
    from: OffsetDateTime,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE ticket SET desk_stage = ?2, answer_due_at = ?3 WHERE ticket_id = ?1",
    )?
    .execute(params![ticket, stage.key(), due_at(stage, level, from)])?;
    Ok(())
}

/// When the desk of `level` does `stage`, seconds since 1970.
pub(super) fn due_at(stage: Stage, level: SupportLevel, from: OffsetDateTime) -> i64 {
    from.saturating_add(stage.delay(level)).unix_timestamp()
}

/// Leaves a ticket alone until somebody writes on it.
///
/// # Errors
///
/// When the database cannot be written.
pub fn rest(conn: &Connection, ticket: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE ticket SET answer_due_at = NULL WHERE ticket_id = ?1")?
        .execute([ticket])?;
    Ok(())
}

/// Counts an answer of the desk.
///
/// # Errors
///
/// When the database cannot be written.
pub fn count_round(conn: &Connection, ticket: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE ticket SET desk_round = desk_round + 1 WHERE ticket_id = ?1")?
        .execute([ticket])?;
    Ok(())
}

fn stage(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Stage> {
    let key: String = row.get(column)?;
    let known = Stage::ALL.into_iter().find(|stage| stage.key() == key);
    known.ok_or_else(|| {
        let reason = format!("not a stage of the desk: {key:?}");
        rusqlite::Error::FromSqlConversionFailure(column, SqlType::Text, reason.into())
    })
}

fn moment(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(row.get(column)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, SqlType::Integer, error.into())
    })
}
