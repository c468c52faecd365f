//! What is known about a ticket, and what was done to it from this tab.

use leptos::prelude::*;

use super::{Shown, promise};
use crate::data::{Data, Reading};
use crate::i18n::{format, t, t_with};
use crate::pages::service_link::service_link;
use crate::pages::tickets::marks::{category_name, when};
use crate::pages::writes::write_item;
use crate::place::Place;
use crate::shell::Whose;
use crate::ui::{live, titled};

/// The panel of facts.
pub fn panel(shown: Shown) -> AnyView {
    let list = Data::current()
        .services(std::slice::from_ref(&shown.account))
        .pop();
    let (of, due) = (shown.clone(), promise::due(&shown));
    let known = live(move || {
        let Some(ticket) = of.get() else {
            return ().into_any();
        };
        let service = ticket
            .service_name
            .as_ref()
            .map(|name| service(&of, list.clone(), name.clone()));
        let said = |text: String| view! { <span>{text}</span> }.into_any();
        let category = ticket.category.as_ref().map(category_name);
        let score = ticket.score.filter(|score| !score.is_empty());
        let score = score.map(|score| t_with("tickets.score.of", &[("n", &score)]));
        let facts = [
            fact("tickets.column.service", service),
            fact("tickets.column.category", category.map(said)),
            fact("tickets.fact.product", ticket.product.map(said)),
            fact("tickets.column.opened", ticket.created.map(moment)),
            fact("tickets.column.last", ticket.updated.map(moment)),
            fact("tickets.column.score", score.map(said)),
        ];
        facts.into_iter().flatten().collect_view().into_any()
    });
    let body = view! {
        <dl class="facts">
            {promise::said(due)}
            {known}
        </dl>
    }
    .into_any();
    titled("ticket-facts", "tickets.facts", body)
}

/// How long ago, and the day.
fn moment(at: api::Timestamp) -> AnyView {
    view! {
        {when(at)}
        <span class="soft small ticket-exact">{format::day(at.0 as f64)}</span>
    }
    .into_any()
}

fn fact(label: &'static str, value: Option<AnyView>) -> Option<AnyView> {
    let value = value?;
    Some(
        view! {
            <div>
                <dt>{t(label)}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any(),
    )
}

/// The service by the name its owner gave it, as a way to its page; by its technical name,
/// as a way to the list, for as long as no more is known.
fn service(shown: &Shown, list: Option<Reading>, name: String) -> AnyView {
    let account = shown.account.id.clone();
    live(move || {
        let rows = list.as_ref().and_then(|list| list.cell.read().rows.clone());
        let row = rows.and_then(|rows| rows.iter().find(|row| *row.name == *name).cloned());
        match row {
            Some(row) => {
                let link = Place::service(account.clone(), row.key.clone()).to_string();
                let technical = (row.display != row.name).then(|| name.clone());
                view! {
                    <a href=link>{row.display.to_string()}</a>
                    {technical
                        .map(|name| view! { <span class="soft small mono ticket-exact">{name}</span> })}
                }
                .into_any()
            }
            None => service_link(&account, &name),
        }
    })
}

/// What was done to it from this tab; nothing as long as that is nothing.
pub fn done_here(shown: &Shown) -> AnyView {
    let data = Data::current();
    let (scope, of) = (Whose::of_page(), shown.id.to_string());
    let writes = Memo::new(move |_| {
        let mut writes = data.writes(&scope);
        writes.retain(|write| write.what.starts_with("ticket-") && write.of == of);
        writes
    });
    live(move || {
        let writes = writes.get();
        if writes.is_empty() {
            return ().into_any();
        }
        let items = writes.into_iter().map(|write| write_item(write, false));
        let list = view! { <ol class="writes">{items.collect_view()}</ol> };
        titled("ticket-activity", "tickets.activity", list.into_any())
    })
}
