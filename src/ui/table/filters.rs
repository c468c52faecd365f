//! The search field, the choices that narrow the list, and the whole query as text.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::filter::Unclear;
use super::grid::Grid;
use crate::i18n::{t, t_with};
use crate::ui::{Icon, live, live_if};

/// The bar above the list: the search, with `hint` saying what it looks at, and a choice
/// for each of the columns `quick`.
pub fn filters(grid: Grid, hint: String, quick: &'static [&'static str]) -> AnyView {
    let table = grid.table();
    let typed = Signal::derive(move || grid.view.read().text.clone());
    let choices = quick
        .iter()
        .filter_map(|key| table.column(key))
        .map(|column| choice(grid, column))
        .collect_view();
    view! {
        <div class="filters" role="search">
            <div class="choice choice-search">
                <label for="search">{t("table.search")}</label>
                <div class="search">
                    <Icon name="search" />
                    <input
                        id="search"
                        class="input"
                        type="search"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        placeholder=hint
                        prop:value=typed
                        on:input=move |event| {
                            grid.view.update(|view| view.text = event_target_value(&event))
                        }
                    />
                </div>
            </div>
            {choices}
        </div>
        {live(move || unclear(grid))}
        {live(move || chips(grid, quick))}
    }
    .into_any()
}

fn choice(grid: Grid, column: usize) -> AnyView {
    let table = grid.table();
    let described = &table.columns[column];
    let id = format!("narrow-{}", described.key);
    let of = table.clone();
    let value = Memo::new(move |_| grid.view.read().word_of(&of, column).unwrap_or_default());
    let every = (String::new(), t("table.every"));
    let known = described.words.iter();
    let known = known.map(|(word, name)| ((*word).to_owned(), name.clone()));
    let options = std::iter::once(every)
        .chain(known)
        .map(|(word, name)| {
            let own = word.clone();
            let selected = Signal::derive(move || *value.read() == own);
            view! {
                <option value=word prop:selected=selected>
                    {name}
                </option>
            }
        })
        .collect_view();
    let of = table.clone();
    view! {
        <div class="choice">
            <label for=id.clone()>{t(described.title)}</label>
            <select
                id=id
                class="input"
                on:change=move |event| {
                    let word = event_target_value(&event);
                    grid.view.update(|view| view.narrow(&of, column, &word));
                }
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// What was typed and makes no sense, in words.
fn unclear(grid: Grid) -> AnyView {
    let table = grid.table();
    let notes = grid.unclear().into_iter().map(|unclear| {
        let said = match unclear {
            Unclear::Value(column, value) => {
                let column = t(table.columns[column].title);
                t_with(
                    "table.unclear_value",
                    &[("value", &value), ("column", &column)],
                )
            }
            Unclear::NoColumn(name) => t_with("table.unclear_column", &[("name", &name)]),
        };
        view! {
            <p class="state state-warn small">
                <Icon name="info" />
                <span>{said}</span>
            </p>
        }
    });
    view! {
        <div class="table-notes" role="status">
            {notes.collect_view()}
        </div>
    }
    .into_any()
}

/// The button that was pressed goes away; the keyboard goes on from the search.
pub fn focus_search() {
    let search = document().get_element_by_id("search");
    if let Some(search) = search.and_then(|search| search.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = search.focus();
    }
}

/// What was picked and has no choice of its own, to be taken away again, and the whole
/// query as text.
fn chips(grid: Grid, quick: &'static [&'static str]) -> AnyView {
    let table = grid.table();
    let view = grid.view.read();
    if !view.narrows(&table) {
        return ().into_any();
    }
    let chips = view.picked.iter().filter_map(|(column, word)| {
        let (column, described) = (*column, &table.columns[*column]);
        if quick.contains(&described.key) {
            return None;
        }
        let known = described.words.iter().find(|(known, _)| known == word);
        let value = known.map_or_else(|| word.clone(), |(_, name)| name.clone());
        let title = t(described.title);
        let of = table.clone();
        Some(view! {
            <button
                class="button button-small"
                type="button"
                on:click=move |_| {
                    grid.view.update(|view| view.narrow(&of, column, ""));
                    focus_search();
                }
            >
                {t_with("table.only", &[("column", &title), ("value", &value)])}
                <Icon name="x" />
                <span class="unseen">{t("table.remove")}</span>
            </button>
        })
    });
    let chips = chips.collect_view();
    let written = view.written(&table);
    let picked = !view.picked.is_empty();
    let to_text = move |_| {
        let table = grid.table();
        grid.view.update(|view| *view = view.as_text(&table));
        focus_search();
    };
    let edit = live_if(
        move || picked,
        move || {
            view! {
                <button class="button button-small button-plain" type="button" on:click=to_text>
                    {t("table.as_text")}
                </button>
            }
            .into_any()
        },
    );
    view! {
        <div class="chips">
            {chips}
            <span class="soft small">{t("table.query")}</span>
            <code class="table-query">{written}</code>
            {edit}
        </div>
    }
    .into_any()
}
