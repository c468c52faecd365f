//! What a person has typed and not sent. It belongs to an account like everything else, and
//! lives for as long as the account is here: over other pages, new keys, a lost network. A
//! lock hands it to whoever seals it ([`Data::keep_drafts_with`]); closing the tab ends it.

use std::cell::RefCell;
use std::rc::Rc;

use api::AccountId;
use serde_json::{Value, json};

use super::Data;

/// One text.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Whose.
    pub account: AccountId,
    /// Of which form, on what: `service-name/120045678`.
    pub of: String,
    /// What was typed.
    pub text: String,
}

/// Takes what would be forgotten.
pub type Keeper = Rc<dyn Fn(Vec<Draft>)>;

/// All of this tab. A handful at most.
#[derive(Default)]
pub(super) struct Drafts {
    list: RefCell<Vec<Draft>>,
    keeper: RefCell<Option<Keeper>>,
}

impl Drafts {
    /// Forgets those of one account.
    pub fn forget_one(&self, account: &AccountId) {
        self.list
            .borrow_mut()
            .retain(|draft| draft.account != *account);
    }

    /// Forgets all, once the keeper has them.
    pub fn forget(&self) {
        let list = self.list.take();
        let keeper = self.keeper.borrow().clone();
        if let (Some(keeper), false) = (keeper, list.is_empty()) {
            keeper(list);
        }
    }

    fn get(&self, account: &AccountId, of: &str) -> Option<String> {
        let list = self.list.borrow();
        let found = list.iter().find(|draft| draft.is(account, of));
        found.map(|draft| draft.text.clone())
    }

    fn set(&self, account: &AccountId, of: &str, text: Option<String>) {
        let mut list = self.list.borrow_mut();
        list.retain(|draft| !draft.is(account, of));
        list.extend(text.map(|text| Draft {
            account: account.clone(),
            of: of.to_owned(),
            text,
        }));
    }
}

impl Draft {
    fn is(&self, account: &AccountId, of: &str) -> bool {
        self.account == *account && self.of == of
    }
}

impl Data {
    /// What was typed into the form `of` for `account` and not sent.
    pub fn draft(self, account: &AccountId, of: &str) -> Option<String> {
        self.inner().drafts.get(account, of)
    }

    /// Keeps what is typed; `None` when it was sent or given up.
    pub fn set_draft(self, account: &AccountId, of: &str, text: Option<String>) {
        self.inner().drafts.set(account, of, text);
    }

    /// Who takes the drafts when everything is forgotten; nobody with `None`.
    pub fn keep_drafts_with(self, keeper: Option<Keeper>) {
        self.inner().drafts.keeper.replace(keeper);
    }

    /// Brings back drafts of accounts that are here, where nothing was typed since.
    pub fn restore_drafts(self, drafts: Vec<Draft>) {
        let inner = self.inner();
        let here = leptos::prelude::untrack(|| inner.session.accounts());
        for draft in drafts {
            let known = here.iter().any(|account| account.id == draft.account);
            if known && inner.drafts.get(&draft.account, &draft.of).is_none() {
                inner.drafts.list.borrow_mut().push(draft);
            }
        }
    }
}

/// Drafts as text, to be sealed.
pub fn to_text(drafts: &[Draft]) -> String {
    let drafts = drafts
        .iter()
        .map(|draft| json!([draft.account.to_string(), draft.of, draft.text]));
    Value::Array(drafts.collect()).to_string()
}

/// The drafts of a text; what it says besides is left out.
pub fn from_text(text: &str) -> Vec<Draft> {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let drafts = value.as_array().into_iter().flatten().filter_map(|draft| {
        Some(Draft {
            account: draft[0].as_str()?.parse().ok()?,
            of: draft[1].as_str()?.to_owned(),
            text: draft[2].as_str()?.to_owned(),
        })
    });
    drafts.collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn id(account: &str) -> AccountId {
        account.parse().unwrap()
    }

    #[test]
    fn what_was_typed_is_its_accounts_alone_until_it_is_sent_or_given_up() {
        let drafts = Drafts::default();
        let (one, other) = (id("eu:ab1-ovh"), id("ca:ab1-ovh"));
        drafts.set(&one, "name/7", Some("Till".into()));
        drafts.set(&one, "name/7", Some("Till in the shop".into()));
        drafts.set(&other, "name/7", Some("Elsewhere".into()));
        assert_eq!(
            drafts.get(&one, "name/7").as_deref(),
            Some("Till in the shop")
        );
        assert_eq!(drafts.get(&one, "name/8"), None);
        drafts.forget_one(&other);
        assert_eq!(drafts.get(&other, "name/7"), None);
        drafts.set(&one, "name/7", None);
        assert_eq!(drafts.get(&one, "name/7"), None);
    }

    #[test]
    fn forgetting_hands_them_over_once_and_keeps_none() {
        let drafts = Drafts::default();
        let taken = Rc::new(RefCell::new(Vec::new()));
        let into = taken.clone();
        drafts
            .keeper
            .replace(Some(Rc::new(move |list| into.borrow_mut().extend(list))));
        drafts.set(&id("eu:ab1-ovh"), "name/7", Some("Till\n“é”".into()));
        drafts.forget();
        drafts.forget();
        assert_eq!(drafts.get(&id("eu:ab1-ovh"), "name/7"), None);
        assert_eq!(taken.borrow().len(), 1);
        assert_eq!(from_text(&to_text(&taken.borrow())), *taken.borrow());
    }

    #[test]
    fn any_text_is_read_as_the_drafts_in_it() {
        for text in [
            "",
            "null",
            "{}",
            "[1]",
            "[[1,2,3]]",
            r#"[["moon:x","a","b"]]"#,
            "[[\"eu:ab1-ovh\",\"a\"]]",
        ] {
            assert_eq!(from_text(text), []);
        }
        assert_eq!(from_text(r#"[5,["eu:ab1-ovh","a","b",9]]"#).len(), 1);
    }
}
