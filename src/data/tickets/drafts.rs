//! What was typed and not sent, by account and ticket: it outlives the page it was typed on
//! and a reload, in this tab alone, and is forgotten with the account.
//!
//! Everything that is kept of it goes through these three functions.

use api::{AccountId, TicketId};

use crate::session::tab;

/// The beginning of the names of entries.
pub const PREFIX: &str = "tickets-typed/";

/// What was typed.
pub fn read(account: &AccountId, id: TicketId) -> String {
    tab::read(&name_of(account, id)).unwrap_or_default()
}

/// Keeps what is typed now; nothing of a text without a letter.
pub fn keep(account: &AccountId, id: TicketId, text: &str) {
    if text.trim().is_empty() {
        forget(account, id);
    } else {
        tab::keep(&name_of(account, id), text);
    }
}

/// It was sent.
pub fn forget(account: &AccountId, id: TicketId) {
    tab::forget(&name_of(account, id));
}

/// The beginning of the names of an account's entries.
pub fn of_account(account: &AccountId) -> String {
    format!("{PREFIX}{account}/")
}

fn name_of(account: &AccountId, id: TicketId) -> String {
    format!("{}{id}", of_account(account))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn belongs_to_one_account_and_one_ticket() {
        tab::storage::clear();
        let (one, two): (AccountId, AccountId) = (
            "eu:ab1-ovh".parse().unwrap(),
            "eu:ab11-ovh".parse().unwrap(),
        );
        keep(&one, TicketId(1), "Half a senten");
        keep(&two, TicketId(1), "Another's");
        assert_eq!(read(&one, TicketId(1)), "Half a senten");
        assert_eq!(read(&one, TicketId(11)), "");
        super::super::forget(Some(&one));
        assert_eq!(read(&one, TicketId(1)), "");
        assert_eq!(read(&two, TicketId(1)), "Another's");
        super::super::forget(None);
        assert_eq!(read(&two, TicketId(1)), "");
    }

    #[test]
    fn nothing_is_kept_of_nothing() {
        tab::storage::clear();
        let account: AccountId = "eu:ab1-ovh".parse().unwrap();
        keep(&account, TicketId(1), "x");
        keep(&account, TicketId(1), " \n");
        assert_eq!(read(&account, TicketId(1)), "");
        assert!(tab::storage::all(0).is_empty());
    }
}
