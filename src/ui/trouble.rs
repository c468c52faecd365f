//! A part of a page that could not be had: what happened, to whom, and what to do.

use leptos::prelude::*;

use crate::data::Clock;
use crate::data::trouble::Trouble;
use crate::i18n::{t, t_with};
use crate::ui::Icon;

/// The box. It never hides values that are still there.
#[component]
pub fn TroubleBox(
    trouble: Trouble,
    /// The region or the accounts it befell.
    whose: String,
    /// Earlier values are still shown beside it.
    kept: bool,
    /// Only some details are missing.
    #[prop(optional)]
    gap: bool,
    retry: Callback<()>,
) -> impl IntoView {
    let clock = Clock::current();
    let (title, text) = trouble.kind.texts();
    let again_at = trouble.again_at;
    let wait = move || {
        let seconds = ((again_at? - clock.now()) / 1000.0).ceil();
        (seconds > 0.0).then(|| t_with("trouble.again_in", &[("seconds", &seconds.to_string())]))
    };
    view! {
        <div class=if kept { "trouble trouble-quiet" } else { "trouble" } role="alert">
            <p class="trouble-title">
                <Icon name="triangle-alert" />
                {t_with(title, &[("whose", &whose)])}
            </p>
            {gap.then(|| view! { <p>{t("trouble.gap")}</p> })}
            {trouble.words.map(|words| view! { <p class="mono small">{words}</p> })}
            <p>{t(text)}</p>
            {(kept && !gap).then(|| view! { <p>{t("trouble.kept")}</p> })}
            <div class="trouble-actions">
                <button class="button button-small" type="button" on:click=move |_| retry.run(())>
                    <Icon name="refresh-cw" />
                    {t("action.retry")}
                    <span class="unseen">" " {whose}</span>
                </button>
                <span class="small soft">{wait}</span>
                {trouble
                    .query_id
                    .map(|id| {
                        view! {
                            <span class="small soft">
                                {t("trouble.query")} " " <span class="mono">{id}</span>
                            </span>
                        }
                    })}
            </div>
        </div>
    }
}
