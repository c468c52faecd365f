//! The bar for the selected rows.

use leptos::prelude::*;

use super::exports::export_buttons;
use crate::i18n::{format, t, t_count, t_with};
use crate::ui::table::grid::Grid;
use crate::ui::table::{download, filters};
use crate::ui::{Icon, live, text};

/// The bar.
pub fn bulk(grid: Grid) -> AnyView {
    let count = text(move || {
        let all = grid.selected.read().len();
        let shown = grid.selected_shown().len();
        let said = t_count("table.selected", all);
        if shown == all {
            said
        } else {
            // Only what one sees is acted on.
            let hidden = format::number(all - shown);
            t_with(
                "table.selected_hidden",
                &[("selected", &said), ("n", &hidden)],
            )
        }
    });
    let copy = move |_| {
        let table = grid.table();
        let shown = grid.shown.get_untracked();
        let names: Vec<String> = untrack(|| grid.selected_shown())
            .into_iter()
            .filter_map(|at| Some((table.called)(shown.rows.row(at)?).to_owned()))
            .collect();
        leptos::task::spawn_local(async move {
            let copied = download::copy(&names.join("\n")).await;
            let said = if copied {
                t_count("table.copied", names.len())
            } else {
                t("table.not_copied")
            };
            grid.said.try_set(said);
        });
    };
    let clear = move |_| {
        grid.selected.update(std::collections::BTreeSet::clear);
        // The bar goes away with the button that was pressed.
        filters::focus_search();
    };
    view! {
        <div class="table-bulk panel" role="region" aria-label=t("table.bulk")>
            <p class="table-bulk-count">{count}</p>
            <button class="button" type="button" on:click=copy>
                <Icon name="copy" />
                {t("table.copy_names")}
            </button>
            {live(move || export_buttons(grid, true))}
            <button class="button button-plain" type="button" on:click=clear>
                {t("table.clear")}
            </button>
        </div>
    }
    .into_any()
}
