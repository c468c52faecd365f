//! The table that every list of the product is.
//!
//! A list says what its columns are ([`Spec`]) and gives its rows; the rest is here: the
//! rows in view, sorting by several columns, filters and their language, choice and order
//! of columns, selection, keyboard, saved views and exports. Its texts are in
//! `locales/{language}/table.json` and its looks in `areas/table.css`, which come with
//! every area that says `and table` where it is declared.

pub mod column;
pub mod filter;
pub mod order;
pub mod query;
pub mod state;

mod body;
mod density;
mod download;
mod empty;
mod filters;
mod find;
mod focus;
mod grid;
mod head;
mod keys;
mod menu;
mod moment;
mod rest;
pub mod tools;

pub use column::{Column, Handle, Kind, Rows, Spec, Value};
pub use empty::empty;
pub use grid::Grid;
pub use order::in_order_of_names;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::i18n::{format, t_with};
use crate::ui::text;
use rest::Resting;

/// Everything above and around the rows: the search, with `hint` saying what it looks at,
/// a choice for each of the columns `quick`, the tools.
pub fn controls(grid: Grid, hint: String, quick: &'static [&'static str]) -> AnyView {
    view! {
        {filters::filters(grid, hint, quick)}
        {tools::tools(grid)}
    }
    .into_any()
}

/// The rows, and the bar for those selected.
pub fn rows(grid: Grid) -> AnyView {
    view! {
        {body::body(grid)}
        {tools::for_selected(grid)}
    }
    .into_any()
}

/// How many rows are shown of how many, in the words that `all` has for a number of rows;
/// said aloud only once typing rests.
pub fn count(grid: Grid, all: fn(usize) -> String) -> AnyView {
    let shown = text(move || {
        let (of, shown) = (grid.rows.read().0.len(), grid.shown.read().list.len());
        if of == shown {
            all(of)
        } else {
            let shown = format::number(shown);
            t_with("table.shown", &[("shown", &shown), ("all", &all(of))])
        }
    });
    let said = RwSignal::new(String::new());
    let resting = Resting::new();
    Effect::new(move || {
        let shown = shown.get();
        resting.then(move || {
            said.try_set(shown);
        });
    });
    view! {
        <p class="soft" data-count="">
            {shown}
        </p>
        <p class="unseen" role="status">
            {said}
        </p>
        <p class="unseen" role="status">
            {grid.said}
        </p>
    }
    .into_any()
}

fn focus_by_id(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

#[cfg(test)]
mod sample;
