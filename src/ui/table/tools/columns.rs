//! The columns of a list: which are shown, in which order, and how high rows are.

use leptos::prelude::*;

use crate::i18n::{t, t_with};
use crate::ui::table::density;
use crate::ui::table::focus_by_id;
use crate::ui::table::grid::Grid;
use crate::ui::{Icon, live};

/// The choice of columns.
pub fn columns(grid: Grid) -> AnyView {
    let compact = Signal::derive(move || grid.compact.get());
    view! {
        <p class="soft small">{t("table.columns.about")}</p>
        {live(move || column_list(grid))}
        <label class="menu-choice">
            <input
                type="checkbox"
                prop:checked=compact
                on:change=move |event| {
                    let compact = event_target_checked(&event);
                    density::store(compact);
                    grid.compact.set(compact);
                }
            />
            {t("table.compact")}
        </label>
    }
    .into_any()
}

fn column_list(grid: Grid) -> AnyView {
    let table = grid.table();
    let shown = grid.view.read().shown_columns(&table);
    let hidden = (0..table.columns.len()).filter(|column| !shown.contains(column));
    let lines = shown.iter().copied().chain(hidden).map(|column| {
        let place = shown.iter().position(|other| *other == column);
        column_line(grid, column, place, shown.len())
    });
    view! { <ul class="menu-list">{lines.collect_view()}</ul> }.into_any()
}

fn column_line(grid: Grid, column: usize, place: Option<usize>, count: usize) -> AnyView {
    let table = grid.table();
    let title = t(table.columns[column].title);
    let change = move |change: &dyn Fn(&mut Vec<usize>)| {
        let table = grid.table();
        grid.view.update(|view| {
            let mut columns = view.shown_columns(&table);
            change(&mut columns);
            view.show_columns(&table, columns);
        });
    };
    let id = format!("column-{}", table.columns[column].key);
    let refocus = {
        let id = id.clone();
        // The list is drawn anew; the keyboard goes on from the same column.
        move || {
            let id = id.clone();
            request_animation_frame(move || focus_by_id(&id));
        }
    };
    let moves = place.filter(|place| *place > 0).map(|place| {
        let step = |icon: &'static str, key: &'static str, to: usize, can: bool| {
            let (key, refocus) = (t_with(key, &[("column", &title)]), refocus.clone());
            view! {
                <button
                    class="button button-plain button-icon"
                    type="button"
                    aria-label=key
                    disabled=!can
                    on:click=move |_| {
                        change(&|columns| columns.swap(place, to));
                        refocus();
                    }
                >
                    <Icon name=icon />
                </button>
            }
        };
        view! {
            {step("arrow-up", "table.earlier", place - 1, place > 1)}
            {step("arrow-down", "table.later", place + 1, place + 1 < count)}
        }
    });
    let refocus = refocus.clone();
    view! {
        <li>
            <label class="menu-choice">
                <input
                    id=id
                    type="checkbox"
                    prop:checked=place.is_some()
                    // The first column names the row.
                    disabled=column == 0
                    on:change=move |_| {
                        change(
                            &|columns| match columns.iter().position(|other| *other == column) {
                                Some(place) => {
                                    columns.remove(place);
                                }
                                None => columns.push(column),
                            },
                        );
                        refocus();
                    }
                />
                {title.clone()}
            </label>
            {moves}
        </li>
    }
    .into_any()
}
