//! Who looks at which value, and what becomes of one that nobody looks at any more.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::Data;
use super::keep::{Slot, Start, Why};
use crate::platform::now_ms;
use crate::session::Account;

/// How long the next page has to look at what the one before looked at.
const LEFT: Duration = Duration::from_secs(1);

impl Data {
    /// The value of that name, made where there is none, and its cell. Asks where that is
    /// due, and notes that the owner of the call looks at it.
    pub(super) fn kept<C: Clone + 'static>(
        self,
        account: &Account,
        what: &'static str,
        of: &str,
        make: impl FnOnce() -> (C, Start),
    ) -> C {
        let keep = &self.inner().keep;
        if let Some(entry) = keep.find(account, what, of)
            && let Some(cell) = entry.cell.downcast_ref::<C>()
        {
            let cell = cell.clone();
            self.look_at(&entry);
            return cell;
        }
        let (cell, start) = make();
        let entry = Slot::new(
            account.clone(),
            what,
            of.to_owned(),
            Box::new(cell.clone()),
            start,
        );
        let entry = keep.add(entry, now_ms());
        self.look_at(&entry);
        cell
    }

    fn look_at(self, entry: &Rc<Slot>) {
        if !entry.is_looked_at() {
            self.start(entry, Why::Shown);
        }
        // Without an owner nobody looks, and this is dropped at once.
        let looking = entry.look(now_ms());
        on_cleanup(move || {
            drop(looking);
            self.left();
        });
    }

    /// Something is looked at no more. The next page may look at it, so that decides
    /// whether what is under way goes on.
    fn left(self) {
        let Some(inner) = self.0.try_get_value() else {
            return;
        };
        if !inner.leaving.replace(true) {
            let decide = move || {
                if let Some(inner) = self.0.try_get_value() {
                    inner.leaving.set(false);
                    inner.keep.abandon();
                }
            };
            set_timeout(decide, LEFT);
        }
    }
}
