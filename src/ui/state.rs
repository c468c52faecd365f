//! The state of a service, as an icon and a word.

use leptos::prelude::*;

use crate::data::condition::{Condition, Weight};
use crate::i18n::t;
use crate::ui::Icon;

/// The mark of one condition.
#[component]
pub fn ConditionMark(condition: Condition) -> impl IntoView {
    let class = match condition.weight() {
        Weight::Bad => "state state-bad",
        Weight::Warn => "state state-warn",
        Weight::Note => "state state-note",
        Weight::Good => "state state-good",
    };
    view! {
        <span class=class>
            <Icon name=icon_of(condition) />
            <span>{t(condition.key())}</span>
        </span>
    }
    .into_any()
}

fn icon_of(condition: Condition) -> &'static str {
    match condition {
        Condition::HackedBlocked | Condition::Hacked => "shield-alert",
        Condition::Suspended => "circle-pause",
        Condition::Unpaid => "credit-card",
        Condition::Expired => "ban",
        Condition::Failing => "circle-x",
        Condition::ExpiringSoon | Condition::Expiring => "calendar-clock",
        Condition::Rescue => "triangle-alert",
        Condition::Maintenance => "wrench",
        Condition::Creating => "hourglass",
        Condition::Ending => "clock",
        Condition::Active => "circle-check",
        Condition::Unknown => "circle-question-mark",
    }
}
