//! Tickets in which the provider waits for the customer.

use api::{AccountId, Page, Ticket};
use leptos::prelude::*;

use super::panel::{SHOWN, and_more, notes, nothing, panel, updated};
use crate::data::Snapshot;
use crate::data::dashboard::questions;
use crate::i18n::{names, t, t_with};
use crate::pages::asking::{Asking, Whom};
use crate::pages::service_link::service_link;
use crate::place::{Page as At, Place};
use crate::shell::Whose;
use crate::ui::{Icon, ago, live};

/// The panel. With `of`, only tickets about these services.
pub fn tickets_panel(of: Option<Memo<Snapshot>>) -> (AnyView, Asking<Page<Ticket>>) {
    let asking = Asking::new(|_| Some(questions::waiting_tickets()));
    let standing = asking.standing();
    let waiting = Memo::new(move |_| {
        let mut all: Vec<(AccountId, Ticket)> = Vec::new();
        for answer in asking.answers() {
            let held = answer.cell.read();
            let page = held.value.iter().flat_map(|page| page.rows.iter());
            let about = |ticket: &&Ticket| match (of, &ticket.service_name) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(rows), Some(name)) => rows
                    .read()
                    .iter()
                    .any(|row| row.account == answer.account && *row.name == **name),
            };
            all.extend(
                page.filter(about)
                    .map(|ticket| (answer.account.clone(), ticket.clone())),
            );
        }
        // Who has waited longest comes first.
        all.sort_by_key(|(_, ticket)| ticket.updated);
        all
    });
    let all_tickets = Place::Page(Whose::of_page(), At::Tickets).to_string();
    let body = view! {
        {live(move || {
            let all = waiting.read();
            let more = all.len().saturating_sub(SHOWN);
            if all.is_empty() {
                return if standing.read().is_whole() {
                    nothing("circle-check", "dash.tickets.none")
                } else {
                    ().into_any()
                };
            }
            let items = all.iter().take(SHOWN).map(item).collect_view();
            view! {
                <ul class="dash-list">{items}</ul>
                {and_more(more)}
            }
                .into_any()
        })}
        <p class="small">
            <a href=all_tickets>{t("dash.tickets.all")}</a>
        </p>
        {notes(standing, Callback::new(move |()| asking.again(Whom::Failed)))}
    };
    (
        panel(
            "dash-tickets",
            "dash.tickets.title",
            updated(standing),
            body.into_any(),
        ),
        asking,
    )
}

fn item((account, ticket): &(AccountId, Ticket)) -> AnyView {
    let since = ticket
        .updated
        .map(|moment| ago(moment.0 as f64, "dash.tickets.since"));
    let link = Place::ticket(account.clone(), ticket.id).to_string();
    let number = ticket
        .number
        .map(|number| t_with("dash.tickets.number", &[("n", &number.to_string())]));
    let service = ticket
        .service_name
        .as_ref()
        .map(|name| service_link(account, name));
    view! {
        <li>
            <span class="dash-what">
                <span class="state state-warn">
                    <Icon name="clock" />
                    <a class="dash-name" href=link>{ticket.subject.clone()}</a>
                </span>
                <span class="soft small">{service} " " {number}</span>
            </span>
            {whose(account)}
            <span class="soft small dash-when">{since}</span>
        </li>
    }
    .into_any()
}

/// Whose it is: the region and the account.
pub fn whose(account: &AccountId) -> AnyView {
    view! {
        <span class="soft small dash-whose">
            <span class="tag">{names::endpoint(account.endpoint)}</span>
            {account.nic.to_string()}
        </span>
    }
    .into_any()
}
