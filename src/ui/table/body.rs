//! The grid itself: head, the rows in view, selection boxes.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;

use super::density;
use super::focus::Focus;
use super::grid::Grid;
use super::head::head;
use crate::i18n::{t, t_with};
use crate::ui::{live, text, window as rows_in};

/// A row that is drawn: its place among those shown, and the row itself.
type Drawn = (usize, super::column::Handle);

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
    let rows = move || -> Vec<Drawn> {
        // The rows first: asked after the range that is made from them, a change that
        // leaves the range as it was would be missed.
        let shown = grid.shown.read();
        let mut places: Vec<usize> = range.get().collect();
        // The row with the focus stays, wherever one scrolls.
        for held in focus.held() {
            if held < shown.list.len() && !places.contains(&held) {
                let place = places.partition_point(|place| *place < held);
                places.insert(place, held);
            }
        }
        let row = |place: usize| {
            let at = *shown.list.get(place)? as usize;
            Some((place, shown.rows.0.get(at)?.clone()))
        };
        places.into_iter().filter_map(row).collect()
    };
    let draws = move || {
        // Drawn anew when other columns are shown.
        let columns = Arc::new(columns.get());
        view! {
            <For
                each=rows
                key=|(place, row)| (*place, Arc::as_ptr(row).cast::<()>() as usize)
                children=move |(place, row)| line(grid, focus, height, &columns, place, &row)
            />
        }
        .into_any()
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
                    {live(draws)}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// One row.
fn line(
    grid: Grid,
    focus: Focus,
    height: Memo<f64>,
    columns: &[usize],
    place: usize,
    row: &super::column::Handle,
) -> AnyView {
    let table = grid.table();
    let id = (table.id)(&**row);
    let called = (table.called)(&**row).to_owned();
    let link = table.link.as_ref().and_then(|link| link(&**row));
    let selected = Signal::derive(move || grid.selected.read().contains(&id));
    let said = text(move || selected.get().to_string());
    let across = text(move || format!("translateY({})", pixels(place, height.get())));
    let tall = text(move || pixels(1, height.get()));
    let stop = |column: usize| {
        if focus.stops_at(place + 1, column) {
            "0"
        } else {
            "-1"
        }
    };
    let cells = columns.iter().enumerate().map(|(at, column)| {
        let described = &table.columns[*column];
        let drawn = (described.draw)(&**row);
        let class = format!("table-cell list-{}", described.key);
        let index = (at + 2).to_string();
        match (at, link.clone()) {
            (0, Some(link)) => view! {
                <div class=class role="rowheader" aria-colindex=index>
                    <a class="table-link" href=link data-stop="" tabindex=stop(at + 1)>
                        {drawn}
                    </a>
                </div>
            }
            .into_any(),
            (0, None) => view! {
                <div class=class role="rowheader" aria-colindex=index data-stop="" tabindex=stop(1)>
                    {drawn}
                </div>
            }
            .into_any(),
            _ => view! {
                <div
                    class=class
                    role="gridcell"
                    aria-colindex=index
                    data-stop=""
                    tabindex=stop(at + 1)
                >
                    {drawn}
                </div>
            }
            .into_any(),
        }
    });
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
                    tabindex=stop(0)
                    aria-label=t_with("table.select", &[("name", &called)])
                    prop:checked=selected
                    on:click=move |event: ev::MouseEvent| grid.select(place, event.shift_key())
                />
            </div>
            {cells.collect_view()}
        </div>
    }
    .into_any()
}
