//! Every order in which pages come and go, answers arrive late and sessions end.

use std::rc::Weak;
use std::task::{Context, Waker};
use std::time::Duration;

use api::{Client, EndpointConfig, Platform, Request, Response, TransportError};
use futures::channel::oneshot;
use leptos::prelude::*;
use proptest::prelude::*;

use super::*;
use crate::data::ask::{Held, Question, asking};

/// Who answered, and to which request.
type Said = (AccountId, usize);

/// Where what was said is shown.
type Kept = ArcRwSignal<Held<Said>>;

/// One request: gone when its future was dropped.
struct Asked {
    tab: usize,
    key: (AccountId, String),
    alive: Weak<()>,
    reply: Option<oneshot::Sender<Result<Said, ApiError>>>,
}

thread_local! {
    static TAB: Cell<usize> = const { Cell::new(0) };
    static ASKED: RefCell<Vec<Asked>> = const { RefCell::new(Vec::new()) };
}

fn call(session: api::Session, of: String) -> LocalFuture<Result<Said, ApiError>> {
    let (reply, answer) = oneshot::channel();
    let alive = Rc::new(());
    ASKED.with_borrow_mut(|asked| {
        asked.push(Asked {
            tab: TAB.get(),
            key: (session.account().clone(), of),
            alive: Rc::downgrade(&alive),
            reply: Some(reply),
        });
    });
    Box::pin(async move {
        let answer = answer.await.unwrap_or(Err(ApiError::Timeout));
        drop(alive);
        answer
    })
}

/// Nothing is sent in these tests.
struct Nowhere;

impl Platform for Nowhere {
    fn unix_ms(&self) -> f64 {
        0.0
    }
    fn monotonic_ms(&self) -> f64 {
        0.0
    }
    fn random(&self) -> f64 {
        0.0
    }
    fn sleep(&self, _: Duration) -> LocalFuture<()> {
        Box::pin(std::future::pending())
    }
    fn send(&self, _: Request) -> LocalFuture<Result<Response, TransportError>> {
        Box::pin(std::future::pending())
    }
}

fn session(account: &Account) -> Result<api::Session, ApiError> {
    let config = EndpointConfig {
        endpoint: account.id.endpoint,
        sign_base: "http://127.0.0.1".into(),
    };
    Ok(Client::new(Rc::new(Nowhere), config).session(&account.id, &account.keys))
}

fn account(number: usize) -> Account {
    Account::made_up(["eu:ab1-ovh", "ca:ab1-ovh", "us:ab1-ovh"][number % 3])
}

/// What looked at a value that is forgotten, and what it saw last.
type Forgotten = (ArcRwSignal<Held<Said>>, Option<Arc<Said>>);

/// One tab: what it keeps, who looks, what is under way.
#[derive(Default)]
struct Tab {
    keep: Keep,
    looking: Vec<Arc<()>>,
    work: Vec<LocalFuture<()>>,
    /// Cells that were forgotten, with what they held then.
    forgotten: Vec<Forgotten>,
    /// For each key, the first request that knows of its last write.
    changes: Vec<((AccountId, String), usize)>,
}

impl Tab {
    fn begin(&mut self, slot: &Rc<Slot>, why: Why, now: f64) {
        self.work.extend(slot.begin(why, now, session));
    }

    fn show(&mut self, of: (usize, usize), now: f64) {
        let (account, of) = (account(of.0), of.1.to_string());
        let slot = self.keep.find(&account, "things", &of).unwrap_or_else(|| {
            let cell = ArcRwSignal::new(Held::nothing());
            let question = Question {
                what: "things",
                of: of.clone(),
                call,
            };
            let start = asking(&question, cell.clone());
            let slot = Slot::new(account.clone(), "things", of, Box::new(cell), start);
            self.keep.add(slot, now)
        });
        if !slot.is_looked_at() {
            self.begin(&slot, Why::Shown, now);
        }
        self.looking.push(slot.look(now));
    }

    fn each_looked_at(&mut self, why: Why, now: f64) {
        for slot in self.keep.looked_at() {
            self.begin(&slot, why, now);
        }
    }

