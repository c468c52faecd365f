//! The notes about accounts as the vault keeps them: one sealed document that every tab
//! with the vault open reads and writes.
//!
//! Tabs change it side by side. Each remembers what the document said when it last saw it,
//! puts only its own changes into what it says now, and writes that on condition that
//! nobody else has written meanwhile.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::session::notebook::{Aside, Hold, Keeper, Keeping, Notebook};
use crate::session::notes::Notes;

use super::Spoilt;

/// The name of the note.
pub const NOTE: &str = "labels";

/// How often at most a write is tried again because another tab was quicker.
const TRIES: usize = 10;

/// What the vault has of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// It opens.
    Notes(Notes),
    /// It does not.
    Spoilt(Spoilt),
}

impl Found {
    /// What an opened document says.
    pub fn of(document: &[u8]) -> Self {
        match std::str::from_utf8(document) {
            Ok(text) => Self::Notes(Notes::from_json(text)),
            Err(_) => Self::Spoilt(Spoilt::Damaged),
        }
    }
}

/// Why nothing was read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// Another tab wrote meanwhile.
    Changed,
    /// It cannot be done (any more).
    Failed,
}

/// Where the sealed document lies.
pub trait Shelf {
    /// The document as it is stored, if any, and what it says.
    ///
    /// # Errors
    /// See [`NotKept`].
    fn read(&self) -> impl Future<Output = Result<(Option<String>, Found), NotKept>>;

    /// Puts `document`, sealed, where `over` is stored.
    ///
    /// # Errors
    /// See [`NotKept`].
    fn write(
        &self,
        over: Option<&str>,
        document: &str,
    ) -> impl Future<Output = Result<(), NotKept>>;
}

fn aside(spoilt: Spoilt) -> Aside {
    match spoilt {
        Spoilt::Damaged => Aside::Damaged,
        Spoilt::Newer => Aside::Newer,
    }
}

/// The notes of one tab that has the vault open.
pub struct Labels {
    notebook: Notebook,
    hold: Hold,
    /// What the document said when this tab last saw it.
    seen: RefCell<Notes>,
    /// What it should say, until that is written.
    wanted: RefCell<Option<Arc<Notes>>>,
    busy: Cell<bool>,
    /// A damaged document may be overwritten.
    replacing: Cell<bool>,
}

impl Labels {
    /// Takes the notes over: what the vault has of them, and what this tab has beyond that.
    pub fn open(notebook: Notebook, found: Found, keeper: Keeper) -> Self {
        let here = notebook.get_untracked();
        let none = Notes::default();
        let (notes, keeping) = match &found {
            Found::Nothing => (Notes::clone(&here), Keeping::Vault),
            Found::Notes(theirs) => (merged(&none, &here, theirs), Keeping::Vault),
            Found::Spoilt(spoilt) => (Notes::clone(&here), Keeping::Aside(aside(*spoilt))),
        };
        let seen = match found {
            Found::Notes(theirs) => theirs,
            Found::Nothing | Found::Spoilt(_) => none,
        };
        Self {
            notebook,
            hold: notebook.hand_over(notes, keeping, keeper),
            seen: RefCell::new(seen),
            wanted: RefCell::default(),
            busy: Cell::new(false),
            replacing: Cell::new(false),
        }
    }

    /// From here on what this tab has takes the place of a document that is damaged.
    pub fn replace(&self) {
        self.replacing.set(true);
    }

    /// Reads what other tabs have written and writes what was changed here. What was
    /// changed before the call is written even if the vault is locked meanwhile.
    pub async fn sync(&self, shelf: &impl Shelf) {
        if !self.notebook.is_held(self.hold) {
            return;
        }
        self.wanted.replace(Some(self.notebook.get_untracked()));
        if self.busy.replace(true) {
            // Whoever is at it finds what is wanted now.
            return;
        }
        let mut keeping = Keeping::Vault;
        while let Some(mine) = self.next() {
            keeping = match self.once(shelf, &mine).await {
                Ok(()) => Keeping::Vault,
                Err(why) => Keeping::Aside(why),
            };
        }
        self.busy.set(false);
        self.notebook.set_keeping(self.hold, keeping);
    }

    fn next(&self) -> Option<Arc<Notes>> {
        self.wanted.take()
    }

    async fn once(&self, shelf: &impl Shelf, mine: &Notes) -> Result<(), Aside> {
        for _ in 0..TRIES {
            let (stored, found) = shelf.read().await.map_err(|_| Aside::Failed)?;
            let theirs = match found {
                Found::Notes(theirs) => Some(theirs),
                Found::Nothing => None,
                Found::Spoilt(Spoilt::Damaged) if self.replacing.get() => None,
                Found::Spoilt(spoilt) => {
                    // Whatever takes its place does not know what this tab has of it.
                    self.seen.take();
                    return Err(aside(spoilt));
                }
            };
            // Where there is none, it was taken out or never there: all goes in.
            let all = match &theirs {
                Some(theirs) => merged(&self.seen.borrow(), mine, theirs),
                None => mine.clone(),
            };
            if theirs.unwrap_or_default() != all || (stored.is_some() && self.replacing.get()) {
                match shelf.write(stored.as_deref(), &all.to_json()).await {
                    Ok(()) => {}
                    Err(NotKept::Changed) => continue,
                    Err(NotKept::Failed) => return Err(Aside::Failed),
                }
            }
            self.replacing.set(false);
            self.learn(mine, all);
            return Ok(());
        }
        Err(Aside::Failed)
    }

    /// The document says `all`, which `mine` went into.
    fn learn(&self, mine: &Notes, all: Notes) {
        // What was changed meanwhile is changed in what is known now.
        let later = |now: &Notes| merged(mine, now, &all);
        self.wanted.replace_with(|wanted| {
            let wanted = wanted.take();
            wanted.map(|now| Arc::new(later(&now)))
        });
        self.notebook
            .say(self.hold, later(&self.notebook.get_untracked()));
        self.seen.replace(all);
    }
}

/// `theirs`, with what `mine` has changed since both were `base`.
pub fn merged(base: &Notes, mine: &Notes, theirs: &Notes) -> Notes {
    let mut all = theirs.clone();
    for (id, _) in base.accounts.iter().chain(&mine.accounts) {
        let (was, is, there) = (base.of(id), mine.of(id), all.of(id));
        let mut note = there.clone();
        if was.label != is.label {
            note.label = is.label;
        }
        if was.colour != is.colour {
            note.colour = is.colour;
        }
        if note != there {
            all.note(id, note);
        }
    }
    for group in base.groups.iter().chain(&mine.groups) {
        let name = &group.name;
        let (was, is, there) = (base.group(name), mine.group(name), theirs.group(name));
        match (was, is, there) {
            _ if was == is => {}
            // Removed here; what was put into it elsewhere meanwhile is not thrown away.
            (_, None, _) if there == was => all.remove_group(name),
            (_, None, _) => {}
            (_, Some(is), None) => {
                all.add_group(name.clone(), is.members.clone());
            }
            (_, Some(is), Some(_)) => {
                let was = was.map_or(&[][..], |was| &was.members);
                let (is, was) = (&is.members[..], was);
                for (id, member) in [(is, was, true), (was, is, false)].into_iter().flat_map(
                    |(these, those, member)| {
                        let only = these.iter().filter(|id| !those.contains(id));
                        only.map(move |id| (id, member))
                    },
                ) {
                    let now = all
                        .group(name)
                        .is_some_and(|group| group.members.contains(id));
                    if now != member {
                        all.set_member(name, id, member);
                    }
                }
            }
        }
    }
    all
}
