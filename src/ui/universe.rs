//! The mark of a universe: its icon, its tint and its name.

use catalog::Universe;
use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::Icon;

/// The class that carries the tint. `None`: a service of a product we do not know.
pub fn tint(universe: Option<Universe>) -> &'static str {
    match universe {
        Some(Universe::Market) => "universe-market",
        Some(Universe::Spirit) => "universe-spirit",
        Some(Universe::Stack) => "universe-stack",
        Some(Universe::Enterprise) => "universe-enterprise",
        None => "universe-other",
    }
}

/// The icon in the sheet.
pub fn universe_icon(universe: Option<Universe>) -> &'static str {
    match universe {
        Some(Universe::Market) => "globe",
        Some(Universe::Spirit) => "server",
        Some(Universe::Stack) => "cloud",
        Some(Universe::Enterprise) => "building-2",
        None => "circle-question-mark",
    }
}

/// The key of its name.
pub fn universe_key(universe: Option<Universe>) -> &'static str {
    match universe {
        Some(Universe::Market) => "universe.market",
        Some(Universe::Spirit) => "universe.spirit",
        Some(Universe::Stack) => "universe.stack",
        Some(Universe::Enterprise) => "universe.enterprise",
        None => "universe.other",
    }
}

/// Icon and name.
#[component]
pub fn UniverseMark(universe: Option<Universe>) -> impl IntoView {
    view! {
        <span class=format!("universe {}", tint(universe))>
            <Icon name=universe_icon(universe) />
            <span>{t(universe_key(universe))}</span>
        </span>
    }
    .into_any()
}
