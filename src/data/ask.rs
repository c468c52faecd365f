//! Any question to an account, asked once and kept: what a page beyond the list of
//! services wants to know (its bills, its tickets, one of its services in full).
//!
//! A [`Question`] says what is asked and how. Put to an account it becomes an [`Answer`]:
//! a cell that is there at once and tells how the asking goes. The same question to the
//! same account is one cell, however many pages look at it.

use std::sync::Arc;

use api::{AccountId, ApiError, LocalFuture};
use leptos::prelude::*;

use super::keep::{Start, Why};
use super::trouble::{Kind, Trouble};
use super::{Clock, Data, Phase};
use crate::platform::{now_ms, presence};
use crate::session::Account;

/// A value of one account, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Held<T> {
    /// The last good value.
    pub value: Option<Arc<T>>,
    /// When it was read, in milliseconds since 1970.
    pub read_at: f64,
    /// How the last asking stands.
    pub phase: Phase,
}

impl<T> Held<T> {
    /// When the last good value was read; `None` before there was one.
    pub fn known_since(&self) -> Option<f64> {
        (self.read_at > 0.0).then_some(self.read_at)
    }

    /// Nothing is known yet.
    pub(super) fn nothing() -> Self {
        Self {
            value: None,
            read_at: 0.0,
            phase: Phase::Ready,
        }
    }
}

/// The call behind a question: what it is about is handed over as text.
pub type Call<T> = fn(api::Session, String) -> LocalFuture<Result<T, ApiError>>;

/// Something to ask of an account. The answers to equal questions are one cell, so `what`
/// must name one kind of value only.
pub struct Question<T: 'static> {
    /// What is asked: `bills`, `tickets`.
    pub what: &'static str,
    /// About what exactly: the name of a service, a span of time; empty where there is
    /// nothing to choose.
    pub of: String,
    /// How.
    pub call: Call<T>,
}

/// What an account says to a question. Cheap to clone.
pub struct Answer<T: 'static> {
    /// Who was asked.
    pub account: AccountId,
    /// What is known.
    pub cell: ArcRwSignal<Held<T>>,
    what: &'static str,
    of: String,
    data: Data,
}

// Derived, it would ask the same of the value.
impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self {
            account: self.account.clone(),
            cell: self.cell.clone(),
            what: self.what,
            of: self.of.clone(),
            data: self.data,
        }
    }
}

/// How often what is watched is asked for again, in milliseconds.
const WATCH_MS: f64 = 30_000.0;

impl<T> Answer<T> {
    /// Asks again, because a person wants it, unless that is under way.
    pub fn again(&self) {
        self.start(Why::AskedFor);
    }

    fn start(&self, why: Why) {
        // Gone when the session was forgotten meanwhile.
        let slot = self
            .data
            .inner()
            .keep
            .slot(&self.account, self.what, &self.of);
        if let Some(slot) = slot {
            self.data.start(&slot, why);
        }
    }
}

impl<T: Send + Sync> Answer<T> {
    /// For as long as the owner of the call lives: asks again by itself, twice a minute
    /// while somebody can see the page, and at once when somebody comes back later than that.
    pub fn watch(&self) {
        let (clock, answer) = (Clock::current(), self.clone());
        let asked_at = StoredValue::new(now_ms());
        Effect::new(move || {
            let now = clock.now();
            let here = presence::is_seen() && presence::is_online();
            let held = answer.cell.read_untracked();
            if here && worth_watching(&held.phase, held.read_at.max(asked_at.get_value()), now) {
                drop(held);
                asked_at.set_value(now);
                answer.start(Why::Watched);
            }
        });
    }
}

/// Whether something that stands like this, and was asked for at `asked_at`, is asked for
/// again at `now` (both in milliseconds since 1970). What the keys do not allow stays so.
fn worth_watching(phase: &Phase, asked_at: f64, now: f64) -> bool {
    let refused = match phase {
        Phase::Failed(trouble) => matches!(trouble.kind, Kind::Right | Kind::Keys),
        Phase::Waiting { .. } => true,
        Phase::Ready => false,
    };
    // A clock that was set back must not stop it for ever.
    !refused && (now - asked_at >= WATCH_MS || now < asked_at - WATCH_MS)
}

impl Data {
    /// What `account` says to `question`; asks if it was never asked, or long ago. While
    /// the owner of the call lives (a page, a part of it), somebody looks at the answer.
    pub fn ask<T: Send + Sync>(self, account: &Account, question: &Question<T>) -> Answer<T> {
        let cell = self.kept(account, question.what, &question.of, || {
            let cell = ArcRwSignal::new(Held::nothing());
            (cell.clone(), asking(question, cell))
        });
        Answer {
            account: account.id.clone(),
            cell,
            what: question.what,
            of: question.of.clone(),
            data: self,
        }
    }
}

/// What asks the question and tells the cell.
pub(super) fn asking<T: Send + Sync>(question: &Question<T>, cell: ArcRwSignal<Held<T>>) -> Start {
    let (call, of) = (question.call, question.of.clone());
    Box::new(move |entry, session| {
        // Untracked: a page may ask while it is being drawn.
        cell.update_untracked(|held| held.phase = Phase::Waiting { since: now_ms() });
        let (cell, answer) = (cell.clone(), session.map(|with| call(with, of.clone())));
        Box::pin(async move {
            // Those who already look at the cell learn that it waits.
            cell.notify();
            let answer = match answer {
                Ok(answer) => answer.await,
                Err(error) => Err(error),
            };
            let now = now_ms();
            entry.answered(answer.is_ok(), now);
            cell.update(|held| match answer {
                Ok(value) => {
                    held.value = Some(Arc::new(value));
                    held.read_at = now;
                    held.phase = Phase::Ready;
                }
                Err(error) => held.phase = Phase::Failed(Trouble::of(&error, now)),
            });
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_watched_is_asked_twice_a_minute_unless_that_is_no_use() {
        let failed = |error: &ApiError| Phase::Failed(Trouble::of(error, 0.0));
        let mut right = Trouble::of(&ApiError::Timeout, 0.0);
        right.kind = Kind::Right;
        for (phase, asked_at, now, expected) in [
            (Phase::Ready, 0.0, WATCH_MS, true),
            (Phase::Ready, 0.0, WATCH_MS - 1.0, false),
            (Phase::Waiting { since: 0.0 }, 0.0, WATCH_MS, false),
            (failed(&ApiError::Timeout), 0.0, WATCH_MS, true),
            (Phase::Failed(right), 0.0, WATCH_MS, false),
            // The clock was set back by a day.
            (Phase::Ready, 86_400_000.0, 0.0, true),
        ] {
            let worth = worth_watching(&phase, asked_at, now);
            assert_eq!(worth, expected, "{phase:?} {asked_at} {now}");
        }
    }
}
