//! Something is on its way and nothing is there yet to show.

use leptos::prelude::*;

use crate::ui::Icon;

/// A turning mark beside words that say what is awaited.
#[component]
pub fn Waiting(#[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <p class="waiting">
            <Icon name="refresh-cw" />
            <span>{text}</span>
        </p>
    }
    .into_any()
}
