//! The heads of the columns, which sort by them.

use leptos::ev;
use leptos::prelude::*;

use super::grid::Grid;
use crate::i18n::{format, t, t_with};
use crate::ui::{Icon, live, text};

/// The row of heads.
pub fn head(grid: Grid, columns: &[usize]) -> AnyView {
    let all = Signal::derive(move || grid.all_selected());
    let some = Signal::derive(move || !grid.selected.read().is_empty() && !all.get());
    let heads = columns
        .iter()
        .enumerate()
        .map(|(at, column)| one(grid, at, *column));
    view! {
        <div class="table-row" role="row" aria-rowindex="1">
            <div class="table-check" role="columnheader" aria-colindex="1">
                <input
                    type="checkbox"
                    data-stop=""
                    tabindex="-1"
                    aria-label=t("table.select_all")
                    prop:checked=all
                    prop:indeterminate=some
                    on:click=move |_| grid.select_all(!all.get_untracked())
                />
            </div>
            {heads.collect_view()}
        </div>
    }
    .into_any()
}

fn one(grid: Grid, at: usize, column: usize) -> AnyView {
    let table = grid.table();
    let of = table.clone();
    // Its level among the columns sorted by, how many those are, and the direction.
    let sorted = Memo::new(move |_| {
        let sort = grid.view.read().meant(&of).sort;
        let level = sort.iter().position(|(other, _)| *other == column)?;
        Some((level, sort.len(), sort[level].1))
    });
    let direction = |descending| {
        if descending {
            "descending"
        } else {
            "ascending"
        }
    };
    // Of several columns only the first may say it; the others say it in words.
    let said = text(move || match sorted.get() {
        Some((0, _, descending)) => direction(descending).to_owned(),
        _ => "none".to_owned(),
    });
    let mark = live(move || {
        let Some((level, levels, descending)) = sorted.get() else {
            return ().into_any();
        };
        let icon = if descending { "arrow-down" } else { "arrow-up" };
        let rank = (levels > 1).then(|| {
            let level = format::number(level + 1);
            let key = if descending {
                "table.level_down"
            } else {
                "table.level_up"
            };
            let words = t_with(key, &[("level", &level)]);
            view! {
                <span class="table-level" aria-hidden="true">
                    {level}
                </span>
                <span class="unseen">{words}</span>
            }
        });
        view! {
            <Icon name=icon />
            {rank}
        }
        .into_any()
    });
    let key = table.columns[column].key;
    let title = t(table.columns[column].title);
    let sort = move |event: ev::MouseEvent| {
        let further = event.shift_key();
        let table = grid.table();
        grid.view
            .update(|view| view.sort_by(&table, column, further));
    };
    view! {
        <div
            class=format!("table-title list-{key}")
            role="columnheader"
            aria-colindex=(at + 2).to_string()
            aria-sort=said
        >
            <button
                type="button"
                data-stop=""
                tabindex="-1"
                title=t("table.sort_hint")
                on:click=sort
            >
                {title}
                {mark}
            </button>
        </div>
    }
    .into_any()
}
