//! Drafts: requests for help that are being written, or whose sending is not settled.
//!
//! A draft belongs to one account and is kept on this computer until it is sent or
//! discarded: sealed in the vault while that is open, else in a database of its own
//! ([`shelf`]). What is here knows neither and is tested natively.

mod keeping;
pub mod shelf;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use api::{AccountId, ServiceKey, TicketId};
use serde_json::{Map, Value, json};

/// The field that names the checks which help with what is sent.
const CHECKS: &str = "checks";

/// The version of drafts that are written.
const VERSION: u64 = 1;

/// Tells a draft from all others; chance makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub u64);

/// No id of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADraft;

impl DraftId {
    /// The words by which a ticket is known to have come from this draft, in the text of
    /// the ticket itself: `MGR-0123456789AB`. It is how a ticket is found again whose
    /// answer was lost.
    pub fn reference(self) -> String {
        format!("MGR-{:012X}", self.0 >> 16)
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for DraftId {
    type Err = NotADraft;

    fn from_str(text: &str) -> Result<Self, NotADraft> {
        let digits = u64::from_str_radix(text, 16).map_err(|_| NotADraft)?;
        let id = Self(digits);
        // One draft, one text.
        if id.to_string() == text {
            Ok(id)
        } else {
            Err(NotADraft)
        }
    }
}

/// The service that a draft is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What tells it from the others of its account.
    pub key: ServiceKey,
    /// Its technical name, which tickets carry.
    pub name: String,
    /// As people call it.
    pub display: String,
    /// The catalogue's name of its product, where it knows it.
    pub product: Option<String>,
}

/// How a draft stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// Being written.
    Writing,
    /// Handed over at that moment (milliseconds since 1970), with no answer yet that this
    /// computer knows of.
    Sending {
        /// When.
        at: f64,
    },
    /// It is a ticket.
    Sent {
        /// Which.
        ticket: TicketId,
        /// The number that people quote.
        number: Option<u64>,
    },
}

/// A request for help.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// Whose.
    pub account: AccountId,
    /// What it is about; `None` for the account as a whole, or while that is not said.
    pub service: Option<About>,
    /// What was typed, by field.
    pub fields: BTreeMap<String, String>,
    /// What was answered, by question.
    pub answers: BTreeMap<String, String>,
    /// When it was begun, in milliseconds since 1970.
    pub began: f64,
    /// When it was changed last, likewise.
    pub changed: f64,
    /// How it stands.
    pub stage: Stage,
}

impl Draft {
    /// An empty one.
    pub fn new(id: DraftId, account: AccountId, service: Option<About>, now: f64) -> Self {
        Self {
            id,
            account,
            service,
            fields: BTreeMap::new(),
            answers: BTreeMap::new(),
            began: now,
            changed: now,
            stage: Stage::Writing,
        }
    }

    /// What was typed into a field, empty where nothing was.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Puts `text` into a field, and says whether that changed anything.
    pub fn set_field(&mut self, name: &str, text: &str) -> bool {
        if self.field(name) == text {
            return false;
        }
        if text.is_empty() {
            self.fields.remove(name);
        } else {
            self.fields.insert(name.to_owned(), text.to_owned());
        }
        true
    }

    /// Names the checks that help with what is sent, by their keys in the catalogue, and says
    /// whether that changed anything.
    pub fn set_checks(&mut self, keys: &[&str]) -> bool {
        self.set_field(CHECKS, &keys.join(" "))
    }

    /// The keys that [`Draft::set_checks`] was given.
    pub fn checks(&self) -> impl Iterator<Item = &str> {
        self.field(CHECKS).split_whitespace()
    }

    /// Whether there is anything in it worth keeping.
    pub fn is_empty(&self) -> bool {
        self.stage == Stage::Writing
            && self.answers.is_empty()
            && self.fields.values().all(|text| text.trim().is_empty())
    }

    /// As it is kept.
    pub fn to_text(&self) -> String {
        let texts = |texts: &BTreeMap<String, String>| {
            let pairs = texts.iter();
            Value::Object(Map::from_iter(
                pairs.map(|(name, text)| (name.clone(), Value::from(text.as_str()))),
            ))
        };
        let service = self.service.as_ref().map(|about| {
            json!({
                "key": about.key.to_string(),
                "name": about.name,
                "display": about.display,
                "product": about.product,
            })
        });
        let stage = match self.stage {
            Stage::Writing => json!({ "is": "writing" }),
            Stage::Sending { at } => json!({ "is": "sending", "at": at as u64 }),
            Stage::Sent { ticket, number } => {
                json!({ "is": "sent", "ticket": ticket.0, "number": number })
            }
        };
        json!({
            "version": VERSION,
            "id": self.id.to_string(),
            "account": self.account.to_string(),
            "service": service,
            "fields": texts(&self.fields),
            "answers": texts(&self.answers),
            "began": self.began as u64,
            "changed": self.changed as u64,
            "stage": stage,
        })
        .to_string()
    }

