//! The rows of several accounts together.

use std::sync::Arc;

use catalog::Universe;
use leptos::prelude::Read;

use super::Reading;
use super::order;
use super::row::Row;

/// Rows at one moment. Two are equal when they hold the very same rows, which is quick
/// to see and enough: a new read makes new rows.
#[derive(Clone, Default)]
pub struct Snapshot(Vec<Arc<Row>>);

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Snapshot {
    /// All rows that have arrived, in the order of their names. Tracked.
    pub fn of(readings: &[Reading]) -> Self {
        let mut all: Vec<Arc<Row>> = Vec::new();
        for reading in readings {
            if let Some(rows) = &reading.cell.read().rows {
                all.extend(rows.iter().cloned());
            }
        }
        order::by_text(&mut all, false, |row| &row.display);
        Self(all)
    }

    /// Those of one universe.
    pub fn in_universe(&self, universe: Universe) -> Self {
        let mine = self.0.iter().filter(|row| row.universe() == Some(universe));
        Self(mine.cloned().collect())
    }

    /// Each row.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Row>> {
        self.0.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
