//! The columns of the list of tickets.

use api::{AccountId, Category};
use leptos::prelude::*;

use super::marks::{category_name, new_mark, turn_key, turn_mark, when};
use super::row::{Row, number};
use crate::data::tickets::Turn;
use crate::i18n::t;
use crate::pages::service_link::service_address;
use crate::pages::whose_columns::{OfAccount, account, region};
use crate::place::Place;
use crate::ui::table::{Column, Kind, Spec, Value};

/// The share of the width that most columns have.
const WIDTH: u32 = 12;

/// The column that asks for tickets closed long ago.
pub const ARCHIVED: &str = "archived";

/// The list of tickets. Rows come in the order of their subjects.
pub fn spec() -> Spec<Row> {
    Spec {
        name: "tickets",
        title: "tickets.title",
        columns: vec![
            subject(),
            turn(),
            service(),
            last(),
            account("tickets.column.account"),
            opened(),
            category(),
            region("tickets.column.region", WIDTH),
            number_column(),
            score(),
            new(),
            archived(),
        ],
        id: |row| format!("{}/{}", row.account, row.ticket.id),
        searched: Row::haystack,
        called: |row| &row.called,
        link: Some(|row| Place::ticket(row.account.clone(), row.ticket.id).to_string()),
        // What waits for the customer first, then what waits for the desk; in each the
        // newest first.
        usual_order: vec![(1, false), (3, true)],
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

fn subject() -> Column<Row> {
    Column {
        width: 36,
        usual: true,
        value: |row| Value::Text(&row.called),
        draw: |row| {
            let (called, number) = (row.called.clone(), number(&row.ticket));
            view! {
                <span class="list-display" title=called.clone()>
                    {row.new.then(new_mark)}
                    {called.clone()}
                </span>
                <span class="list-technical">
                    <span class="mono">{number}</span>
                    " "
                    {row.category.clone()}
                </span>
            }
            .into_any()
        },
        ..plain("subject", "tickets.column.subject", Kind::Text)
    }
}

fn turn() -> Column<Row> {
    Column {
        width: 15,
        usual: true,
        value: |row| Value::Word {
            word: row.turn.slug(),
            rank: row.turn as u32,
        },
        said: Some(|row| t(turn_key(row.turn))),
        draw: |row| turn_mark(row.turn),
        alike: |one, other| one.turn == other.turn,
        words: Some(|| {
            let all = Turn::ALL.map(|turn| (turn.slug(), t(turn_key(turn))));
            std::iter::once(("open", t("tickets.turn.open")))
                .chain(all)
                .collect()
        }),
        fits: Some(|row, word| match word {
            "open" => row.turn.is_open(),
            word => row.turn.slug() == word,
        }),
        ..plain("turn", "tickets.column.turn", Kind::Choice)
    }
}

fn last() -> Column<Row> {
    Column {
        width: 14,
        usual: true,
        value: |row| moment(row.ticket.updated),
        draw: |row| row.ticket.updated.map(when).into_any(),
        ..plain("last", "tickets.column.last", Kind::Date)
    }
}

fn opened() -> Column<Row> {
    Column {
        width: 14,
        usual: true,
        value: |row| moment(row.ticket.created),
        draw: |row| row.ticket.created.map(when).into_any(),
        ..plain("opened", "tickets.column.opened", Kind::Date)
    }
}

fn moment(at: Option<api::Timestamp>) -> Value<'static> {
    // Milliseconds of any real date are exact in f64.
    at.map_or(Value::None, |at| Value::Date(at.0 as f64))
}

fn service() -> Column<Row> {
    Column {
        width: 20,
        usual: true,
        value: |row| {
            let name = row.ticket.service_name.as_deref();
            name.map_or(Value::None, Value::Text)
        },
        draw: |row| {
            let link = row.ticket.service_name.as_ref().map(|name| {
                let to = service_address(&row.account, name);
                // Enter in any cell opens the ticket: from there one gets to the service.
                view! {
                    <a class="mono small" href=to tabindex="-1" title=name.clone()>
                        {name.clone()}
                    </a>
                }
            });
            link.into_any()
        },
        ..plain("service", "tickets.column.service", Kind::Text)
    }
}

fn category() -> Column<Row> {
    Column {
        value: |row| match &row.ticket.category {
            Some(category) => Value::Word {
                word: category.as_str(),
                rank: 0,
            },
            None => Value::None,
        },
        said: Some(|row| row.category.clone()),
        draw: |row| row.category.clone().into_any(),
        words: Some(|| {
            let all = [Category::Incident, Category::Assistance, Category::Billing];
            let slugs = ["incident", "assistance", "billing"];
            let names = all.iter().map(category_name);
            slugs.into_iter().zip(names).collect()
        }),
        ..plain("category", "tickets.column.category", Kind::Choice)
    }
}

fn number_column() -> Column<Row> {
    Column {
        // Numbers of tickets are far below 2^53, where f64 is exact.
        value: |row| Value::Number(row.ticket.number.unwrap_or(row.ticket.id.0) as f64),
        draw: |row| view! { <span class="mono">{number(&row.ticket)}</span> }.into_any(),
        ..plain("number", "tickets.column.number", Kind::Number)
    }
}

fn score() -> Column<Row> {
    Column {
        value: |row| {
            // A whole number: reading fractions would be a tenth of the download of this page.
            let score = row.ticket.score.as_deref();
            let score = score.and_then(|score| score.parse::<u32>().ok());
            score.map_or(Value::None, |score| Value::Number(score.into()))
        },
        draw: |row| row.ticket.score.clone().into_any(),
        ..plain("score", "tickets.column.score", Kind::Number)
    }
}

fn new() -> Column<Row> {
    Column {
        value: |row| yes_or_no(row.new),
        said: Some(|row| said(row.new)),
        draw: |row| row.new.then(new_mark).into_any(),
        words: Some(|| vec![("yes", t("tickets.yes")), ("no", t("tickets.no"))]),
        ..plain("new", "tickets.column.new", Kind::Choice)
    }
}

fn archived() -> Column<Row> {
    Column {
        value: |row| Value::Word {
            word: if row.archived { "true" } else { "false" },
            rank: u32::from(row.archived),
        },
        said: Some(|row| said(row.archived)),
        draw: |row| said(row.archived).into_any(),
        words: Some(|| vec![("true", t("tickets.yes")), ("false", t("tickets.no"))]),
        ..plain(ARCHIVED, "tickets.column.archived", Kind::Choice)
    }
}

fn yes_or_no(yes: bool) -> Value<'static> {
    Value::Word {
        word: if yes { "yes" } else { "no" },
        rank: u32::from(!yes),
    }
}

fn said(yes: bool) -> String {
    t(if yes { "tickets.yes" } else { "tickets.no" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_answer_to_one_name() {
        let table = spec().erased();
        let names: std::collections::BTreeSet<&str> =
            table.columns.iter().map(|column| column.key).collect();
        assert_eq!(names.len(), table.columns.len());
    }

    #[test]
    fn the_usual_order_is_by_turn_and_then_by_the_last_message() {
        let table = spec().erased();
        let keys = table
            .usual_order
            .iter()
            .map(|(at, down)| (table.columns[*at].key, *down));
        assert_eq!(keys.collect::<Vec<_>>(), [("turn", false), ("last", true)]);
    }
}
