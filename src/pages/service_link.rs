//! A way to a service of which only the technical name is known.

use api::AccountId;
use leptos::prelude::*;

use crate::place::{Page, Place};
use crate::session::Scope;

/// The address of the list of its account that shows what has this name.
pub fn service_address(account: &AccountId, name: &str) -> String {
    named(account, Page::Services, "", name)
}

/// The address of the account's list of tickets about it.
pub fn tickets_address(account: &AccountId, name: &str) -> String {
    named(account, Page::Tickets, "service:", name)
}

fn named(account: &AccountId, page: Page, column: &str, name: &str) -> String {
    let list = Place::Page(Scope::One(account.clone()), page);
    let query = format!("{column}\"{name}\"");
    let query = if column.is_empty() { name } else { &query };
    format!(
        "{list}?q={}",
        String::from(js_sys::encode_uri_component(query))
    )
}

/// The name, as a link to that list.
pub fn service_link(account: &AccountId, name: &str) -> AnyView {
    let link = service_address(account, name);
    view! { <a href=link>{name.to_owned()}</a> }.into_any()
}
