//! Which checks help with a ticket.

use api::{Category, Ticket};
use catalog::{Check, Family, Symptom};
use leptos::prelude::*;

use super::Checking;
use crate::data::Data;
use crate::data::row::Row;
use crate::data::tickets::Turn;
use crate::session::drafts::shelf::{self, Kept};
use crate::session::drafts::{Draft, Stage};

/// Those that the request named when it was sent from here, else those of the product, the most
/// telling first. None but for an incident that is open.
pub fn of(checking: &Checking) -> Memo<Vec<&'static Check>> {
    let (account, id, ticket) = (checking.account.id.clone(), checking.id, checking.ticket);
    let named = RwSignal::new(Vec::new());
    leptos::task::spawn_local(async move {
        let drafts = shelf::of(&[account]).await.unwrap_or_default();
        let sent = drafts.iter().find(|kept| is_of(kept, id));
        let checks = sent.map(|kept| named_by(&kept.draft));
        // The page may have been left meanwhile.
        named.try_set(checks.unwrap_or_default());
    });
    let list = Data::current()
        .services(std::slice::from_ref(&checking.account))
        .pop();
    Memo::new(move |_| {
        let ticket = ticket.get();
        let Some(ticket) = ticket.as_deref().and_then(Option::as_ref) else {
            return Vec::new();
        };
        if !is_open_incident(ticket) {
            return Vec::new();
        }
        let named = named.get();
        if !named.is_empty() {
            return named;
        }
        let rows = list.as_ref().and_then(|list| list.cell.read().rows.clone());
        let name = ticket.service_name.as_deref().unwrap_or_default();
        let row = rows.and_then(|rows| rows.iter().find(|row| *row.name == *name).cloned());
        row.map(|row| of_product(&row)).unwrap_or_default()
    })
}

fn is_open_incident(ticket: &Ticket) -> bool {
    ticket.category == Some(Category::Incident) && Turn::of(ticket).is_open()
}

fn is_of(kept: &Kept, id: api::TicketId) -> bool {
    matches!(kept.draft.stage, Stage::Sent { ticket, .. } if ticket == id)
}

fn named_by(draft: &Draft) -> Vec<&'static Check> {
    draft.checks().filter_map(catalog::check).collect()
}

fn of_product(row: &Row) -> Vec<&'static Check> {
    let family = row.product.map(Family::of);
    let checks = family.map(|family| catalog::checks(family, Symptom::Other));
    checks.unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use api::TicketState;

    use super::*;
    use crate::data::tickets::tests::ticket;
    use crate::session::drafts::DraftId;

    #[test]
    fn only_an_incident_that_is_open_asks_for_checks() {
        for (category, state, expected) in [
            (Some(Category::Incident), TicketState::Open, true),
            (Some(Category::Incident), TicketState::Closed, false),
            (Some(Category::Billing), TicketState::Open, false),
            (None, TicketState::Open, false),
        ] {
            let ticket = Ticket {
                category: category.clone(),
                ..ticket(Some(state), None)
            };
            assert_eq!(is_open_incident(&ticket), expected, "{category:?}");
        }
    }

    #[test]
    fn what_a_draft_names_is_found_and_what_is_unknown_left_out() {
        let account = "eu:ab1-ovh".parse().unwrap();
        let mut draft = Draft::new(DraftId(1), account, None, 0.0);
        assert_eq!(named_by(&draft), Vec::<&Check>::new());
        assert!(draft.set_checks(&["smartctl", "no-such", "mdstat"]));
        let keys: Vec<_> = named_by(&draft).iter().map(|check| check.key).collect();
        assert_eq!(keys, ["smartctl", "mdstat"]);
    }
}
