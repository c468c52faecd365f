//! What a person notes about accounts so as to tell them apart: a label, a colour, and
//! the groups they belong to. One document, which holds no key.
//!
//! The [`notebook`](super::notebook) has it in this tab and says who keeps it.

use api::AccountId;
use serde_json::Value;

use super::{GroupName, Scope};

/// One of a fixed palette; the look of each is in the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(&'static str);

impl Colour {
    /// The palette.
    pub const ALL: [Self; 8] = [
        Self("red"),
        Self("orange"),
        Self("green"),
        Self("teal"),
        Self("blue"),
        Self("violet"),
        Self("pink"),
        Self("grey"),
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The colour of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.0 == name)
    }

    /// The class that sets `--mark`; for no colour, none.
    pub fn class(colour: Option<Self>) -> String {
        colour.map_or_else(String::new, |colour| ["mark mark-", colour.0].concat())
    }
}

/// What is noted about one account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The name a person gave it; empty for none.
    pub label: String,
    /// Its colour.
    pub colour: Option<Colour>,
}

/// Accounts put together under a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// No two groups have the same.
    pub name: GroupName,
    /// Who belongs to it, whether or not their keys are here.
    pub members: Vec<AccountId>,
}

/// All that is noted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// Accounts with a label or a colour.
    pub accounts: Vec<(AccountId, Note)>,
    /// In the order they were made.
    pub groups: Vec<Group>,
}

impl Notes {
    /// What is noted about an account.
    pub fn of(&self, account: &AccountId) -> Note {
        self.accounts
            .iter()
            .find(|(id, _)| id == account)
            .map(|(_, note)| note.clone())
            .unwrap_or_default()
    }

