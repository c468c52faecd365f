//! Copies of what accounts of the vault have answered, in a database of their own beside
//! the vault's. Whatever goes wrong with one, it is gone and nothing is said: it was a copy.

use std::cell::RefCell;
use std::rc::Rc;

use api::AccountId;

use super::store;
use super::tab::{self, Vault};
use crate::platform::now_ms;
use crate::session::vault::{Copy, CopyName, CopyShelf, Name};

/// The name of the database.
const NAME: &str = "manager-copies";

thread_local! {
    static SHELF: RefCell<CopyShelf> = RefCell::default();
}

/// Forgets which copies there are, not the copies.
pub(super) fn close() {
    SHELF.take();
}

/// Whose keys the vault on the disk keeps, if it is the one that is open here.
async fn members(vault: &Vault) -> Option<Vec<AccountId>> {
    let file = store::read().await.ok().flatten()?.file;
    let account = |name: &str| match name.parse() {
        Ok(Name::Account(id)) => Some(id),
        _ => None,
    };
    let names = file.records.iter();
    (file.header == vault.header()).then(|| names.filter_map(|(name, _)| account(name)).collect())
}

/// The copies of this vault's accounts. Those that do not open, or that are nobody's here,
/// are deleted.
pub async fn recall() -> Vec<(AccountId, Copy)> {
    let Ok(vault) = tab::open_here() else {
        return Vec::new();
    };
    // Sealed anew in another tab meanwhile: the copies may be that one's.
    let Some(members) = members(&vault).await else {
        return Vec::new();
    };
    let Ok(Some(records)) = store::all(NAME).await else {
        return Vec::new();
    };
    let (mut found, mut gone) = (Vec::new(), Vec::new());
    for (name, record) in records {
        let known = CopyName::parse(&name).filter(|known| members.contains(&known.account));
        let opened = match &known {
            Some(known) => vault.unseal_copy(known, &record).await.ok(),
            None => None,
        };
        match known.zip(opened) {
            Some((known, copy)) => {
                let (size, read_at) = (copy.text.len(), copy.read_at);
                let more = SHELF.with_borrow_mut(|shelf| shelf.put(&known, size, read_at, 0, 0.0));
                gone.extend(more.iter().map(CopyName::to_string));
                found.push((known.account, copy));
            }
            None => gone.push(name),
        }
    }
    if !gone.is_empty() {
        delete(gone).await;
    }
    found
}

/// The copy of an account is shown, as a value that is told from others by `mark`: it is
/// not written again.
pub fn shown(account: &AccountId, mark: usize) {
    let name = CopyName::services(account.clone());
    SHELF.with_borrow_mut(|shelf| shelf.remark(&name, mark));
}

/// What may be copied of one account.
pub struct Offer {
    pub account: AccountId,
    /// When it was read, in milliseconds since 1970.
    pub read_at: f64,
    /// See [`CopyShelf::wants`].
    pub mark: usize,
    /// The copy, should it be wanted.
    pub text: Box<dyn FnOnce() -> String>,
}

/// Copies what is worth it. `leaving`: the tab may not come back.
pub async fn keep(offers: Vec<Offer>, leaving: bool) {
    let Ok(vault) = tab::open_here() else { return };
    let now = now_ms();
    let wanted = offers.into_iter().filter_map(|offer| {
        let name = CopyName::services(offer.account.clone());
        let wanted =
            SHELF.with_borrow(|shelf| shelf.wants(&name, offer.read_at, offer.mark, leaving, now));
        wanted.then_some((name, offer))
    });
    let wanted: Vec<_> = wanted.collect();
    if wanted.is_empty() {
        return;
    }
    // Accounts of this tab alone leave nothing on the disk.
    let members = members(&vault).await.unwrap_or_default();
    for (name, offer) in wanted {
        if members.contains(&name.account) {
            keep_one(&vault, &name, offer, now).await;
        }
    }
    sweep(&vault).await;
}

async fn keep_one(vault: &Rc<Vault>, name: &CopyName, offer: Offer, now: f64) {
    let copy = Copy {
        read_at: offer.read_at,
        text: (offer.text)(),
    };
    let gone = SHELF
        .with_borrow_mut(|shelf| shelf.put(name, copy.text.len(), copy.read_at, offer.mark, now));
    let record = match vault.seal_copy(name, &copy).await {
        Ok(record) if !gone.contains(name) => Some((name.to_string(), Some(record))),
        _ => None,
    };
    let gone = gone.iter().map(|name| (name.to_string(), None));
    // Full or blocked: the application goes on without, and tries again with the next answer.
    let _ = store::put_all(NAME, &gone.chain(record).collect::<Vec<_>>()).await;
}

/// Deletes what was copied while its account, or the whole vault, was being forgotten: here
/// or in another tab.
async fn sweep(vault: &Vault) {
    match store::read().await {
        Ok(None) => drop_all().await,
        Ok(Some(_)) => {
            let Some(members) = members(vault).await else {
                return;
            };
            let names = SHELF.with_borrow(CopyShelf::names);
            for name in names {
                if !members.contains(&name.account) {
                    drop_one(&name.account).await;
                }
            }
        }
        Err(_) => {}
    }
}

/// Whose copies this tab knows to be there.
pub fn accounts() -> Vec<AccountId> {
    let names = SHELF.with_borrow(CopyShelf::names);
    names.into_iter().map(|name| name.account).collect()
}

/// Deletes the copies of an account.
pub async fn drop_one(account: &AccountId) {
    let name = CopyName::services(account.clone());
    SHELF.with_borrow_mut(|shelf| shelf.remove(&name));
    delete(vec![name.to_string()]).await;
}

/// Deletes all copies.
pub async fn drop_all() {
    SHELF.take();
    // What cannot be deleted is sealed, with a key that nobody can make any more.
    let _ = store::delete(NAME).await;
}

async fn delete(names: Vec<String>) {
    let names: Vec<_> = names.into_iter().map(|name| (name, None)).collect();
    let _ = store::put_all(NAME, &names).await;
}
