//! "Refresh", on every page that shows readings.

use leptos::prelude::*;

use crate::data::{Data, Reading};
use crate::i18n::t;
use crate::ui::Icon;

/// Asks for all of them again.
#[component]
pub fn Refresh(readings: Signal<Vec<Reading>>) -> impl IntoView {
    let data = Data::current();
    view! {
        <button
            class="button"
            type="button"
            on:click=move |_| data.refresh(&readings.get_untracked())
        >
            <Icon name="refresh-cw" />
            {t("action.refresh")}
        </button>
    }
    .into_any()
}
