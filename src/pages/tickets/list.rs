//! Every ticket of the scope, in one list that can be searched, narrowed and sorted.

use std::sync::Arc;

use api::{AccountId, Page, Ticket};
use leptos::prelude::*;

use super::columns::{self, ARCHIVED};
use super::notices::notices;
use super::row;
use crate::data::Answer;
use crate::data::dashboard::Standing;
use crate::data::tickets::{Which, list};
use crate::i18n::{t, t_count};
use crate::pages::asking::{Asking, Whom};
use crate::shell::Whose;
use crate::ui::table::{self, Grid, Handle};
use crate::ui::{Icon, PageHead, live, text};

/// Both lists of every account of the scope. The archive is asked for only where the
/// address or the query speaks of it.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    pub current: Asking<Page<Ticket>>,
    pub archived: Asking<Page<Ticket>>,
}

impl Lists {
    /// Asks again.
    pub fn again(self, whom: Whom) {
        self.current.again(whom);
        self.archived.again(whom);
    }
}

/// What an account has answered to one of the two.
type Known = (AccountId, bool, Arc<Page<Ticket>>);

/// The page.
#[component]
pub fn Tickets() -> impl IntoView {
    let wanted = RwSignal::new(false);
    let lists = Lists {
        current: Asking::new(|_| Some(list(Which::Current))),
        archived: Asking::new(move |_| wanted.get().then(|| list(Which::Archived))),
    };
    let known = Memo::new(move |_| -> Vec<Known> {
        let of = |archived: bool| {
            move |answer: Answer<Page<Ticket>>| {
                let value = answer.cell.read().value.clone();
                value.map(|page| (answer.account.clone(), archived, page))
            }
        };
        let current = lists.current.answers().into_iter().filter_map(of(false));
        let archived = lists.archived.answers().into_iter().filter_map(of(true));
        current.chain(archived).collect()
    });
    let rows = Memo::new(move |_| {
        let mut all: Vec<Handle> = Vec::new();
        for (account, archived, page) in known.read().iter() {
            let rows = row::rows(account, page, *archived);
            all.extend(rows.into_iter().map(|row| Arc::new(row) as Handle));
        }
        table::in_order_of_names(all, row::called_by)
    });
    let grid = Grid::new(columns::spec().erased(), Whose::of_page().to_string(), rows);
    let archive = archive_of(grid);
    Effect::new(move || wanted.set(archive.get()));

    let standing = Memo::new(move |_| {
        let answers = [lists.current.answers(), lists.archived.answers()].concat();
        Standing::of(&answers)
    });
    let none = Memo::new(move |_| grid.shown.read().list.is_empty());
    let tools = view! {
        {archive_button(grid, archive)}
        <button class="button" type="button" on:click=move |_| lists.again(Whom::All)>
            <Icon name="refresh-cw" />
            {t("action.refresh")}
        </button>
    };
    view! {
        <PageHead
            title=t("tickets.title")
            about=table::count(grid, |count| t_count("tickets.count", count))
            tools=tools.into_any()
        />
        {notices(lists)}
        {table::controls(grid, t("tickets.search.hint"), &["turn", "region", "category"])}
        {live(move || if none.get() { empty(grid, standing) } else { table::rows(grid) })}
    }
    .into_any()
}

/// Whether the query speaks of tickets closed long ago.
fn archive_of(grid: Grid) -> Memo<bool> {
    Memo::new(move |_| {
        let table = grid.table();
        let column = table.column(ARCHIVED);
        let word = column.and_then(|column| grid.view.read().word_of(&table, column));
        word.is_some_and(|word| word.split(',').any(|word| word == "true"))
    })
}

/// The way to the archive and back.
fn archive_button(grid: Grid, archive: Memo<bool>) -> AnyView {
    let toggle = move |_| {
        let table = grid.table();
        if let Some(column) = table.column(ARCHIVED) {
            let word = if archive.get_untracked() { "" } else { "true" };
            grid.view.update(|view| view.narrow(&table, column, word));
        }
    };
    let pressed = text(move || archive.get().to_string());
    view! {
        <button class="button" type="button" aria-pressed=pressed on:click=toggle>
            <Icon name="archive" />
            {t("tickets.archive")}
        </button>
    }
    .into_any()
}

/// No row to show.
fn empty(grid: Grid, standing: Memo<Standing>) -> AnyView {
    let waits = Memo::new(move |_| standing.read().waiting_since.is_some());
    let whole = Memo::new(move |_| standing.read().is_whole());
    table::empty(
        grid,
        waits,
        ["tickets.none_fits", "tickets.clear"],
        move || {
            if !whole.get() {
                // What went wrong stands above: whether there are tickets is not known.
                return ().into_any();
            }
            view! {
                <div class="panel nothing">
                    <Icon name="message-square" />
                    <p>{t("tickets.none")}</p>
                    <p>{t("tickets.none.text")}</p>
                </div>
            }
            .into_any()
        },
    )
}
