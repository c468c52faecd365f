//! Where the switcher can lead, in which order, and what it finds.

use std::sync::Arc;

use crate::i18n::{format, names, t};
use crate::session::notes::{Colour, Notes};
use crate::session::{Account, Scope};

/// Most that are listed; typing narrows the rest.
pub const MOST: usize = 50;

/// One scope that can be looked at.
#[derive(Clone, PartialEq)]
pub struct Choice {
    pub scope: Scope,
    /// How the person calls it.
    pub name: String,
    /// What cannot be mistaken: handle, endpoint, how many.
    pub about: String,
    pub colour: Option<Colour>,
    /// The page shows it.
    pub now: bool,
    /// This tab looked at it before.
    pub recent: bool,
    /// What a search looks at, folded.
    haystack: String,
}

/// Every scope, `count` saying in words how many accounts it has: what was looked at last comes first, but what is shown now comes after
/// it, so that Enter alone goes back to where one was.
pub fn all(
    accounts: &[Account],
    notes: &Notes,
    recent: &[String],
    now: &Scope,
    count: fn(usize) -> String,
) -> Vec<Arc<Choice>> {
    let mut all = vec![choice(
        Scope::All,
        t("scope.all"),
        count(accounts.len()),
        None,
    )];
    for group in &notes.groups {
        let here = accounts
            .iter()
            .filter(|account| group.members.contains(&account.id));
        all.push(choice(
            Scope::Group(group.name.clone()),
            group.name.as_str().to_owned(),
            count(here.count()),
            None,
        ));
    }
    for account in accounts {
        let note = notes.of(&account.id);
        let (handle, endpoint) = (
            account.id.nic.as_str(),
            names::endpoint(account.id.endpoint),
        );
        let (name, about) = if note.label.is_empty() {
            (handle.to_owned(), endpoint)
        } else {
            (note.label, [handle, " · ", &endpoint].concat())
        };
        let mut one = choice(Scope::One(account.id.clone()), name, about, note.colour);
        // As addresses write it: `eu:ab12345-ovh`.
        one.haystack.push('\n');
        one.haystack.push_str(&account.id.to_string());
        all.push(one);
    }
    let mut ranked: Vec<(usize, Choice)> = all
        .into_iter()
        .map(|mut choice| {
            let text = choice.scope.to_string();
            let place = recent.iter().position(|other| *other == text);
            choice.now = choice.scope == *now;
            choice.recent = place.is_some() && !choice.now;
            let rank = match place {
                Some(place) if choice.recent => place,
                _ if choice.now => recent.len(),
                _ => recent.len() + 1,
            };
            (rank, choice)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
        .into_iter()
        .map(|(_, choice)| Arc::new(choice))
        .collect()
}

fn choice(scope: Scope, name: String, about: String, colour: Option<Colour>) -> Choice {
    let haystack = format::folded(&[name.as_str(), "\n", &about].concat());
    Choice {
        scope,
        name,
        about,
        colour,
        now: false,
        recent: false,
        haystack,
    }
}

/// Those in which every word of the search stands somewhere.
pub fn fitting(all: &[Arc<Choice>], search: &str) -> Vec<Arc<Choice>> {
    let search = format::folded(search);
    let fits = |choice: &&Arc<Choice>| {
        search
            .split_whitespace()
            .all(|word| choice.haystack.contains(word))
    };
    all.iter().filter(fits).cloned().collect()
}

/// What of a page's query still makes sense about `scope`: a filter by region or account
/// and a page number speak about the accounts one leaves.
pub fn kept(search: &str, scope: &Scope) -> String {
    let one = matches!(scope, Scope::One(_));
    let stays = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && !matches!((name, one), ("region" | "account", true) | ("page", _))
    };
    let parts: Vec<&str> = search
        .trim_start_matches('?')
        .split('&')
        .filter(stays)
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        ["?", &parts.join("&")].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::GroupName;
    use crate::session::notes::Note;

    fn scopes(choices: &[Arc<Choice>]) -> Vec<String> {
        choices
            .iter()
            .map(|choice| choice.scope.to_string())
            .collect()
    }

    fn sample() -> (Vec<Account>, Notes) {
        let accounts = vec![
            Account::made_up("eu:aa1-ovh"),
            Account::made_up("ca:bb2-ovh"),
            Account::made_up("us:cc3-ovh"),
        ];
        let mut notes = Notes::default();
        let note = Note {
            label: "Café du Nord".into(),
            colour: None,
        };
        notes.note(&accounts[1].id, note);
        let name = GroupName::new("Shops").unwrap();
        notes.add_group(name, vec![accounts[0].id.clone()]);
        (accounts, notes)
    }

    #[test]
    fn what_was_seen_last_comes_first_and_what_is_shown_after_it() {
        let (accounts, notes) = sample();
        let recent = [
            "us:cc3-ovh".to_owned(),
            "group:Shops".to_owned(),
            "eu:gone-ovh".to_owned(),
        ];
        let now = Scope::parse("us:cc3-ovh").unwrap();
        let found = scopes(&all(&accounts, &notes, &recent, &now, |n| n.to_string()));
        assert_eq!(
            found,
            [
                "group:Shops",
                "us:cc3-ovh",
                "all",
                "eu:aa1-ovh",
                "ca:bb2-ovh"
            ]
        );
    }

    #[test]
    fn a_search_looks_at_label_handle_endpoint_and_group() {
        let (accounts, notes) = sample();
        let all = all(&accounts, &notes, &[], &Scope::All, |n| n.to_string());
        for (search, found) in [
            ("CAFÉ nord", vec!["ca:bb2-ovh"]),
            ("BB2", vec!["ca:bb2-ovh"]),
            ("us:cc", vec!["us:cc3-ovh"]),
            ("shop", vec!["group:Shops"]),
            // Without a catalogue of texts the key stands for the name.
            ("endpoint.us", vec!["us:cc3-ovh"]),
            ("nobody", vec![]),
        ] {
            assert_eq!(scopes(&fitting(&all, search)), found, "{search}");
        }
    }

    #[test]
    fn a_query_keeps_what_still_makes_sense() {
        let one = Scope::parse("eu:aa1-ovh").unwrap();
        for (search, for_one, for_all) in [
            ("", "", ""),
            (
                "?q=a%26b&state=active",
                "?q=a%26b&state=active",
                "?q=a%26b&state=active",
            ),
            ("?region=ca&q=x&page=3", "?q=x", "?region=ca&q=x"),
            ("?page=3", "", ""),
        ] {
            assert_eq!(kept(search, &one), for_one);
            assert_eq!(kept(search, &Scope::All), for_all);
        }
    }
}
