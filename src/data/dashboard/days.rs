//! What renews and what ends in the weeks ahead, by the reader's days.

use crate::data::row::Row;

/// How many weeks are looked at.
pub const WEEKS: usize = 12;
/// Days in them.
pub const DAYS: usize = WEEKS * 7;

/// A day of the calendar, counted from 1970-01-01.
pub type Day = i64;

/// One day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnDay {
    /// Terms that go on by themselves.
    pub renewals: usize,
    /// Terms that end unless somebody does something.
    pub ends: usize,
}

impl OnDay {
    /// Both.
    pub fn all(self) -> usize {
        self.renewals + self.ends
    }
}

/// Whole weeks, the first of which holds today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The Monday it begins with.
    pub first: Day,
    /// Today; earlier days are empty.
    pub today: Day,
    /// [`DAYS`] of them.
    pub days: Vec<OnDay>,
}

impl Ahead {
    /// Counts the terms of `rows` that run out from `today` on. `day_of` says on which
    /// of the reader's days a moment lies, which depends on where they are.
    pub fn of<'a>(
        rows: impl Iterator<Item = &'a Row>,
        today: Day,
        day_of: impl Fn(f64) -> Day,
    ) -> Self {
        // 1970-01-01 was a Thursday.
        let first = today - (today + 3).rem_euclid(7);
        let mut days = vec![OnDay::default(); DAYS];
        for row in rows {
            let Some(ends) = row.facts.ends_ms else {
                continue;
            };
            let day = day_of(ends);
            let place = usize::try_from(day - first).ok();
            if let Some(on) = place.and_then(|place| days.get_mut(place))
                && day >= today
            {
                if row.facts.renews_itself {
                    on.renewals += 1;
                } else {
                    on.ends += 1;
                }
            }
        }
        Self { first, today, days }
    }

    /// All days together.
    pub fn total(&self) -> OnDay {
        self.days.iter().fold(OnDay::default(), |sum, on| OnDay {
            renewals: sum.renewals + on.renewals,
            ends: sum.ends + on.ends,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::row::tests::row;

    const HOUR: f64 = 3_600_000.0;
    const DAY: f64 = 24.0 * HOUR;
    /// Tuesday, 2026-11-24.
    const TODAY: Day = 20_781;

    fn ending(ends_ms: Option<f64>, renews_itself: bool) -> Row {
        let mut row = row("eu:ab12345-ovh", 1, "x", "/vps/{s}", "active");
        row.facts.ends_ms = ends_ms;
        row.facts.renews_itself = renews_itself;
        row
    }

    fn utc(moment: f64) -> Day {
        (moment / DAY).floor() as Day
    }

    #[test]
    fn the_calendar_begins_with_the_monday_of_this_week() {
        for (today, first) in [
            (TODAY, TODAY - 1),
            (TODAY - 1, TODAY - 1),
            (TODAY + 5, TODAY - 1),
            (TODAY + 6, TODAY + 6),
            (0, -3),
        ] {
            assert_eq!(Ahead::of([].iter(), today, utc).first, first, "{today}");
        }
    }

    #[test]
    fn each_term_is_on_its_day_and_earlier_ones_are_not_there() {
        let at = |days: f64| Some(TODAY as f64 * DAY + days * DAY);
        let rows = [
            ending(at(-0.1), false),
            ending(at(0.0), false),
            ending(at(0.9), true),
            ending(at(81.9), true),
            ending(at(82.0), true),
            ending(at(83.0), true),
            ending(None, true),
        ];
        let ahead = Ahead::of(rows.iter(), TODAY, utc);
        assert_eq!(ahead.days[0], OnDay::default());
        assert_eq!(
            ahead.days[1],
            OnDay {
                renewals: 1,
                ends: 1
            }
        );
        assert_eq!(
            ahead.days[82],
            OnDay {
                renewals: 1,
                ends: 0
            }
        );
        assert_eq!(
            ahead.days[83],
            OnDay {
                renewals: 1,
                ends: 0
            }
        );
        assert_eq!(
            ahead.total(),
            OnDay {
                renewals: 3,
                ends: 1
            }
        );
    }

    #[test]
    fn the_day_is_the_readers() {
        // 23:30 in Greenwich: already tomorrow in Paris, still today in Montréal.
        let rows = [ending(Some((TODAY as f64 + 1.0) * DAY - HOUR / 2.0), false)];
        for (hours, place) in [(0.0, 1), (1.0, 2), (-5.0, 1), (13.0, 2)] {
            let local = |moment: f64| utc(moment + hours * HOUR);
            let ahead = Ahead::of(rows.iter(), TODAY, local);
            assert_eq!(ahead.days[place].ends, 1, "{hours}");
        }
    }
}
