//! What a record is called. Names stand in clear beside their records; what they name is
//! sealed.

use std::fmt;
use std::str::FromStr;

use api::AccountId;

use crate::session::drafts::DraftName;

/// The name of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// The keys of an account: `account/eu:ab12345-ovh`.
    Account(AccountId),
    /// A note: `note/labels`.
    Note(String),
    /// A draft: `draft/eu:ab12345-ovh/0123456789abcdef`.
    Draft(DraftName),
}

/// No name of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAName;

impl Name {
    /// The name of a note.
    ///
    /// # Errors
    /// When it is empty, longer than 64, or holds something else than lower-case letters,
    /// digits, `-` and `.`.
    pub fn note(name: &str) -> Result<Self, NotAName> {
        let allowed =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        if name.is_empty() || name.len() > 64 || !name.bytes().all(allowed) {
            return Err(NotAName);
        }
        Ok(Self::Note(name.to_owned()))
    }

    /// What a record of that name and version is bound to.
    pub fn bound_to(&self, version: u64) -> String {
        match self {
            Self::Account(id) => {
                format!("manager-vault|{version}|account|{}|{}", id.endpoint, id.nic)
            }
            Self::Note(name) => format!("manager-vault|{version}|note|{name}"),
            Self::Draft(DraftName { account, id }) => format!(
                "manager-vault|{version}|draft|{}|{}|{id}",
                account.endpoint, account.nic
            ),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account/{id}"),
            Self::Note(name) => write!(f, "note/{name}"),
            Self::Draft(name) => write!(f, "{name}"),
        }
    }
}

impl FromStr for Name {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let name = match text.split_once('/') {
            Some(("account", id)) => Self::Account(id.parse().map_err(|_| NotAName)?),
            Some(("note", name)) => Self::note(name)?,
            Some(("draft", _)) => Self::Draft(text.parse().map_err(|_| NotAName)?),
            _ => return Err(NotAName),
        };
        // One name, one text: `EU12-OVH` is folded when it is read.
        if name.to_string() == text {
            Ok(name)
        } else {
            Err(NotAName)
        }
    }
}
