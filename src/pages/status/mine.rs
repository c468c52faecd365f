//! What concerns the scope's own services: by the data centre in which each stands and by
//! what it is.

use std::sync::Arc;

use api::Region;
use api::status::Feed;
use leptos::prelude::*;

use super::event;
use super::of_region;
use crate::data::dashboard::questions::is_machine;
use crate::data::region_state::RegionState;
use crate::data::row::Row;
use crate::data::support::status::{self, Concern, Document, Event, Place};
use crate::data::{Data, Held, Phase, Reading};
use crate::i18n::{names, t, t_count};
use crate::pages::troubles::troubles;
use crate::place;
use crate::ui::{Icon, Waiting, live};

/// So many services of an event are named before the rest is folded.
const NAMED: usize = 6;

type Feeds = Vec<(Region, Option<ArcRwSignal<Held<Feed>>>)>;

/// How what the panel says was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// All that was asked has answered.
    Whole,
    /// Something is still to come.
    Waits,
    /// Something could not be had: what it would say is missing here.
    Lacks,
}

/// The panel.
pub fn panel(readings: Signal<Vec<Reading>>) -> AnyView {
    let data = Data::current();
    let minute = event::minute();
    let body = live(move || {
        let all = readings.get();
        let has = |region: &Region| all.iter().any(|of| of.region() == *region);
        let regions = Region::ALL.into_iter().filter(has);
        let feeds: Feeds = regions
            .map(|region| (region, status::follow(region, Document::Open)))
            .collect();
        let boxes: Vec<_> = feeds
            .iter()
            .map(|(region, _)| {
                let region = *region;
                let retry = Callback::new(move |()| {
                    data.retry_failed(&of_region(&readings.get_untracked(), region));
                });
                let readings = all.clone();
                live(move || {
                    let state = RegionState::of(&of_region(&readings, region));
                    troubles(region, &state, retry)
                })
            })
            .collect();
        let found = live(move || found(&all, &feeds, minute.get()));
        view! {
            {found}
            {boxes}
        }
        .into_any()
    });
    view! {
        <section class="panel" aria-labelledby="status-mine">
            <div class="panel-head">
                <h2 id="status-mine">{t("status.mine")}</h2>
            </div>
            <div class="panel-body status-mine">{body}</div>
        </section>
    }
    .into_any()
}

fn found(readings: &[Reading], feeds: &Feeds, now: f64) -> AnyView {
    let mut items = Vec::new();
    let mut known = Known::Whole;
    for (region, cell) in feeds {
        let Some(cell) = cell else {
            known = known.and(Known::Lacks);
            continue;
        };
        let held = cell.read();
        known = known.and(of_feed(&held));
        let (rows, rows_known) = rows_of(&of_region(readings, *region));
        known = known.and(rows_known);
        if let Some(feed) = &held.value {
            items.extend(concerned(*region, feed, &rows, now));
        }
    }
    let some = !items.is_empty();
    let (class, icon, key) = match known {
        Known::Whole if some => ("", "", ""),
        Known::Whole => ("state state-good", "circle-check", "status.mine.none"),
        Known::Waits => ("", "", ""),
        Known::Lacks => ("state state-warn", "triangle-alert", "status.mine.partly"),
    };
    let note = (!key.is_empty()).then(|| {
        view! {
            <p class=class>
                <Icon name=icon />
                <span>{t(key)}</span>
            </p>
        }
    });
    let waits = known == Known::Waits;
    view! {
        <div role="status">
            {waits.then(|| view! { <Waiting text=t("status.mine.waiting") /> })}
            {note}
        </div>
        <ul class="status-events">{items}</ul>
    }
    .into_any()
}

impl Known {
    /// What the two say together: what is missing is said only once all has come that will.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Waits, _) | (_, Self::Waits) => Self::Waits,
            (Self::Lacks, _) | (_, Self::Lacks) => Self::Lacks,
            (Self::Whole, Self::Whole) => Self::Whole,
        }
    }
}

