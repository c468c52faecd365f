//! A write under way: sent once, and settled by reading back where its answer was lost.

use std::time::Duration;

use api::{ApiError, Platform};
use leptos::prelude::untrack;

use super::{Check, Outcome, Send, Sent};
use crate::data::Data;
use crate::data::keep::Why;
use crate::data::trouble::Trouble;
use crate::platform::{Browser, now_ms};
use crate::session::Account;

/// How long what was lost may still be on its way before reading back is believed.
const SETTLE: Duration = Duration::from_secs(3);

/// A write under way or ended.
pub struct Made {
    pub data: Data,
    pub account: Account,
    pub check: Check,
    pub changes: &'static [&'static str],
    pub number: usize,
}

impl Made {
    /// Sends it, and says how it goes to its end.
    pub async fn run(&self, send: Send) {
        let session = match self.data.session_of(&self.account) {
            Ok(session) => session,
            Err(error) => return self.say(failed(&error)),
        };
        match send(session).await {
            Ok(Sent::Done) => self.say(Outcome::Done { read_back: false }),
            Ok(Sent::Began(task)) => self.data.began(self.number, task),
            Err(ApiError::OutcomeUnknown { .. }) => return self.settle(Why::Changed).await,
            Err(error) => return self.say(failed(&error)),
        }
        self.tell_changed();
    }

    /// Reads back, twice where nothing has changed: it may have been on its way.
    pub async fn settle(&self, why: Why) {
        self.say(Outcome::Checking);
        if untrack(|| self.data.outcome(self.number)).is_none() {
            return;
        }
        let mut outcome = Outcome::NotApplied;
        for pause in [Duration::ZERO, SETTLE] {
            if !pause.is_zero() {
                Browser.sleep(pause).await;
            }
            let applied = match self.data.session_of(&self.account) {
                Ok(session) => (self.check)(why.of(session, false)).await,
                Err(error) => Err(error),
            };
            outcome = settled(applied);
            if outcome != Outcome::NotApplied {
                break;
            }
        }
        self.say(outcome);
        self.tell_changed();
    }

    fn say(&self, outcome: Outcome) {
        self.data.say_of(self.number, outcome);
    }

    fn tell_changed(&self) {
        for what in self.changes {
            self.data.changed(&self.account.id, what);
        }
    }
}

fn failed(error: &ApiError) -> Outcome {
    Outcome::Failed(Trouble::of(error, now_ms()))
}

fn settled(applied: Result<bool, ApiError>) -> Outcome {
    match applied {
        Ok(true) => Outcome::Done { read_back: true },
        Ok(false) => Outcome::NotApplied,
        Err(error) => Outcome::Unknown(Trouble::of(&error, now_ms())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_back_settles() {
        assert_eq!(settled(Ok(true)), Outcome::Done { read_back: true });
        assert_eq!(settled(Ok(false)), Outcome::NotApplied);
        assert!(settled(Err(ApiError::Timeout)).is_open());
    }
}
