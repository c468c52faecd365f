//! What stands where a list has no row to show.

use leptos::prelude::*;

use super::grid::Grid;
use crate::i18n::t;
use crate::ui::{Icon, live};

/// No row: because none has arrived (`waits`), none fits, or none is there, which `nothing`
/// says. `none_fits` and `clear` are the keys of what is said of the second, and of the button
/// that ends it.
pub fn empty(
    grid: Grid,
    waits: Memo<bool>,
    [none_fits, clear]: [&'static str; 2],
    nothing: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    live(move || {
        let none = grid.rows.read().0.is_empty();
        if !none {
            fits_none(grid, none_fits, clear)
        } else if waits.get() {
            let lines = (0..8).map(|_| view! { <span class="skeleton"></span> });
            view! {
                <div class="panel list-skeleton" aria-hidden="true">
                    {lines.collect_view()}
                </div>
            }
            .into_any()
        } else {
            nothing()
        }
    })
}

fn fits_none(grid: Grid, none_fits: &'static str, clear: &'static str) -> AnyView {
    let widen = move |_| {
        let table = grid.table();
        grid.view.update(|view| *view = view.widened(&table));
    };
    view! {
        <div class="panel nothing">
            <Icon name="search" />
            <p>{t(none_fits)}</p>
            <p>
                <button class="button" type="button" on:click=widen>
                    {t(clear)}
                </button>
            </p>
        </div>
    }
    .into_any()
}
