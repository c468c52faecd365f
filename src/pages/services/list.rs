//! The list itself: sticky head, sortable columns, only the rows in view drawn.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev;
use leptos::html::Tbody;
use leptos::prelude::*;

use crate::data::Snapshot;
use crate::data::query::{Query, SortBy};
use crate::data::row::Row;
use crate::i18n::{names, t};
use crate::pages::term::term;
use crate::ui::{ConditionMark, Icon, live, text, tint, universe_icon, window as rows_in};

/// The height of a row in pixels, as `style/pages/services.css` sets it.
const ROW: f64 = 52.0;
/// The same where the columns stand below each other.
const ROW_NARROW: f64 = 92.0;
/// The width below which they do, likewise.
const NARROW: &str = "(max-width: 52rem)";

impl SortBy {
    fn label(self) -> &'static str {
        match self {
            Self::Name => "services.column.name",
            Self::State => "services.column.state",
            Self::Product => "services.column.product",
            Self::Account => "services.column.account",
            Self::End => "services.column.end",
        }
    }
}

/// The height of some rows, for a style. Whole pixels: printing fractions would add
/// eleven kilobytes to the download.
fn pixels(rows: usize, row: f64) -> String {
    format!("{}px", rows * row as usize)
}

fn row_height() -> f64 {
    let narrow = window()
        .match_media(NARROW)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches());
    if narrow { ROW_NARROW } else { ROW }
}

/// The table of the chosen rows.
pub fn list(chosen: Memo<Snapshot>, query: RwSignal<Query>) -> AnyView {
    let body = NodeRef::<Tbody>::new();
    let height = RwSignal::new(row_height());
    // Where the list stands in the view; only a change of the drawn rows redraws.
    let place = RwSignal::new((0.0, 0.0));
    let look = move || {
        if let Some(body) = body.try_get_untracked().flatten() {
            let view = window()
                .inner_height()
                .ok()
                .and_then(|v| v.as_f64())
                .unwrap_or(800.0);
            height.set(row_height());
            place.set((body.get_bounding_client_rect().top(), view));
        }
    };
    let scroll = window_event_listener(ev::scroll, move |_| look());
    let resize = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
    Effect::new(move || {
        // Another choice of rows moves the list; look again once it is drawn.
        chosen.track();
        body.track();
        request_animation_frame(look);
    });
    let drawn = Memo::new(move |_| -> Range<usize> {
        let (top, view) = place.get();
        rows_in::in_view(top, view, height.get(), chosen.read().len())
    });
    let rows = move || {
        // The rows first: asked after the range that is made from them, a change that
        // leaves the range as it was would be missed.
        let chosen = chosen.get();
        let range = drawn.get();
        let first = range.start;
        let part = chosen.part(range).iter().enumerate();
        part.map(|(at, row)| (first + at, row.clone()))
            .collect::<Vec<_>>()
    };
    let above = text(move || pixels(drawn.get().start, height.get()));
    let below = text(move || {
        pixels(
            chosen.read().len().saturating_sub(drawn.get().end),
            height.get(),
        )
    });
    let count = text(move || (chosen.read().len() + 1).to_string());

    view! {
        <div class="panel list-frame">
            <table
                class="list"
                role="table"
                aria-label=t("services.title")
                aria-rowcount=count
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        {SortBy::ALL.map(|by| head(by, query))}
                    </tr>
                </thead>
                <tbody role="rowgroup" node_ref=body>
                    <tr class="list-space" aria-hidden="true" style:height=above></tr>
                    <For
                        each=rows
                        key=|(at, row)| (*at, Arc::as_ptr(row) as usize)
                        children=|(at, row)| line(at, &row)
                    />
                    <tr class="list-space" aria-hidden="true" style:height=below></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The head of a column, which sorts by it.
fn head(by: SortBy, query: RwSignal<Query>) -> AnyView {
    let sorted =
        Memo::new(move |_| query.with(|query| (query.sort == by).then_some(query.descending)));
    let said = text(move || {
        let said = match sorted.get() {
            Some(false) => "ascending",
            Some(true) => "descending",
            None => "none",
        };
        said.to_owned()
    });
    let arrow = live(move || match sorted.get() {
        Some(true) => view! { <Icon name="arrow-down" /> }.into_any(),
        Some(false) => view! { <Icon name="arrow-up" /> }.into_any(),
        None => ().into_any(),
    });
    let sort = move |_| {
        query.update(|query| {
            query.descending = query.sort == by && !query.descending;
            query.sort = by;
        });
    };
    view! {
        <th role="columnheader" scope="col" class=format!("list-{}", by.slug()) aria-sort=said>
            <button type="button" on:click=sort>
                {t(by.label())}
                {arrow}
            </button>
        </th>
    }
    .into_any()
}

/// One service.
fn line(at: usize, row: &Row) -> AnyView {
    let display = row.display.to_string();
    let technical = (row.display != row.name).then(|| {
        let name = row.name.to_string();
        view! {
            <span class="list-technical mono" title=name.clone()>
                {name.clone()}
            </span>
        }
    });
    let word = row
        .raw_state()
        .map(|word| view! { <span class="soft mono small">{word.to_owned()}</span> });
    view! {
        <tr role="row" aria-rowindex=(at + 2).to_string()>
            <th role="rowheader" scope="row" class="list-name">
                <span class="list-display" title=display.clone()>
                    {display.clone()}
                </span>
                {technical}
            </th>
            <td role="cell" class="list-state">
                <ConditionMark condition=row.condition />
                {word}
            </td>
            <td role="cell" class="list-product">
                <span class=format!("universe {}", tint(row.universe()))>
                    <Icon name=universe_icon(row.universe()) />
                    <span>{row.product_name.to_string()}</span>
                </span>
            </td>
            <td role="cell" class="list-account">
                <span class="tag">{names::endpoint(row.account.endpoint)}</span>
                " "
                <span class="soft">{row.account.nic.to_string()}</span>
            </td>
            <td role="cell" class="list-end">
                {term(row)}
            </td>
        </tr>
    }
    .into_any()
}
