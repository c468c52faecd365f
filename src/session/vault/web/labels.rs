//! The notes about accounts, between this tab and the vault on the disk.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::store::{self, StoreError};
use super::tab::{self, Vault};
use crate::session::Session;
use crate::session::vault::{Contents, Found, Labels, Message, NOTE, Name, NotKept, Shelf};

thread_local! {
    static LABELS: RefCell<Option<Rc<Labels>>> = const { RefCell::new(None) };
}

fn name() -> Name {
    Name::Note(NOTE.to_owned())
}

/// What an opened vault has of them.
pub(super) fn found(contents: &Contents) -> Found {
    let name = name();
    let text = name.to_string();
    let spoilt = contents.spoilt.iter().find(|(other, _)| *other == text);
    if let Some((_, spoilt)) = spoilt {
        return Found::Spoilt(*spoilt);
    }
    let note = contents.notes.iter().find(|(other, _)| *other == name);
    note.map_or(Found::Nothing, |(_, bytes)| Found::of(bytes))
}

/// The vault was opened in this tab: it keeps them from here on.
pub(super) fn open(session: Session, found: Found) {
    let labels = Labels::open(session.notes(), found, Arc::new(sync as fn()));
    LABELS.set(Some(Rc::new(labels)));
    sync();
}

/// The vault is not open any more. What is being written is written.
pub(super) fn close() {
    LABELS.set(None);
}

/// Reads what other tabs have written, and writes what was changed here.
pub fn sync() {
    let labels = LABELS.with_borrow(Clone::clone);
    // Taken now: what was changed before the vault locks is written after it.
    if let (Some(labels), Ok(vault)) = (labels, tab::open_here()) {
        leptos::task::spawn_local(async move { labels.sync(&Disk(vault)).await });
    }
}

/// Puts those of this tab in the place of damaged ones.
pub fn replace() {
    LABELS.with_borrow(|labels| {
        if let Some(labels) = labels {
            labels.replace();
        }
    });
    sync();
}

struct Disk(Rc<Vault>);

impl From<StoreError> for NotKept {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Changed => Self::Changed,
            _ => Self::Failed,
        }
    }
}

impl Shelf for Disk {
    async fn read(&self) -> Result<(Option<String>, Found), NotKept> {
        let stored = store::read().await?.ok_or(NotKept::Failed)?;
        if stored.file.header != self.0.header() {
            return Err(NotKept::Failed);
        }
        let name = name();
        let text = name.to_string();
        let mut records = stored.file.records.into_iter();
        let Some((_, record)) = records.find(|(other, _)| *other == text) else {
            return Ok((None, Found::Nothing));
        };
        let found = match self.0.unseal(&name, &record).await {
            Ok(bytes) => Found::of(&bytes),
            Err(spoilt) => Found::Spoilt(spoilt),
        };
        Ok((Some(record), found))
    }

    async fn write(&self, over: Option<&str>, document: &str) -> Result<(), NotKept> {
        let name = name();
        let sealed = self.0.seal(&name, document.as_bytes()).await;
        let sealed = sealed.map_err(|_| NotKept::Failed)?;
        store::swap(self.0.header(), &name.to_string(), over, sealed).await?;
        tab::tell(Message::Labels);
        Ok(())
    }
}