    /// Reads what was kept under the name of this account and id: `None` for anything
    /// else, so that a draft cannot come back under another account.
    pub fn parse(account: &AccountId, id: DraftId, text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        if value["version"].as_u64()? != VERSION
            || value["id"].as_str()? != id.to_string()
            || value["account"].as_str()? != account.to_string()
        {
            return None;
        }
        let texts = |value: &Value| -> Option<BTreeMap<String, String>> {
            let pairs = value.as_object()?.iter();
            pairs
                .map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned())))
                .collect()
        };
        let service = match &value["service"] {
            Value::Null => None,
            about => Some(About {
                key: about["key"].as_str()?.parse().ok()?,
                name: about["name"].as_str()?.to_owned(),
                display: about["display"].as_str()?.to_owned(),
                product: about["product"].as_str().map(str::to_owned),
            }),
        };
        let stage = &value["stage"];
        let stage = match stage["is"].as_str()? {
            "writing" => Stage::Writing,
            "sending" => Stage::Sending {
                at: stage["at"].as_u64()? as f64,
            },
            "sent" => Stage::Sent {
                ticket: TicketId(stage["ticket"].as_u64()?),
                number: stage["number"].as_u64(),
            },
            _ => return None,
        };
        Some(Self {
            id,
            account: account.clone(),
            service,
            fields: texts(&value["fields"])?,
            answers: texts(&value["answers"])?,
            began: value["began"].as_u64()? as f64,
            changed: value["changed"].as_u64()? as f64,
            stage,
        })
    }
}

/// The name that a draft is kept under: `draft/eu:ab12345-ovh/0123456789abcdef`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftName {
    /// Whose.
    pub account: AccountId,
    /// Which.
    pub id: DraftId,
}

impl fmt::Display for DraftName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "draft/{}/{}", self.account, self.id)
    }
}

impl FromStr for DraftName {
    type Err = NotADraft;

    fn from_str(text: &str) -> Result<Self, NotADraft> {
        let rest = text.strip_prefix("draft/").ok_or(NotADraft)?;
        let (account, id) = rest.split_once('/').ok_or(NotADraft)?;
        let name = Self {
            account: account.parse().map_err(|_| NotADraft)?,
            id: id.parse()?,
        };
        // One name, one text.
        if name.to_string() == text {
            Ok(name)
        } else {
            Err(NotADraft)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mut draft = Draft::new(
            DraftId(0x0123_4567_89ab_cdef),
            "eu:ab12345-ovh".parse().unwrap(),
            Some(About {
                key: "7".parse().unwrap(),
                name: "ns1.example".into(),
                display: "Shop \"north\"".into(),
                product: Some("dedicated-server".into()),
            }),
            1_000.0,
        );
        draft.set_field("text", "It does not answer.\n<b>é</b>");
        draft.answers.insert("what".into(), "down".into());
        draft
    }

    #[test]
    fn what_is_kept_is_read_back() {
        for stage in [
            Stage::Writing,
            Stage::Sending { at: 12.0 },
            Stage::Sent {
                ticket: TicketId(u64::MAX),
                number: None,
            },
            Stage::Sent {
                ticket: TicketId(1),
                number: Some(5_000_001),
            },
        ] {
            let kept = Draft { stage, ..draft() };
            let read = Draft::parse(&kept.account, kept.id, &kept.to_text());
            assert_eq!(read, Some(kept));
        }
        let bare = Draft {
            service: None,
            fields: BTreeMap::new(),
            answers: BTreeMap::new(),
            ..draft()
        };
        let read = Draft::parse(&bare.account, bare.id, &bare.to_text());
        assert_eq!(read, Some(bare));
    }

    #[test]
    fn a_draft_never_comes_back_under_another_account() {
        let kept = draft();
        let other = "ca:ab12345-ovh".parse().unwrap();
        assert_eq!(Draft::parse(&other, kept.id, &kept.to_text()), None);
        let another = DraftId(0);
        assert_eq!(Draft::parse(&kept.account, another, &kept.to_text()), None);
    }

    #[test]
    fn what_is_no_draft_is_none() {
        let kept = draft();
        let text = kept.to_text();
        for text in [
            "",
            "{}",
            "[]",
            "null",
            &text.replace("\"version\":1", "\"version\":2"),
            &text.replace("\"is\":\"writing\"", "\"is\":\"lost\""),
            &text.replace("\"began\":1000", "\"began\":-1"),
        ] {
            assert_eq!(Draft::parse(&kept.account, kept.id, text), None, "{text}");
        }
    }

    #[test]
    fn names_lead_to_one_account_and_one_draft() {
        let kept = draft();
        let name = DraftName {
            account: kept.account,
            id: kept.id,
        };
        assert_eq!(name.to_string().parse(), Ok(name));
        for text in [
            "",
            "draft/eu:ab12345-ovh",
            "draft/eu:ab12345-ovh/",
            "draft/EU:AB12345-ovh/0123456789abcdef",
            "draft/eu:ab12345-ovh/0123456789ABCDEF",
            "draft/eu:ab12345-ovh/0123456789abcdef/x",
            "account/eu:ab12345-ovh",
        ] {
            assert_eq!(text.parse::<DraftName>(), Err(NotADraft), "{text}");
        }
    }

    #[test]
    fn references_are_short_and_their_own() {
        assert_eq!(draft().id.reference(), "MGR-0123456789AB");
    }

    #[test]
    fn a_draft_without_a_word_is_empty() {
        let mut draft = Draft::new(DraftId(0), "eu:ab1-ovh".parse().unwrap(), None, 0.0);
        assert!(draft.is_empty());
        assert!(draft.set_field("text", "  "));
        assert!(draft.is_empty());
        assert!(draft.set_field("text", "Down"));
        assert!(!draft.set_field("text", "Down"));
        assert!(!draft.is_empty());
        draft.set_field("text", "");
        assert!(draft.fields.is_empty());
        draft.stage = Stage::Sending { at: 1.0 };
        assert!(!draft.is_empty());
    }
}
