//! Icons, all from one sheet.

use leptos::prelude::*;

/// One icon of `public/icons.svg`, by its name there. Always beside a word, so it is
/// hidden from screen readers.
#[component]
pub fn Icon(#[prop(into)] name: Signal<&'static str>) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("/icons.svg#{}", name.get())></use>
        </svg>
    }
}