fn of_feed(held: &Held<Feed>) -> Known {
    match (&held.value, &held.phase) {
        (None, Phase::Waiting { .. } | Phase::Ready) => Known::Waits,
        (_, Phase::Failed(_)) => Known::Lacks,
        (Some(feed), _) if feed.unreadable > 0 => Known::Lacks,
        (Some(_), _) => Known::Whole,
    }
}

/// The services of which it is known where they stand, or that this is not to be had.
fn rows_of(readings: &[Reading]) -> (Vec<Arc<Row>>, Known) {
    let mut rows = Vec::new();
    let mut known = Known::Whole;
    for reading in readings {
        let loaded = reading.cell.read();
        let Some(all) = &loaded.rows else {
            known = known.and(match loaded.phase {
                Phase::Failed(_) => Known::Lacks,
                Phase::Waiting { .. } | Phase::Ready => Known::Waits,
            });
            continue;
        };
        for row in all.iter() {
            // What a machine says of itself is read behind the list.
            let silent = row.facts.site.is_none() && row.facts.product.is_none();
            if silent && is_machine(row) && loaded.gap.is_none() {
                known = known.and(Known::Waits);
            } else {
                rows.push(row.clone());
            }
        }
        if loaded.gap.is_some() || loaded.unreadable > 0 {
            known = known.and(Known::Lacks);
        }
    }
    (rows, known)
}

/// What of a region's page concerns which of these services.
fn concerned(region: Region, feed: &Feed, rows: &[Arc<Row>], now: f64) -> Vec<AnyView> {
    let board = status::Board::of(feed, now);
    let planned = board.planned.iter().map(|one| Event::Maintenance(one));
    let events = board.now.iter().copied().chain(planned);
    let each = events.filter_map(|one| {
        let hit: Vec<_> = rows
            .iter()
            .filter_map(|row| {
                let concern = status::concern(one.what(), &Place::of(row))?;
                Some((row.clone(), concern))
            })
            .collect();
        (!hit.is_empty()).then(|| event::event(one, services(region, hit)))
    });
    each.collect()
}

/// The services it concerns, each a way to its page: those that surely are first.
fn services(region: Region, mut hit: Vec<(Arc<Row>, Concern)>) -> AnyView {
    hit.sort_by_key(|(_, concern)| *concern);
    let sure = hit.iter().filter(|(_, of)| *of == Concern::Sure).count();
    let said = if sure == 0 {
        t_count("status.mine.perhaps", hit.len())
    } else {
        t_count("status.mine.count", sure)
    };
    let rest = hit.split_off(hit.len().min(NAMED));
    let more = rest.len();
    let rest = (more > 0).then(|| {
        view! {
            <details>
                <summary>{t_count("status.mine.more", more)}</summary>
                <ul class="status-services">{ways(rest)}</ul>
            </details>
        }
    });
    view! {
        <p class="small">
            <span class="tag">{names::region(region)}</span>
            " "
            {said}
        </p>
        <ul class="status-services">{ways(hit)}</ul>
        {rest}
    }
    .into_any()
}

fn ways(hit: Vec<(Arc<Row>, Concern)>) -> Vec<AnyView> {
    let way = |(row, concern): (Arc<Row>, Concern)| {
        let to = place::Place::service(row.account.clone(), row.key.clone()).to_string();
        let perhaps = (concern == Concern::Perhaps)
            .then(|| view! { <span class="soft small">{t("status.perhaps")}</span> });
        view! {
            <li>
                <a href=to>{row.display.to_string()}</a>
                " "
                <span class="soft small">{row.product_name.to_string()}</span>
                " "
                <span class="soft small">{row.account.nic.to_string()}</span>
                " "
                {perhaps}
            </li>
        }
        .into_any()
    };
    hit.into_iter().map(way).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_not_taken_for_good_news() {
        use Known::{Lacks, Waits, Whole};
        for (one, other, both) in [
            (Whole, Whole, Whole),
            (Whole, Lacks, Lacks),
            (Lacks, Waits, Waits),
            (Waits, Whole, Waits),
        ] {
            assert_eq!(one.and(other), both);
            assert_eq!(other.and(one), both);
        }
    }
}
