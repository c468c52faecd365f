//! A small list for the tests of this folder.

use std::sync::Arc;

use super::column::{Column, Handle, Kind, Rows, Spec, Table, Value};

pub struct Thing {
    id: u64,
    pub name: &'static str,
    state: (&'static str, u32),
    account: &'static str,
    end: Option<f64>,
    price: f64,
    tags: Vec<String>,
}

fn column(key: &'static str, kind: Kind, value: fn(&Thing) -> Value<'_>) -> Column<Thing> {
    Column {
        alias: if key == "end" { "ends" } else { "" },
        usual: key != "tag",
        value,
        ..Column::plain(key, key, kind, 1)
    }
}

pub fn table() -> Table {
    let mut columns = vec![
        column("name", Kind::Text, |thing| Value::Text(thing.name)),
        column("state", Kind::Choice, |thing| Value::Word {
            word: thing.state.0,
            rank: thing.state.1,
        }),
        column("account", Kind::Account, |thing| Value::Text(thing.account)),
        column("end", Kind::Date, |thing| {
            thing.end.map_or(Value::None, Value::Date)
        }),
        column("price", Kind::Money, |thing| {
            Value::Money(thing.price, "EUR")
        }),
        column("tag", Kind::Tag, |thing| Value::Tags(&thing.tags)),
    ];
    columns[1].words = Some(|| {
        let words = ["any", "bad", "good", "other"];
        words.map(|word| (word, word.to_uppercase())).into()
    });
    columns[1].fits = Some(|thing, word| word == "any" || thing.state.0 == word);
    columns[1].said = Some(|thing| thing.state.0.to_uppercase());
    columns[2].fits = Some(|thing, word| thing.account.contains(word));
    Spec {
        name: "things",
        title: "things",
        columns,
        id: |thing: &Thing| thing.id.to_string(),
        searched: |thing| thing.name,
        called: |thing| thing.name,
        link: None,
        usual_order: vec![(1, false)],
    }
    .erased()
}

pub fn rows() -> Rows {
    let at = |day: f64| Some((20_788.0 + day) * 86_400_000.0);
    let thing = |id, name, state, account, end, price, tags: &[&str]| -> Handle {
        Arc::new(Thing {
            id,
            name,
            state,
            account,
            end,
            price,
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        })
    };
    Rows(Arc::new(vec![
        thing(1, "alpha", ("bad", 0), "ab1", at(-3.0), 9.99, &["env:prod"]),
        thing(2, "beta", ("good", 1), "ab1", at(9.0), 10.0, &[]),
        thing(
            3,
            "gamma",
            ("bad", 0),
            "zz9",
            at(90.0),
            10.01,
            &["env:test", "=1"],
        ),
        thing(4, "=delta,\"x\"", ("other", 2), "zz9", None, 1234.5, &[]),
    ]))
}

/// The ids of some rows.
pub fn ids(rows: &Rows, chosen: &[u32]) -> Vec<u64> {
    let row = |at: &u32| rows.row(*at)?.downcast_ref::<Thing>().map(|thing| thing.id);
    chosen.iter().filter_map(row).collect()
}
