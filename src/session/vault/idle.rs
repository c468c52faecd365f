//! When an open vault locks because nobody is there.
//!
//! Time is taken from two clocks. The wall clock goes on while the computer sleeps, the
//! other one cannot be set: whichever says that more time went by is believed.

/// A moment on both clocks, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Since 1970.
    pub wall: f64,
    /// Since some moment of its own.
    pub steady: f64,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// Somebody is there.
    Nothing,
    /// Ask whether somebody is there; it locks after so many milliseconds.
    Warning { left_ms: f64 },
    /// Lock.
    Lock,
}

/// Who counts how long nobody was there.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    last: Seen,
    limit_ms: f64,
}

/// How long before locking it is announced, in milliseconds. Of a limit of less than
/// twice that, the second half.
const WARNING_MS: f64 = 120_000.0;

impl Idle {
    /// Counts from `now`.
    pub fn new(now: Seen, limit_minutes: u32) -> Self {
        Self {
            last: now,
            limit_ms: f64::from(limit_minutes) * 60_000.0,
        }
    }

    /// Sets another limit for the time that is being counted.
    pub fn set_limit(&mut self, limit_minutes: u32) {
        self.limit_ms = f64::from(limit_minutes) * 60_000.0;
    }

    /// Somebody did something. It counts only before the limit is reached: the first key
    /// after a night's sleep does not keep the vault open.
    pub fn active(&mut self, now: Seen) -> Due {
        let due = self.due(now);
        if due != Due::Lock {
            self.last = now;
            return Due::Nothing;
        }
        due
    }

    /// What is due at `now`.
    pub fn due(&mut self, now: Seen) -> Due {
        if now.wall < self.last.wall {
            // The clock was set back: from here on it counts from the new time.
            self.last.wall = now.wall - (now.steady - self.last.steady).max(0.0);
        }
        let passed = (now.wall - self.last.wall).max(now.steady - self.last.steady);
        let left_ms = self.limit_ms - passed;
        if left_ms <= 0.0 {
            Due::Lock
        } else if left_ms <= WARNING_MS.min(self.limit_ms / 2.0) {
            Due::Warning { left_ms }
        } else {
            Due::Nothing
        }
    }
}
