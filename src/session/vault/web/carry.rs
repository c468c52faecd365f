//! The vault as a file that is taken along, and files that come from elsewhere.

use api::Secret;

use super::crypto::WebCrypto;
use super::labels;
use super::store;
use super::tab::{Problem, Vault, enter_new, open_here, sealed, stored};
use crate::app::WATCH;
use crate::session::notes::Notes;
use crate::session::vault::{Contents, Found, NOTE, Name, VaultFile, contents, merged};
use crate::session::{Account, Session};

/// Makes the vault of a file that of this computer.
///
/// # Errors
/// See [`Problem`]; `StoreError::Changed` when there is one already.
pub async fn adopt(session: Session, text: &str, passphrase: &Secret) -> Result<(), Problem> {
    let watch = WATCH.open().await.map_err(|_| Problem::Offline)?;
    let file = VaultFile::parse(text)?;
    let vault = Vault::open(WebCrypto, passphrase, &file.header).await?;
    let held = contents(&vault, &file.records).await;
    let records: Vec<_> = file
        .records
        .into_iter()
        .map(|(name, text)| (name, Some(text)))
        .collect();
    store::change(None, Some(vault.header()), &records).await?;
    let found = labels::found(&held);
    enter_new(session, vault, &held.accounts, found, watch);
    Ok(())
}

/// The vault as a file. Sealed as it is stored.
///
/// # Errors
/// See [`Problem`].
pub async fn export() -> Result<String, Problem> {
    Ok(stored().await?.file.to_text())
}

/// Opens a file with the passphrase it was sealed with.
///
/// # Errors
/// See [`Problem`].
pub async fn read_file(text: &str, passphrase: &Secret) -> Result<Contents, Problem> {
    let file = VaultFile::parse(text)?;
    let vault = Vault::open(WebCrypto, passphrase, &file.header).await?;
    Ok(contents(&vault, &file.records).await)
}

/// Takes accounts out of an opened file into this vault. Its notes come along where there
/// is none of that name yet; what it says about accounts, where nothing is said here.
///
/// # Errors
/// See [`Problem`].
pub async fn merge(
    session: Session,
    contents: &Contents,
    accounts: &[Account],
) -> Result<(), Problem> {
    let vault = open_here()?;
    let here = stored().await?.file.records;
    let mut records = sealed(&vault, accounts).await?;
    for (name, bytes) in &contents.notes {
        let text = name.to_string();
        // What a draft became is known only where it was sent from.
        let stays = *name == Name::Note(NOTE.to_owned()) || matches!(name, Name::Draft(_));
        if !stays && here.iter().all(|(known, _)| *known != text) {
            records.push((text, Some(vault.seal(name, bytes).await?)));
        }
    }
    store::change(Some(vault.header()), None, &records).await?;
    if let Found::Notes(file) = labels::found(contents) {
        let notes = session.notes();
        notes.change(|notes| *notes = merged(&Notes::default(), notes, &file));
    }
    Ok(())
}
