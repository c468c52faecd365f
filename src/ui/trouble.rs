//! A part of a page that could not be had: what happened, to whom, and what to do.

use leptos::prelude::*;

use crate::data::Clock;
use crate::data::trouble::Trouble;
use crate::i18n::{format, t, t_with};
use crate::platform::now_ms;
use crate::ui::{Icon, text as text_of};

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
    /// Where new keys can be entered, for a trouble that they would end.
    #[prop(optional_no_strip)]
    renew: Option<String>,
    retry: Callback<()>,
) -> impl IntoView {
    let clock = Clock::current();
    let (title, text) = trouble.kind.texts();
    let again_at = trouble.again_at;
    let wait = text_of(move || {
        // Without a moment to wait for, the clock is not watched.
        let left = again_at.map_or(0.0, |again_at| again_at - clock.now());
        let seconds = (left / 1000.0).ceil();
        if seconds > 0.0 {
            t_with(
                "trouble.again_in",
                &[("seconds", &format::number(seconds as usize))],
            )
        } else {
            String::new()
        }
    });
    // Who asked for a pause is asked again when it is over, by itself, while somebody is there
    // to see it. Only where it is still to come: a box that is drawn anew behind it, while the
    // asking goes on, begins nothing.
    if let Some(again_at) = again_at.filter(|at| *at > now_ms()) {
        Effect::new(move |asked: Option<bool>| {
            let asked = asked == Some(true);
            let over = !asked && clock.now() >= again_at && !document().hidden();
            if over {
                retry.run(());
            }
            asked || over
        });
    }
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
                {renew
                    .map(|to| {
                        view! {
                            <a class="button button-small" href=to>
                                <Icon name="key-round" />
                                {t("trouble.renew")}
                                <span class="unseen">" " {whose.clone()}</span>
                            </a>
                        }
                    })}
                <button class="button button-small" type="button" on:click=move |_| retry.run(())>
                    <Icon name="refresh-cw" />
                    {t("action.retry")}
                    <span class="unseen">" " {whose}</span>
                </button>
                {help_link()}
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
    .into_any()
}

/// Where help about a trouble begins. In the context of pages that have such a place.
#[derive(Clone)]
pub struct HelpAt(pub String);

fn help_link() -> Option<AnyView> {
    let HelpAt(to) = use_context()?;
    Some(
        view! {
            <a class="small" href=to>
                {t("trouble.help")}
            </a>
        }
        .into_any(),
    )
}

/// A box for what went wrong on this side: what happened, what to do, and the buttons that
/// do it.
pub fn mishap(
    icon: &'static str,
    title: &'static str,
    what: &'static str,
    ways: Option<AnyView>,
) -> AnyView {
    view! {
        <div class="trouble" role="alert">
            <p class="trouble-title">
                <Icon name=icon />
                {t(title)}
            </p>
            <p>{t(what)}</p>
            {ways.map(|ways| view! { <p class="trouble-actions">{ways}</p> })}
        </div>
    }
    .into_any()
}
