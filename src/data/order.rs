//! Putting rows in order. One sort serves every list: the compiler makes a new one,
//! several kilobytes of download, for every kind of thing that is sorted.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::row::Row;
use crate::i18n::format;

/// Where each of some texts stands among them. One map for every use, as with the sort;
/// filled one by one, because filling a map at once would sort, too.
pub struct Places<'a>(BTreeMap<&'a str, usize>);

impl<'a> Places<'a> {
    /// The place of each text; the last one of equal texts.
    pub fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut places = BTreeMap::new();
        for (place, text) in texts.enumerate() {
            places.insert(text, place);
        }
        Self(places)
    }

    /// Where a text stands.
    pub fn of_text(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }
}

/// Sorts rows; equal ones keep their order.
pub fn by(rows: &mut [Arc<Row>], compare: &dyn Fn(&Row, &Row) -> Ordering) {
    rows.sort_by(|a, b| compare(a, b));
}

/// Sorts rows by one of their texts, as the reader's language orders texts.
pub fn by_text(rows: &mut [Arc<Row>], descending: bool, text: fn(&Row) -> &str) {
    let sorted = format::in_order(rows.iter().map(|row| text(row)));
    let places = Places::of(sorted.iter().map(String::as_str));
    let place = |row: &Row| places.of_text(text(row));
    by(rows, &|a, b| {
        let order = place(a).cmp(&place(b));
        if descending { order.reverse() } else { order }
    });
}
