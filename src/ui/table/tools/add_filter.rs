//! A filter on any column, put together from its kind and written into the query.

use leptos::ev;
use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::live;
use crate::ui::table::column::{AnyColumn, Kind};
use crate::ui::table::filters::focus_search;
use crate::ui::table::grid::Grid;
use crate::ui::table::query::Op;
use crate::ui::table::state::field;

/// A way to compare: its place among those of the kind, and the key of its name.
type Way = (Op, bool, &'static str);

fn ways(kind: Kind) -> &'static [Way] {
    match kind {
        Kind::Choice => &[
            (Op::Is, false, "table.way.is"),
            (Op::Is, true, "table.way.is_not"),
        ],
        Kind::Text | Kind::Account | Kind::Tag => &[
            (Op::Is, false, "table.way.holds"),
            (Op::Is, true, "table.way.holds_not"),
        ],
        Kind::Date => &[
            (Op::Less, false, "table.way.before"),
            (Op::AtLeast, false, "table.way.from"),
            (Op::Is, false, "table.way.in"),
        ],
        Kind::Number | Kind::Money => &[
            (Op::Less, false, "table.way.less"),
            (Op::More, false, "table.way.more"),
            (Op::Is, false, "table.way.is"),
        ],
    }
}

fn hint(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Date => Some("table.hint.date"),
        Kind::Tag => Some("table.hint.tag"),
        _ => None,
    }
}

/// The form.
pub fn add_filter(grid: Grid) -> AnyView {
    let table = grid.table();
    let column = RwSignal::new(0_usize);
    let way = RwSignal::new(0_usize);
    let value = RwSignal::new(String::new());
    let titles = table.columns.iter().enumerate().map(|(at, column)| {
        view! { <option value=at.to_string()>{t(column.title)}</option> }
    });
    let titles = titles.collect_view();
    let of = table.clone();
    let start = move |at: usize| {
        column.set(at);
        way.set(0);
        let words = &of.columns[at].words;
        value.set(
            words
                .first()
                .map_or(String::new(), |(word, _)| (*word).to_owned()),
        );
    };
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let table = grid.table();
        let at = column.get_untracked();
        let known = ways(table.columns[at].kind).get(way.get_untracked());
        let value = value.get_untracked();
        if let (Some((op, negated, _)), false) = (known, value.trim().is_empty()) {
            let term = field(&table, at, *op, value.trim(), *negated);
            grid.view.update(|view| view.add(&table, &term));
            focus_search();
        }
    };
    let comparisons = {
        let table = table.clone();
        live(move || {
            let ways = ways(table.columns[column.get()].kind).iter().enumerate();
            let options = ways.map(|(at, (_, _, key))| {
                view! { <option value=at.to_string()>{t(key)}</option> }
            });
            view! {
                <select
                    id="filter-way"
                    class="input"
                    on:change=move |event| {
                        way.set(event_target_value(&event).parse().unwrap_or_default());
                    }
                >
                    {options.collect_view()}
                </select>
            }
            .into_any()
        })
    };
    let values = {
        let table = table.clone();
        live(move || values(&table.columns[column.get()], value))
    };
    view! {
        <form class="menu-form" on:submit=add>
            <label for="filter-column">{t("table.filter.column")}</label>
            <select
                id="filter-column"
                class="input"
                on:change=move |event| start(event_target_value(&event).parse().unwrap_or_default())
            >
                {titles}
            </select>
            <label for="filter-way">{t("table.filter.way")}</label>
            {comparisons}
            <label for="filter-value">{t("table.filter.value")}</label>
            {values}
            <button class="button" type="submit">
                {t("table.filter.add")}
            </button>
        </form>
        <p class="soft small">{t("table.filter.about")}</p>
    }
    .into_any()
}

/// The words of a column to choose among, or a field.
fn values(column: &AnyColumn, value: RwSignal<String>) -> AnyView {
    if column.words.is_empty() {
        let hint = hint(column.kind).map(t).unwrap_or_default();
        return view! {
            <input
                id="filter-value"
                class="input"
                autocomplete="off"
                spellcheck="false"
                placeholder=hint
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any();
    }
    let options = column.words.iter().map(|(word, name)| {
        view! { <option value=*word>{name.clone()}</option> }
    });
    view! {
        <select
            id="filter-value"
            class="input"
            on:change=move |event| value.set(event_target_value(&event))
        >
            {options.collect_view()}
        </select>
    }
    .into_any()
}
