//! Tasks of the API, followed to their end: whatever page is open, and over a reload.
//!
//! A followed task stands among the writes ([`super::writes`]) as running. It is asked about
//! with growing pauses while somebody can see the page, until the account says that it is
//! done, has failed or was taken back, or does not know it any more. The tab's own storage
//! remembers which those are; what it remembers of an account is taken up when that account
//! is there again, and forgotten with it.

mod kept;
mod pace;

use std::time::Duration;

use api::{AccountId, ApiError, Platform, Task, TaskId, TaskState};
use leptos::prelude::*;

use super::writes::{End, Outcome, Progress, Write};
use super::{Data, SERVICES};
use crate::platform::{Browser, now_ms, presence};
use crate::session::{Account, tab};

pub use pace::Pace;

/// How often it is looked for what is due.
const LOOK: Duration = Duration::from_secs(1);

/// The kind of [`Write`] that a followed task is.
pub const TASK: &str = "task";

/// The name of the question that lists running tasks.
pub const RUNNING: &str = "tasks-running";

/// What a task is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    /// A dedicated server.
    Server,
    /// A virtual private server.
    Vps,
}

impl Machine {
    fn as_str(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Vps => "vps",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Server, Self::Vps]
            .into_iter()
            .find(|machine| machine.as_str() == word)
    }
}

/// Where the API tells of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRef {
    /// Of what kind of machine.
    pub machine: Machine,
    /// The technical name of the machine.
    pub name: String,
    /// The task's number there.
    pub id: TaskId,
}

impl TaskRef {
    async fn ask(&self, session: api::Session) -> Result<Task, ApiError> {
        match self.machine {
            Machine::Server => session.server_task(&self.name, self.id).await,
            Machine::Vps => session.vps_task(&self.name, self.id).await,
        }
    }
}

/// A task to follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Which.
    pub task: TaskRef,
    /// What is being done, in the reader's words.
    pub title: String,
    /// To what, as people call it.
    pub subject: String,
    /// When it began, in milliseconds since 1970.
    pub at: f64,
}

/// A task that is not at its end, as [`super::writes::Writes`] keeps it.
#[derive(Clone)]
pub struct Watched {
    pub(super) account: AccountId,
    pub(super) number: usize,
    followed: Followed,
    pace: Pace,
}

/// What an answer says of a task that stood as `before`.
fn outcome(answer: Result<Task, ApiError>, before: Progress, now: f64) -> Outcome {
    let task = match answer {
        Ok(task) => task,
        Err(ApiError::Refused(why)) if why.status == 404 => return Outcome::Ended(End::Gone),
        Err(_) => {
            return Outcome::Running(Progress {
                silent: true,
                ..before
            });
        }
    };
    match task.state {
        Some(TaskState::Done) => Outcome::Done { read_back: false },
        Some(TaskState::Cancelled) => Outcome::Ended(End::Cancelled),
        Some(TaskState::Error | TaskState::OvhError | TaskState::CustomerError) => {
            Outcome::Ended(End::Failed(task.comment))
        }
        // A word that we do not know is no end.
        state => Outcome::Running(Progress {
            state,
            percent: task.progress,
            heard_at: now,
            silent: false,
        }),
    }
}

type TakeUp = fn(Data, &[Account]);

// Few reloads find a task under way.
crate::lazily!(fetch, following, TakeUp, Data::resume as TakeUp);

impl Data {
    /// Has what was followed before a reload taken up on whichever page is open, once its
    /// account is there. Called once, by the application.
    pub fn keep_following(self) {
        Effect::new(move || {
            let accounts = self.inner().session.accounts();
            let kept = |account: &Account| tab::read(&kept::name_of(&account.id)).is_some();
            if !accounts.iter().any(kept) {
                return;
            }
            leptos::task::spawn_local(async move {
                // Without it the list of what was done takes them up.
                if let Ok(take_up) = fetch().await {
                    take_up(self, &accounts);
                }
            });
        });
    }

    /// Follows a task of `account`; nothing is done where it is followed already.
    pub fn follow(self, account: &Account, followed: Followed) {
        // Before its entry is written anew.
        self.take_up(&account.id);
        self.add(&account.id, followed);
        self.remember(&account.id);
    }

    /// Whether a task of `account` is being followed, or was. Tracked.
    pub fn is_followed(self, account: &AccountId, task: &TaskRef) -> bool {
        let of = task.to_text();
        let writes = self.inner().writes.list.clone();
        let writes = writes.read();
        writes.iter().any(|write| write.is(account, TASK, &of))
    }

    /// Takes up what was followed before a reload, of those accounts that are there.
    pub fn resume(self, accounts: &[Account]) {
        for account in accounts {
            self.take_up(&account.id);
        }
    }

    /// A write has begun a task: it stays listed, as running.
    pub(super) fn began(self, number: usize, task: TaskRef) {
        let inner = self.inner();
        let writes = inner.writes.list.read_untracked();
        let Some(write) = writes.iter().find(|write| write.number == number) else {
            return;
        };
        let (account, followed) = (
            write.account.clone(),
            Followed {
                task,
                title: write.title.clone(),
                subject: write.subject.clone(),
                at: write.at,
            },
        );
        drop(writes);
        self.take_up(&account);
        self.say_of(number, Outcome::Running(Progress::default()));
        self.watch(&account, number, followed);
        self.remember(&account);
    }

