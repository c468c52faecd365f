//! Keys: whose they are, what they may do, asking for new ones, and what new ones mend.

use api::{ApiError, Credential, Endpoint};
use leptos::prelude::*;

use super::keep::Why;
use super::trouble::Trouble;
use super::{Data, Loaded, Question};
use crate::platform::now_ms;
use crate::session::Account;
use crate::session::entry::Entry;

/// Its name among the questions.
const CREDENTIAL: &str = "credential";

/// The keys that an account is asked with.
pub fn credential() -> Question<Credential> {
    Question {
        what: CREDENTIAL,
        of: String::new(),
        call: |session, _| Box::pin(async move { session.current_credential().await }),
    }
}

impl Data {
    /// Asks whose the keys are.
    ///
    /// # Errors
    /// What went wrong, as a person can act on it.
    pub async fn identify(self, entry: Entry) -> Result<Account, Trouble> {
        let client = self.client(entry.endpoint);
        // The form offers only endpoints of the configuration.
        let Some(client) = client else {
            return Err(Trouble::of(&ApiError::NoConnection, now_ms()));
        };
        match client.identify(&entry.keys).await {
            Ok(nic) => Ok(entry.account(nic)),
            Err(error) => Err(Trouble::of(&error, now_ms())),
        }
    }

    /// Asks the customer of `endpoint` for keys that allow `rules`; the browser comes back
    /// to `redirection` after the decision.
    ///
    /// # Errors
    /// What went wrong, as a person can act on it.
    pub async fn ask_for_keys(
        self,
        endpoint: Endpoint,
        application_key: &str,
        rules: &[api::Rule],
        redirection: &str,
    ) -> Result<api::Pending, Trouble> {
        let asked = match self.client(endpoint) {
            Some(client) => {
                client
                    .ask_for_keys(application_key, rules, redirection)
                    .await
            }
            None => Err(api::ApiError::NotInRegion { endpoint }),
        };
        asked.map_err(|error| Trouble::of(&error, now_ms()))
    }

    /// How keys stand that were asked for.
    ///
    /// # Errors
    /// What went wrong, as a person can act on it.
    pub async fn standing(self, entry: &Entry) -> Result<api::Standing, Trouble> {
        let endpoint = entry.endpoint;
        let standing = match self.client(endpoint) {
            Some(client) => client.standing(&entry.keys).await,
            None => Err(api::ApiError::NotInRegion { endpoint }),
        };
        standing.map_err(|error| Trouble::of(&error, now_ms()))
    }

    /// `account` has new keys: what failed with the old ones is asked again, and what they
    /// may do.
    pub fn renewed(self, account: &Account) {
        for slot in self.inner().keep.of_account(&account.id) {
            slot.account.replace(account.clone());
            let cell = slot.cell.downcast_ref::<ArcRwSignal<Loaded>>();
            let gap = cell.is_some_and(|cell| cell.read_untracked().gap.is_some());
            let of_keys = slot.what == CREDENTIAL;
            let why = if gap || of_keys {
                Why::AskedFor
            } else {
                Why::NewKeys
            };
            self.start(&slot, why);
        }
    }
}
