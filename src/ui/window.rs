//! Which rows of a long list are in view, so that only those are drawn.

use std::ops::Range;

/// Rows drawn beyond each edge of the view, so that a quick scroll shows no gap.
const BEYOND: usize = 12;

/// The rows to draw. `top` is where the list begins, in pixels from the top of the view
/// (negative once it is scrolled); `view` the height of the view; `row` that of a row.
pub fn in_view(top: f64, view: f64, row: f64, count: usize) -> Range<usize> {
    if row <= 0.0 {
        return 0..count;
    }
    // Casts saturate: a negative or absurd place becomes the first or last row.
    let first = (-top / row).floor().max(0.0) as usize;
    let last = ((view - top) / row).ceil().max(0.0) as usize;
    let first = first.saturating_sub(BEYOND).min(count);
    let last = last.saturating_add(BEYOND).min(count);
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_what_is_in_view_and_a_little_more() {
        for (top, view, row, count, expected) in [
            (0.0, 480.0, 48.0, 1000, 0..22),
            (300.0, 480.0, 48.0, 1000, 0..16),
            (-4800.0, 480.0, 48.0, 1000, 88..122),
            (-47_900.0, 480.0, 48.0, 1000, 985..1000),
            (-99_000.0, 480.0, 48.0, 1000, 1000..1000),
            (0.0, 480.0, 48.0, 3, 0..3),
            (9_000.0, 480.0, 48.0, 100, 0..12),
            (0.0, 480.0, 0.0, 5, 0..5),
        ] {
            assert_eq!(
                in_view(top, view, row, count),
                expected,
                "{top} {view} {row} {count}"
            );
        }
    }

    #[test]
    fn is_never_outside_the_list_and_never_backwards() {
        for step in 0..400_i32 {
            let top = f64::from(step - 200) * 317.0;
            for count in [0, 1, 7, 1000] {
                let range = in_view(top, 800.0, 40.0, count);
                assert!(
                    range.start <= range.end && range.end <= count,
                    "{top} {count} {range:?}"
                );
            }
        }
    }
}
