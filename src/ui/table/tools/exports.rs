//! What is shown, as a file.

use leptos::prelude::*;

use super::export::{BOM, Export, file_name};
use crate::i18n::{t, t_count, t_with};
use crate::platform::now_ms;
use crate::ui::table::grid::Grid;
use crate::ui::table::{download, moment};
use crate::ui::{Icon, text};

/// All rows that are shown.
pub fn exports(grid: Grid) -> AnyView {
    let about = text(move || t_count("table.export.about", grid.shown.read().list.len()));
    view! {
        <p class="soft small">{about}</p>
        {export_buttons(grid, false)}
        <p class="soft small">{t("table.export.formulas")}</p>
    }
    .into_any()
}

/// A button for each kind of file, of all rows shown or of those selected.
pub fn export_buttons(grid: Grid, selected: bool) -> AnyView {
    let button = |key: &'static str, kind: &'static str, mark: &'static str| {
        view! {
            <button class="button" type="button" on:click=move |_| {
                export(grid, selected, kind, mark);
            }>
                <Icon name="download" />
                {t(key)}
            </button>
        }
    };
    view! {
        {button("table.export.csv", "csv", "")}
        {(!selected).then(|| button("table.export.excel", "csv", BOM))}
        {button("table.export.json", "json", "")}
    }
    .into_any()
}

fn export(grid: Grid, selected: bool, kind: &str, mark: &str) {
    let table = grid.table();
    let shown = grid.shown.get_untracked();
    let chosen = if selected {
        untrack(|| grid.selected_shown())
    } else {
        shown.list.to_vec()
    };
    let columns = grid.view.read_untracked().shown_columns(&table);
    let export = Export {
        table: &table,
        rows: &shown.rows,
        chosen: &chosen,
        columns: &columns,
    };
    let (text, media) = match kind {
        "json" => (export.json(), "application/json"),
        _ => (
            format!("{mark}{}", export.csv(&t)),
            "text/csv;charset=utf-8",
        ),
    };
    let day = moment::iso(now_ms());
    let day = day.split('T').next().unwrap_or_default();
    let name = file_name(table.name, &grid.scope(), day, kind);
    let said = match download::save(&name, &text, media) {
        Ok(()) => t_with("table.exported", &[("file", &name)]),
        Err(download::NotSaved) => t("table.not_exported"),
    };
    grid.said.set(said);
}