    fn take_up(self, account: &AccountId) {
        let entry = tab::read(&kept::name_of(account)).unwrap_or_default();
        for followed in kept::parse(&entry) {
            self.add(account, followed);
        }
    }

    fn add(self, account: &AccountId, followed: Followed) {
        let inner = self.inner();
        let watched = inner.writes.watched.borrow();
        let known = watched
            .iter()
            .any(|one| one.account == *account && one.followed.task == followed.task);
        drop(watched);
        if known {
            return;
        }
        let number = self.list_write(Write {
            account: account.clone(),
            what: TASK,
            of: followed.task.to_text(),
            title: followed.title.clone(),
            subject: followed.subject.clone(),
            at: followed.at,
            outcome: Outcome::Running(Progress::default()),
            number: 0,
        });
        self.watch(account, number, followed);
    }

    fn watch(self, account: &AccountId, number: usize, followed: Followed) {
        let inner = self.inner();
        inner.writes.watched.borrow_mut().push(Watched {
            account: account.clone(),
            number,
            followed,
            pace: Pace::new(now_ms()),
        });
        if !inner.writes.watching.replace(true) {
            leptos::task::spawn_local(self.watch_all());
        }
    }

    /// Until nothing is left to watch.
    async fn watch_all(self) {
        loop {
            for watched in self.due(now_ms(), presence::is_seen()) {
                // Each for itself: a region that hangs must not hold up the others.
                leptos::task::spawn_local(self.ask_about(watched));
            }
            Browser.sleep(LOOK).await;
            let inner = self.inner();
            if inner.writes.watched.borrow().is_empty() {
                inner.writes.watching.set(false);
                return;
            }
        }
    }

    /// What is due, from here on as asked about.
    fn due(self, now: f64, seen: bool) -> Vec<Watched> {
        let inner = self.inner();
        let mut watched = inner.writes.watched.borrow_mut();
        let due = watched.iter_mut().filter(|one| one.pace.is_due(now, seen));
        due.map(|one| {
            one.pace.ask();
            one.clone()
        })
        .collect()
    }

    async fn ask_about(self, watched: Watched) {
        let accounts = untrack(|| self.inner().session.accounts());
        let account = accounts.iter().find(|one| one.id == watched.account);
        let answer = match account.map(|account| self.session_of(account)) {
            Some(Ok(asking)) => watched.followed.task.ask(asking.background()).await,
            Some(Err(error)) => Err(error),
            // It has left: whoever forgets it forgets this.
            None => return,
        };
        self.heard(&watched, answer, now_ms());
    }

    /// Takes in what was said of a task.
    fn heard(self, watched: &Watched, answer: Result<Task, ApiError>, now: f64) {
        let inner = self.inner();
        let before = match untrack(|| self.outcome(watched.number)) {
            Some(Outcome::Running(before)) => before,
            // Forgotten meanwhile.
            _ => return,
        };
        let outcome = outcome(answer, before.clone(), now);
        if let Outcome::Running(stands) = &outcome {
            let mut all = inner.writes.watched.borrow_mut();
            if let Some(one) = all.iter_mut().find(|one| one.number == watched.number) {
                one.pace.heard(&before, stands, now);
            }
            drop(all);
            return self.say_of(watched.number, outcome);
        }
        let mut all = inner.writes.watched.borrow_mut();
        all.retain(|one| one.number != watched.number);
        drop(all);
        self.say_of(watched.number, outcome);
        self.remember(&watched.account);
        self.tell_end(watched.number);
        for what in [SERVICES, RUNNING] {
            self.changed(&watched.account, what);
        }
    }

    /// Has `hear` told of each followed task that comes to its end.
    pub fn when_ended(self, hear: Callback<Write>) {
        self.inner().writes.ended.replace(Some(hear));
    }

    fn tell_end(self, number: usize) {
        let inner = self.inner();
        let list = inner.writes.list.read_untracked();
        let ended = list.iter().find(|write| write.number == number).cloned();
        drop(list);
        let hear = *inner.writes.ended.borrow();
        if let (Some(hear), Some(ended)) = (hear, ended) {
            hear.run(ended);
        }
    }

    /// Keeps over a reload what is followed of an account.
    fn remember(self, account: &AccountId) {
        let inner = self.inner();
        let watched = inner.writes.watched.borrow();
        let mine = watched.iter().filter(|one| one.account == *account);
        let mine: Vec<Followed> = mine.map(|one| one.followed.clone()).collect();
        let name = kept::name_of(account);
        match kept::to_text(&mine) {
            Some(text) => tab::keep(&name, &text),
            None => tab::forget(&name),
        }
    }
}

/// Forgets what would be taken up after a reload: of one account, or of all.
pub(super) fn forget(account: Option<&AccountId>) {
    match account {
        Some(account) => tab::forget(&kept::name_of(account)),
        None => tab::forget_those(kept::PREFIX),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
