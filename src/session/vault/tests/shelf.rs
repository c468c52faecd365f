//! A disk that tabs share, as slow as one likes: nothing is read or written before the
//! future was polled once more.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::Poll;

use super::Native;
use crate::session::vault::{Found, NOTE, Name, NotKept, OpenVault, Shelf};

/// What is on the disk.
#[derive(Default)]
pub struct Disk {
    /// Of the vault, if there is one.
    pub header: Option<String>,
    /// Sealed texts by name.
    pub records: BTreeMap<String, String>,
    /// How often the labels were written.
    pub writes: usize,
    /// There is no room.
    pub full: bool,
}

impl Disk {
    /// The records as a vault is opened with them.
    pub fn list(&self) -> Vec<(String, String)> {
        self.records.clone().into_iter().collect()
    }
}

/// The labels on the disk, as a tab with the vault open has them.
pub struct OnDisk {
    pub disk: Rc<RefCell<Disk>>,
    pub vault: Rc<OpenVault<Native>>,
}

/// The name of the labels' record.
pub fn labels() -> Name {
    Name::Note(NOTE.to_owned())
}

async fn later() {
    let mut polled = false;
    std::future::poll_fn(|_| {
        if std::mem::replace(&mut polled, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

impl Shelf for OnDisk {
    async fn read(&self) -> Result<(Option<String>, Found), NotKept> {
        later().await;
        let stored = {
            let disk = self.disk.borrow();
            if disk.header.as_deref() != Some(self.vault.header()) {
                return Err(NotKept::Failed);
            }
            disk.records.get(&labels().to_string()).cloned()
        };
        later().await;
        let Some(text) = stored else {
            return Ok((None, Found::Nothing));
        };
        let found = match self.vault.unseal(&labels(), &text).await {
            Ok(bytes) => Found::of(&bytes),
            Err(spoilt) => Found::Spoilt(spoilt),
        };
        Ok((Some(text), found))
    }

    async fn write(&self, over: Option<&str>, document: &str) -> Result<(), NotKept> {
        let sealed = self.vault.seal(&labels(), document.as_bytes()).await;
        later().await;
        let mut disk = self.disk.borrow_mut();
        let name = labels().to_string();
        if disk.full {
            return Err(NotKept::Failed);
        }
        if disk.header.as_deref() != Some(self.vault.header())
            || disk.records.get(&name).map(String::as_str) != over
        {
            return Err(NotKept::Changed);
        }
        disk.records.insert(name, sealed.unwrap());
        disk.writes += 1;
        Ok(())
    }
}
