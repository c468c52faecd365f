//! Requests for help that are being written, as the open vault keeps them: sealed.

use super::store::{self, StoreError};
use super::tab::{self, Problem};
use crate::session::drafts::DraftName;
use crate::session::vault::Name;

/// A draft as the vault keeps it.
pub struct Sealed {
    /// Whose, and which.
    pub name: DraftName,
    /// The record as it is stored, by which a change of it is noticed.
    pub record: String,
    /// What was sealed; `None` where it does not open any more.
    pub text: Option<String>,
}

/// Whether the vault is open in this tab, so that drafts go there.
pub fn is_open() -> bool {
    tab::open_here().is_ok()
}

/// All of them.
///
/// # Errors
/// See [`Problem`].
pub async fn all() -> Result<Vec<Sealed>, Problem> {
    let vault = tab::open_here()?;
    let stored = store::read().await?.ok_or(Problem::NotOpen)?;
    if stored.file.header != vault.header() {
        return Err(StoreError::Changed.into());
    }
    let mut drafts = Vec::new();
    for (name, record) in stored.file.records {
        let Ok(Name::Draft(draft)) = name.parse() else {
            continue;
        };
        let bytes = vault.unseal(&Name::Draft(draft.clone()), &record).await;
        let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        drafts.push(Sealed {
            name: draft,
            record,
            text,
        });
    }
    Ok(drafts)
}

/// Seals `text` in the place of `over`, and gives the record as it is stored now.
///
/// # Errors
/// See [`Problem`]; `StoreError::Changed` when something else stands there.
pub async fn put(name: &DraftName, over: Option<&str>, text: &str) -> Result<String, Problem> {
    let vault = tab::open_here()?;
    let stored = name.to_string();
    let name = Name::Draft(name.clone());
    let sealed = vault.seal(&name, text.as_bytes()).await?;
    store::swap(vault.header(), &stored, over, sealed.clone()).await?;
    Ok(sealed)
}

/// Takes one out.
///
/// # Errors
/// See [`Problem`].
pub async fn remove(name: &DraftName) -> Result<(), Problem> {
    let vault = tab::open_here()?;
    let records = [(name.to_string(), None)];
    Ok(store::change(Some(vault.header()), None, &records).await?)
}
