//! Choosing rows and putting them in order, quickly enough for each letter typed.
//!
//! What a sort compares is worked out once for all rows of a column, as whole numbers:
//! the reader's order of texts comes from the browser, which is asked once, not for every
//! comparison. The order of all rows is kept, so a keystroke only runs through it.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

use super::column::{Handle, Order, Rows, Table, Value};
use super::filter::Filter;
use crate::i18n::format;

/// Rows in order, and what was worked out to get there.
#[derive(Default)]
pub struct Engine {
    rows: Rows,
    keys: Vec<Option<Vec<u64>>>,
    order: Option<(Order, Vec<u32>)>,
}

impl Engine {
    /// The places of the rows that fit, sorted by columns (`true`: descending). Equal rows
    /// keep the order in which they came.
    pub fn choose(
        &mut self,
        table: &Table,
        rows: &Rows,
        filter: &Filter,
        sort: &[(usize, bool)],
    ) -> Vec<u32> {
        if self.rows != *rows || self.keys.len() != table.columns.len() {
            self.rows = rows.clone();
            self.keys = table.columns.iter().map(|_| None).collect();
            self.order = None;
        }
        let known = matches!(&self.order, Some((by, _)) if by == sort);
        if !known {
            let order = self.sorted(table, sort);
            self.order = Some((sort.to_vec(), order));
        }
        let order = self.order.iter().flat_map(|(_, order)| order);
        order
            .copied()
            .filter(|at| rows.row(*at).is_some_and(|row| filter.holds(table, row)))
            .collect()
    }

    fn sorted(&mut self, table: &Table, sort: &[(usize, bool)]) -> Vec<u32> {
        let count = u32::try_from(self.rows.0.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        for (column, _) in sort {
            if self.keys[*column].is_none() {
                self.keys[*column] = Some(keys(table, *column, &self.rows));
            }
        }
        // From the last column to the first: each sort keeps the order of what is equal to it.
        for (column, descending) in sort.iter().rev() {
            let keys = self.keys[*column].as_deref().unwrap_or_default();
            put(&mut order, keys, *descending);
        }
        order
    }
}

/// Sorts places by the key of each, by counting: comparing them would take most of the time
/// of a click on a column.
fn put(order: &mut [u32], keys: &[u64], descending: bool) {
    let flip = if descending { u64::MAX } else { 0 };
    radsort::sort_by_key(order, |at| {
        keys.get(*at as usize).copied().unwrap_or(u64::MAX) ^ flip
    });
}

/// The rows as a list takes them: in the reader's order of what they are `called`.
pub fn in_order_of_names(rows: Vec<Handle>, called: fn(&dyn Any) -> &str) -> Rows {
    let called = |at: u32| rows.get(at as usize).map_or("", |row| called(&**row));
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let texts = format::in_order((0..count).map(called));
    let mut places: HashMap<&str, u32> = HashMap::new();
    for (place, text) in (0..).zip(&texts) {
        places.insert(text, place);
    }
    let mut order: Vec<u32> = (0..count).collect();
    let place = |at: u32| places.get(called(at)).copied().unwrap_or(u32::MAX);
    let keys: Vec<u64> = (0..count).map(|at| u64::from(place(at))).collect();
    put(&mut order, &keys, false);
    let sorted = order
        .iter()
        .filter_map(|at| rows.get(*at as usize).cloned());
    Rows(Arc::new(sorted.collect()))
}

/// What a sort by the column compares, for each row.
fn keys(table: &Table, column: usize, rows: &Rows) -> Vec<u64> {
    let value = |row: &'_ dyn Any| -> u64 {
        match (table.columns[column].value)(row) {
            Value::Number(number) | Value::Date(number) | Value::Money(number, _) => {
                ordered(number)
            }
            Value::Tags(tags) => tags.len() as u64,
            _ => u64::MAX,
        }
    };
    if column == 0 {
        return as_they_came(table, rows);
    }
    let Some(places) = Places::of(table, column, rows) else {
        return rows.0.iter().map(|row| value(&**row)).collect();
    };
    let text = |row: &dyn Any| places.place((table.columns[column].value)(row));
    rows.0.iter().map(|row| text(&**row)).collect()
}

/// The first column is the one in whose order rows come: its keys only tell equal texts.
fn as_they_came(table: &Table, rows: &Rows) -> Vec<u64> {
    let mut place = 0;
    let mut before = None;
    rows.0
        .iter()
        .map(|row| {
            let called = (table.called)(&**row);
            if before.is_some_and(|before| before != called) {
                place += 1;
            }
            before = Some(called);
            place
        })
        .collect()
}

/// Where each text of a column stands among them.
struct Places<'a>(HashMap<&'a str, u32>);

