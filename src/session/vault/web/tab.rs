//! The vault as this tab has it: what pages call.
//!
//! The key is here and nowhere else. It goes when the watch over the open vault ends
//! ([`close`]), which is when the session locks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::{AccountId, Secret};

use super::channel::Channel;
use super::copies;
use super::crypto::WebCrypto;
use super::drafts;
use super::labels;
use super::store::{self, StoreError, Stored};
use crate::app::WATCH;
use crate::platform::now_ms;
use crate::session::vault::{
    Contents, Found, Message, Name, OpenVault, Refusal, Settings, Spoilt, Tries, contents,
};
use crate::session::{Account, Session, Standing, sample};

/// Why nothing was done with the vault.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// The storage.
    Store(StoreError),
    /// The passphrase or the vault.
    Refused(Refusal),
    /// Too many wrong passphrases: try again after so many milliseconds.
    Wait(f64),
    /// The vault is not open in this tab (any more).
    NotOpen,
    /// Code that is needed did not arrive.
    Offline,
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What is kept, without the keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The accounts whose keys open.
    pub accounts: Vec<AccountId>,
    /// The records that do not, by name.
    pub spoilt: Vec<(String, Spoilt)>,
    /// What the person chose.
    pub settings: Settings,
}

impl Kept {
    fn of(contents: &Contents) -> Self {
        let note = Name::Note(Settings::NOTE.to_owned());
        let settings = contents
            .notes
            .iter()
            .find(|(name, _)| *name == note)
            .map(|(_, bytes)| Settings::parse(bytes));
        Self {
            accounts: contents.accounts.iter().map(|one| one.id.clone()).collect(),
            spoilt: contents.spoilt.clone(),
            settings: settings.unwrap_or_default(),
        }
    }
}

/// The vault as it is opened here.
pub(super) type Vault = OpenVault<WebCrypto>;

thread_local! {
    static OPEN: RefCell<Option<Rc<Vault>>> = const { RefCell::new(None) };
    static CHANNEL: RefCell<Option<Channel>> = const { RefCell::new(None) };
    static TOLD_TO_LOCK: Cell<bool> = const { Cell::new(false) };
    static LOCK_AFTER: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Hears from the other tabs until [`close`].
pub fn listen(hear: impl Fn(Message) + 'static) {
    TOLD_TO_LOCK.set(false);
    CHANNEL.set(Channel::open(move |message| {
        if message == Message::Lock {
            TOLD_TO_LOCK.set(true);
        }
        hear(message);
    }));
}

/// Tells the other tabs something.
pub fn tell(message: Message) {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            channel.tell(message);
        }
    });
}

/// Time without anybody until the open vault locks, in minutes.
pub fn lock_after() -> u32 {
    LOCK_AFTER.get().unwrap_or(Settings::default().lock_after)
}

/// The open vault.
pub(super) fn open_here() -> Result<Rc<Vault>, Problem> {
    OPEN.with_borrow(Clone::clone).ok_or(Problem::NotOpen)
}

/// Forgets the key, and tells the other tabs to do so. A later call needs the passphrase.
pub fn close() {
    OPEN.set(None);
    labels::close();
    LOCK_AFTER.set(None);
    copies::close();
    // Whoever was told does not tell again: the teller may stay open, with a new passphrase.
    if !TOLD_TO_LOCK.get() {
        tell(Message::Lock);
    }
    CHANNEL.set(None);
}

/// Whether there is a vault, and whether the storage can be used at all.
///
/// # Errors
/// When it cannot.
pub async fn look() -> Result<bool, Problem> {
    Ok(store::read().await?.is_some())
}

pub(super) async fn stored() -> Result<Stored, Problem> {
    store::read().await?.ok_or(Problem::NotOpen)
}

/// A vault that was opened and not entered yet.
pub struct Unlocked {
    vault: Vault,
    contents: Contents,
    watch: fn() -> leptos::prelude::AnyView,
}

impl Unlocked {
    /// The records that did not open.
    pub fn spoilt(&self) -> &[(String, Spoilt)] {
        &self.contents.spoilt
    }

