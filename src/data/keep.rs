//! What is kept of what accounts have said, and when it is worth asking again.
//!
//! Nothing in here draws, waits or looks at a clock: the moment is handed in and the work
//! is handed out, so that every order of events can be tried in a test.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use api::{AccountId, ApiError, LocalFuture};
use futures::future::{AbortHandle, abortable};

use crate::session::Account;

/// A value this old is read again when somebody looks at it anew, in milliseconds.
pub const FRESH_MS: f64 = 60_000.0;
/// What nobody has looked at for so long is dropped, in milliseconds.
const KEEP_MS: f64 = 30.0 * 60_000.0;

/// What makes a read happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A page shows it.
    Shown,
    /// Somebody came back to the page that shows it.
    Returned,
    /// The network came back.
    Online,
    /// A person pressed a button for it.
    AskedFor,
    /// Other keys came in.
    NewKeys,
    /// It is watched: it changes by itself, at the provider.
    Watched,
    /// A write has changed it: what is under way may be older than the write.
    Changed,
}

impl Why {
    /// The session as calls for this reason are made. `known`: there is a value already,
    /// so nobody waits.
    pub fn of(self, session: api::Session, known: bool) -> api::Session {
        match self {
            Self::AskedFor | Self::NewKeys => session.by_hand(),
            _ if known => session.background(),
            _ => session,
        }
    }
}

/// How a value stands, as far as it decides whether to ask.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// The last asking is not answered.
    pub waiting: bool,
    /// The last asking failed.
    pub failed: bool,
    /// When it was asked for last, in milliseconds since 1970; 0 for never.
    pub asked_at: f64,
}

/// Whether to ask for it at `now` (milliseconds since 1970).
pub fn due(stand: Stand, why: Why, now: f64) -> bool {
    match why {
        Why::Changed => true,
        _ if stand.waiting => false,
        Why::AskedFor | Why::Watched => true,
        Why::Online if stand.failed => true,
        Why::NewKeys => stand.failed,
        // A clock that was set back must not make values last for ever.
        Why::Shown | Why::Returned | Why::Online => {
            now - stand.asked_at >= FRESH_MS || now < stand.asked_at
        }
    }
}

/// What asks: given the session to ask with, or why there is none.
pub type Start = Box<dyn Fn(Rc<Slot>, Result<api::Session, ApiError>) -> LocalFuture<()>>;

/// One value of one account.
pub struct Slot {
    pub account: RefCell<Account>,
    pub what: &'static str,
    pub of: String,
    /// The signal that pages look at.
    pub cell: Box<dyn Any>,
    start: Start,
    looked: Arc<()>,
    seen_at: Cell<f64>,
    stand: Cell<Stand>,
    read_at: Cell<f64>,
    running: RefCell<Option<AbortHandle>>,
    gone: Cell<bool>,
}

impl Slot {
    /// Nothing is known and nothing was asked.
    pub fn new(
        account: Account,
        what: &'static str,
        of: String,
        cell: Box<dyn Any>,
        start: Start,
    ) -> Self {
        Self {
            account: RefCell::new(account),
            what,
            of,
            cell,
            start,
            looked: Arc::default(),
            seen_at: Cell::new(0.0),
            stand: Cell::new(Stand {
                waiting: false,
                failed: false,
                asked_at: 0.0,
            }),
            read_at: Cell::new(0.0),
            running: RefCell::default(),
            gone: Cell::new(false),
        }
    }

    /// Whoever holds this looks at the value.
    pub fn look(&self, now: f64) -> Arc<()> {
        self.seen_at.set(now);
        self.looked.clone()
    }

    /// Whether anybody looks.
    pub fn is_looked_at(&self) -> bool {
        Arc::strong_count(&self.looked) > 1
    }

    /// The answer has arrived, or failed to.
    pub fn answered(&self, good: bool, now: f64) {
        self.stand.set(Stand {
            waiting: false,
            failed: !good,
            ..self.stand.get()
        });
        if good {
            self.read_at.set(now);
        }
    }

    /// There is a copy of what was answered at `read_at`, unless something newer is here.
    /// Whoever looks for the first time still asks.
    pub fn recalled(&self, read_at: f64, now: f64) {
        if self.read_at.get() == 0.0 {
            self.read_at.set(read_at);
        }
        // It is kept for as long as if somebody had just looked.
        self.seen_at.set(now);
    }

