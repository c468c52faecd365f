//! What can be done to a ticket. Each is sent once; what a lost answer leaves in doubt is
//! settled by reading the ticket back.

use std::rc::Rc;

use api::{
    AccountId, ApiError, LocalFuture, Sender, Session, Ticket, TicketId, TicketMessage, TicketState,
};

use super::{CAN_SCORE, LIST, MESSAGES, ONE, drafts, read_messages};
use crate::data::Data;
use crate::data::dashboard::questions::WAITING;
use crate::data::support::{TICKETS_ABOUT, TICKETS_OF};
use crate::data::writes::{Change, Check, Send, Sent};

/// The scores that the API takes.
pub const SCORES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// The questions that each of these changes the answers of.
const CHANGES: &[&str] = &[
    ONE,
    MESSAGES,
    CAN_SCORE,
    LIST,
    TICKETS_OF,
    TICKETS_ABOUT,
    WAITING,
];

/// What people read of a write: what was done, and to which ticket.
pub struct Words {
    /// What was done.
    pub title: String,
    /// The ticket's subject.
    pub subject: String,
}

/// Adds a message. `known` is what was written before, so that an equal message of earlier
/// is not taken for this one. Once it is there, nothing is kept of what was typed.
pub fn reply(
    data: Data,
    account: &AccountId,
    id: TicketId,
    text: &str,
    known: &[TicketMessage],
    words: Words,
) -> Change {
    let text = text.trim().to_owned();
    let before = times(known, &text);
    let sent = text.clone();
    let (typed, found) = (account.clone(), account.clone());
    let send: Send = Box::new(move |session| {
        Box::pin(async move {
            session.reply_to_ticket(id, &sent).await?;
            drafts::forget(data, &typed, id);
            Ok(Sent::Done)
        })
    });
    let check: Check = Rc::new(move |session| {
        let (text, account) = (text.clone(), found.clone());
        Box::pin(async move {
            let now = read_messages(&session, id).await?;
            let applied = times(&now.rows, &text) > before;
            if applied {
                drafts::forget(data, &account, id);
            }
            Ok(applied)
        })
    });
    change("ticket-reply", id, words, send, check)
}

/// Closes it.
pub fn close(id: TicketId, words: Words) -> Change {
    let send: Send = Box::new(move |session| {
        Box::pin(async move { session.close_ticket(id).await.map(Sent::from) })
    });
    let closed = |ticket: &Ticket| ticket.state == Some(TicketState::Closed);
    change("ticket-close", id, words, send, reading(id, closed))
}

/// Opens it again and says why. Nothing is kept then of what was typed.
pub fn reopen(data: Data, account: &AccountId, id: TicketId, text: &str, words: Words) -> Change {
    let text = text.trim().to_owned();
    let (typed, found) = (account.clone(), account.clone());
    let send: Send = Box::new(move |session| {
        Box::pin(async move {
            session.reopen_ticket(id, &text).await?;
            drafts::forget(data, &typed, id);
            Ok(Sent::Done)
        })
    });
    let check: Check = Rc::new(move |session| {
        let account = found.clone();
        Box::pin(async move {
            let open = session.ticket(id).await?.state == Some(TicketState::Open);
            if open {
                drafts::forget(data, &account, id);
            }
            Ok(open)
        })
    });
    change("ticket-reopen", id, words, send, check)
}

/// Says what the answers were worth: one of [`SCORES`], and a comment where there is one.
pub fn score(id: TicketId, score: &'static str, comment: &str, words: Words) -> Change {
    let comment = comment.trim().to_owned();
    let send: Send = Box::new(move |session| {
        Box::pin(async move {
            let comment = (!comment.is_empty()).then_some(comment.as_str());
            let scored = session.score_ticket(id, score, comment).await;
            scored.map(Sent::from)
        })
    });
    // A ticket is scored once, so any score is the one that was sent.
    let scored = |ticket: &Ticket| {
        ticket
            .score
            .as_deref()
            .is_some_and(|score| !score.is_empty())
    };
    change("ticket-score", id, words, send, reading(id, scored))
}

fn change(what: &'static str, id: TicketId, words: Words, send: Send, check: Check) -> Change {
    Change {
        what,
        of: id.to_string(),
        title: words.title,
        subject: words.subject,
        send,
        check,
        changes: CHANGES,
    }
}

/// Reads the ticket back and looks whether it is as it should be.
fn reading(id: TicketId, applied: fn(&Ticket) -> bool) -> Check {
    fn read(
        session: Session,
        id: TicketId,
        applied: fn(&Ticket) -> bool,
    ) -> LocalFuture<Result<bool, ApiError>> {
        Box::pin(async move { Ok(applied(&session.ticket(id).await?)) })
    }
    Rc::new(move |session| read(session, id, applied))
}

/// How often the customer wrote this. What the desk's system makes of white space, and what
/// it puts around the text, does not count.
fn times(messages: &[TicketMessage], text: &str) -> usize {
    let text = words_of(text);
    let same = |message: &&TicketMessage| {
        message.from != Some(Sender::Support) && words_of(&message.body).contains(&text)
    };
    messages.iter().filter(same).count()
}

fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(from: Option<Sender>, body: &str) -> TicketMessage {
        TicketMessage {
            id: None,
            from,
            body: body.into(),
            created: None,
        }
    }

    #[test]
    fn a_reply_is_found_among_what_the_customer_wrote() {
        let customer = Some(Sender::Customer);
        let messages = [
            message(customer.clone(), "It is back."),
            message(customer.clone(), "Hello,\r\n\r\nit is\tback. Thanks"),
            message(Some(Sender::Support), "> It is back.\nGood."),
            message(None, "-- sent from the panel --\nIt is back."),
        ];
        for (text, expected) in [
            ("It is back.", 2),
            ("  It is\nback. ", 2),
            ("Hello,\n\nit is back. Thanks", 1),
            ("Good.", 0),
            ("it is gone", 0),
        ] {
            assert_eq!(times(&messages, text), expected, "{text}");
        }
    }

    #[test]
    fn an_equal_reply_of_earlier_is_not_taken_for_the_new_one() {
        let once = [message(Some(Sender::Customer), "Any news?")];
        let twice = [once[0].clone(), once[0].clone()];
        let before = times(&once, "Any news?");
        assert!(times(&once, "Any news?") <= before);
        assert!(times(&twice, "Any news?") > before);
    }
}
