//! Writes: each belongs to an account, is sent once, and ends in words.
//!
//! A write whose answer was lost may have been applied. It is never sent again; what it
//! should have changed is read back, and that settles it.

mod made;
mod outcome;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::{AccountId, ApiError, LocalFuture};
use leptos::prelude::*;

use super::Data;
use super::follow::{self, TaskRef, Watched};
use super::keep::Why;
use crate::platform::now_ms;
use crate::session::{Account, Scope};
use made::Made;

pub use outcome::{End, Outcome, Progress};

/// One write, for the list of what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// Whose.
    pub account: AccountId,
    /// What kind of write: with `of` it tells writes apart.
    pub what: &'static str,
    /// On what: the number or name of a service.
    pub of: String,
    /// What was done, in the reader's words.
    pub title: String,
    /// On what, as people call it.
    pub subject: String,
    /// When it was sent, in milliseconds since 1970.
    pub at: f64,
    /// How it stands.
    pub outcome: Outcome,
    /// Tells it from all others of this session.
    pub number: usize,
}

impl Write {
    /// Whether it is a write of that kind, on that, of that account.
    pub(super) fn is(&self, account: &AccountId, what: &str, of: &str) -> bool {
        self.account == *account && self.what == what && self.of == of
    }
}

/// What a write has come to when it is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// All that was asked for.
    Done,
    /// A task that goes on, which is followed to its end.
    Began(TaskRef),
}

impl From<()> for Sent {
    fn from((): ()) -> Self {
        Self::Done
    }
}

/// What sends it.
pub type Send = Box<dyn FnOnce(api::Session) -> LocalFuture<Result<Sent, ApiError>>>;
/// What reads back whether it was applied.
pub type Check = Rc<dyn Fn(api::Session) -> LocalFuture<Result<bool, ApiError>>>;

/// A write to be made.
pub struct Change {
    /// As in [`Write`].
    pub what: &'static str,
    /// As in [`Write`].
    pub of: String,
    /// As in [`Write`].
    pub title: String,
    /// As in [`Write`].
    pub subject: String,
    /// What sends it.
    pub send: Send,
    /// What reads back whether it was applied, should the answer be lost.
    pub check: Check,
    /// The questions whose answers it changes.
    pub changes: &'static [&'static str],
}

/// All writes of this session.
#[derive(Default)]
pub(super) struct Writes {
    pub list: ArcRwSignal<Vec<Write>>,
    /// The tasks among them that are not at their end, and whether somebody watches.
    pub watched: RefCell<Vec<Watched>>,
    pub watching: Cell<bool>,
    /// Who wants to hear that one of them has come to its end.
    pub ended: RefCell<Option<Callback<Write>>>,
    made: RefCell<Vec<Rc<Made>>>,
    /// Never used twice, so that what ends late finds no other write in its place.
    next: Cell<usize>,
}

impl Writes {
    /// Forgets those of one account. What is under way ends unseen.
    pub fn forget_one(&self, account: &AccountId) {
        self.made
            .borrow_mut()
            .retain(|made| made.account.id != *account);
        self.watched
            .borrow_mut()
            .retain(|watched| watched.account != *account);
        follow::forget(Some(account));
        self.list
            .update(|list| list.retain(|write| write.account != *account));
    }

    /// Forgets them. What is under way ends unseen.
    pub fn forget(&self) {
        self.made.borrow_mut().clear();
        self.watched.borrow_mut().clear();
        follow::forget(None);
        self.list.set(Vec::new());
    }
}

impl Data {
    /// Makes a write, once, and gives its number: `None` while an equal one is open.
    pub fn write(self, account: &Account, change: Change) -> Option<usize> {
        let inner = self.inner();
        let writes = &inner.writes;
        if is_open(
            &writes.list.read_untracked(),
            &account.id,
            change.what,
            &change.of,
        ) {
            return None;
        }
        let number = self.list_write(Write {
            account: account.id.clone(),
            what: change.what,
            of: change.of,
            title: change.title,
            subject: change.subject,
            at: now_ms(),
            outcome: Outcome::Pending,
            number: 0,
        });
        let made = Rc::new(Made {
            data: self,
            account: account.clone(),
            check: change.check,
            changes: change.changes,
            number,
        });
        writes.made.borrow_mut().push(made.clone());
        leptos::task::spawn_local(async move { made.run(change.send).await });
        Some(number)
    }