    /// What asks for it, to be run; `None` where asking makes no sense now. It takes the
    /// place of what is still under way for this value, which is cancelled.
    pub fn begin(
        self: &Rc<Self>,
        why: Why,
        now: f64,
        session: impl FnOnce(&Account) -> Result<api::Session, ApiError>,
    ) -> Option<LocalFuture<()>> {
        if self.gone.get() || !due(self.stand.get(), why, now) {
            return None;
        }
        self.stop();
        self.stand.set(Stand {
            waiting: true,
            failed: false,
            asked_at: now,
        });
        let known = self.read_at.get() > 0.0;
        let session = session(&self.account.borrow()).map(|session| why.of(session, known));
        let (work, handle) = abortable((self.start)(self.clone(), session));
        self.running.replace(Some(handle));
        Some(Box::pin(async move {
            // Cancelled: whoever cancelled it knows why.
            let _ = work.await;
        }))
    }

    /// When it was read, in milliseconds since 1970; 0 for never.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub fn known_since(&self) -> f64 {
        self.read_at.get()
    }

    /// From here on nothing of it comes in.
    fn leave(&self) {
        self.gone.set(true);
        self.stop();
    }

    fn stop(&self) {
        if let Some(handle) = self.running.take() {
            handle.abort();
        }
    }
}

/// All values of all accounts. A few dozen at most: looking through them is quicker to
/// download than a map.
#[derive(Default)]
pub struct Keep(RefCell<Vec<Rc<Slot>>>);

impl Keep {
    /// The value of that name.
    pub fn slot(&self, account: &AccountId, what: &str, of: &str) -> Option<Rc<Slot>> {
        let slots = self.0.borrow();
        let slot = slots.iter().find(|slot| {
            slot.what == what && slot.of == of && slot.account.borrow().id == *account
        });
        slot.cloned()
    }

    /// Likewise, asked with the newest keys from here on.
    pub fn find(&self, account: &Account, what: &str, of: &str) -> Option<Rc<Slot>> {
        let slot = self.slot(&account.id, what, of)?;
        if *slot.account.borrow() != *account {
            slot.account.replace(account.clone());
        }
        Some(slot)
    }

    /// Keeps one more, and drops what nobody has looked at for long.
    pub fn add(&self, slot: Slot, now: f64) -> Rc<Slot> {
        let slot = Rc::new(slot);
        let mut slots = self.0.borrow_mut();
        slots.retain(|old| {
            if old.is_looked_at() {
                old.seen_at.set(now);
            }
            old.stand.get().waiting || now - old.seen_at.get() < KEEP_MS
        });
        slots.push(slot.clone());
        slot
    }

    /// What somebody looks at.
    pub fn looked_at(&self) -> Vec<Rc<Slot>> {
        self.those(|slot| slot.is_looked_at())
    }

    /// What an account has said to a question, whatever it was about.
    pub fn about(&self, account: &AccountId, what: &str) -> Vec<Rc<Slot>> {
        self.those(|slot| slot.what == what && slot.account.borrow().id == *account)
    }

    /// All that an account has said.
    pub fn of_account(&self, account: &AccountId) -> Vec<Rc<Slot>> {
        self.those(|slot| slot.account.borrow().id == *account)
    }

    fn those(&self, which: impl Fn(&Slot) -> bool) -> Vec<Rc<Slot>> {
        let slots = self.0.borrow();
        let those = slots.iter().filter(|slot| which(slot));
        those.cloned().collect()
    }

    /// Marks as out of date what nobody looks at: it is asked for when it is shown.
    pub fn outdate(slot: &Slot) {
        slot.stop();
        slot.stand.set(Stand {
            waiting: false,
            failed: false,
            asked_at: 0.0,
        });
    }

    /// Stops what is under way for nobody: a page that was left frees its places for the
    /// one that is open now. It is asked for anew when it is shown again.
    pub fn abandon(&self) {
        for slot in self.those(|slot| slot.stand.get().waiting && !slot.is_looked_at()) {
            Self::outdate(&slot);
        }
    }

    /// When the oldest of what is looked at was read, in milliseconds since 1970.
    pub fn oldest_shown(&self) -> Option<f64> {
        let mut oldest = None;
        for slot in self.looked_at() {
            let read_at = slot.read_at.get();
            if read_at > 0.0 && oldest.is_none_or(|oldest| read_at < oldest) {
                oldest = Some(read_at);
            }
        }
        oldest
    }

    /// Forgets what one account has said, cancels what is under way, and lets nothing
    /// late in.
    pub fn forget_one(&self, account: &AccountId) {
        for slot in self.of_account(account) {
            slot.leave();
        }
        self.0.borrow_mut().retain(|slot| !slot.gone.get());
    }

    /// Forgets everything, cancels what is under way, and lets nothing late in.
    pub fn forget(&self) {
        for slot in self.0.take() {
            slot.leave();
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
#[path = "keep_tests.rs"]
mod tests;
