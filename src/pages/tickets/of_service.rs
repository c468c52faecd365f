//! The open tickets about a service, on its page.

use api::{AccountId, Ticket};
use leptos::prelude::*;

use super::marks::{turn_mark, when};
use super::row::called;
use crate::app::Here;
use crate::data::support::signals;
use crate::data::tickets::Turn;
use crate::data::{Data, service};
use crate::i18n::t;
use crate::pages::service_link::tickets_address;
use crate::place::{Page as At, Place};
use crate::session::Account;
use crate::shell::account_of_page;
use crate::ui::{Panel, PanelState, live};

/// The panel, once it is known what the service is called.
#[component]
pub fn OfService() -> impl IntoView {
    let here = Here::of_page();
    let (Place::Page(_, At::Service(key)), Some(account)) =
        (untrack(|| here.get()), account_of_page())
    else {
        return ().into_any();
    };
    let detail = Data::current().ask(&account, &service::detail(&key));
    let name = Memo::new(move |_| {
        let detail = detail.cell.read().value.clone()?;
        let detail = detail.as_ref().as_ref()?;
        Some(detail.service.name.clone())
    });
    live(move || match name.get() {
        Some(name) => panel(&account, &name),
        None => ().into_any(),
    })
}

fn panel(account: &Account, name: &str) -> AnyView {
    let answer = Data::current().ask(account, &signals::open_tickets(name));
    let (cell, shown) = (answer.cell.clone(), answer.cell.clone());
    let state = Signal::derive(move || PanelState::of(&cell.read(), |_| false));
    let page = Memo::new(move |_| shown.read().value.clone());
    let retry = Callback::new(move |()| answer.again());
    let (of, all) = (account.id.clone(), tickets_address(&account.id, name));
    let body = Callback::new(move |()| {
        let page = page.get();
        let tickets = page.iter().flat_map(|page| page.rows.iter());
        let items: Vec<AnyView> = tickets.map(|ticket| item(&of, ticket)).collect();
        let list = if items.is_empty() {
            view! { <p class="soft">{t("tickets.of_service.none")}</p> }.into_any()
        } else {
            view! { <ul class="service-tickets">{items.collect_view()}</ul> }.into_any()
        };
        view! {
            {list}
            <p class="small">
                <a href=all.clone()>{t("tickets.of_service.all")}</a>
            </p>
        }
        .into_any()
    });
    view! {
        <Panel
            title=t("tickets.of_service")
            whose=account.id.nic.to_string()
            state
            // Where nothing is open, what is closed may still be of use.
            empty=String::new()
            retry
            body
        />
    }
    .into_any()
}

fn item(account: &AccountId, ticket: &Ticket) -> AnyView {
    let link = Place::ticket(account.clone(), ticket.id).to_string();
    view! {
        <li>
            <a href=link>{called(ticket)}</a>
            <span class="soft small">
                {turn_mark(Turn::of(ticket))} " " {ticket.updated.map(when)}
            </span>
        </li>
    }
    .into_any()
}
