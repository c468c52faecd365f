//! Who is signed in, in this tab, and whose services a page speaks about.
//!
//! Keys are held in this tab's memory and, where a person wants that, sealed in the
//! [`vault`]; never in clear in storage, in an address or in a log. A reload forgets them,
//! or asks for the vault's passphrase. Sample accounts that are not in the vault come back
//! after a reload because the program that made them gives them again.

pub mod asking;
pub mod config;
pub mod drafts;
pub mod entry;
pub mod notebook;
pub mod notes;
pub mod recent;
pub mod rights;
pub mod sample;
pub mod scope;
pub mod vault;

pub(crate) mod tab;

use std::sync::Arc;

use api::{AccountId, Keys};
use leptos::prelude::*;

use notebook::Notebook;
pub use scope::{GroupName, Scope};

/// One account that can be asked things, because its keys are here.
#[derive(Clone, PartialEq)]
pub struct Account {
    /// Which account, on which endpoint.
    pub id: AccountId,
    /// What signs its requests.
    pub keys: Keys,
}

#[cfg(test)]
impl Account {
    /// One for tests. Its keys name whose they are, so that they can be found wherever they
    /// went.
    pub fn made_up(id: &str) -> Self {
        Self {
            id: id.parse().unwrap(),
            keys: Keys {
                application_key: format!("key of {id}"),
                application_secret: api::Secret::new(format!("secret of {id}")),
                consumer_key: api::Secret::new(format!("consumer of {id}")),
            },
        }
    }
}

/// How the vault of this computer stands, for this tab.
#[derive(Clone, Copy)]
pub enum Standing {
    /// It is being looked for.
    Looking,
    /// There is none.
    Nothing,
    /// Its passphrase was not given in this tab.
    Locked,
    /// It is open, and this draws what watches over it.
    Open(fn() -> AnyView),
}

/// The accounts signed in to in this tab.
#[derive(Clone, Copy)]
pub struct Session {
    accounts: RwSignal<Arc<Vec<Account>>>,
    notes: Notebook,
    vault: RwSignal<Standing>,
}

impl Session {
    /// Nobody is signed in yet.
    pub fn nobody() -> Self {
        Self {
            accounts: RwSignal::new(Arc::default()),
            notes: Notebook::empty(),
            vault: RwSignal::new(Standing::Looking),
        }
    }

    /// Looks whether this computer has a vault.
    pub fn look_for_vault(self) {
        leptos::task::spawn_local(async move {
            let found = if vault::web::present().await {
                Standing::Locked
            } else {
                Standing::Nothing
            };
            self.vault.set(found);
        });
    }

    /// How the vault stands. Tracked.
    pub fn vault(self) -> Standing {
        self.vault.get()
    }

    /// Likewise, read once.
    pub fn vault_untracked(self) -> Standing {
        self.vault.get_untracked()
    }

    /// Says how it stands now.
    pub fn set_vault(self, standing: Standing) {
        self.vault.set(standing);
    }

    /// Locks the vault and forgets every account, those too that were only in this tab, and
    /// what was noted about them here.
    pub fn lock(self) {
        if matches!(self.vault.get_untracked(), Standing::Open(_)) {
            self.vault.set(Standing::Locked);
        }
        self.accounts.set(Arc::default());
        self.notes.forget();
        recent::forget();
        sample::forget();
    }

    /// The session of this page.
    pub fn current() -> Self {
        expect_context()
    }

    /// All accounts, in the order of their ids. Tracked.
    pub fn accounts(self) -> Arc<Vec<Account>> {
        self.accounts.get()
    }

    /// The accounts of `scope`. Tracked.
    pub fn accounts_in(self, scope: &Scope) -> Vec<Account> {
        let notes = self.notes.get();
        self.accounts
            .read()
            .iter()
            .filter(|account| notes.holds(scope, &account.id))
            .cloned()
            .collect()
    }

    /// Whether nobody is signed in. Tracked.
    pub fn is_empty(self) -> bool {
        self.accounts.read().is_empty()
    }

    /// Likewise, read once.
    pub fn is_empty_untracked(self) -> bool {
        self.accounts.read_untracked().is_empty()
    }

    /// Adds accounts; one that is here already takes the new keys.
    pub fn enter(self, entering: Vec<Account>) {
        self.accounts.update(|accounts| {
            let mut all: Vec<Account> = accounts
                .iter()
                .filter(|old| entering.iter().all(|new| new.id != old.id))
                .cloned()
                .collect();
            for account in entering {
                let place = all.partition_point(|other| other.id < account.id);
                all.insert(place, account);
            }
            *accounts = Arc::new(all);
        });
    }

    /// What the person noted about accounts, and their groups.
    pub fn notes(self) -> Notebook {
        self.notes
    }

    /// Forgets one account and its keys.
    pub fn leave_one(self, account: &AccountId) {
        self.accounts.update(|accounts| {
            let mut all = Vec::clone(accounts);
            all.retain(|other| other.id != *account);
            *accounts = Arc::new(all);
        });
    }
}