    fn change(&mut self, number: usize, now: f64) {
        let account = account(number).id;
        let next = ASKED.with_borrow(Vec::len);
        for slot in self.keep.about(&account, "things") {
            self.changes
                .push(((account.clone(), slot.of.clone()), next));
            if slot.is_looked_at() {
                self.begin(&slot, Why::Changed, now);
            } else {
                Keep::outdate(&slot);
            }
        }
    }

    fn forget(&mut self) {
        for slot in self.keep.those(|_| true) {
            let cell = cell_of(&slot);
            let held = cell.read_untracked().value.clone();
            self.forgotten.push((cell, held));
        }
        self.keep.forget();
        self.looking.clear();
        self.changes.clear();
    }

    fn poll(&mut self) {
        let mut context = Context::from_waker(Waker::noop());
        self.work
            .retain_mut(|work| work.as_mut().poll(&mut context).is_pending());
    }

    fn check(&self, before: &[Option<Arc<Said>>]) {
        for (slot, before) in self.keep.those(|_| true).iter().zip(before) {
            let held = cell_of(slot).read_untracked().clone();
            let Some(said) = held.value else { continue };
            let account = &slot.account.borrow().id;
            assert_eq!(said.0, *account, "a value under another account");
            let newly = before.as_ref() != Some(&said);
            for (key, first) in &self.changes {
                if newly && *key == (account.clone(), slot.of.clone()) {
                    assert!(said.1 >= *first, "an answer older than the write");
                }
            }
        }
        for (cell, held) in &self.forgotten {
            assert_eq!(
                cell.read_untracked().value,
                *held,
                "stored after it was forgotten"
            );
        }
    }

    fn values(&self) -> Vec<Option<Arc<Said>>> {
        let slots = self.keep.those(|_| true);
        slots
            .iter()
            .map(|slot| cell_of(slot).read_untracked().value.clone())
            .collect()
    }
}

fn cell_of(slot: &Slot) -> Kept {
    slot.cell.downcast_ref::<Kept>().unwrap().clone()
}

#[derive(Clone, Debug)]
enum Step {
    Show(usize, usize),
    Hide(usize),
    Answer(usize),
    Fail(usize),
    Refresh(usize, usize),
    Returned,
    Online,
    Change(usize),
    Abandon,
    Forget,
    Wait(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3usize, 0..2usize).prop_map(|(a, q)| Step::Show(a, q)),
        3 => (0..8usize).prop_map(Step::Hide),
        4 => (0..64usize).prop_map(Step::Answer),
        2 => (0..64usize).prop_map(Step::Fail),
        2 => (0..3usize, 0..2usize).prop_map(|(a, q)| Step::Refresh(a, q)),
        2 => Just(Step::Returned),
        1 => Just(Step::Online),
        2 => (0..3usize).prop_map(Step::Change),
        2 => Just(Step::Abandon),
        1 => Just(Step::Forget),
        3 => (0..90_000u32).prop_map(Step::Wait),
    ]
}

fn answer(number: usize, good: bool) {
    ASKED.with_borrow_mut(|asked| {
        if asked.is_empty() {
            return;
        }
        let number = number % asked.len();
        let one = &mut asked[number];
        if let Some(reply) = one.reply.take() {
            let said = (one.key.0.clone(), number);
            // Whoever asked may no longer care.
            let _ = reply.send(if good {
                Ok(said)
            } else {
                Err(ApiError::Timeout)
            });
        }
    });
}

/// Whether each value is asked for by no more than one request of a tab.
fn one_for_each() -> bool {
    ASKED.with_borrow(|asked| {
        let under_way = |one: &&Asked| one.alive.strong_count() > 0;
        asked.iter().filter(under_way).all(|one| {
            let same = |other: &&Asked| other.tab == one.tab && other.key == one.key;
            asked.iter().filter(under_way).filter(same).count() == 1
        })
    })
}