    /// Takes the vault and its accounts into use in this tab.
    pub fn enter(self, session: Session) {
        LOCK_AFTER.set(Some(Kept::of(&self.contents).settings.lock_after));
        OPEN.set(Some(Rc::new(self.vault)));
        labels::open(session, labels::found(&self.contents));
        session.enter(self.contents.accounts);
        session.set_vault(Standing::Open(self.watch));
    }
}

/// Opens the vault of this computer.
///
/// # Errors
/// See [`Problem`].
pub async fn unlock(passphrase: &Secret) -> Result<Unlocked, Problem> {
    let Stored { file, tries } = stored().await?;
    let tries = Tries::parse(&tries);
    let wait = tries.wait_ms(now_ms());
    if wait > 0.0 {
        return Err(Problem::Wait(wait));
    }
    let vault = match Vault::open(WebCrypto, passphrase, &file.header).await {
        Ok(vault) => vault,
        Err(Refusal::Wrong) => {
            // If it cannot be written down, the pause is only forgotten sooner.
            let _ = store::set_tries(&tries.and_wrong(now_ms()).to_text()).await;
            return Err(Refusal::Wrong.into());
        }
        Err(refusal) => return Err(refusal.into()),
    };
    if tries != Tries::default() {
        let _ = store::set_tries(&Tries::default().to_text()).await;
    }
    let contents = contents(&vault, &file.records).await;
    let watch = WATCH.open().await.map_err(|_| Problem::Offline)?;
    drafts::open(&vault).await;
    Ok(Unlocked {
        vault,
        contents,
        watch,
    })
}

/// How long to wait before the next passphrase, in milliseconds.
pub async fn wait_ms() -> f64 {
    match store::read().await {
        Ok(Some(stored)) => Tries::parse(&stored.tries).wait_ms(now_ms()),
        _ => 0.0,
    }
}

/// Makes a vault with these accounts, open in this tab.
///
/// # Errors
/// See [`Problem`]; `StoreError::Changed` when there is one already.
pub async fn create(
    session: Session,
    passphrase: &Secret,
    accounts: &[Account],
) -> Result<(), Problem> {
    let watch = WATCH.open().await.map_err(|_| Problem::Offline)?;
    let vault = Vault::create(WebCrypto, passphrase).await?;
    let records = sealed(&vault, accounts).await?;
    store::change(None, Some(vault.header()), &records).await?;
    enter_new(session, vault, accounts, Found::Nothing, watch);
    Ok(())
}

/// Takes a vault that was just made or adopted into use in this tab.
pub(super) fn enter_new(
    session: Session,
    vault: Vault,
    accounts: &[Account],
    found: Found,
    watch: fn() -> leptos::prelude::AnyView,
) {
    OPEN.set(Some(Rc::new(vault)));
    labels::open(session, found);
    // A reload asks for the passphrase, also where these are the sample's.
    sample::forget();
    session.enter(accounts.to_vec());
    session.set_vault(Standing::Open(watch));
}

pub(super) async fn sealed(
    vault: &Vault,
    accounts: &[Account],
) -> Result<Vec<(String, Option<String>)>, Problem> {
    let mut records = Vec::new();
    for account in accounts {
        let (name, text) = vault.seal_account(account).await?;
        records.push((name.to_string(), Some(text)));
    }
    Ok(records)
}

/// What is kept.
///
/// # Errors
/// See [`Problem`].
pub async fn kept() -> Result<Kept, Problem> {
    let vault = open_here()?;
    let stored = stored().await?;
    if stored.file.header != vault.header() {
        return Err(StoreError::Changed.into());
    }
    let kept = Kept::of(&contents(&vault, &stored.file.records).await);
    LOCK_AFTER.set(Some(kept.settings.lock_after));
    Ok(kept)
}

/// Puts accounts of this tab into the vault; one that is there already takes the new keys.
///
/// # Errors
/// See [`Problem`].
pub async fn keep(accounts: &[Account]) -> Result<(), Problem> {
    let vault = open_here()?;
    let records = sealed(&vault, accounts).await?;
    store::change(Some(vault.header()), None, &records).await?;
    sample::forget();
    Ok(())
}

