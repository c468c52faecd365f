//! One region: loading, complete, or in trouble, without touching the others.

use api::Region;
use leptos::prelude::*;

use crate::data::region_state::{RegionState, whose};
use crate::data::{Clock, Data, Reading};
use crate::i18n::{format, t, t_count, t_with};
use crate::pages::names;
use crate::session::Session;
use crate::shell::CurrentScope;
use crate::ui::{Icon, TroubleBox, Waiting};

/// After this long a wait is worth a word about whose it is, in milliseconds.
const LONG_WAIT_MS: f64 = 4_000.0;

/// The panel of one region.
#[component]
pub fn RegionPanel(region: Region, readings: Signal<Vec<Reading>>) -> impl IntoView {
    let data = Data::current();
    let clock = Clock::current();
    let scope = CurrentScope::current();
    let state = Memo::new(move |_| RegionState::of(&readings.get()));
    let name = names::region(region);
    let retry = Callback::new(move |()| data.retry_failed(&readings.get_untracked()));

    let long_wait = Memo::new(move |_| {
        state.read().waiting_since.is_some_and(|since| clock.now() - since > LONG_WAIT_MS)
    });
    let wait_text = {
        let name = name.clone();
        move || {
            if long_wait.get() {
                t_with("region.still_waiting", &[("region", &name)])
            } else {
                t("region.waiting")
            }
        }
    };
    let list = move |state: &'static str| {
        move || format!("/{}/services?region={}{state}", scope.get(), region.as_str())
    };

    view! {
        <article class="panel region" aria-label=name.clone() data-region=region.as_str()>
            <div class="panel-head">
                <h2>{name.clone()}</h2>
                <span class="soft small">
                    {move || t_count("scope.accounts", state.read().accounts)}
                </span>
            </div>
            <div class="panel-body">
                <Show
                    when=move || { state.read().answered > 0 }
                    fallback=move || {
                        view! {
                            <Show when=move || state.read().troubles.is_empty()>
                                <span class="skeleton skeleton-figure" aria-hidden="true"></span>
                            </Show>
                        }
                    }
                >
                    <dl class="figures">
                        <div>
                            <dt>{t("region.services")}</dt>
                            <dd>
                                <a data-figure="services" href=list("")>
                                    {move || format::number(state.read().services)}
                                </a>
                            </dd>
                        </div>
                        <div>
                            <dt>{t("region.attention")}</dt>
                            <dd class:figure-alarm=move || { state.read().attention > 0 }>
                                <a data-figure="attention" href=list("&state=attention")>
                                    {move || format::number(state.read().attention)}
                                </a>
                            </dd>
                        </div>
                    </dl>
                </Show>
                <div role="status" class="region-state">
                    <Show
                        when=move || state.read().waiting_since.is_some()
                        fallback=move || view! { <Updated read_at=Signal::derive(move || state.read().read_at) /> }
                    >
                        <Waiting text=Signal::derive(wait_text.clone()) />
                    </Show>
                </div>
                {
                    let name = name.clone();
                    move || {
                        let state = state.get();
                        let kept = state.answered > 0;
                        state
                            .troubles
                            .into_iter()
                            .map(|(trouble, accounts)| {
                                view! {
                                    <TroubleBox
                                        trouble
                                        whose=whose(&accounts, &name, state.accounts)
                                        kept
                                        retry
                                    />
                                }
                            })
                            .collect_view()
                    }
                }
                {move || {
                    let state = state.get();
                    let name = names::region(region);
                    state
                        .gaps
                        .into_iter()
                        .map(|(trouble, accounts)| {
                            view! {
                                <TroubleBox
                                    trouble
                                    whose=whose(&accounts, &name, state.accounts)
                                    kept=true
                                    gap=true
                                    retry
                                />
                            }
                        })
                        .collect_view()
                }}
                <Show when=move || { state.read().unreadable > 0 }>
                    <p class="state state-warn small">
                        <Icon name="triangle-alert" />
                        {move || t_count("region.unreadable", state.read().unreadable)}
                    </p>
                </Show>
                <Accounts readings />
            </div>
        </article>
    }
}

/// When the figures were read, relative, with the exact moment on hover and focus.
#[component]
fn Updated(read_at: Signal<Option<f64>>) -> impl IntoView {
    let clock = Clock::current();
    move || {
        read_at.get().map(|read_at| {
            view! {
                <p class="soft small">
                    <time title=format::moment(read_at)>
                        {move || {
                            t_with(
                                "region.updated",
                                &[("when", &format::relative(read_at, clock.now()))],
                            )
                        }}
                    </time>
                </p>
            }
        })
    }
}

/// The region's accounts, each a way into its own scope. Not shown inside one account.
#[component]
fn Accounts(readings: Signal<Vec<Reading>>) -> impl IntoView {
    let session = Session::current();
    let several = move || session.accounts().len() > 1 && readings.read().len() > 1;
    view! {
        <Show when=several>
            <details class="accounts">
                <summary>{t("region.accounts")}</summary>
                <ul>
                    <For
                        each=move || readings.get()
                        key=|reading| reading.account.id.clone()
                        let:reading
                    >
                        <li>
                            <a href=format!(
                                "/{}/overview",
                                reading.account.id,
                            )>{reading.account.id.nic.to_string()}</a>
                            <span class="soft">
                                {move || {
                                    reading
                                        .cell
                                        .read()
                                        .rows
                                        .as_ref()
                                        .map(|rows| t_count("services.count", rows.len()))
                                }}
                            </span>
                        </li>
                    </For>
                </ul>
            </details>
        </Show>
    }
}
