//! Small charts. They draw whole numbers that they are given with their words, and every
//! one of them has a table beside it: see [`as_table`].
//!
//! Places along a chart are percentages, so that it fits any width while its texts keep
//! their size; heights are pixels.

mod bars;
mod calendar;
mod share;
mod table;

pub use bars::{Bar, bars};
pub use calendar::{Cell, Week, calendar};
pub use share::{Part, share};
pub use table::as_table;

/// `12.34%`: what `part` is of `whole`.
fn percent(part: i64, whole: i64) -> String {
    let hundredths = i128::from(part) * 10_000 / i128::from(whole.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The end of a scale that holds `most`: 1, 2 or 5 and noughts.
fn top_of(most: i64) -> i64 {
    let mut unit = 1_i64;
    loop {
        for step in [1, 2, 5] {
            let Some(top) = unit.checked_mul(step) else {
                return i64::MAX;
            };
            if top >= most {
                return top;
            }
        }
        let Some(next) = unit.checked_mul(10) else {
            return i64::MAX;
        };
        unit = next;
    }
}

/// How high `value` stands on a scale up to `top`, in pixels of `height`. What is there
/// can be seen.
fn height_of(value: i64, top: i64, height: i64) -> i64 {
    if value <= 0 {
        return 0;
    }
    let pixels = i128::from(value) * i128::from(height) / i128::from(top.max(1));
    i64::try_from(pixels).unwrap_or(height).clamp(2, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_in_round_numbers() {
        for (most, top) in [
            (-5, 1),
            (0, 1),
            (1, 1),
            (3, 5),
            (5, 5),
            (6, 10),
            (10, 10),
            (11, 20),
            (2_001, 5_000),
            (i64::MAX, i64::MAX),
        ] {
            assert_eq!(top_of(most), top, "{most}");
        }
    }

    #[test]
    fn percentages_keep_two_places() {
        for (part, whole, text) in [
            (0, 12, "0.00%"),
            (1, 12, "8.33%"),
            (12, 12, "100.00%"),
            (1, 0, "100.00%"),
            (i64::MAX, i64::MAX, "100.00%"),
        ] {
            assert_eq!(percent(part, whole), text, "{part}/{whole}");
        }
    }

    #[test]
    fn heights_stay_inside_and_keep_their_order() {
        let values = [
            i64::MIN,
            -1,
            0,
            1,
            2,
            3,
            99,
            100,
            101,
            12_345,
            4_000_000_000,
            i64::MAX - 1,
            i64::MAX,
        ];
        for a in values {
            for b in values {
                let top = top_of(a.max(b));
                let (ha, hb) = (height_of(a, top, 120), height_of(b, top, 120));
                assert!(
                    (0..=120).contains(&ha) && (0..=120).contains(&hb),
                    "{a} {b}"
                );
                assert_eq!(ha == 0, a <= 0, "{a}");
                assert!(a > b || ha <= hb, "{a} {b}");
            }
        }
    }
}
