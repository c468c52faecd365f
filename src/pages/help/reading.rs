//! Reading the words of a request: code and vocabulary that arrive when they are needed.

use advisor::text::{Suggestion, suggest};

use crate::lazily;

/// What reads the words, in a language.
pub type Suggest = fn(&str, Option<&str>) -> Suggestion;

lazily!(fetch, help_words, Suggest, suggest as Suggest);

/// It; `None` where it did not arrive. Then nothing is suggested, and everything is asked.
pub async fn reader() -> Option<Suggest> {
    fetch().await.ok()
}