/// Takes a record out, by its name.
///
/// # Errors
/// See [`Problem`].
pub async fn take_out(name: &str) -> Result<(), Problem> {
    let vault = open_here()?;
    let account = match name.parse() {
        Ok(Name::Account(id)) => Some(id),
        _ => None,
    };
    let mut records = vec![(name.to_owned(), None)];
    if let Some(account) = &account {
        // Its drafts go with it.
        let file = stored().await?.file;
        let names = file.records.into_iter().map(|(name, _)| name);
        let its = names.filter(|name| match name.parse() {
            Ok(Name::Draft(draft)) => draft.account == *account,
            _ => false,
        });
        records.extend(its.map(|name| (name, None)));
    }
    store::change(Some(vault.header()), None, &records).await?;
    if let Some(account) = &account {
        copies::drop_one(account).await;
    }
    // Where damaged labels went, those of this tab can go in.
    labels::sync();
    Ok(())
}

/// Whether the keys of an account are kept.
///
/// # Errors
/// See [`Problem`].
pub async fn keeps(account: &AccountId) -> Result<bool, Problem> {
    open_here()?;
    let name = Name::Account(account.clone()).to_string();
    let records = stored().await?.file.records;
    Ok(records.iter().any(|(known, _)| *known == name))
}

/// Seals everything that opens anew, with another passphrase. What does not open stays as
/// it is.
///
/// # Errors
/// See [`Problem`].
pub async fn change_passphrase(old: &Secret, new: &Secret) -> Result<(), Problem> {
    let before = open_here()?;
    let stored = stored().await?;
    // Whoever finds an open vault must not be able to take it over.
    let proven = Vault::open(WebCrypto, old, &stored.file.header).await?;
    let found = contents(&proven, &stored.file.records).await;
    let vault = Vault::create(WebCrypto, new).await?;
    let mut records = sealed(&vault, &found.accounts).await?;
    for (name, bytes) in &found.notes {
        records.push((name.to_string(), Some(vault.seal(name, bytes).await?)));
    }
    store::change(Some(before.header()), Some(vault.header()), &records).await?;
    OPEN.set(Some(Rc::new(vault)));
    // Sealed with the old key: the new one opens none of them.
    copies::drop_all().await;
    // Theirs opens nothing any more.
    tell(Message::Lock);
    Ok(())
}

/// Deletes the vault. The accounts of this tab stay in it, and what is noted about them.
///
/// # Errors
/// See [`Problem`].
pub async fn forget(session: Session) -> Result<(), Problem> {
    store::delete(super::NAME).await?;
    copies::drop_all().await;
    session.notes().take_back();
    session.set_vault(Standing::Nothing);
    Ok(())
}

/// Writes down what the person chose.
///
/// # Errors
/// See [`Problem`].
pub async fn set_settings(settings: Settings) -> Result<(), Problem> {
    set_note(Settings::NOTE, &settings.to_note()).await?;
    LOCK_AFTER.set(Some(settings.lock_after));
    Ok(())
}

/// What a note says; `None` where there is none.
///
/// # Errors
/// See [`Problem`]. A note that is damaged is [`Refusal::Unreadable`].
pub async fn note(name: &str) -> Result<Option<Vec<u8>>, Problem> {
    let vault = open_here()?;
    let name = Name::note(name).map_err(|_| Refusal::Unreadable)?;
    let text = name.to_string();
    let records = stored().await?.file.records;
    let Some((_, record)) = records.into_iter().find(|(known, _)| *known == text) else {
        return Ok(None);
    };
    match vault.unseal(&name, &record).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Spoilt::Damaged) => Err(Refusal::Unreadable.into()),
        Err(Spoilt::Newer) => Err(Refusal::Newer.into()),
    }
}

/// Writes a note.
///
/// # Errors
/// See [`Problem`].
pub async fn set_note(name: &str, bytes: &[u8]) -> Result<(), Problem> {
    let vault = open_here()?;
    let name = Name::note(name).map_err(|_| Refusal::Unreadable)?;
    let records = [(name.to_string(), Some(vault.seal(&name, bytes).await?))];
    Ok(store::change(Some(vault.header()), None, &records).await?)
}
