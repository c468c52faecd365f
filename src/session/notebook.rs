//! The notes as this tab has them, and who keeps them.
//!
//! They are kept in this tab's own storage, and forgotten with the keys, until a
//! [`Keeper`] takes them over: the vault, while it is open.

use std::sync::Arc;

use leptos::prelude::*;

use super::notes::Notes;
use super::tab;

/// Where the tab keeps the document.
const KEPT: &str = "notes";

/// Where changes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Into this tab's storage.
    Tab,
    /// Into the vault, sealed.
    Vault,
    /// Into this tab's storage, although the vault is open.
    Aside(Aside),
}

/// Why the vault does not take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// What it has of them is damaged. It is not overwritten unasked.
    Damaged,
    /// A newer version of Manager wrote what it has of them.
    Newer,
    /// They could not be read or written.
    Failed,
}

/// Is told that something was changed.
pub type Keeper = Arc<dyn Fn() + Send + Sync>;

/// The right of a keeper to say what is noted. It ends when the notes are forgotten or
/// change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold(u32);

/// The notes of this page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Notebook {
    notes: RwSignal<Arc<Notes>>,
    keeping: RwSignal<Keeping>,
    keeper: StoredValue<Option<Keeper>>,
    turn: StoredValue<u32>,
}

impl Notebook {
    /// Nothing is noted yet.
    pub fn empty() -> Self {
        Self {
            notes: RwSignal::default(),
            keeping: RwSignal::new(Keeping::Tab),
            keeper: StoredValue::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// Takes up what this tab kept before a reload.
    pub fn resume(self) {
        if let Some(text) = tab::read(KEPT) {
            self.notes.set(Arc::new(Notes::from_json(&text)));
        }
    }

    /// From now on `keeper` keeps the document, which is `notes`. What this tab kept stays
    /// in its storage until the keeper says that it has it.
    pub fn hand_over(self, notes: Notes, keeping: Keeping, keeper: Keeper) -> Hold {
        let hold = self.next_turn(Some(keeper));
        self.keeping.set(keeping);
        self.notes.set(Arc::new(notes));
        hold
    }

    /// Nobody keeps it any more but this tab.
    pub fn take_back(self) {
        self.next_turn(None);
        self.keeping.set(Keeping::Tab);
        let notes = self.get_untracked();
        if *notes != Notes::default() {
            tab::keep(KEPT, &notes.to_json());
        }
    }

    fn next_turn(self, keeper: Option<Keeper>) -> Hold {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        self.keeper.set_value(keeper);
        Hold(turn)
    }

    /// Whether `hold` still holds.
    pub fn is_held(self, hold: Hold) -> bool {
        self.turn.try_get_value() == Some(hold.0)
    }

    /// What is noted. Tracked.
    pub fn get(self) -> Arc<Notes> {
        self.notes.get()
    }

    /// Likewise, read once.
    pub fn get_untracked(self) -> Arc<Notes> {
        self.notes.get_untracked()
    }

    /// Where changes go. Tracked.
    pub fn keeping(self) -> Keeping {
        self.keeping.get()
    }

    /// Changes something, and has it kept. Gives what `change` gives.
    pub fn change<T>(self, change: impl FnOnce(&mut Notes) -> T) -> T {
        let mut notes = Notes::clone(&self.get_untracked());
        let given = change(&mut notes);
        if self.keeping.get_untracked() != Keeping::Vault {
            tab::keep(KEPT, &notes.to_json());
        }
        self.notes.set(Arc::new(notes));
        if let Some(keeper) = self.keeper.get_value() {
            keeper();
        }
        given
    }

    /// The keeper says what is noted.
    pub fn say(self, hold: Hold, notes: Notes) {
        if self.is_held(hold) && *self.get_untracked() != notes {
            self.notes.set(Arc::new(notes));
        }
    }

    /// The keeper says whether it has everything.
    pub fn set_keeping(self, hold: Hold, keeping: Keeping) {
        if !self.is_held(hold) {
            return;
        }
        match keeping {
            Keeping::Vault => tab::forget(KEPT),
            _ => tab::keep(KEPT, &self.get_untracked().to_json()),
        }
        if self.keeping.get_untracked() != keeping {
            self.keeping.set(keeping);
        }
    }

    /// Forgets it here; what a keeper keeps stays with the keeper.
    pub fn forget(self) {
        tab::forget(KEPT);
        self.next_turn(None);
        self.keeping.set(Keeping::Tab);
        self.notes.set(Arc::default());
    }
}
