//! The grid itself: head, the rows in view, selection boxes.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;

use super::column::{Handle, Table};
use super::density;
use super::focus::Focus;
use super::grid::Grid;
use super::head::head;
use crate::i18n::{t, t_with};
use crate::ui::{live, text, window as rows_in};

/// A row that is drawn.
#[derive(Clone)]
struct Drawn(Handle);

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The height of some rows, for a style. Whole pixels: printing fractions would add
/// eleven kilobytes to the download.
fn pixels(rows: usize, row: f64) -> String {
    format!("{}px", rows * row as usize)
}

/// Where the body stands in the view: its top, the height of the view, and whether columns
/// stand below each other.
pub type Look = (f64, f64, bool);

/// The grid of what is shown.
pub fn body(grid: Grid) -> AnyView {
    let table = grid.table();
    let frame = NodeRef::<Div>::new();
    let body = NodeRef::<Div>::new();
    let look_at = RwSignal::new((0.0, 800.0, density::narrow()));
    let look = move || {
        if let Some(body) = body.try_get_untracked().flatten() {
            let view = window().inner_height().ok().and_then(|v| v.as_f64());
            let top = body.get_bounding_client_rect().top();
            let now: Look = (top, view.unwrap_or(800.0), density::narrow());
            look_at.set(now);
        }
    };
    let scroll = window_event_listener(ev::scroll, move |_| look());
    let resize = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });

    let columns = Memo::new({
        let table = table.clone();
        move |_| grid.view.read().shown_columns(&table)
    });
    let height = Memo::new(move |_| {
        density::row_height(look_at.get().2, grid.compact.get(), columns.read().len())
    });
    let count = Memo::new(move |_| grid.shown.read().list.len());
    let focus = Focus::new(grid, frame, body, height);
    Effect::new(move || {
        // Another choice of rows moves the list; look again once it is drawn.
        grid.shown.track();
        height.track();
        body.track();
        request_animation_frame(move || {
            look();
            focus.mend();
        });
    });
    let range = Memo::new(move |_| -> Range<usize> {
        let (top, view, _) = look_at.get();
        rows_in::in_view(top, view, height.get(), count.get())
    });
    let places = Memo::new(move |_| -> Vec<usize> {
        let mut places: Vec<usize> = range.get().collect();
        let count = count.get();
        // The row with the focus stays, wherever one scrolls.
        for held in focus.held() {
            if held < count && !places.contains(&held) {
                let place = places.partition_point(|place| *place < held);
                places.insert(place, held);
            }
        }
        places
    });
    let line = move |place: usize| {
        let row = Memo::new(move |_| {
            let shown = grid.shown.read();
            let row = shown.rows.0.get(*shown.list.get(place)? as usize)?;
            Some(Drawn(row.clone()))
        });
        // Drawn anew when other columns are shown.
        live(move || line(grid, focus, height, &columns.read(), place, row))
    };

    let widths = text({
        let table = table.clone();
        move || {
            let shares = columns.get().into_iter().map(|at| {
                let width = table.columns[at].width;
                format!("minmax(0, {width}fr)")
            });
            shares.collect::<Vec<_>>().join(" ")
        }
    });
    let tall = text(move || pixels(count.get(), height.get()));
    let rows_said = text(move || (count.get() + 1).to_string());
    let columns_said = text(move || (columns.read().len() + 1).to_string());
    let density = text(move || {
        let compact = grid.compact.get();
        if compact { "compact" } else { "comfortable" }.to_owned()
    });
    view! {
        <div class="panel table-frame" node_ref=frame>
            <div
                class="table"
                role="grid"
                aria-label=t(table.title)
                aria-rowcount=rows_said
                aria-colcount=columns_said
                aria-multiselectable="true"
                data-density=density
                style=("--columns", widths)
                on:keydown=move |event| focus.key(&event)
                on:focusin=move |event| focus.entered(&event)
                on:focusout=move |event| focus.left(&event)
            >
                <div class="table-head" role="rowgroup">
                    {live(move || head(grid, &columns.get()))}
                </div>
                <div class="table-body" role="rowgroup" node_ref=body style:height=tall>
                    <For each=move || places.get() key=|place| *place children=line />
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// One place in the list. It keeps its elements whatever row is there: a sort, or a letter
/// typed, changes what is in them. To make them anew would cost most of the time that either
/// takes.
fn line(
    grid: Grid,
    focus: Focus,
    height: Memo<f64>,
    columns: &[usize],
    place: usize,
    row: Memo<Option<Drawn>>,
) -> AnyView {
    let of = |say: fn(&Table, &Handle) -> String| {
        text(move || {
            let row = row.read();
            row.as_ref()
                .map_or_else(String::new, |Drawn(row)| say(&grid.table(), row))
        })
    };
    let id = of(|table, row| (table.id)(&**row));
    let label = of(|table, row| t_with("table.select", &[("name", (table.called)(&**row))]));
    let selected = Memo::new(move |_| grid.selected.read().contains(&*id.read()));
    let said = text(move || selected.get().to_string());
    let across = text(move || format!("translateY({})", pixels(place, height.get())));
    let tall = text(move || pixels(1, height.get()));
    let cells = columns
        .iter()
        .enumerate()
        .map(|(at, column)| cell(grid, focus, place, (at, *column), row));
    view! {
        <div
            class="table-row"
            role="row"
            aria-rowindex=(place + 2).to_string()
            aria-selected=said
            style:transform=across
            style:height=tall
        >
            <div class="table-check" role="gridcell" aria-colindex="1">
                <input
                    type="checkbox"
                    data-stop=""
                    tabindex=focus.tab_index(place + 1, 0)
                    aria-label=label
                    prop:checked=selected
                    on:click=move |event: ev::MouseEvent| grid.select(place, event.shift_key())
                />
            </div>
            {cells.collect_view()}
        </div>
    }
    .into_any()
}

/// The cell at a place, for a column that stands `at` so many after the selection box.
fn cell(
    grid: Grid,
    focus: Focus,
    place: usize,
    (at, column): (usize, usize),
    row: Memo<Option<Drawn>>,
) -> AnyView {
    let table = grid.table();
    let class = format!("table-cell list-{}", table.columns[column].key);
    let index = (at + 2).to_string();
    let stop = focus.tab_index(place + 1, at + 1);
    // As it was while what is there now looks the same.
    let seen = Memo::new_owning(move |before: Option<Option<Drawn>>| {
        let now = row.get();
        let alike = match (before.flatten(), &now) {
            (Some(before), Some(now)) => {
                before == *now || (grid.table().columns[column].alike)(&*before.0, &*now.0)
            }
            _ => false,
        };
        (now, !alike)
    });
    let drawn = live(move || {
        let table = grid.table();
        let drawn = seen
            .get()
            .and_then(|Drawn(row)| (table.columns[column].draw)(&*row));
        drawn.into_any()
    });
    let to = (at == 0 && table.link.is_some()).then(|| {
        text(move || {
            let (table, row) = (grid.table(), row.read());
            let link = table.link.as_ref().zip(row.as_ref());
            link.map_or_else(String::new, |(link, Drawn(row))| link(&**row))
        })
    });
    let role = if at == 0 { "rowheader" } else { "gridcell" };
    match to {
        Some(to) => view! {
            <div class=class role=role aria-colindex=index>
                <a class="table-link" href=to data-stop="" tabindex=stop>
                    {drawn}
                </a>
            </div>
        }
        .into_any(),
        None => view! {
            <div class=class role=role aria-colindex=index data-stop="" tabindex=stop>
                {drawn}
            </div>
        }
        .into_any(),
    }
}
