//! The desk at work: acknowledges, asks, answers, reminds and closes, by the
//! clock and by what the customer wrote.

mod case;
mod lift;
mod words;

use time::{Duration, OffsetDateTime};

use crate::call::Ctx;
use crate::error::ApiError;
use crate::product::Product;
use crate::routes::interventions;
use crate::store::accounts::{self, SupportLevel};
use crate::store::services;
use crate::store::tickets::{self, Due, Sender, Stage, Ticket};

use super::notify_at;
use case::Case;
pub(super) use words::{Language, Notice};

/// Does what is due by now, each thing at its own time.
///
/// # Errors
///
/// When the database cannot be written.
pub fn advance(ctx: &Ctx<'_>) -> Result<(), ApiError> {
    // Each step puts the next one later or leaves the ticket alone.
    while let Some(due) = tickets::next_due(ctx.conn, ctx.now())? {
        Desk::of(ctx, &due.ticket)?.act(&due)?;
    }
    Ok(())
}

/// The customer wrote on an open ticket: the desk looks at it.
///
/// # Errors
///
/// When the database cannot be written.
pub(super) fn heard(ctx: &Ctx<'_>, ticket: &Ticket) -> Result<(), ApiError> {
    let stage = tickets::stage_of(ctx.conn, ticket.id)?;
    if stage.is_some_and(Stage::is_first) {
        // It is in the pile already, and keeps its place.
        return Ok(());
    }
    Desk::of(ctx, ticket)?.plan(Stage::Answer, ctx.now())
}

/// A closed ticket was opened again.
///
/// # Errors
///
/// When the database cannot be written.
pub(super) fn resumed(ctx: &Ctx<'_>, ticket: &Ticket) -> Result<(), ApiError> {
    Desk::of(ctx, ticket)?.plan(Stage::Resume, ctx.now())
}

/// What the service is that a ticket names. A domain, its zone and its hosting have one
/// name: then it is not known.
fn kind_of_service(ctx: &Ctx<'_>, ticket: &Ticket) -> Result<Option<Product>, ApiError> {
    let Some(name) = &ticket.service_name else {
        return Ok(None);
    };
    let filter = services::Filter {
        name: Some(name),
        products: None,
    };
    let found = services::all(ctx.conn, &ticket.nic, &filter)?;
    Ok(match found.as_slice() {
        [only] => Some(only.product),
        _ => None,
    })
}

/// The desk in front of one ticket.
struct Desk<'a> {
    ctx: &'a Ctx<'a>,
    ticket: &'a Ticket,
    level: SupportLevel,
    language: Language,
    case: Case,
}

impl<'a> Desk<'a> {
    fn of(ctx: &'a Ctx<'a>, ticket: &'a Ticket) -> Result<Self, ApiError> {
        let account = accounts::find(ctx.conn, &ticket.nic)?;
        Ok(Self {
            ctx,
            ticket,
            level: account
                .as_ref()
                .map_or(SupportLevel::Standard, |account| account.level),
            language: Language::of(account.as_ref()),
            case: Case::of(ticket, kind_of_service(ctx, ticket)?),
        })
    }

    fn act(&self, due: &Due) -> Result<(), ApiError> {
        let (language, case, at) = (self.language, self.case, due.at);
        match due.stage {
            Stage::Acknowledge => {
                self.say(words::acknowledgement(language, case), at)?;
                self.plan(self.after_first_word()?, at)
            }
            Stage::Resume => {
                self.say(words::resumed(language), at)?;
                tickets::count_round(self.ctx.conn, self.ticket.id)?;
                self.plan(Stage::Answer, at)
            }
            Stage::Ask => {
                self.say(words::question(language, case), at)?;
                self.plan(Stage::Remind, at)
            }
            Stage::Answer if self.customer_is_content()? => {
                self.say(words::solved(language), at)?;
                self.close(at)
            }
            Stage::Answer => {
                match case {
                    Case::Replacement(_) if due.round == 0 => {
                        interventions::done(self.ctx, self.ticket, at)?;
                    }
                    Case::Abuse => lift::a_step(self.ctx, self.ticket)?,
                    _ => {}
                }
                self.say(words::answer(language, case, due.round), at)?;
                tickets::count_round(self.ctx.conn, self.ticket.id)?;
                self.plan(Stage::Remind, at)
            }
            Stage::Remind => {
                notify_at(self.ctx, self.ticket, Notice::Reminder, at)?;
                if case == Case::Abuse {
                    // What was done to others is not over because nobody answers.
                    return Ok(tickets::rest(self.ctx.conn, self.ticket.id)?);
                }
                self.plan(Stage::Close, at)
            }
            Stage::Close => {
                self.say(words::silent(language), at)?;
                self.close(at)
            }
        }
    }

    /// What comes after the acknowledgement: a question when something is missing.
    fn after_first_word(&self) -> Result<Stage, ApiError> {
        let written = self.customer_wrote()?;
        Ok(if case::tells_enough(self.case, &written) {
            Stage::Answer
        } else {
            Stage::Ask
        })
    }

    /// Everything that the customer wrote, in small letters.
    fn customer_wrote(&self) -> Result<String, ApiError> {
        let messages = tickets::messages(self.ctx.conn, self.ticket.id)?;
        let mut written = String::new();
        for message in messages
            .iter()
            .filter(|message| message.sender == Sender::Customer)
        {
            written.push_str(&message.body.to_lowercase());
            written.push('\n');
        }
        Ok(written)
    }

    /// Whether the customer wrote last, and that all is well.
    fn customer_is_content(&self) -> Result<bool, ApiError> {
        if self.case == Case::Abuse {
            // There the provider says when all is well.
            return Ok(false);
        }
        let messages = tickets::messages(self.ctx.conn, self.ticket.id)?;
        Ok(messages.first().is_some_and(|last| {
            // The first message of a ticket is never thanks for its answer.
            messages.len() > 1
                && last.sender == Sender::Customer
                && case::says_it_is_solved(&last.body)
        }))
    }

    fn say(&self, text: String, at: OffsetDateTime) -> Result<(), ApiError> {
        tickets::write(
            self.ctx.conn,
            self.ticket.id,
            Sender::Support,
            &text,
            at.unix_timestamp(),
        )?;
        notify_at(self.ctx, self.ticket, Notice::Answered, at)
    }

    fn close(&self, at: OffsetDateTime) -> Result<(), ApiError> {
        interventions::withdrawn(self.ctx, self.ticket)?;
        tickets::set_open(self.ctx.conn, self.ticket.id, false, at.unix_timestamp())?;
        notify_at(self.ctx, self.ticket, Notice::Closed, at)
    }

    fn plan(&self, stage: Stage, from: OffsetDateTime) -> Result<(), ApiError> {
        debug_assert!(stage.delay(self.level) > Duration::ZERO);
        Ok(tickets::plan(
            self.ctx.conn,
            self.ticket.id,
            stage,
            self.level,
            from,
        )?)
    }
}
