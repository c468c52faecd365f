//! Writes: each belongs to an account, is sent once, and ends in words.
//!
//! A write whose answer was lost may have been applied. It is never sent again; what it
//! should have changed is read back, and that settles it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use api::{AccountId, ApiError, LocalFuture, Platform, TaskState};
use leptos::prelude::*;

use super::Data;
use super::follow::{self, TaskRef, Watched};
use super::keep::Why;
use super::trouble::Trouble;
use crate::platform::{Browser, now_ms};
use crate::session::{Account, Scope};

/// How long what was lost may still be on its way before reading back is believed.
const SETTLE: Duration = Duration::from_secs(3);

/// How a write stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Sent, not answered.
    Pending,
    /// Carried out. `read_back`: the answer was lost, and what was read since says so.
    Done { read_back: bool },
    /// Not carried out: the API, or something before it, said why.
    Failed(Trouble),
    /// The answer was lost and what was read back shows no change: it may be offered again.
    NotApplied,
    /// The answer was lost, and reading back is under way.
    Checking,
    /// The answer was lost, and reading back failed, too.
    Unknown(Trouble),
    /// Accepted; the task that it began goes on.
    Running(Progress),
    /// The task came to an end, and not a good one.
    Ended(End),
}

/// How far a task is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// In the API's word.
    pub state: Option<TaskState>,
    /// In percent, where the API says it.
    pub percent: Option<u64>,
    /// When the API said so, in milliseconds since 1970; 0 for never.
    pub heard_at: f64,
    /// The last time it was asked it did not say.
    pub silent: bool,
}

/// How a task ends that is not done.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// It failed; in the provider's words, where it has any.
    Failed(Option<String>),
    /// It was taken back.
    Cancelled,
    /// The API knows it no more, and nobody saw its end.
    Gone,
}

impl Outcome {
    /// Whether it may still be on its way, so that it must not be sent again.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Pending | Self::Checking | Self::Unknown(_) | Self::Running(_)
        )
    }

    /// The key of its word in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Pending => "write.pending",
            Self::Checking => "write.checking",
            Self::Done { read_back: false } => "write.done",
            Self::Done { read_back: true } => "write.found",
            Self::Failed(_) => "write.failed",
            Self::NotApplied => "write.not_applied",
            Self::Unknown(_) => "write.unknown",
            Self::Running(progress) => progress.key(),
            Self::Ended(End::Failed(_)) => "write.task.failed",
            Self::Ended(End::Cancelled) => "write.task.cancelled",
            Self::Ended(End::Gone) => "write.task.gone",
        }
    }
}

impl Progress {
    /// What a task is doing, or what keeps it from doing it.
    fn key(&self) -> &'static str {
        match &self.state {
            Some(TaskState::Todo | TaskState::Init) => "write.task.waits",
            Some(TaskState::Paused | TaskState::Blocked | TaskState::WaitingAck) => {
                "write.task.held"
            }
            _ => "write.task.runs",
        }
    }
}

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

/// A write under way or ended.
struct Made {
    data: Data,
    account: Account,
    check: Check,
    changes: &'static [&'static str],
    number: usize,
}

impl Made {
    async fn run(&self, send: Send) {
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
    async fn settle(&self, why: Why) {
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
    fn reading_back_settles() {
        assert_eq!(settled(Ok(true)), Outcome::Done { read_back: true });
        assert_eq!(settled(Ok(false)), Outcome::NotApplied);
        assert!(settled(Err(ApiError::Timeout)).is_open());
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
