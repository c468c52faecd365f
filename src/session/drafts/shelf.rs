//! Where drafts are kept: in the vault while it is open, else in a database of their own.
//!
//! A draft is written over exactly what this tab read or wrote before. Where another tab
//! was quicker nothing is written, so that two tabs can neither overwrite each other nor
//! both send.

use api::AccountId;

use super::{Draft, DraftId, DraftName};
use crate::platform::database::{self, StoreError};
use crate::session::vault::web::requests as sealed;
use crate::session::vault::web::tab::Problem;

/// The database for drafts while no vault is open.
const NAME: &str = "manager-drafts";

/// Why a draft was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// Another tab changed it meanwhile.
    Changed,
    /// There is no room.
    Full,
    /// The browser does not let the page keep anything, or it failed.
    Unavailable,
}

impl From<StoreError> for NotKept {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Changed => Self::Changed,
            StoreError::Full => Self::Full,
            _ => Self::Unavailable,
        }
    }
}

impl From<Problem> for NotKept {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Store(error) => error.into(),
            _ => Self::Unavailable,
        }
    }
}

/// Where a draft stands, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    sealed: bool,
    record: String,
}

/// A draft with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The draft.
    pub draft: Draft,
    /// Where it stands.
    pub spot: Spot,
}

/// A new id.
pub fn fresh_id() -> DraftId {
    let mut bytes = [0; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let made =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !made {
        bytes = js_sys::Math::random().to_bits().to_be_bytes();
    }
    DraftId(u64::from_be_bytes(bytes))
}

/// The drafts of `accounts`, those changed last first.
///
/// # Errors
/// See [`NotKept`].
pub async fn of(accounts: &[AccountId]) -> Result<Vec<Kept>, NotKept> {
    let mut all = Vec::new();
    let mut take = |name: DraftName, sealed: bool, record: String, text: Option<String>| {
        if !accounts.contains(&name.account) {
            return;
        }
        let read = text.and_then(|text| Draft::parse(&name.account, name.id, &text));
        if let Some(draft) = read {
            let spot = Spot { sealed, record };
            all.push(Kept { draft, spot });
        }
    };
    if sealed::is_open() {
        for one in sealed::all().await? {
            take(one.name, true, one.record, one.text);
        }
    }
    for (name, record) in database::all(NAME).await?.unwrap_or_default() {
        if let Ok(name) = name.parse() {
            take(name, false, record.clone(), Some(record));
        }
    }
    all.sort_by(|a, b| b.draft.changed.total_cmp(&a.draft.changed));
    // One that was moved into the vault while the page went away may stand in both.
    let mut seen: Vec<DraftId> = Vec::new();
    all.retain(|kept| {
        let first = !seen.contains(&kept.draft.id);
        seen.push(kept.draft.id);
        first
    });
    Ok(all)
}

/// One draft; `None` where it is not kept (any more).
///
/// # Errors
/// See [`NotKept`].
pub async fn one(account: &AccountId, id: DraftId) -> Result<Option<Kept>, NotKept> {
    let drafts = of(std::slice::from_ref(account)).await?;
    Ok(drafts.into_iter().find(|kept| kept.draft.id == id))
}

/// Keeps a draft in the place of what stood at `over`, and says where it stands now.
///
/// # Errors
/// See [`NotKept`]. Nothing was changed then.
pub async fn keep(draft: &Draft, over: Option<&Spot>) -> Result<Spot, NotKept> {
    let name = DraftName {
        account: draft.account.clone(),
        id: draft.id,
    };
    let (stored, text) = (name.to_string(), draft.to_text());
    let record_in = |sealed: bool| {
        over.filter(|spot| spot.sealed == sealed)
            .map(|spot| spot.record.as_str())
    };
    if sealed::is_open() {
        let record = sealed::put(&name, record_in(true), &text).await?;
        if over.is_some_and(|spot| !spot.sealed) {
            database::put_all(NAME, &[(stored, None)]).await?;
        }
        return Ok(Spot {
            sealed: true,
            record,
        });
    }
    if over.is_some_and(|spot| spot.sealed) {
        // The vault was locked meanwhile: what it holds is not put down in clear.
        return Err(NotKept::Unavailable);
    }
    let stands = [(stored.as_str(), record_in(false))];
    database::change_if(NAME, &stands, &[(stored.clone(), Some(text.clone()))]).await?;
    Ok(Spot {
        sealed: false,
        record: text,
    })
}

/// Forgets a draft.
///
/// # Errors
/// See [`NotKept`].
pub async fn discard(account: &AccountId, id: DraftId, spot: &Spot) -> Result<(), NotKept> {
    let name = DraftName {
        account: account.clone(),
        id,
    };
    if spot.sealed {
        return Ok(sealed::remove(&name).await?);
    }
    Ok(database::put_all(NAME, &[(name.to_string(), None)]).await?)
}
