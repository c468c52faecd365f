//! Icons, all from one sheet.

use leptos::prelude::*;

/// One icon of `public/icons.svg`, by its name there. Always beside a word, so it is
/// hidden from screen readers.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
    .into_any()
}
