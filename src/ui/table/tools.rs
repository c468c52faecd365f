//! The tools of a list: a filter on any column, the columns, saved views, exports.

use leptos::ev;
use leptos::prelude::*;

use super::density;
use super::export::{BOM, Export, file_name};
use super::grid::{Grid, read_search, write_search};
use super::menu::menu;
use super::saved::{self, NotKept, Saved};
use super::{download, moment};
use crate::i18n::{t, t_count, t_with};
use crate::platform::now_ms;
use crate::ui::{Icon, live, text};

/// All tools, in a row.
pub fn tools(grid: Grid) -> AnyView {
    view! {
        <div class="table-tools">
            {menu("list-filter", t("table.filter"), move || super::add_filter::add_filter(grid))}
            {menu("bookmark", t("table.views"), move || views(grid))}
            {menu("columns-3", t("table.columns"), move || columns(grid))}
            {menu("download", t("table.export"), move || exports(grid))}
        </div>
    }
    .into_any()
}

/// Which columns are shown, in which order, and how high rows are.
fn columns(grid: Grid) -> AnyView {
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
            request_animation_frame(move || super::focus_by_id(&id));
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

/// The views of this scope, and saving one more.
fn views(grid: Grid) -> AnyView {
    let table = grid.table();
    let (name, scope) = (table.name, grid.scope());
    let views = RwSignal::new(saved::list(name, &scope));
    let typed = RwSignal::new(String::new());
    let keep = move |new: Vec<Saved>| {
        let kept = saved::keep(name, &grid.scope(), &new).map(|()| new);
        views.set(kept);
    };
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let called = typed.read_untracked().trim().to_owned();
        if let (false, Ok(known)) = (called.is_empty(), &*views.read_untracked()) {
            let table = grid.table();
            let search = write_search(&table, &grid.view.read_untracked());
            grid.said
                .set(t_with("table.view_saved", &[("name", &called)]));
            let new = Saved {
                name: called,
                search,
            };
            let all = saved::with(known, new);
            typed.set(String::new());
            // After the borrow of what was known.
            request_animation_frame(move || keep(all));
        }
    };
    let list = live(move || match &*views.read() {
        Err(NotKept) => view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                <span>{t("table.views.blocked")}</span>
            </p>
        }
        .into_any(),
        Ok(views) if views.is_empty() => {
            view! { <p class="soft small">{t("table.views.none")}</p> }.into_any()
        }
        Ok(views) => {
            let lines = views.iter().map(|view| view_line(grid, view, keep, views));
            view! { <ul class="menu-list">{lines.collect_view()}</ul> }.into_any()
        }
    });
    view! {
        <p class="soft small">{t_with("table.views.about", &[("scope", &scope)])}</p>
        {list}
        <form class="menu-form" on:submit=save>
            <label for="view-name">{t("table.view_name")}</label>
            <input
                id="view-name"
                class="input"
                autocomplete="off"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button class="button" type="submit">
                {t("table.view_save")}
            </button>
        </form>
    }
    .into_any()
}

fn view_line(
    grid: Grid,
    saved: &Saved,
    keep: impl Fn(Vec<Saved>) + Copy + 'static,
    all: &[Saved],
) -> AnyView {
    let left = saved::without(all, &saved.name);
    let search = saved.search.clone();
    let remove = t_with("table.view_delete", &[("name", &saved.name)]);
    view! {
        <li>
            <button
                class="button button-plain menu-wide"
                type="button"
                on:click=move |_| {
                    let table = grid.table();
                    grid.view.set(read_search(&table, &search));
                }
            >
                {saved.name.clone()}
            </button>
            <button
                class="button button-plain button-icon"
                type="button"
                aria-label=remove
                on:click=move |_| {
                    keep(left.clone());
                    super::focus_by_id("view-name");
                }
            >
                <Icon name="x" />
            </button>
        </li>
    }
    .into_any()
}

/// What is shown, as a file.
fn exports(grid: Grid) -> AnyView {
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
