//! Tickets: what is asked about them, and whose turn it is.

mod change;
pub mod drafts;
pub mod promise;
pub mod seen;

use api::{
    AccountId, ApiError, Page, Sender, Session, Ticket, TicketFilter, TicketId, TicketMessage,
    TicketState, if_there,
};

use super::Question;
use crate::session::tab;

pub use change::{SCORES, Words, close, reopen, reply, score};

/// The name of the lists of tickets among the questions.
pub const LIST: &str = "tickets";
const ONE: &str = "ticket";
const MESSAGES: &str = "ticket-messages";
const CAN_SCORE: &str = "ticket-can-score";

/// Which of an account's tickets are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that are open, and those closed not long ago.
    Current,
    /// Those closed long ago, as the API counts it.
    Archived,
}

/// An account's tickets.
pub fn list(which: Which) -> Question<Page<Ticket>> {
    Question {
        what: LIST,
        of: match which {
            Which::Current => String::new(),
            Which::Archived => "archived".to_owned(),
        },
        call: |session, of| {
            Box::pin(async move {
                let filter = TicketFilter {
                    archived: Some(!of.is_empty()),
                    ..TicketFilter::default()
                };
                session.tickets(&filter).await
            })
        },
    }
}

/// One ticket; `None` when the account has no such ticket.
pub fn one(id: TicketId) -> Question<Option<Ticket>> {
    Question {
        what: ONE,
        of: id.to_string(),
        call: |session, of| Box::pin(async move { if_there(session.ticket(number(&of)).await) }),
    }
}

/// What was written in it, the oldest first.
pub fn messages(id: TicketId) -> Question<Page<TicketMessage>> {
    Question {
        what: MESSAGES,
        of: id.to_string(),
        call: |session, of| Box::pin(async move { read_messages(&session, number(&of)).await }),
    }
}

/// Whether its answers may be scored; none may of a ticket that is gone.
pub fn can_score(id: TicketId) -> Question<bool> {
    Question {
        what: CAN_SCORE,
        of: id.to_string(),
        call: |session, of| {
            Box::pin(async move { session.background().can_score_ticket(number(&of)).await })
        },
    }
}

/// The API gives the newest first, but does not promise it.
async fn read_messages(session: &Session, id: TicketId) -> Result<Page<TicketMessage>, ApiError> {
    let page = session.ticket_messages(id).await?;
    Ok(Page {
        rows: in_order(page.rows),
        ..page
    })
}

/// The oldest first. Put in one by one: see [`crate::data::order`].
fn in_order(messages: Vec<TicketMessage>) -> Vec<TicketMessage> {
    let key = |message: &TicketMessage| (message.created, message.id);
    let mut sorted: Vec<TicketMessage> = Vec::new();
    for message in messages {
        let place = sorted.partition_point(|other| key(other) <= key(&message));
        sorted.insert(place, message);
    }
    sorted
}

/// Questions are about text; this text was a number.
fn number(of: &str) -> TicketId {
    TicketId(of.parse().unwrap_or_default())
}

/// Forgets what this tab remembers about tickets: of one account, or of all.
pub(super) fn forget(account: Option<&AccountId>) {
    match account {
        Some(account) => {
            tab::forget(&seen::name_of(account));
            tab::forget_those(&drafts::of_account(account));
        }
        None => {
            tab::forget_those(seen::PREFIX);
            tab::forget_those(drafts::PREFIX);
        }
    }
}

/// Whose turn it is. In the order of a list: what waits for the customer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// The desk wrote last and waits for the customer.
    Yours,
    /// The customer wrote last and waits for the desk.
    Desk,
    /// It is not closed, and the API does not say who wrote last.
    Unknown,
    /// Nobody's: it is closed.
    Closed,
}

impl Turn {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Yours, Self::Desk, Self::Unknown, Self::Closed];

    /// Of a ticket.
    pub fn of(ticket: &Ticket) -> Self {
        match (&ticket.state, &ticket.last_from) {
            (Some(TicketState::Closed), _) => Self::Closed,
            (_, Some(Sender::Support)) => Self::Yours,
            (_, Some(Sender::Customer)) => Self::Desk,
            (_, None | Some(Sender::Other(_))) => Self::Unknown,
        }
    }

    /// Its name in a query.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Yours => "yours",
            Self::Desk => "desk",
            Self::Unknown => "unknown",
            Self::Closed => "closed",
        }
    }

    /// Whether somebody has to do something.
    pub fn is_open(self) -> bool {
        self != Self::Closed
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use api::{MessageId, Timestamp};

    use super::*;

    /// A ticket for the tests of this folder.
    pub fn ticket(state: Option<TicketState>, last_from: Option<Sender>) -> Ticket {
        Ticket {
            id: TicketId(7),
            number: Some(70),
            subject: "Slow".into(),
            state,
            category: None,
            product: None,
            service_name: None,
            last_from,
            can_be_closed: true,
            score: None,
            created: None,
            updated: None,
        }
    }

    #[test]
    fn whose_turn_it_is_follows_from_state_and_last_sender() {
        let other = || Sender::from_wire("partner");
        for (state, last, expected) in [
            (Some(TicketState::Open), Some(Sender::Support), Turn::Yours),
            (Some(TicketState::Open), Some(Sender::Customer), Turn::Desk),
            (
                Some(TicketState::Closed),
                Some(Sender::Support),
                Turn::Closed,
            ),
            (Some(TicketState::Closed), None, Turn::Closed),
            // Not said to be closed, so somebody may still wait.
            (
                Some(TicketState::Unknown),
                Some(Sender::Support),
                Turn::Yours,
            ),
            (None, Some(Sender::Customer), Turn::Desk),
            (Some(TicketState::Open), Some(other()), Turn::Unknown),
            (Some(TicketState::Open), None, Turn::Unknown),
        ] {
            let ticket = ticket(state, last);
            assert_eq!(Turn::of(&ticket), expected, "{ticket:?}");
        }
    }

    #[test]
    fn turns_are_declared_in_the_order_of_the_list() {
        for (place, turn) in Turn::ALL.into_iter().enumerate() {
            assert_eq!(turn as usize, place);
        }
    }

    #[test]
    fn messages_stand_in_the_order_they_were_written() {
        let message = |id: u64, at: i64| TicketMessage {
            id: Some(MessageId(id)),
            from: None,
            body: String::new(),
            created: Some(Timestamp(at)),
        };
        let given = vec![
            message(3, 20),
            message(4, 20),
            message(1, 30),
            message(2, 10),
        ];
        let ids = in_order(given).into_iter().map(|message| message.id);
        let expected = [2, 3, 4, 1].map(|id| Some(MessageId(id)));
        assert_eq!(ids.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_two_lists_are_two_questions() {
        assert_ne!(list(Which::Current).of, list(Which::Archived).of);
    }
}
