//! The state of a service, what it means and what to do about it.

use leptos::prelude::*;

use super::Shown;
use crate::data::condition::Condition;
use crate::i18n::{t, t_with};
use crate::pages::term::term;
use crate::ui::{ConditionMark, live, titled};

/// The panel.
pub fn panel_body(shown: Shown) -> AnyView {
    live(move || {
        let Some(row) = shown.row.get() else {
            return ().into_any();
        };
        let (means, todo) = words(row.condition);
        let word = row.raw_state().map(|word| {
            let said = t_with("service.state.word", &[("word", word)]);
            view! { <p class="soft small">{said}</p> }
        });
        view! {
            <p class="service-state">
                <ConditionMark condition=row.condition />
                <span class="soft">{term(&row)}</span>
            </p>
            <p>{t(means)}</p>
            {todo.map(|todo| view! { <p>{t(todo)}</p> })}
            {word}
        }
        .into_any()
    })
}

/// With its title.
pub fn panel(shown: Shown) -> AnyView {
    titled("service-state", "service.state", panel_body(shown))
}

/// What a condition means, and what to do where there is something to do.
fn words(condition: Condition) -> (&'static str, Option<&'static str>) {
    match condition {
        Condition::HackedBlocked => (
            "service.means.hacked_blocked",
            Some("service.do.hacked_blocked"),
        ),
        Condition::Hacked => ("service.means.hacked", Some("service.do.hacked")),
        Condition::Suspended => ("service.means.suspended", Some("service.do.suspended")),
        Condition::Unpaid => ("service.means.unpaid", Some("service.do.unpaid")),
        Condition::Expired => ("service.means.expired", Some("service.do.expired")),
        Condition::Failing => ("service.means.failing", Some("service.do.failing")),
        Condition::ExpiringSoon => ("service.means.expiring_soon", Some("service.do.expiring")),
        Condition::Expiring => ("service.means.expiring", Some("service.do.expiring")),
        Condition::Rescue => ("service.means.rescue", Some("service.do.rescue")),
        Condition::Maintenance => ("service.means.maintenance", Some("service.do.wait")),
        Condition::Creating => ("service.means.creating", Some("service.do.wait")),
        Condition::Ending => ("service.means.ending", Some("service.do.ending")),
        Condition::Unknown => ("service.means.unknown", None),
        Condition::Active => ("service.means.active", None),
    }
}
