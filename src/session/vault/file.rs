//! A vault as it is stored and as it travels: a header and named records, all sealed.

use serde_json::{Map, Value, json};

use super::crypto::Crypto;
use super::name::Name;
use super::open::{OpenVault, Refusal};
use super::record::Spoilt;
use crate::session::Account;

/// The version of files that are written.
const VERSION: u64 = 1;

/// A header and its records, by name. Nothing in it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VaultFile {
    /// See [`OpenVault::header`].
    pub header: String,
    /// Name and sealed text of each record, as they are stored.
    pub records: Vec<(String, String)>,
}

impl VaultFile {
    /// The file to take along. It needs the passphrase of the vault it came from.
    pub fn to_text(&self) -> String {
        let records: Map<String, Value> = self
            .records
            .iter()
            .map(|(name, text)| (name.clone(), Value::String(text.clone())))
            .collect();
        json!({ "managerVault": VERSION, "header": self.header, "records": records }).to_string()
    }

    /// Reads such a file. What it says of its strength is judged by [`OpenVault::open`].
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] or [`Refusal::Newer`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let value: Value = serde_json::from_str(text).map_err(|_| Refusal::Unreadable)?;
        match value["managerVault"].as_u64() {
            Some(VERSION) => {}
            Some(later) if later > VERSION => return Err(Refusal::Newer),
            _ => return Err(Refusal::Unreadable),
        }
        let header = value["header"].as_str().ok_or(Refusal::Unreadable)?;
        let records = value["records"].as_object().ok_or(Refusal::Unreadable)?;
        let record =
            |(name, text): (&String, &Value)| Some((name.clone(), text.as_str()?.to_owned()));
        Ok(Self {
            header: header.to_owned(),
            records: records
                .iter()
                .map(record)
                .collect::<Option<_>>()
                .ok_or(Refusal::Unreadable)?,
        })
    }
}

/// What a vault holds.
#[derive(Default)]
pub struct Contents {
    /// The accounts whose keys opened.
    pub accounts: Vec<Account>,
    /// The notes and drafts that opened, by name.
    pub notes: Vec<(Name, Vec<u8>)>,
    /// The records that did not, by the name they are stored under. They stay where they
    /// are until somebody takes them out.
    pub spoilt: Vec<(String, Spoilt)>,
}

/// Opens every record that opens.
pub async fn contents<C: Crypto>(vault: &OpenVault<C>, records: &[(String, String)]) -> Contents {
    let mut contents = Contents::default();
    for (name, text) in records {
        let opened = match name.parse() {
            Ok(Name::Account(id)) => vault
                .unseal_account(&id, text)
                .await
                .map(|account| contents.accounts.push(account)),
            Ok(note) => vault
                .unseal(&note, text)
                .await
                .map(|bytes| contents.notes.push((note, bytes))),
            Err(_) => Err(Spoilt::Damaged),
        };
        if let Err(spoilt) = opened {
            contents.spoilt.push((name.clone(), spoilt));
        }
    }
    contents
}
