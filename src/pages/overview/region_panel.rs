//! One region: loading, complete, or in trouble, without touching the others.

use api::Region;
use leptos::prelude::*;

use crate::data::region_state::RegionState;
use crate::data::{Clock, Data, Reading};
use crate::i18n::{format, names, t, t_count, t_with};
use crate::pages::troubles::troubles;
use crate::place::{Page, Place};
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::{Area, live, live_if, progress, text};

// Its code arrives when the list is opened.
crate::area!(
    ACCOUNTS,
    region_accounts,
    super::region_accounts::RegionAccounts,
    bare
);

/// The panel of one region.
#[component]
pub fn RegionPanel(region: Region, readings: Signal<Vec<Reading>>) -> impl IntoView {
    let data = Data::current();
    let state = Memo::new(move |_| RegionState::of(&readings.get()));
    let retry = Callback::new(move |()| data.retry_failed(&readings.get_untracked()));
    let accounts = text(move || t_count("scope.accounts", state.read().accounts));
    view! {
        <article class="panel region" aria-label=names::region(region) data-region=region.as_str()>
            <div class="panel-head">
                <h2>{names::region(region)}</h2>
                <span class="soft small">{accounts}</span>
            </div>
            <div class="panel-body">
                {figures(region, state)}
                <div role="status" class="region-state">
                    {progress(
                        names::region(region),
                        Signal::derive(move || state.read().waiting_since),
                        Signal::derive(move || state.read().read_at),
                    )}
                </div>
                {pause(readings, state)}
                {live(move || troubles(region, &state.read(), retry))}
                {accounts_of(readings)}
            </div>
        </article>
    }
    .into_any()
}

/// How long a pause still lasts that the region asked for, while something waits for it.
fn pause(readings: Signal<Vec<Reading>>, state: Memo<RegionState>) -> AnyView {
    let (data, clock) = (Data::current(), Clock::current());
    let seconds = Memo::new(move |_| {
        // Only who waits watches the clock.
        if state.read().waiting_since.is_none() {
            return 0;
        }
        clock.now();
        (data.paused_ms(&readings.read()) / 1000.0).ceil() as usize
    });
    let said = text(move || {
        let seconds = format::number(seconds.get());
        t_with("region.pause", &[("seconds", &seconds)])
    });
    // Beside what is announced: a count is no news.
    live_if(
        move || seconds.get() > 0,
        move || view! { <p class="soft small">{said}</p> }.into_any(),
    )
}

/// How many services, and how many of them need attention.
fn figures(region: Region, state: Memo<RegionState>) -> AnyView {
    let list = Place::Page(Whose::of_page(), Page::Services);
    let figure = move |name: &'static str, label: &'static str, more: &'static str| {
        let count = move |state: &RegionState| match name {
            "attention" => state.attention,
            _ => state.services,
        };
        let href = format!("{list}?region={}{more}", region.as_str());
        let written = text(move || format::number(state.with(count)));
        let class = text(move || {
            let alarm = name == "attention" && state.with(count) > 0;
            if alarm {
                "figure-alarm".to_owned()
            } else {
                String::new()
            }
        });
        view! {
            <div>
                <dt>{t(label)}</dt>
                <dd class=class>
                    <a data-figure=name href=href>
                        {written}
                    </a>
                </dd>
            </div>
        }
        .into_any()
    };
    let answered = Memo::new(move |_| state.read().answered > 0);
    let nothing = Memo::new(move |_| state.read().troubles.is_empty());
    live(move || {
        if answered.get() {
            view! {
                <dl class="figures">
                    {figure("services", "region.services", "")}
                    {figure("attention", "region.attention", "&state=attention")}
                </dl>
            }
            .into_any()
        } else if nothing.get() {
            view! { <span class="skeleton skeleton-figure" aria-hidden="true"></span> }.into_any()
        } else {
            ().into_any()
        }
    })
}

/// The region's accounts, for whoever opens the list. Not shown inside one account.
fn accounts_of(readings: Signal<Vec<Reading>>) -> AnyView {
    let session = Session::current();
    let several = move || session.accounts().len() > 1 && readings.get().len() > 1;
    live_if(several, move || {
        let opened = RwSignal::new(false);
        provide_context(InRegion(readings));
        view! {
            <details class="accounts" on:toggle=move |_| opened.set(true)>
                <summary>{t("region.accounts")}</summary>
                {live_if(move || opened.get(), || view! { <Area parcel=ACCOUNTS /> }.into_any())}
            </details>
        }
        .into_any()
    })
}

/// The readings of a region. In the context of the list of its accounts.
#[derive(Clone, Copy)]
pub struct InRegion(pub Signal<Vec<Reading>>);
