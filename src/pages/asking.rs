//! A question put to the accounts of the page.

use leptos::prelude::*;

use crate::data::dashboard::Standing;
use crate::data::{Answer, Data, Phase, Question};
use crate::session::{Account, Session};
use crate::shell::Whose;

/// Who is asked again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    All,
    /// Those whose last answer was none.
    Failed,
}

type Ask<T> = Box<dyn Fn() -> Vec<Answer<T>>>;

/// What the accounts say to it. Cheap to copy.
pub struct Asking<T: 'static>(StoredValue<Ask<T>, LocalStorage>);

impl<T> Clone for Asking<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Asking<T> {}

impl<T: Send + Sync> Asking<T> {
    /// Asks each account of the scope what `question` says; one that there is nothing to
    /// ask is left out.
    pub fn new(question: impl Fn(&Account) -> Option<Question<T>> + 'static) -> Self {
        let (session, data, scope) = (Session::current(), Data::current(), Whose::of_page());
        Self(StoredValue::new_local(Box::new(move || {
            let accounts = session.accounts_in(&scope);
            let asked = accounts
                .iter()
                .filter_map(|account| Some(data.ask(account, &question(account)?)));
            asked.collect()
        })))
    }

    /// The answers. Tracked.
    pub fn answers(self) -> Vec<Answer<T>> {
        self.0.with_value(|ask| ask())
    }

    /// How they stand.
    pub fn standing(self) -> Memo<Standing> {
        Memo::new(move |_| Standing::of(&self.answers()))
    }

    /// Asks again.
    pub fn again(self, whom: Whom) {
        for answer in untrack(|| self.answers()) {
            let failed = matches!(answer.cell.read_untracked().phase, Phase::Failed(_));
            if failed || whom == Whom::All {
                answer.again();
            }
        }
    }
}
