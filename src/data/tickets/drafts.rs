//! What was typed and not sent, by account and ticket. It is one of the drafts of the tab
//! ([`crate::data::drafts`]), which a lock hands to whoever seals them; a copy in the tab's
//! own storage outlives a reload, and is forgotten with the account and by a lock.
//!
//! Everything that is kept of it goes through these three functions.

use api::{AccountId, TicketId};

use crate::data::Data;
use crate::session::tab;

/// The beginning of the names of entries.
pub const PREFIX: &str = "tickets-typed/";

/// What was typed.
pub fn read(data: Data, account: &AccountId, id: TicketId) -> String {
    let here = data.draft(account, &draft_of(id));
    here.or_else(|| tab::read(&name_of(account, id)))
        .unwrap_or_default()
}

/// Keeps what is typed now; nothing of a text without a letter.
pub fn keep(data: Data, account: &AccountId, id: TicketId, text: &str) {
    if text.trim().is_empty() {
        forget(data, account, id);
    } else {
        data.set_draft(account, &draft_of(id), Some(text.to_owned()));
        tab::keep(&name_of(account, id), text);
    }
}

/// It was sent.
pub fn forget(data: Data, account: &AccountId, id: TicketId) {
    data.set_draft(account, &draft_of(id), None);
    tab::forget(&name_of(account, id));
}

/// The beginning of the names of an account's entries.
pub fn of_account(account: &AccountId) -> String {
    format!("{PREFIX}{account}/")
}

fn name_of(account: &AccountId, id: TicketId) -> String {
    format!("{}{id}", of_account(account))
}

fn draft_of(id: TicketId) -> String {
    format!("ticket-text/{id}")
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn belongs_to_one_account_and_one_ticket() {
        tab::storage::clear();
        let data = Data::for_tests();
        let (one, two): (AccountId, AccountId) = (
            "eu:ab1-ovh".parse().unwrap(),
            "eu:ab11-ovh".parse().unwrap(),
        );
        let id = TicketId(1);
        keep(data, &one, id, "Half a senten");
        keep(data, &two, id, "Another's");
        assert_eq!(read(data, &one, id), "Half a senten");
        assert_eq!(read(data, &one, TicketId(11)), "");
        data.forget_one(&one);
        assert_eq!(read(data, &one, id), "");
        assert_eq!(read(data, &two, id), "Another's");
        data.forget();
        assert_eq!(read(data, &two, id), "");
    }

    #[test]
    fn outlives_a_reload_and_nothing_is_kept_of_nothing() {
        tab::storage::clear();
        let account: AccountId = "eu:ab1-ovh".parse().unwrap();
        let id = TicketId(1);
        keep(Data::for_tests(), &account, id, "x");
        let reloaded = Data::for_tests();
        assert_eq!(read(reloaded, &account, id), "x");
        keep(reloaded, &account, id, " \n");
        assert_eq!(read(reloaded, &account, id), "");
        assert!(tab::storage::all(0).is_empty());
    }
}
