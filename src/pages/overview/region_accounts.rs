//! The accounts of a region, each a way into its own scope.

use leptos::prelude::*;

use super::region_panel::InRegion;
use crate::i18n::t_count;
use crate::place::{Page, Place};
use crate::session::Scope;
use crate::ui::{live, text};

/// The list.
#[component]
pub fn RegionAccounts() -> impl IntoView {
    let InRegion(readings) = expect_context();
    live(move || {
        let items = readings.get().into_iter().map(|reading| {
            let id = reading.account.id;
            let link = Place::Page(Scope::One(id.clone()), Page::Overview).to_string();
            let count = text(move || {
                let loaded = reading.cell.read();
                let rows = loaded.rows.as_ref();
                rows.map(|rows| t_count("services.count", rows.len()))
                    .unwrap_or_default()
            });
            view! {
                <li>
                    <a href=link>{id.nic.to_string()}</a>
                    <span class="soft">{count}</span>
                </li>
            }
            .into_any()
        });
        view! { <ul>{items.collect_view()}</ul> }.into_any()
    })
}
