//! The overview of a scope: each region's state, what needs attention first, and what
//! there is in each universe.

pub mod attention;
mod region_accounts;
mod region_panel;
pub mod universe_card;

use std::sync::Arc;
use std::time::Duration;

use api::Region;
use leptos::prelude::*;

use crate::app::FIRST_VISIT;
use crate::data::summary::Summary;
use crate::data::{Data, Phase, Reading, Snapshot, still_waiting};
use crate::i18n::{t, t_count, t_with};
use crate::pages::refresh::Refresh;
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::{Area, PageHead, ShownUniverses, live, live_if, text};

use crate::pages::dashboards;
use attention::Attention;
use region_panel::RegionPanel;
use universe_card::UniverseCard;

// Once the first numbers are complete, what is read beyond the services arrives below them.
crate::area!(MORE, dashboards, dashboards::OverviewMore);

/// What is below the first numbers does not wait longer for a region that is silent.
const LONG_WAIT: Duration = Duration::from_secs(4);

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Shown {
    pub rows: Memo<Snapshot>,
    pub figures: Memo<Arc<Summary>>,
    pub regions: Memo<Vec<Region>>,
    /// Regions of which not every account has told what it has.
    pub silent: Memo<Vec<Region>>,
    /// An answer that was never there before is still on its way.
    pub waiting: Memo<bool>,
}

impl Shown {
    /// What there is in `rows`, which came of `readings`.
    pub fn of(rows: Memo<Snapshot>, readings: Signal<Vec<Reading>>) -> Self {
        Self {
            rows,
            figures: Memo::new(move |_| {
                Arc::new(Summary::of(rows.read().iter().map(AsRef::as_ref)))
            }),
            regions: Memo::new(move |_| regions_of(&readings.get())),
            silent: Memo::new(move |_| silent_of(&readings.get())),
            waiting: Memo::new(move |_| still_waiting(&readings.get())),
        }
    }
}

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let session = Session::current();
    let scope = Whose::of_page();
    let data = Data::current();

    let readings = Signal::derive(move || data.services(&session.accounts_in(&scope)));
    let rows = Memo::new(move |_| Snapshot::of(&readings.get()));
    let shown = Shown::of(rows, readings);
    // Everybody has answered, and there is nothing: not even what could not be read.
    let first_visit = Memo::new(move |_| {
        rows.read().is_empty()
            && readings.get().iter().all(|of| {
                let loaded = of.cell.read();
                loaded.rows.is_some()
                    && loaded.unreadable == 0
                    && !matches!(loaded.phase, Phase::Failed(_))
            })
    });
    let about = text(move || {
        t_with(
            "overview.about",
            &[
                ("accounts", &t_count("scope.accounts", readings.get().len())),
                (
                    "regions",
                    &t_count("overview.regions", shown.regions.read().len()),
                ),
            ],
        )
    });

    view! {
        <PageHead
            title=t("overview.title")
            about=view! { <p class="soft">{about}</p> }.into_any()
            tools=view! { <Refresh readings /> }.into_any()
        />
        {live(move || {
            if first_visit.get() {
                view! { <Area parcel=FIRST_VISIT /> }.into_any()
            } else {
                view! {
                    {by_region(shown, readings)}
                    <Attention shown universe=None />
                    <div class="universes">{universes(shown)}</div>
                }
                    .into_any()
            }
        })}
        {live_if(below(shown), || view! { <Area parcel=MORE /> }.into_any())}
    }
    .into_any()
}

fn by_region(shown: Shown, readings: Signal<Vec<Reading>>) -> AnyView {
    view! {
        <section class="regions" aria-label=t("overview.by_region")>
            {live(move || {
                let panels = shown.regions.get().into_iter().map(|region| {
                    let readings = Signal::derive(move || in_region(&readings.get(), region));
                    view! { <RegionPanel region readings /> }.into_any()
                });
                panels.collect_view().into_any()
            })}
        </section>
    }
    .into_any()
}

/// Whether it is the turn of what is below the first numbers: they are complete and painted,
/// so that nothing they need waits behind it.
fn below(shown: Shown) -> impl Fn() -> bool + Send + Sync {
    let (long, turn) = (RwSignal::new(false), RwSignal::new(false));
    set_timeout(
        move || {
            long.try_set(true);
        },
        LONG_WAIT,
    );
    let some = move || !shown.rows.read().is_empty();
    Effect::new(move || {
        if some() && (long.get() || !shown.waiting.get()) {
            request_animation_frame(move || {
                set_timeout(
                    move || {
                        turn.try_set(true);
                    },
                    Duration::ZERO,
                );
            });
        }
    });
    move || turn.get() && some()
}

/// The universes that are shown, and the rest if there is one.
fn universes(shown: Shown) -> AnyView {
    let other = Memo::new(move |_| shown.figures.read().universe(None).all.total() > 0);
    let chosen = ShownUniverses::current();
    live(move || {
        let rest = other.get().then_some(None);
        chosen
            .get()
            .into_iter()
            .map(Some)
            .chain(rest)
            .map(|universe| view! { <UniverseCard universe shown /> }.into_any())
            .collect_view()
            .into_any()
    })
}

fn regions_of(readings: &[Reading]) -> Vec<Region> {
    let has = |region: &Region| readings.iter().any(|reading| reading.region() == *region);
    Region::ALL.into_iter().filter(has).collect()
}

fn silent_of(readings: &[Reading]) -> Vec<Region> {
    let silent = |region: &Region| {
        let mut here = readings.iter().filter(|of| of.region() == *region);
        here.any(|reading| reading.cell.read().rows.is_none())
    };
    Region::ALL.into_iter().filter(silent).collect()
}

/// Those of one region.
pub fn in_region(readings: &[Reading], region: Region) -> Vec<Reading> {
    readings
        .iter()
        .filter(|reading| reading.region() == region)
        .cloned()
        .collect()
}
