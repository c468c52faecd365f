//! A ticket as the list shows it.

use api::{AccountId, Page, Ticket};

use super::marks::{category_name, turn_key};
use crate::data::tickets::Turn;
use crate::data::tickets::seen::Seen;
use crate::i18n::{format, t, t_with};

/// One ticket of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whose.
    pub account: AccountId,
    pub ticket: Ticket,
    pub turn: Turn,
    /// The desk has written since it was looked at in this tab.
    pub new: bool,
    /// From the list of those closed long ago.
    pub archived: bool,
    /// The subject, or the number of a ticket without one.
    pub called: String,
    /// What it is about, in the reader's words.
    pub category: String,
    haystack: String,
}

impl Row {
    fn new(account: &AccountId, ticket: &Ticket, seen: &Seen, archived: bool) -> Self {
        let turn = Turn::of(ticket);
        let called = called(ticket);
        let category = ticket.category.as_ref().map(category_name);
        let category = category.unwrap_or_default();
        let number = number(ticket);
        let service = ticket.service_name.as_deref().unwrap_or_default();
        let product = ticket.product.as_deref().unwrap_or_default();
        let turn_name = t(turn_key(turn));
        let parts = [
            called.as_str(),
            &number,
            service,
            product,
            account.nic.as_str(),
            &category,
            &turn_name,
        ];
        let haystack = format::folded(&parts.join("\n"));
        Self {
            account: account.clone(),
            ticket: ticket.clone(),
            turn,
            new: seen.is_new(ticket),
            archived,
            called,
            category,
            haystack,
        }
    }

    /// Everything a search looks at, in lower case.
    pub fn haystack(&self) -> &str {
        &self.haystack
    }
}

/// What a row of the list is called.
pub fn called_by(row: &dyn std::any::Any) -> &str {
    row.downcast_ref::<Row>().map_or("", |row| &row.called)
}

/// The subject of a ticket; its number where it has none.
pub fn called(ticket: &Ticket) -> String {
    if ticket.subject.trim().is_empty() {
        t_with("tickets.untitled", &[("n", &number(ticket))])
    } else {
        ticket.subject.clone()
    }
}

/// The number that people quote.
pub fn number(ticket: &Ticket) -> String {
    let number = ticket.number.unwrap_or(ticket.id.0);
    number.to_string()
}

/// The tickets of an answer.
pub fn rows(account: &AccountId, page: &Page<Ticket>, archived: bool) -> Vec<Row> {
    let seen = Seen::of(account);
    let rows = page.rows.iter();
    rows.map(|ticket| Row::new(account, ticket, &seen, archived))
        .collect()
}

#[cfg(test)]
mod tests {
    use api::{Category, Sender, TicketId, TicketState};

    use super::*;

    fn ticket() -> Ticket {
        Ticket {
            id: TicketId(7),
            number: Some(8_100_007),
            subject: "Slow SINCE Monday".into(),
            state: Some(TicketState::Open),
            category: Some(Category::from_wire("abuse")),
            product: Some("vps".into()),
            service_name: Some("vps-1.example".into()),
            last_from: Some(Sender::Support),
            can_be_closed: true,
            score: None,
            created: None,
            updated: None,
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn a_search_looks_at_subject_number_service_account_and_kind() {
        crate::session::tab::storage::clear();
        let account: AccountId = "eu:ab12345-ovh".parse().unwrap();
        let page = Page {
            rows: vec![ticket()],
            bad: Vec::new(),
            total: None,
        };
        let row = rows(&account, &page, false).remove(0);
        for (word, found) in [
            ("slow since", true),
            ("8100007", true),
            ("vps-1.example", true),
            ("ab12345", true),
            ("abuse", true),
            // Without a catalogue of texts the key stands for the word.
            ("tickets.turn.yours", true),
            ("tuesday", false),
        ] {
            assert_eq!(row.haystack().contains(word), found, "{word}");
        }
        assert!(row.new && !row.archived);
    }

    #[test]
    fn a_ticket_without_a_subject_is_called_by_its_number() {
        let mut bare = ticket();
        bare.subject = " ".into();
        assert_eq!(called(&bare), "tickets.untitled");
        bare.number = None;
        assert_eq!(number(&bare), "7");
    }
}
