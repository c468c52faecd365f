//! How drafts are kept: in the vault while it is open, else in a database of their own. It is
//! called through [`shelf`](super::shelf).

use api::AccountId;

use super::shelf::{Kept, NotKept, Spot};
use super::{Draft, DraftId, DraftName};
use crate::platform::database::{self, StoreError};
use crate::session::vault::web::requests as sealed;
use crate::session::vault::web::tab::Problem;

/// The database for drafts while no vault is open.
const NAME: &str = "manager-drafts";

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

/// The drafts of `accounts`, those changed last first.
///
/// # Errors
/// See [`NotKept`].
pub async fn of(accounts: Vec<AccountId>) -> Result<Vec<Kept>, NotKept> {
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

/// Keeps a draft in the place of what stood at `over`, and says where it stands now.
///
/// # Errors
/// See [`NotKept`]. Nothing was changed then.
pub async fn keep(draft: Draft, over: Option<Spot>) -> Result<Spot, NotKept> {
    let name = DraftName {
        account: draft.account.clone(),
        id: draft.id,
    };
    let (stored, text) = (name.to_string(), draft.to_text());
    let record_in = |sealed: bool| {
        over.as_ref()
            .filter(|spot| spot.sealed == sealed)
            .map(|spot| spot.record.as_str())
    };
    if sealed::is_open() {
        let record = sealed::put(&name, record_in(true), &text).await?;
        if over.as_ref().is_some_and(|spot| !spot.sealed) {
            database::put_all(NAME, &[(stored, None)]).await?;
        }
        return Ok(Spot {
            sealed: true,
            record,
        });
    }
    if over.as_ref().is_some_and(|spot| spot.sealed) {
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
pub async fn discard(account: AccountId, id: DraftId, spot: Spot) -> Result<(), NotKept> {
    let name = DraftName { account, id };
    if spot.sealed {
        return Ok(sealed::remove(&name).await?);
    }
    Ok(database::put_all(NAME, &[(name.to_string(), None)]).await?)
}
