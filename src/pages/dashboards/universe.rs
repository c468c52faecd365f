//! The dashboard of one universe.

use catalog::Universe;
use leptos::prelude::*;

use super::counts::counts;
use super::panel::panel;
use super::renewals::renewals_panel;
use super::tasks::tasks_panel;
use super::tickets::tickets_panel;
use super::{on_refresh, services};
use crate::app::Here;
use crate::data::region_state::RegionState;
use crate::data::summary::missing;
use crate::data::{Data, still_waiting};
use crate::i18n::{names, t, t_count, t_with};
use crate::pages::overview::attention::Attention;
use crate::pages::overview::universe_card::nothing;
use crate::pages::overview::{Shown, in_region};
use crate::pages::refresh::Refresh;
use crate::pages::troubles::troubles;
use crate::place::{Page, Place};
use crate::shell::Whose;
use crate::ui::{Icon, PageHead, Waiting, live, text, tint, universe_icon, universe_key};

/// The page. Which universe, the address says.
#[component]
pub fn UniversePage() -> impl IntoView {
    match untrack(|| Here::of_page().get()) {
        Place::Page(_, Page::Universe(universe)) => page(universe),
        // Left before its code arrived.
        _ => ().into_any(),
    }
}

fn page(universe: Universe) -> AnyView {
    let (readings, all) = services();
    let rows = Memo::new(move |_| all.read().in_universe(universe));
    let shown = Shown::of(rows, readings);
    let count = text(move || {
        t_with(
            "dash.about",
            &[
                ("services", &t_count("services.count", rows.read().len())),
                ("accounts", &t_count("scope.accounts", readings.get().len())),
            ],
        )
    });
    let (tickets, about_tickets) = tickets_panel(Some(rows));
    let (tasks, about_tasks) = tasks_panel(rows, readings);
    on_refresh(readings, move |whom| {
        about_tickets.again(whom);
        about_tasks.again(whom);
    });
    let some = Memo::new(move |_| !rows.read().is_empty());
    let machines = universe == Universe::Spirit;
    // Drawn once: what they have read stays when the rest of the page is drawn anew.
    let work = view! {
        <div class="dash-pair">
            {tickets}
            {machines.then_some(tasks)}
        </div>
    }
    .into_any();
    view! {
        <div class=format!("dash-page {}", tint(Some(universe)))>
            <div class="dash-head">
                <span class="universe-mark">
                    <Icon name=universe_icon(Some(universe)) />
                </span>
                <PageHead
                    title=t(universe_key(Some(universe)))
                    about=view! { <p class="soft">{count}</p> }.into_any()
                    tools=view! { <Refresh readings /> }.into_any()
                />
            </div>
            {region_troubles(readings, shown)}
            {live(move || {
                if some.get() {
                    view! {
                        <Attention shown universe=Some(universe) />
                        {counts(universe, shown)}
                        {renewals_panel(rows, readings)}
                    }
                        .into_any()
                } else if still_waiting(&readings.get()) {
                    view! {
                        <div class="panel dash-empty">
                            <Waiting text=t("region.waiting") />
                        </div>
                    }
                        .into_any()
                } else {
                    let regions = shown.regions.get();
                    view! { <div class="panel dash-empty">{nothing(Some(universe), &regions)}</div> }
                        .into_any()
                }
            })}
            {work}
            {absent(universe, shown)}
            {to_money()}
        </div>
    }
    .into_any()
}

/// What went wrong in each region.
fn region_troubles(readings: Signal<Vec<crate::data::Reading>>, shown: Shown) -> AnyView {
    let data = Data::current();
    live(move || {
        let regions = shown.regions.get().into_iter().map(|region| {
            let here = Signal::derive(move || in_region(&readings.get(), region));
            let state = Memo::new(move |_| RegionState::of(&here.get()));
            let retry = Callback::new(move |()| data.retry_failed(&here.get_untracked()));
            live(move || troubles(region, &state.read(), retry))
        });
        regions.collect_view().into_any()
    })
}

/// What the regions of the scope do not offer, in full.
fn absent(universe: Universe, shown: Shown) -> AnyView {
    live(move || {
        let regions: Vec<_> = shown
            .regions
            .get()
            .into_iter()
            .filter_map(|region| {
                let products: Vec<String> = missing(universe, region)
                    .map(|product| names::product(Some(product)))
                    .collect();
                (!products.is_empty()).then_some((region, products))
            })
            .collect();
        if regions.is_empty() {
            return ().into_any();
        }
        let items = regions
            .into_iter()
            .map(|(region, products)| {
                let products = products
                    .into_iter()
                    .map(|product| view! { <li class="tag">{product}</li> })
                    .collect_view();
                view! {
                    <div>
                        <h3>{names::region(region)}</h3>
                        <ul class="absent">{products}</ul>
                    </div>
                }
                .into_any()
            })
            .collect_view();
        let body = view! {
            <p class="soft">{t("dash.absent.about")}</p>
            <div class="absent-regions">{items}</div>
        };
        panel("dash-absent", "dash.absent", ().into_any(), body.into_any())
    })
}

/// Why there is no money here, and where it is.
fn to_money() -> AnyView {
    let overview = Place::Page(Whose::of_page(), Page::Overview).to_string();
    view! {
        <p class="soft small">
            {t("dash.money.why")} " " <a href=overview>{t("dash.money.where")}</a>
        </p>
    }
    .into_any()
}
