//! What the keys in use may do.

use api::Credential;

use super::Question;

/// Its name among the questions.
pub const CREDENTIAL: &str = "credential";

/// The keys that an account is asked with.
pub fn credential() -> Question<Credential> {
    Question {
        what: CREDENTIAL,
        of: String::new(),
        call: |session, _| Box::pin(async move { session.current_credential().await }),
    }
}
