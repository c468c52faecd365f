//! A list that is on the screen: its rows, how it is looked at, what is selected.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::column::{Rows, Table};
use super::filter::{Filter, Unclear};
use super::order::Engine;
use super::rest::Resting;
use super::state::View;
use crate::platform::history::Address;
use crate::platform::now_ms;

/// The rows that are shown, in order.
#[derive(Clone, Default)]
pub struct Shown {
    /// All rows of the list.
    pub rows: Rows,
    /// The places of those shown.
    pub list: Arc<Vec<u32>>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.list == other.list
    }
}

/// A list on the screen. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Grid {
    table: StoredValue<Arc<Table>>,
    scope: StoredValue<String>,
    /// Every row.
    pub rows: Memo<Rows>,
    /// How it is looked at.
    pub view: RwSignal<View>,
    /// What is shown.
    pub shown: Memo<Shown>,
    /// The ids of the selected rows, shown or not.
    pub selected: RwSignal<BTreeSet<String>>,
    /// Rows are low.
    pub compact: RwSignal<bool>,
    /// Something that was done, to be said aloud.
    pub said: RwSignal<String>,
    /// Where a range of selected rows begins.
    pub anchor: StoredValue<Option<usize>>,
}

impl Grid {
    /// A list of `rows`, looked at as the address says. `scope` is whose it is.
    pub fn new(table: Table, scope: String, rows: Memo<Rows>) -> Self {
        let table = Arc::new(table);
        let view = in_address(table.clone());
        let engine = StoredValue::new_local(Engine::default());
        let of = table.clone();
        let shown = Memo::new(move |_| {
            let rows = rows.get();
            let meant = view.read().meant(&of);
            let filter = Filter::new(&of, &meant.tokens, now_ms());
            let list = engine
                .try_update_value(|engine| engine.choose(&of, &rows, &filter, &meant.sort))
                .unwrap_or_default();
            Shown {
                rows,
                list: Arc::new(list),
            }
        });
        Self {
            table: StoredValue::new(table),
            scope: StoredValue::new(scope),
            rows,
            view,
            shown,
            selected: RwSignal::new(BTreeSet::new()),
            compact: RwSignal::new(super::density::stored()),
            said: RwSignal::new(String::new()),
            anchor: StoredValue::new(None),
        }
    }

    /// What the list is made of.
    pub fn table(self) -> Arc<Table> {
        self.table.get_value()
    }

    /// Whose it is.
    pub fn scope(self) -> String {
        self.scope.get_value()
    }

    /// What of the query no column makes sense of. Tracked.
    pub fn unclear(self) -> Vec<Unclear> {
        let table = self.table();
        let meant = self.view.read().meant(&table);
        Filter::new(&table, &meant.tokens, 0.0).unclear
    }

    /// The id of the row at a place among those shown.
    pub fn id_at(self, place: usize) -> Option<String> {
        let table = self.table();
        self.shown.with_untracked(|shown| {
            let row = shown.rows.row(*shown.list.get(place)?)?;
            Some((table.id)(row))
        })
    }

    /// Selects or releases the row at a place; `through` does it for all since the last one.
    pub fn select(self, place: usize, through: bool) {
        let Some(id) = self.id_at(place) else { return };
        let on = !self.selected.read_untracked().contains(&id);
        let from = self.anchor.get_value().filter(|_| through);
        let (first, last) = match from {
            Some(from) => (from.min(place), from.max(place)),
            None => (place, place),
        };
        // A range always selects: what it began with was selected, too.
        let on = on || from.is_some();
        let ids: Vec<String> = (first..=last)
            .filter_map(|place| self.id_at(place))
            .collect();
        self.selected.update(|selected| {
            for id in ids {
                if on {
                    selected.insert(id);
                } else {
                    selected.remove(&id);
                }
            }
        });
        self.anchor.set_value(Some(place));
    }

    /// Selects all rows shown, or releases them.
    pub fn select_all(self, on: bool) {
        let table = self.table();
        let shown = self.shown.get_untracked();
        let rows = shown.list.iter().filter_map(|at| shown.rows.row(*at));
        let ids: Vec<String> = rows.map(|row| (table.id)(row)).collect();
        self.selected.update(|selected| {
            for id in ids {
                if on {
                    selected.insert(id);
                } else {
                    selected.remove(&id);
                }
            }
        });
    }

    /// The places, among all rows, of those shown and selected, in the order shown. Tracked.
    pub fn selected_shown(self) -> Vec<u32> {
        let table = self.table();
        let (shown, selected) = (self.shown.read(), self.selected.read());
        if selected.is_empty() {
            return Vec::new();
        }
        let chosen = shown.list.iter().copied().filter(|at| {
            let row = shown.rows.row(*at);
            row.is_some_and(|row| selected.contains(&(table.id)(row)))
        });
        chosen.collect()
    }

    /// Whether every row shown is selected. Tracked.
    pub fn all_selected(self) -> bool {
        let table = self.table();
        let (shown, selected) = (self.shown.read(), self.selected.read());
        !selected.is_empty()
            && !shown.list.is_empty()
            && shown.list.iter().all(|at| {
                let row = shown.rows.row(*at);
                row.is_some_and(|row| selected.contains(&(table.id)(row)))
            })
    }
}

/// How the list is looked at: read from the address when that changes, written to it when
/// typing rests.
fn in_address(table: Arc<Table>) -> RwSignal<View> {
    let address = Address::of_page();
    let view = RwSignal::new(read_search(&table, &untrack(|| address.search())));

    let of = table.clone();
    Effect::new(move |earlier: Option<()>| {
        let asked = read_search(&of, &address.search());
        if earlier.is_some() && view.with_untracked(|view| *view != asked) {
            view.set(asked);
        }
    });

    let resting = Resting::new();
    Effect::new(move |earlier: Option<()>| {
        let written = write_search(&table, &view.read());
        let table = table.clone();
        if earlier.is_some() {
            resting.then(move || {
                let current = read_search(&table, &untrack(|| address.search()));
                if write_search(&table, &current) != written {
                    address.rewrite_search(&written);
                }
            });
        }
    });
    view
}

/// Reads with the browser's own parser.
pub fn read_search(table: &Table, search: &str) -> View {
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(search) else {
        return View::default();
    };
    let mut pairs = Vec::new();
    for pair in js_sys::Array::from(&params) {
        let pair = js_sys::Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            pairs.push((name, value));
        }
    }
    View::from_pairs(table, &pairs)
}

/// The query of an address with its `?`, or nothing.
pub fn write_search(table: &Table, view: &View) -> String {
    let Ok(params) = web_sys::UrlSearchParams::new() else {
        return String::new();
    };
    for (name, value) in view.to_pairs(table) {
        params.append(name, &value);
    }
    let written = String::from(params.to_string());
    if written.is_empty() {
        written
    } else {
        format!("?{written}")
    }
}