    /// Puts a write on the list, with a number of its own.
    pub(super) fn list_write(self, write: Write) -> usize {
        let inner = self.inner();
        let writes = &inner.writes;
        let number = writes.next.replace(writes.next.get() + 1);
        writes
            .list
            .update(|list| list.push(Write { number, ..write }));
        number
    }

    /// Says how a write stands now; nothing where it was forgotten meanwhile.
    pub(super) fn say_of(self, number: usize, outcome: Outcome) {
        self.inner().writes.list.update(|writes| {
            if let Some(write) = writes.iter_mut().find(|write| write.number == number) {
                write.outcome = outcome;
            }
        });
    }

    /// How a write stands; `None` once the session was forgotten. Tracked.
    pub fn outcome(self, number: usize) -> Option<Outcome> {
        let list = self.inner().writes.list.clone();
        let list = list.read();
        let write = list.iter().find(|write| write.number == number)?;
        Some(write.outcome.clone())
    }

    /// Reads back once more, for a write whose fate is unknown.
    pub fn look_again(self, number: usize) {
        if !matches!(untrack(|| self.outcome(number)), Some(Outcome::Unknown(_))) {
            return;
        }
        let inner = self.inner();
        let made = inner.writes.made.borrow();
        if let Some(made) = made.iter().find(|made| made.number == number).cloned() {
            leptos::task::spawn_local(async move { made.settle(Why::AskedFor).await });
        }
    }

    /// The writes of this session in `scope`, newest first. Tracked.
    pub fn writes(self, scope: &Scope) -> Vec<Write> {
        let writes = self.inner().writes.list.clone();
        let writes = writes.read();
        let notes = self.inner().session.notes().get();
        newest(&writes, |write| notes.holds(scope, &write.account))
    }
}

fn newest(writes: &[Write], which: impl Fn(&Write) -> bool) -> Vec<Write> {
    let those = writes.iter().rev().filter(|write| which(write));
    those.cloned().collect()
}

fn is_open(writes: &[Write], account: &AccountId, what: &str, of: &str) -> bool {
    writes
        .iter()
        .any(|write| write.is(account, what, of) && write.outcome.is_open())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::trouble::Trouble;

    fn write(number: usize, account: &str, of: &str, outcome: Outcome) -> Write {
        Write {
            account: account.parse().unwrap(),
            what: "name",
            of: of.into(),
            title: String::new(),
            subject: String::new(),
            at: 0.0,
            outcome,
            number,
        }
    }

    #[test]
    fn an_open_write_bars_its_equal_and_no_other() {
        let trouble = || Trouble::of(&ApiError::Timeout, 0.0);
        for (outcome, open) in [
            (Outcome::Pending, true),
            (Outcome::Checking, true),
            (Outcome::Unknown(trouble()), true),
            (Outcome::Running(Progress::default()), true),
            (Outcome::Ended(End::Gone), false),
            (Outcome::NotApplied, false),
            (Outcome::Failed(trouble()), false),
            (Outcome::Done { read_back: true }, false),
        ] {
            let writes = [write(0, "eu:ab1-ovh", "7", outcome.clone())];
            let asks =
                |account: &str, what, of| is_open(&writes, &account.parse().unwrap(), what, of);
            assert_eq!(asks("eu:ab1-ovh", "name", "7"), open, "{outcome:?}");
            assert!(!asks("ca:ab1-ovh", "name", "7"));
            assert!(!asks("eu:ab1-ovh", "renew", "7"));
            assert!(!asks("eu:ab1-ovh", "name", "8"));
        }
    }

    #[test]
    fn the_newest_stands_first_and_another_scope_is_another_list() {
        let writes = [
            write(0, "eu:ab1-ovh", "1", Outcome::Pending),
            write(1, "ca:ab1-ovh", "2", Outcome::Pending),
            write(2, "eu:ab1-ovh", "3", Outcome::Pending),
        ];
        let scope = Scope::parse("eu:ab1-ovh").unwrap();
        let notes = crate::session::notes::Notes::default();
        let shown = newest(&writes, |write| notes.holds(&scope, &write.account));
        assert_eq!(
            shown.iter().map(|write| write.number).collect::<Vec<_>>(),
            [2, 0]
        );
    }
}
