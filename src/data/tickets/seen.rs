//! What was last seen of each ticket, in this tab: one entry of its storage for each
//! account, so that nothing is ever marked under another one, and forgotten with it. It
//! holds numbers and moments, no text of a ticket.

use api::{AccountId, Ticket, TicketId};

use super::Turn;
use crate::session::tab;

/// The beginning of the names of entries.
pub const PREFIX: &str = "tickets-seen/";

/// So many tickets of one account are remembered, those seen last.
const MOST: usize = 500;

/// What was seen of the tickets of one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen(Vec<(u64, i64)>);

impl Seen {
    /// As this tab remembers it.
    pub fn of(account: &AccountId) -> Self {
        tab::read(&name_of(account))
            .map(|entry| Self::parse(&entry))
            .unwrap_or_default()
    }

    /// Whether the desk has written something that was not looked at here.
    pub fn is_new(&self, ticket: &Ticket) -> bool {
        let known = self.0.iter().find(|(id, _)| *id == ticket.id.0);
        Turn::of(ticket) == Turn::Yours && known.is_none_or(|(_, at)| *at < moment(ticket))
    }

    /// What is not understood is not remembered.
    fn parse(entry: &str) -> Self {
        let pairs = entry.split(' ').filter_map(|pair| {
            let (id, at) = pair.split_once(':')?;
            Some((id.parse().ok()?, at.parse().ok()?))
        });
        Self(pairs.collect())
    }

    fn to_text(&self) -> String {
        let pairs = self.0.iter().map(|(id, at)| format!("{id}:{at}"));
        pairs.collect::<Vec<_>>().join(" ")
    }

    fn see(&mut self, id: TicketId, at: i64) {
        self.0.retain(|(known, _)| *known != id.0);
        self.0.push((id.0, at));
        let most = self.0.len().saturating_sub(MOST);
        self.0.drain(..most);
    }
}

/// Remembers that `ticket` was looked at as it is now.
pub fn see(account: &AccountId, ticket: &Ticket) {
    let mut seen = Seen::of(account);
    seen.see(ticket.id, moment(ticket));
    tab::keep(&name_of(account), &seen.to_text());
}

fn moment(ticket: &Ticket) -> i64 {
    ticket.updated.map_or(0, |updated| updated.0)
}

/// The name of an account's entry.
pub fn name_of(account: &AccountId) -> String {
    format!("{PREFIX}{account}")
}

#[cfg(test)]
mod tests {
    use api::{Sender, TicketState, Timestamp};

    use super::super::tests::ticket;
    use super::*;

    fn asked(at: i64) -> Ticket {
        Ticket {
            updated: Some(Timestamp(at)),
            ..ticket(Some(TicketState::Open), Some(Sender::Support))
        }
    }

    #[test]
    fn an_answer_is_new_until_it_was_looked_at() {
        let mut seen = Seen::default();
        assert!(seen.is_new(&asked(5)));
        seen.see(TicketId(7), 5);
        assert!(!seen.is_new(&asked(5)));
        assert!(seen.is_new(&asked(6)), "the next answer is new again");
        // What one has written oneself is not news, nor is what is over.
        let mine = ticket(Some(TicketState::Open), Some(Sender::Customer));
        let over = ticket(Some(TicketState::Closed), Some(Sender::Support));
        assert!(!Seen::default().is_new(&mine) && !Seen::default().is_new(&over));
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn what_was_seen_under_one_account_is_not_seen_under_another() {
        crate::session::tab::storage::clear();
        let (one, two): (AccountId, AccountId) =
            ("eu:ab1-ovh".parse().unwrap(), "ca:ab1-ovh".parse().unwrap());
        see(&one, &asked(5));
        assert!(!Seen::of(&one).is_new(&asked(5)));
        assert!(Seen::of(&two).is_new(&asked(5)));
        super::super::forget(Some(&one));
        assert!(Seen::of(&one).is_new(&asked(5)));
    }

    #[test]
    fn an_entry_reads_as_it_was_written_and_stays_small() {
        let mut seen = Seen::default();
        for id in 0..(MOST as u64 + 3) {
            seen.see(TicketId(id), id as i64 - 1);
        }
        assert_eq!(seen.0.len(), MOST);
        assert_eq!(Seen::parse(&seen.to_text()), seen);
        assert_eq!(Seen::parse("7:5 x 8: :9 9:-1").0, [(7, 5), (9, -1)]);
    }
}
