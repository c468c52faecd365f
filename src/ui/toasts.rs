//! Short words about what was done, at the edge of the page: said once, there for a while,
//! and undone from there where that is possible.
//!
//! Here is only the list; what shows it is an area that arrives with the first of them.

use api::AccountId;
use leptos::prelude::*;

use crate::app::Here;
use crate::data::Data;
use crate::data::writes::{End, Outcome, Write};
use crate::i18n::t;
use crate::place::{Page, Place};
use crate::session::Scope;

/// How a toast is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It was done.
    Done,
    /// It was not; said at once, and it stays until it is closed.
    Failed,
}

/// One toast.
#[derive(Clone)]
pub struct Toast {
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// Whom it concerns. `None` only for what concerns no account.
    pub whose: Option<AccountId>,
    /// Takes it back.
    pub undo: Option<Callback<()>>,
    /// Where more is said about it.
    pub opens: Option<String>,
}

/// A toast as it is listed.
#[derive(Clone)]
pub struct Listed {
    /// Tells it from the others.
    pub number: usize,
    pub toast: Toast,
}

/// The toasts of this page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Listed>>,
    /// No number is given twice: a new toast is never taken for one that is gone.
    next: StoredValue<usize>,
}

impl Toasts {
    /// None yet; puts the list into the context.
    pub fn start() -> Self {
        let toasts = Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        };
        provide_context(toasts);
        toasts
    }

    /// The page's toasts.
    pub fn current() -> Self {
        expect_context()
    }

    /// Says something.
    pub fn say(self, toast: Toast) {
        // A page that is gone needs no word.
        if let Some(number) = self.next.try_update_value(|next| {
            *next += 1;
            *next
        }) {
            self.list
                .try_update(|list| list.push(Listed { number, toast }));
        }
    }

    /// Says of each followed task that it has come to its end, with the way to the page that
    /// says how; on that page itself it is not said twice.
    pub fn say_ends(self, data: Data, here: Here) {
        data.when_ended(Callback::new(move |write: Write| {
            let there = Place::Page(Scope::One(write.account.clone()), Page::Activity);
            if let Place::Page(_, Page::Activity) = untrack(|| here.get()) {
                return;
            }
            let done = matches!(
                write.outcome,
                Outcome::Done { .. } | Outcome::Ended(End::Gone)
            );
            self.say(Toast {
                tone: if done { Tone::Done } else { Tone::Failed },
                text: [
                    &write.subject,
                    " · ",
                    &write.title,
                    ": ",
                    &t(write.outcome.key()),
                ]
                .concat(),
                whose: Some(write.account),
                undo: None,
                opens: Some(there.to_string()),
            });
        }));
    }

    /// The toasts, the oldest first. Tracked.
    pub fn list(self) -> Vec<Listed> {
        self.list.get()
    }

    /// Whether there is any. Tracked.
    pub fn any(self) -> bool {
        !self.list.read().is_empty()
    }

    /// Takes one away.
    pub fn close(self, number: usize) {
        self.list
            .update(|list| list.retain(|listed| listed.number != number));
    }

    /// Takes all away: nothing about an account outlives its keys.
    pub fn clear(self) {
        self.list.set(Vec::new());
    }
}
