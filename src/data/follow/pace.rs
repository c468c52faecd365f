//! When a task is asked about next: soon at first, then with growing pauses. No clock in
//! here: the moment is handed in.

use crate::data::writes::Progress;

/// The first pause, in milliseconds.
const FIRST_MS: f64 = 2_000.0;
/// The longest pause while the account answers, likewise.
const MOST_MS: f64 = 20_000.0;
/// The longest pause while it does not, likewise.
const MOST_SILENT_MS: f64 = 120_000.0;

/// The pauses of one task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    pause: f64,
    next_at: f64,
    asking: bool,
}

impl Pace {
    /// Asked about as soon as may be.
    pub fn new(now: f64) -> Self {
        Self {
            pause: FIRST_MS,
            next_at: now,
            asking: false,
        }
    }

    /// Whether to ask. `seen`: somebody can see this page; otherwise it waits for them.
    pub fn is_due(self, now: f64, seen: bool) -> bool {
        // A clock that was set back must not make the pause longer than it is.
        let over = now >= self.next_at || now < self.next_at - self.pause;
        seen && !self.asking && over
    }

    /// It is asked about.
    pub fn ask(&mut self) {
        self.asking = true;
    }

    /// It is not at its end: it stood as `before` and stands as `now_at`.
    pub fn heard(&mut self, before: &Progress, now_at: &Progress, now: f64) {
        if now_at.silent {
            self.silent(now);
        } else {
            let moved = now_at.percent != before.percent || now_at.state != before.state;
            self.running(moved, now);
        }
    }

    /// The account said so. `moved`: it has come further since.
    fn running(&mut self, moved: bool, now: f64) {
        let longer = (self.pause * 1.5).min(MOST_MS);
        self.pause(if moved { FIRST_MS } else { longer }, now);
    }

    /// The account did not say.
    fn silent(&mut self, now: f64) {
        self.pause((self.pause * 2.0).min(MOST_SILENT_MS), now);
    }

    fn pause(&mut self, pause: f64, now: f64) {
        *self = Self {
            pause,
            next_at: now + pause,
            asking: false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pauses until it is due, as somebody with a clock finds them.
    fn pauses(mut pace: Pace, answer: impl Fn(&mut Pace, f64)) -> Vec<f64> {
        let mut now = 0.0;
        let mut pauses = Vec::new();
        for _ in 0..9 {
            pace.ask();
            assert!(!pace.is_due(f64::MAX, true), "asked once at a time");
            answer(&mut pace, now);
            let begun = now;
            while !pace.is_due(now, true) {
                now += 500.0;
            }
            pauses.push(now - begun);
        }
        pauses
    }

    #[test]
    fn the_pauses_grow_and_have_an_end() {
        assert!(Pace::new(7.0).is_due(7.0, true));
        let still = pauses(Pace::new(0.0), |pace, now| pace.running(false, now));
        assert!(still.is_sorted(), "{still:?}");
        assert_eq!((still[0], still[8]), (3_000.0, MOST_MS));
        let moving = pauses(Pace::new(0.0), |pace, now| pace.running(true, now));
        assert_eq!(moving, [FIRST_MS; 9]);
        let silent = pauses(Pace::new(0.0), |pace, now| pace.silent(now));
        assert_eq!((silent[0], silent[8]), (4_000.0, MOST_SILENT_MS));
        // An answer after a long silence is back to the pauses of answers.
        let mut pace = Pace::new(0.0);
        for _ in 0..9 {
            pace.silent(0.0);
        }
        pace.running(false, 0.0);
        assert!(pace.is_due(MOST_MS, true) && !pace.is_due(MOST_MS - 1.0, true));
    }

    #[test]
    fn nobody_asks_for_a_page_that_nobody_sees() {
        let mut pace = Pace::new(0.0);
        pace.running(false, 0.0);
        assert!(!pace.is_due(900_000.0, false));
        assert!(
            pace.is_due(900_000.0, true),
            "at once when it is seen again"
        );
    }

    #[test]
    fn a_clock_that_was_set_back_delays_nothing_for_long() {
        let mut pace = Pace::new(900_000.0);
        pace.running(false, 900_000.0);
        assert!(!pace.is_due(900_000.0, true));
        assert!(pace.is_due(100.0, true));
    }
}