proptest! {
    #[test]
    fn nothing_is_mixed_up_late_or_doubled(steps in proptest::collection::vec((0..2usize, step()), 0..60)) {
        ASKED.with_borrow_mut(Vec::clear);
        let mut tabs = [Tab::default(), Tab::default()];
        let mut now = 1.0e12;
        for (tab, step) in steps {
            TAB.set(tab);
            let tab = &mut tabs[tab];
            match step {
                Step::Show(account, of) => tab.show((account, of), now),
                Step::Hide(which) if !tab.looking.is_empty() => {
                    let which = which % tab.looking.len();
                    tab.looking.remove(which);
                }
                Step::Hide(_) => {}
                Step::Answer(number) => answer(number, true),
                Step::Fail(number) => answer(number, false),
                Step::Refresh(number, of) => {
                    if let Some(slot) = tab.keep.find(&account(number), "things", &of.to_string()) {
                        tab.begin(&slot, Why::AskedFor, now);
                    }
                }
                Step::Returned => tab.each_looked_at(Why::Returned, now),
                Step::Online => tab.each_looked_at(Why::Online, now),
                Step::Change(account) => tab.change(account, now),
                Step::Abandon => tab.keep.abandon(),
                Step::Forget => tab.forget(),
                Step::Wait(ms) => now += f64::from(ms),
            }
            for tab in &mut tabs {
                let before = tab.values();
                tab.poll();
                tab.check(&before);
            }
            prop_assert!(one_for_each(), "two requests for one value in one tab");
        }
    }
}

#[test]
fn what_is_worth_asking() {
    let stand = |waiting, failed, age: f64| Stand {
        waiting,
        failed,
        asked_at: 1e12 - age,
    };
    for (stand, why, expected) in [
        (stand(false, false, 59_999.0), Why::Shown, false),
        (stand(false, false, 60_000.0), Why::Shown, true),
        (stand(false, false, 59_999.0), Why::Returned, false),
        (stand(false, false, 60_000.0), Why::Returned, true),
        (stand(false, false, 1.0), Why::Online, false),
        (stand(false, true, 1.0), Why::Online, true),
        (stand(false, true, 1.0), Why::Returned, false),
        (stand(false, false, 1.0), Why::AskedFor, true),
        (stand(false, false, 1.0), Why::Changed, true),
        (stand(true, false, 90_000.0), Why::Returned, false),
        (stand(true, false, 90_000.0), Why::AskedFor, false),
        (stand(true, false, 90_000.0), Why::Changed, true),
        (stand(false, false, 1.0), Why::Watched, true),
        (stand(true, false, 90_000.0), Why::Watched, false),
        // The computer's clock was set back by an hour.
        (stand(false, false, -3_600_000.0), Why::Shown, true),
    ] {
        assert_eq!(due(stand, why, 1e12), expected, "{stand:?} {why:?}");
    }
}

#[test]
fn what_nobody_looks_at_is_not_read_again_and_one_day_dropped() {
    ASKED.with_borrow_mut(Vec::clear);
    let mut tab = Tab::default();
    let now = 1e12;
    tab.show((0, 0), now);
    tab.show((1, 0), now);
    answer(0, true);
    answer(1, true);
    tab.poll();
    tab.looking.remove(0);
    tab.each_looked_at(Why::Returned, now + 2.0 * FRESH_MS);
    assert_eq!(tab.work.len(), 1, "only what is looked at");
    answer(2, true);
    tab.poll();
    tab.show((2, 0), now + KEEP_MS + 1.0);
    assert!(tab.keep.find(&account(0), "things", "0").is_none());
    assert!(tab.keep.find(&account(1), "things", "0").is_some());
}

#[test]
fn what_a_page_that_was_left_still_asks_for_is_cancelled_and_asked_for_when_it_is_opened_again() {
    ASKED.with_borrow_mut(Vec::clear);
    let under_way =
        |number: usize| ASKED.with_borrow(|asked| asked[number].alive.strong_count() > 0);
    let mut tab = Tab::default();
    tab.show((0, 0), 1e12);
    tab.show((1, 0), 1e12);
    tab.poll();
    tab.looking.remove(0);
    tab.keep.abandon();
    tab.poll();
    assert!(!under_way(0), "nobody looks");
    assert!(under_way(1), "somebody looks");

    tab.show((0, 0), 1e12 + 5.0);
    tab.show((1, 0), 1e12 + 5.0);
    tab.poll();
    assert!(under_way(2), "asked for anew");
    assert_eq!(
        ASKED.with_borrow(Vec::len),
        3,
        "what went on is not asked twice"
    );
}
