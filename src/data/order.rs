//! Putting rows in order. One sort serves every list: the compiler makes a new one,
//! several kilobytes of download, for every kind of thing that is sorted.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::row::Row;
use crate::i18n::format;

/// Sorts rows; equal ones keep their order.
pub fn by(rows: &mut [Arc<Row>], compare: &dyn Fn(&Row, &Row) -> Ordering) {
    rows.sort_by(|a, b| compare(a, b));
}

/// Sorts rows by one of their texts, as the reader's language orders texts.
pub fn by_text(rows: &mut [Arc<Row>], descending: bool, text: fn(&Row) -> &str) {
    let sorted = format::in_order(rows.iter().map(|row| text(row)));
    let places: BTreeMap<&str, usize> =
        sorted.iter().enumerate().map(|(place, text)| (text.as_str(), place)).collect();
    let place = |row: &Row| places.get(text(row)).copied();
    by(rows, &|a, b| {
        let order = place(a).cmp(&place(b));
        if descending { order.reverse() } else { order }
    });
}
