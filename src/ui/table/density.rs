//! How high rows are: comfortable or compact, a habit of the person, not of an account.

use leptos::prelude::*;

const STORED_AS: &str = "table-density";
const COMPACT: &str = "compact";
/// The width below which columns stand below each other, as `style/areas/table.css` has it.
const NARROW: &str = "(max-width: 52rem)";

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Whether rows were compact last time. Storage may be blocked: then they never were.
pub fn stored() -> bool {
    let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
    stored.as_deref() == Some(COMPACT)
}

/// Remembers the choice, where that is possible.
pub fn store(compact: bool) {
    if let Some(storage) = storage() {
        let _ = if compact {
            storage.set_item(STORED_AS, COMPACT)
        } else {
            storage.remove_item(STORED_AS)
        };
    }
}

/// Whether columns stand below each other.
pub fn narrow() -> bool {
    let list = window().match_media(NARROW).ok().flatten();
    list.is_some_and(|list| list.matches())
}

/// The height of a row in pixels.
pub fn row_height(narrow: bool, compact: bool, columns: usize) -> f64 {
    match (narrow, compact) {
        (false, false) => 52.0,
        (false, true) => 36.0,
        // Two columns beside each other, 24 px a line.
        (true, _) => 20.0 + 24.0 * columns.div_ceil(2) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::row_height;

    #[test]
    fn rows_keep_to_the_grid_of_four_pixels() {
        for columns in 1..12 {
            for (narrow, compact) in [(false, false), (false, true), (true, false)] {
                assert_eq!(row_height(narrow, compact, columns) % 4.0, 0.0);
            }
        }
    }
}
