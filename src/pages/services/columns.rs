//! The columns of the list of services.

use api::AccountId;
use catalog::Universe;
use leptos::prelude::*;

use crate::data::condition::Condition;
use crate::data::row::Row;
use crate::i18n::{names, t};
use crate::pages::term::term;
use crate::pages::whose_columns::{OfAccount, account, region};
use crate::place::Place;
use crate::ui::table::{Column, Kind, Spec, Value};
use crate::ui::{ConditionMark, Icon, UniverseMark, tint, universe_icon, universe_key};

/// The share of the width that most columns have.
const WIDTH: u32 = 16;

/// All that needs attention, in place of one state.
const ATTENTION: &str = "attention";

/// The list of services. Rows come in the order of their names.
pub fn spec() -> Spec<Row> {
    Spec {
        name: "services",
        title: "services.title",
        columns: vec![
            name(),
            state(),
            product(),
            account("services.column.account"),
            end(),
            universe(),
            region("services.column.region", WIDTH),
            ip(),
            tags(),
            id(),
        ],
        id: |row| format!("{}/{}", row.account, row.key),
        searched: Row::haystack,
        called: |row| &row.display,
        link: Some(|row| Place::service(row.account.clone(), row.key.clone()).to_string()),
        // What needs attention first.
        usual_order: vec![(1, false)],
    }
}

impl OfAccount for Row {
    fn account(&self) -> &AccountId {
        &self.account
    }
}

/// A column as wide as most.
fn plain(key: &'static str, title: &'static str, kind: Kind) -> Column<Row> {
    Column::plain(key, title, kind, WIDTH)
}

fn name() -> Column<Row> {
    Column {
        width: 30,
        usual: true,
        value: |row| Value::Text(&row.display),
        beside: Some(("services.column.technical", "technical", |row| {
            row.name.to_string()
        })),
        draw: |row| {
            let display = row.display.to_string();
            let technical = (row.display != row.name).then(|| {
                let name = row.name.to_string();
                view! {
                    <span class="list-technical mono" title=name.clone()>
                        {name.clone()}
                    </span>
                }
            });
            view! {
                <span class="list-display" title=display.clone()>
                    {display.clone()}
                </span>
                {technical}
            }
            .into_any()
        },
        ..plain("name", "services.column.name", Kind::Text)
    }
}

fn state() -> Column<Row> {
    Column {
        width: 15,
        usual: true,
        value: |row| Value::Word {
            word: row.condition.slug(),
            // The conditions are declared in the order of their urgency.
            rank: row.condition as u32,
        },
        said: Some(|row| t(row.condition.key())),
        draw: |row| {
            let word = row.raw_state();
            let word = word.map(|word| {
                view! { <span class="soft mono small">{word.to_owned()}</span> }
            });
            view! {
                <ConditionMark condition=row.condition />
                {word}
            }
            .into_any()
        },
        alike: |one, other| {
            (one.condition, one.raw_state()) == (other.condition, other.raw_state())
        },
        words: Some(|| {
            let all = Condition::ALL.map(|condition| (condition.slug(), t(condition.key())));
            let attention = (ATTENTION, t("services.needs_attention"));
            std::iter::once(attention).chain(all).collect()
        }),
        fits: Some(|row, word| match word {
            ATTENTION => row.condition.needs_attention(),
            word => row.condition.slug() == word,
        }),
        ..plain("state", "services.column.state", Kind::Choice)
    }
}

fn product() -> Column<Row> {
    Column {
        width: 18,
        usual: true,
        value: |row| Value::Text(&row.product_name),
        draw: |row| {
            view! {
                <span class=format!("universe {}", tint(row.universe()))>
                    <Icon name=universe_icon(row.universe()) />
                    <span>{row.product_name.to_string()}</span>
                </span>
            }
            .into_any()
        },
        alike: |one, other| {
            (one.universe(), &one.product_name) == (other.universe(), &other.product_name)
        },
        words: Some(|| {
            let products = catalog::PRODUCTS.iter();
            products
                .map(|product| (product.key, names::product(Some(product))))
                .collect()
        }),
        fits: Some(|row, word| row.product.is_some_and(|product| product.key == word)),
        ..plain("product", "services.column.product", Kind::Choice)
    }
}

fn end() -> Column<Row> {
    Column {
        alias: "ends",
        usual: true,
        value: |row| row.facts.ends_ms.map_or(Value::None, Value::Date),
        draw: term,
        ..plain("end", "services.column.end", Kind::Date)
    }
}

fn universe() -> Column<Row> {
    Column {
        value: |row| match row.universe() {
            Some(universe) => Value::Word {
                word: universe.key(),
                rank: universe as u32,
            },
            None => Value::None,
        },
        said: Some(|row| t(universe_key(row.universe()))),
        draw: |row| view! { <UniverseMark universe=row.universe() /> }.into_any(),
        words: Some(|| {
            let all = Universe::ALL;
            all.map(|universe| (universe.key(), t(universe_key(Some(universe)))))
                .into()
        }),
        ..plain("universe", "services.column.universe", Kind::Choice)
    }
}

fn ip() -> Column<Row> {
    Column {
        value: |row| row.facts.ip.as_deref().map_or(Value::None, Value::Text),
        draw: |row| {
            let ip = row.facts.ip.clone().unwrap_or_default();
            view! { <span class="mono">{ip}</span> }.into_any()
        },
        ..plain("ip", "services.column.ip", Kind::Text)
    }
}

fn tags() -> Column<Row> {
    Column {
        alias: "tags",
        value: |row| Value::Tags(&row.facts.tags),
        draw: |row| {
            let tags = row.facts.tags.iter().map(|tag| {
                view! {
                    <span class="tag">{tag.clone()}</span>
                    " "
                }
            });
            tags.collect_view().into_any()
        },
        ..plain("tag", "services.column.tags", Kind::Tag)
    }
}

fn id() -> Column<Row> {
    Column {
        // Numbers of services are far below 2^53, where f64 is exact.
        value: |row| {
            let number = row.key.number();
            number.map_or(Value::None, |id| Value::Number(id.0 as f64))
        },
        draw: |row| {
            let number = row.key.number().map(|id| id.to_string());
            view! { <span class="mono">{number}</span> }.into_any()
        },
        ..plain("id", "services.column.id", Kind::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_answer_to_one_name() {
        let table = spec().erased();
        let mut names: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
        names.extend(table.columns.iter().map(|column| column.alias));
        names.retain(|name| !name.is_empty());
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn every_state_is_a_word_in_the_order_of_urgency() {
        for (place, condition) in Condition::ALL.into_iter().enumerate() {
            assert_eq!(condition as usize, place);
        }
    }
}
