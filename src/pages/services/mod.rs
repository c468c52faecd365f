//! Every service of the scope, in one list that can be searched, narrowed and sorted.

mod columns;
mod notices;

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::{Data, Snapshot, still_waiting};
use crate::i18n::{t, t_count};
use crate::pages::refresh::Refresh;
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::table::{self, Grid, Handle, Rows};
use crate::ui::{Icon, PageHead, live};

use notices::notices;

/// The page.
#[component]
pub fn Services() -> impl IntoView {
    let session = Session::current();
    let scope = Whose::of_page();
    let name = scope.to_string();
    let data = Data::current();

    let readings = Signal::derive(move || data.services(&session.accounts_in(&scope)));
    let known = Memo::new(move |_| Snapshot::of(&readings.get()));
    let rows = Memo::new(move |_| {
        let known = known.read();
        let rows: Vec<Handle> = known.iter().map(|row| row.clone() as Handle).collect();
        Rows(Arc::new(rows))
    });
    let waiting = Memo::new(move |_| still_waiting(&readings.get()));
    let grid = Grid::new(columns::spec().erased(), name, rows);
    let none = Memo::new(move |_| grid.shown.read().list.is_empty());

    view! {
        <PageHead
            title=t("services.title")
            about=table::count(grid, |count| t_count("services.count", count))
            tools=view! { <Refresh readings /> }.into_any()
        />
        {notices(readings)}
        {table::controls(grid, t("services.search.hint"), &["universe", "region", "state"])}
        {live(move || if none.get() { empty(grid, waiting) } else { table::rows(grid) })}
    }
    .into_any()
}

/// No row to show.
fn empty(grid: Grid, waiting: Memo<bool>) -> AnyView {
    table::empty(
        grid,
        waiting,
        ["services.none_fits", "services.clear"],
        || {
            view! {
                <div class="panel nothing">
                    <Icon name="inbox" />
                    <p>{t("services.none")}</p>
                </div>
            }
            .into_any()
        },
    )
}
