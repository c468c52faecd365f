//! Any question to an account, asked once and kept: what a page beyond the list of
//! services wants to know (its bills, its tickets, one of its services in full).
//!
//! A [`Question`] says what is asked and how. Put to an account it becomes an [`Answer`]:
//! a cell that is there at once and tells how the asking goes. The same question to the
//! same account is one cell, however many pages look at it.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use api::{AccountId, ApiError, LocalFuture};
use leptos::prelude::*;

use super::trouble::Trouble;
use super::{Data, Phase, Why};
use crate::platform::now_ms;
use crate::session::Account;

/// A value of one account, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Held<T> {
    /// The last good value.
    pub value: Option<Arc<T>>,
    /// When it was read, in milliseconds since 1970.
    pub read_at: f64,
    /// How the last asking stands.
    pub phase: Phase,
}

impl<T> Held<T> {
    /// Nothing is known yet.
    fn nothing() -> Self {
        Self {
            value: None,
            read_at: 0.0,
            phase: Phase::Ready,
        }
    }
}

/// The call behind a question: what it is about is handed over as text.
pub type Call<T> = fn(api::Session, String) -> LocalFuture<Result<T, ApiError>>;

/// Something to ask of an account. The answers to equal questions are one cell, so `what`
/// must name one kind of value only.
pub struct Question<T: 'static> {
    /// What is asked: `bills`, `tickets`.
    pub what: &'static str,
    /// About what exactly: the name of a service, a span of time; empty where there is
    /// nothing to choose.
    pub of: String,
    /// How.
    pub call: Call<T>,
}

/// What an account says to a question. Cheap to clone.
#[derive(Clone)]
pub struct Answer<T: 'static> {
    /// Who was asked.
    pub account: AccountId,
    /// What is known.
    pub cell: ArcRwSignal<Held<T>>,
    again: Rc<dyn Fn(Why)>,
}

impl<T> Answer<T> {
    /// Asks again, because a person wants it, unless that is under way.
    pub fn again(&self) {
        (self.again)(Why::AskedFor);
    }
}

/// One question that was put to one account.
pub(super) struct Asked {
    account: AccountId,
    /// The account with the keys it is asked with.
    asks_as: Rc<RefCell<Account>>,
    what: &'static str,
    of: String,
    cell: Box<dyn Any>,
    again: Rc<dyn Fn(Why)>,
}

/// What failed with the old keys of `account` is asked with its new ones.
pub(super) fn renewed(asked: &[Asked], account: &Account) {
    for asked in asked.iter().filter(|asked| asked.account == account.id) {
        asked.asks_as.replace(account.clone());
        (asked.again)(Why::NewKeys);
    }
}

/// Forgets what was asked of `account`.
pub(super) fn forget_one(asked: &mut Vec<Asked>, account: &AccountId) {
    asked.retain(|asked| asked.account != *account);
}

impl Data {
    /// What `account` says to `question`; asks if it was never asked.
    pub fn ask<T: Send + Sync>(self, account: &Account, question: &Question<T>) -> Answer<T> {
        if let Some(known) = self.known(account, question) {
            return known;
        }
        let cell = ArcRwSignal::new(Held::nothing());
        let asks_as = Rc::new(RefCell::new(account.clone()));
        let again = self.asking(asks_as.clone(), question, cell.clone());
        self.inner().asked.borrow_mut().push(Asked {
            account: account.id.clone(),
            asks_as,
            what: question.what,
            of: question.of.clone(),
            cell: Box::new(cell.clone()),
            again: again.clone(),
        });
        again(Why::Shown);
        Answer {
            account: account.id.clone(),
            cell,
            again,
        }
    }

    fn known<T: Send + Sync>(self, account: &Account, question: &Question<T>) -> Option<Answer<T>> {
        let inner = self.inner();
        let asked = inner.asked.borrow();
        let same = asked.iter().find(|asked| {
            asked.account == account.id && asked.what == question.what && asked.of == question.of
        })?;
        Some(Answer {
            account: same.account.clone(),
            cell: same.cell.downcast_ref::<ArcRwSignal<Held<T>>>()?.clone(),
            again: same.again.clone(),
        })
    }

    /// What asks the question and tells the cell.
    fn asking<T: Send + Sync>(
        self,
        asks_as: Rc<RefCell<Account>>,
        question: &Question<T>,
        cell: ArcRwSignal<Held<T>>,
    ) -> Rc<dyn Fn(Why)> {
        let (call, of) = (question.call, question.of.clone());
        Rc::new(move |why| {
            match cell.read_untracked().phase {
                Phase::Waiting { .. } => return,
                Phase::Ready if matches!(why, Why::NewKeys) => return,
                Phase::Ready | Phase::Failed(_) => {}
            }
            let account = asks_as.borrow().clone();
            let endpoint = account.id.endpoint;
            let Some(client) = self.client(endpoint) else {
                let error = ApiError::NotInRegion { endpoint };
                cell.update_untracked(|held| {
                    held.phase = Phase::Failed(Trouble::of(&error, now_ms()));
                });
                return;
            };
            // Untracked: a page may ask while it is being drawn.
            cell.update_untracked(|held| held.phase = Phase::Waiting { since: now_ms() });
            let session = why.of(client.session(&account.id, &account.keys));
            let (cell, answer) = (cell.clone(), call(session, of.clone()));
            leptos::task::spawn_local(async move {
                // Those who already look at the cell learn that it waits.
                cell.notify();
                let answer = answer.await;
                let now = now_ms();
                cell.update(|held| match answer {
                    Ok(value) => {
                        held.value = Some(Arc::new(value));
                        held.read_at = now;
                        held.phase = Phase::Ready;
                    }
                    Err(error) => held.phase = Phase::Failed(Trouble::of(&error, now)),
                });
            });
        })
    }
}
