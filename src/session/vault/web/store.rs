//! Where the vault is kept. A write says which header it was made for, and changes nothing
//! when another tab has sealed the vault anew meanwhile.

use super::NAME;
use crate::platform::database::{change_if, put_where};
use crate::session::vault::VaultFile;

pub use crate::platform::database::StoreError;
pub(super) use crate::platform::database::{all, delete, put_all};

/// The names that are not records.
const HEADER: &str = "header";
const TRIES: &str = "tries";

/// What is stored.
pub struct Stored {
    /// The vault; sealed.
    pub file: VaultFile,
    /// See [`crate::session::vault::Tries`].
    pub tries: String,
}

/// Reads everything; `None` where there is no vault.
///
/// # Errors
/// See [`StoreError`].
pub async fn read() -> Result<Option<Stored>, StoreError> {
    let Some(all) = all(NAME).await? else {
        return Ok(None);
    };
    let mut stored = Stored {
        file: VaultFile::default(),
        tries: String::new(),
    };
    let mut found = false;
    for (name, text) in all {
        match name.as_str() {
            HEADER => {
                stored.file.header = text;
                found = true;
            }
            TRIES => stored.tries = text,
            _ => stored.file.records.push((name, text)),
        }
    }
    Ok(found.then_some(stored))
}

/// Writes and deletes records of the vault whose header is `expected`; `None` where there
/// must be no vault yet.
///
/// # Errors
/// See [`StoreError`].
pub async fn change(
    expected: Option<&str>,
    header: Option<&str>,
    records: &[(String, Option<String>)],
) -> Result<(), StoreError> {
    let header = header.map(|header| (HEADER.to_owned(), Some(header.to_owned())));
    let texts: Vec<_> = header.into_iter().chain(records.iter().cloned()).collect();
    change_if(NAME, &[(HEADER, expected)], &texts).await
}

/// Puts `text` where `over` is stored under `name`, in the vault whose header is
/// `expected`.
///
/// # Errors
/// See [`StoreError`]; `Changed` when something else is stored there.
pub async fn swap(
    expected: &str,
    name: &str,
    over: Option<&str>,
    text: String,
) -> Result<(), StoreError> {
    let stands = [(HEADER, Some(expected)), (name, over)];
    change_if(NAME, &stands, &[(name.to_owned(), Some(text))]).await
}

/// Writes down wrong passphrases.
///
/// # Errors
/// See [`StoreError`].
pub async fn set_tries(text: &str) -> Result<(), StoreError> {
    put_where(NAME, TRIES, text).await
}
