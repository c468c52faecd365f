//! The overview of somebody who has nothing yet.

use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::Icon;

/// What the product does, for someone who has nothing in it yet.
#[component]
pub fn FirstVisit() -> impl IntoView {
    let points = [
        "overview.empty.universes",
        "overview.empty.attention",
        "overview.empty.regions",
    ];
    view! {
        <section class="panel nothing">
            <Icon name="inbox" />
            <h2>{t("overview.empty.title")}</h2>
            {points.map(|key| view! { <p>{t(key)}</p> })}
        </section>
    }
    .into_any()
}
