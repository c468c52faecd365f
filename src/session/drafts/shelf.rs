//! Where drafts are kept: in the vault while it is open, else in a database of their own.
//!
//! A draft is written over exactly what this tab read or wrote before. Where another tab
//! was quicker nothing is written, so that two tabs can neither overwrite each other nor
//! both send.

use api::{AccountId, LocalFuture};

use super::keeping;
use super::{Draft, DraftId};
use crate::lazily;

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

/// Where a draft stands, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub(super) sealed: bool,
    pub(super) record: String,
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

type Kepts = LocalFuture<Result<Vec<Kept>, NotKept>>;

/// What keeps drafts: its code arrives with the first one.
#[derive(Clone, Copy)]
struct Keeper {
    of: fn(Vec<AccountId>) -> Kepts,
    keep: fn(Draft, Option<Spot>) -> LocalFuture<Result<Spot, NotKept>>,
    discard: fn(AccountId, DraftId, Spot) -> LocalFuture<Result<(), NotKept>>,
}

lazily!(
    fetch,
    drafts,
    Keeper,
    Keeper {
        of: |accounts| Box::pin(keeping::of(accounts)),
        keep: |draft, over| Box::pin(keeping::keep(draft, over)),
        discard: |account, id, spot| Box::pin(keeping::discard(account, id, spot)),
    }
);

async fn keeper() -> Result<Keeper, NotKept> {
    fetch().await.map_err(|_| NotKept::Unavailable)
}

/// The drafts of `accounts`, those changed last first.
///
/// # Errors
/// See [`NotKept`].
pub async fn of(accounts: &[AccountId]) -> Result<Vec<Kept>, NotKept> {
    (keeper().await?.of)(accounts.to_vec()).await
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
    (keeper().await?.keep)(draft.clone(), over.cloned()).await
}

/// Forgets a draft.
///
/// # Errors
/// See [`NotKept`].
pub async fn discard(account: &AccountId, id: DraftId, spot: &Spot) -> Result<(), NotKept> {
    (keeper().await?.discard)(account.clone(), id, spot.clone()).await
}
