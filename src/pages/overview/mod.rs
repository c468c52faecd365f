//! The overview of a scope: each region's state, what needs attention first, and what
//! there is in each universe.

mod attention;
mod region_panel;
mod universe_card;

use std::sync::Arc;

use api::Region;
use catalog::Universe;
use leptos::prelude::*;

use crate::data::summary::Summary;
use crate::data::{Data, Phase, Reading, Snapshot};
use crate::i18n::{t, t_count, t_with};
use crate::session::Session;
use crate::shell::CurrentScope;
use crate::ui::{Icon, PageHead};

use attention::Attention;
use region_panel::RegionPanel;
use universe_card::UniverseCard;

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let session = Session::current();
    let scope = CurrentScope::current();
    let data = Data::current();

    let readings = Signal::derive(move || data.services(&session.accounts_in(&scope.get())));
    let rows = Memo::new(move |_| Snapshot::of(&readings.get()));
    let figures = Memo::new(move |_| Arc::new(Summary::of(rows.read().iter())));
    let regions = Memo::new(move |_| {
        let readings = readings.get();
        Region::ALL
            .into_iter()
            .filter(|region| readings.iter().any(|reading| reading.region() == *region))
            .collect::<Vec<_>>()
    });

    view! {
        <PageHead
            title=t("overview.title")
            tools=move || {
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
            }
        >
            <p class="soft">
                {move || {
                    t_with(
                        "overview.about",
                        &[
                            ("accounts", &t_count("scope.accounts", readings.get().len())),
                            ("regions", &t_count("overview.regions", regions.get().len())),
                        ],
                    )
                }}
            </p>
        </PageHead>

        <section class="regions" aria-label=t("overview.by_region")>
            <For each=move || regions.get() key=|region| *region let:region>
                <RegionPanel
                    region
                    readings=Signal::derive(move || in_region(&readings.get(), region))
                />
            </For>
        </section>

        <Show
            when=move || !first_visit(&readings.get(), &rows.read())
            fallback=|| view! { <FirstVisit /> }
        >
            <Attention rows waiting=Signal::derive(move || still_waiting(&readings.get())) />
            <div class="universes">
                {Universe::ALL
                    .into_iter()
                    .map(|universe| {
                        view! {
                            <UniverseCard
                                universe=Some(universe)
                                figures
                                regions
                                waiting=Signal::derive(move || still_waiting(&readings.get()))
                            />
                        }
                    })
                    .collect_view()}
                <Show when=move || figures.read().universe(None).all.total() != 0>
                    <UniverseCard universe=None figures regions waiting=false />
                </Show>
            </div>
        </Show>
    }
}

fn in_region(readings: &[Reading], region: Region) -> Vec<Reading> {
    readings.iter().filter(|reading| reading.region() == region).cloned().collect()
}

/// Whether an answer that was never there before is still on its way.
fn still_waiting(readings: &[Reading]) -> bool {
    readings.iter().any(|reading| {
        let loaded = reading.cell.read();
        loaded.rows.is_none() && matches!(loaded.phase, Phase::Waiting { .. })
    })
}

/// Everything answered, and nobody has anything yet.
fn first_visit(readings: &[Reading], rows: &Snapshot) -> bool {
    rows.is_empty()
        && readings.iter().all(|reading| matches!(reading.cell.read().phase, Phase::Ready))
}

/// What the product does, for someone who has nothing in it yet.
#[component]
fn FirstVisit() -> impl IntoView {
    let points = ["overview.empty.universes", "overview.empty.attention", "overview.empty.regions"];
    view! {
        <section class="panel nothing">
            <Icon name="inbox" />
            <h2>{t("overview.empty.title")}</h2>
            {points.into_iter().map(|key| view! { <p>{t(key)}</p> }).collect_view()}
        </section>
    }
}
