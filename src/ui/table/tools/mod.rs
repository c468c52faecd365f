//! The tools of a list: a filter on any column, the columns, saved views, exports, the bar for
//! selected rows. Most visits need none of them: they arrive when one is opened.

pub mod export;
pub mod saved;

mod add_filter;
mod bulk;
mod columns;
mod exports;
mod views;

use leptos::prelude::*;

use super::grid::Grid;
use super::menu::menu;
use crate::area;
use crate::i18n::t;
use crate::ui::{Area, live_if};

area!(TOOLS, table_tools, tool, bare);

/// One of the tools.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    AddFilter,
    Views,
    Columns,
    Export,
    Selected,
}

/// Which tool of which list is drawn. In the context of what draws it.
#[derive(Clone, Copy)]
struct Wanted(Grid, Tool);

/// A button for each tool, in a row.
pub fn tools(grid: Grid) -> AnyView {
    let tool = |icon: &'static str, label: &'static str, tool: Tool| {
        menu(icon, t(label), move || open(grid, tool))
    };
    view! {
        <div class="table-tools">
            {tool("list-filter", "table.filter", Tool::AddFilter)}
            {tool("bookmark", "table.views", Tool::Views)}
            {tool("columns-3", "table.columns", Tool::Columns)}
            {tool("download", "table.export", Tool::Export)}
        </div>
    }
    .into_any()
}

/// The bar for the selected rows, while there are any.
pub fn for_selected(grid: Grid) -> AnyView {
    live_if(
        move || !grid.selected.read().is_empty(),
        move || open(grid, Tool::Selected),
    )
}

/// The tool, once it is here. What calls this is drawn anew for another one.
fn open(grid: Grid, tool: Tool) -> AnyView {
    provide_context(Wanted(grid, tool));
    view! { <Area parcel=TOOLS /> }.into_any()
}

/// Draws the tool that is wanted here.
fn tool() -> AnyView {
    let Wanted(grid, tool) = expect_context();
    match tool {
        Tool::AddFilter => add_filter::add_filter(grid),
        Tool::Views => views::views(grid),
        Tool::Columns => columns::columns(grid),
        Tool::Export => exports::exports(grid),
        Tool::Selected => bulk::bulk(grid),
    }
}
