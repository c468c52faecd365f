//! The words and marks that every view of tickets shares.

use api::{Category, Timestamp};
use leptos::prelude::*;

use crate::data::Clock;
use crate::data::tickets::Turn;
use crate::i18n::{format, t};
use crate::ui::{Icon, text};

/// The key of what a turn is called.
pub fn turn_key(turn: Turn) -> &'static str {
    match turn {
        Turn::Yours => "tickets.turn.yours",
        Turn::Desk => "tickets.turn.desk",
        Turn::Unknown => "tickets.turn.unknown",
        Turn::Closed => "tickets.turn.closed",
    }
}

/// Whose turn it is: icon and word.
pub fn turn_mark(turn: Turn) -> AnyView {
    let (class, icon) = match turn {
        Turn::Yours => ("state state-warn", "message-square"),
        Turn::Desk => ("state state-note", "hourglass"),
        Turn::Unknown => ("state", "circle-question-mark"),
        Turn::Closed => ("state state-good soft", "circle-check"),
    };
    view! {
        <span class=class>
            <Icon name=icon />
            <span>{t(turn_key(turn))}</span>
        </span>
    }
    .into_any()
}

/// What a ticket is about, in the reader's words, or in the API's where we have none.
pub fn category_name(category: &Category) -> String {
    match category {
        Category::Assistance => t("tickets.category.assistance"),
        Category::Billing => t("tickets.category.billing"),
        Category::Incident => t("tickets.category.incident"),
        Category::Other(word) => word.clone(),
    }
}

/// How far a moment is, with the moment itself for whoever points at it.
pub fn when(at: Timestamp) -> AnyView {
    let clock = Clock::current();
    // Milliseconds of any real date are exact in f64.
    let at = at.0 as f64;
    let said = text(move || format::ago(at, clock.now()));
    view! { <time title=format::moment(at)>{said}</time> }.into_any()
}

/// Something was written that was not looked at in this tab.
pub fn new_mark() -> AnyView {
    view! { <span class="ticket-new">{t("tickets.new")}</span> }.into_any()
}