impl<'a> Places<'a> {
    /// `None` for a column without texts.
    fn of(table: &Table, column: usize, rows: &'a Rows) -> Option<Self> {
        let mut texts: HashMap<&'a str, u32> = HashMap::new();
        let mut words = false;
        for row in rows.0.iter() {
            match (table.columns[column].value)(&**row) {
                Value::Text(text) => {
                    texts.insert(text, 0);
                }
                Value::Word { word, .. } => {
                    texts.insert(word, 0);
                    words = true;
                }
                _ => {}
            }
        }
        if texts.is_empty() {
            return None;
        }
        let sorted = if words {
            let mut sorted: Vec<String> = texts.keys().map(|text| (*text).to_owned()).collect();
            sorted.sort_unstable();
            sorted
        } else {
            format::in_order(texts.keys().copied())
        };
        for (place, text) in sorted.iter().enumerate() {
            if let Some(known) = texts.get_mut(text.as_str()) {
                *known = u32::try_from(place).unwrap_or(u32::MAX);
            }
        }
        Some(Self(texts))
    }

    fn place(&self, value: Value<'_>) -> u64 {
        match value {
            Value::Text(text) => u64::from(self.0.get(text).copied().unwrap_or(u32::MAX)),
            Value::Word { word, rank } => {
                let place = self.0.get(word).copied().unwrap_or(u32::MAX);
                u64::from(rank) << 32 | u64::from(place)
            }
            // What is missing comes last.
            _ => u64::MAX,
        }
    }
}

/// A number whose order as a whole number is that of `number`.
fn ordered(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() {
        !bits
    } else {
        bits | 1 << 63
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::{Thing, ids, rows, table};
    use super::*;

    #[test]
    fn sorts_by_several_columns() {
        let (table, rows) = (table(), rows());
        let mut engine = Engine::default();
        for (sort, expected) in [
            (vec![], vec![1, 2, 3, 4]),
            (vec![(0, true)], vec![4, 3, 2, 1]),
            (vec![(1, false)], vec![1, 3, 2, 4]),
            (vec![(1, false), (0, true)], vec![3, 1, 2, 4]),
            (vec![(1, true), (3, true)], vec![4, 2, 3, 1]),
            (vec![(2, true), (4, false)], vec![3, 4, 1, 2]),
            // What is missing comes last.
            (vec![(3, false)], vec![1, 2, 3, 4]),
            (vec![(5, true), (0, false)], vec![3, 1, 2, 4]),
        ] {
            let chosen = engine.choose(&table, &rows, &Filter::default(), &sort);
            assert_eq!(ids(&rows, &chosen), expected, "{sort:?}");
        }
    }

    #[test]
    fn rows_come_in_the_order_of_their_names() {
        fn name(row: &dyn Any) -> &str {
            row.downcast_ref::<Thing>().map_or("", |thing| thing.name)
        }
        let all = rows();
        let mut mixed = Vec::clone(&all.0);
        mixed.reverse();
        mixed.push(all.0[1].clone());
        let sorted = in_order_of_names(mixed, name);
        assert_eq!(ids(&sorted, &[0, 1, 2, 3, 4]), [4, 1, 2, 2, 3]);
    }

    #[test]
    fn other_rows_are_sorted_afresh() {
        let table = table();
        let mut engine = Engine::default();
        let all = rows();
        engine.choose(&table, &all, &Filter::default(), &[(4, true)]);
        let fewer = Rows(all.0[..2].to_vec().into());
        let chosen = engine.choose(&table, &fewer, &Filter::default(), &[(4, true)]);
        assert_eq!(ids(&fewer, &chosen), [2, 1]);
    }

    proptest! {
        #[test]
        fn what_is_equal_keeps_its_order(
            keys in prop::collection::vec((0_u64..4, any::<u64>()), 0..60),
            descending in any::<(bool, bool)>(),
        ) {
            let (first, second): (Vec<u64>, Vec<u64>) = keys.iter().copied().unzip();
            let all: Vec<u32> = (0..).take(keys.len()).collect();
            let mut order = all.clone();
            put(&mut order, &second, descending.1);
            put(&mut order, &first, descending.0);
            let way = |of: std::cmp::Ordering, down: bool| if down { of.reverse() } else { of };
            let mut expected = all;
            expected.sort_by(|a, b| {
                let (a, b) = (*a as usize, *b as usize);
                way(first[a].cmp(&first[b]), descending.0)
                    .then(way(second[a].cmp(&second[b]), descending.1))
            });
            prop_assert_eq!(order, expected);
        }

        #[test]
        fn numbers_keep_their_order(a in -1e15..1e15_f64, b in -1e15..1e15_f64) {
            prop_assert_eq!(ordered(a).cmp(&ordered(b)), a.total_cmp(&b));
        }
    }
}