    /// The group of that name.
    pub fn group(&self, name: &GroupName) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == *name)
    }

    /// Whether the account belongs to the scope.
    pub fn holds(&self, scope: &Scope, account: &AccountId) -> bool {
        match scope {
            Scope::All => true,
            Scope::One(one) => one == account,
            Scope::Group(name) => self
                .group(name)
                .is_some_and(|group| group.members.contains(account)),
        }
    }

    /// Reads the document; what this version does not understand is left out.
    pub fn from_json(text: &str) -> Self {
        let document: Value = serde_json::from_str(text).unwrap_or_default();
        fn list(value: &Value) -> &[Value] {
            value.as_array().map_or(&[], Vec::as_slice)
        }
        let id = |value: &Value| value.as_str()?.parse().ok();
        let account = |entry: &Value| {
            let note = Note {
                label: entry["label"].as_str().unwrap_or_default().to_owned(),
                colour: entry["colour"].as_str().and_then(Colour::parse),
            };
            Some((id(&entry["account"])?, note))
        };
        let group = |entry: &Value| {
            Some(Group {
                name: GroupName::new(entry["name"].as_str()?)?,
                members: list(&entry["members"]).iter().filter_map(id).collect(),
            })
        };
        Self {
            accounts: list(&document["accounts"])
                .iter()
                .filter_map(account)
                .collect(),
            groups: list(&document["groups"]).iter().filter_map(group).collect(),
        }
    }

    /// Writes the document.
    pub fn to_json(&self) -> String {
        let accounts = self.accounts.iter().map(|(id, note)| {
            let colour = note.colour.map_or(Value::Null, |colour| colour.0.into());
            object([
                ("account", id.to_string().into()),
                ("label", note.label.clone().into()),
                ("colour", colour),
            ])
        });
        let groups = self.groups.iter().map(|group| {
            let members = group.members.iter().map(|id| id.to_string().into());
            object([
                ("name", group.name.as_str().into()),
                ("members", Value::Array(members.collect())),
            ])
        });
        object([
            ("accounts", Value::Array(accounts.collect())),
            ("groups", Value::Array(groups.collect())),
        ])
        .to_string()
    }

    /// Notes something else about an account.
    pub fn note(&mut self, account: &AccountId, note: Note) {
        self.accounts.retain(|(id, _)| id != account);
        if note != Note::default() {
            self.accounts.push((account.clone(), note));
        }
    }

    /// Forgets what is noted about an account, and takes it out of every group.
    pub fn forget(&mut self, account: &AccountId) {
        self.note(account, Note::default());
        for group in &mut self.groups {
            group.members.retain(|id| id != account);
        }
    }

    /// Makes a group. `false` when there is one of that name.
    pub fn add_group(&mut self, name: GroupName, members: Vec<AccountId>) -> bool {
        let new = self.group(&name).is_none();
        if new {
            self.groups.push(Group { name, members });
        }
        new
    }

    /// Calls a group something else. `false` when another has that name.
    pub fn rename_group(&mut self, old: &GroupName, new: GroupName) -> bool {
        let free = *old == new || self.group(&new).is_none();
        if free && let Some(group) = self.groups.iter_mut().find(|group| group.name == *old) {
            group.name = new;
        }
        free
    }

    /// Forgets a group; its accounts stay.
    pub fn remove_group(&mut self, name: &GroupName) {
        self.groups.retain(|group| group.name != *name);
    }

    /// Puts an account into a group, or takes it out.
    pub fn set_member(&mut self, name: &GroupName, account: &AccountId, member: bool) {
        if let Some(group) = self.groups.iter_mut().find(|group| group.name == *name) {
            group.members.retain(|id| id != account);
            if member {
                group.members.push(account.clone());
            }
        }
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> AccountId {
        text.parse().unwrap()
    }

    fn name(text: &str) -> GroupName {
        GroupName::new(text).unwrap()
    }

    #[test]
    fn reads_what_it_writes() {
        let mut notes = Notes::default();
        let note = Note {
            label: "Bakery \"North\"".into(),
            colour: Colour::parse("teal"),
        };
        notes.note(&id("eu:ab1-ovh"), note);
        notes.add_group(name("a/b"), vec![id("eu:ab1-ovh"), id("us:cd2-ovh")]);
        assert_eq!(Notes::from_json(&notes.to_json()), notes);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let text = r#"{"accounts":[{"account":"moon:x","label":"x"},{"account":"eu:ab1-ovh","colour":"infrared","label":"y"}],
            "groups":[{"name":" ","members":[]},{"name":"g","members":["eu:ab1-ovh",7]}],"later":1}"#;
        let notes = Notes::from_json(text);
        assert_eq!(notes.accounts.len(), 1);
        assert_eq!(notes.accounts[0].1.colour, None);
        assert_eq!(notes.groups[0].members, [id("eu:ab1-ovh")]);
        for text in ["", "[]", "7", "{"] {
            assert_eq!(Notes::from_json(text), Notes::default(), "{text}");
        }
    }

    #[test]
    fn a_scope_holds_its_accounts_and_no_other() {
        let (a, b) = (id("eu:ab12345-ovh"), id("ca:ab12345-ovh"));
        let mut notes = Notes::default();
        assert!(notes.holds(&Scope::All, &a) && notes.holds(&Scope::All, &b));
        // The same handle on another endpoint is another account.
        assert!(notes.holds(&Scope::One(a.clone()), &a));
        assert!(!notes.holds(&Scope::One(a.clone()), &b));
        let group = Scope::Group(name("shops"));
        assert!(!notes.holds(&group, &a));
        notes.add_group(name("shops"), vec![a.clone()]);
        assert!(notes.holds(&group, &a) && !notes.holds(&group, &b));
        notes.set_member(&name("shops"), &b, true);
        notes.set_member(&name("shops"), &a, false);
        assert!(notes.holds(&group, &b) && !notes.holds(&group, &a));
    }

    #[test]
    fn a_forgotten_account_leaves_no_trace() {
        let (a, b) = (id("eu:ab1-ovh"), id("us:cd2-ovh"));
        let mut notes = Notes::default();
        for id in [&a, &b] {
            let label = format!("of {id}");
            notes.note(
                id,
                Note {
                    label,
                    colour: None,
                },
            );
        }
        notes.add_group(name("g"), vec![a.clone(), b.clone()]);
        notes.forget(&a);
        assert!(!notes.to_json().contains("ab1"));
        assert_eq!(notes.of(&b).label, "of us:cd2-ovh");
        assert_eq!(notes.groups[0].members, [b]);
    }

    #[test]
    fn no_two_groups_have_one_name() {
        let mut notes = Notes::default();
        assert!(notes.add_group(name("a"), Vec::new()));
        assert!(!notes.add_group(name("a"), Vec::new()));
        assert!(notes.add_group(name("b"), Vec::new()));
        assert!(!notes.rename_group(&name("a"), name("b")));
        assert!(notes.rename_group(&name("a"), name("c")));
        notes.remove_group(&name("b"));
        let names: Vec<&str> = notes
            .groups
            .iter()
            .map(|group| group.name.as_str())
            .collect();
        assert_eq!(names, ["c"]);
    }
}
