//! Reading the words of a request: code and vocabulary that arrive when they are needed.

use advisor::text::{Suggestion, suggest};

use leptos::prelude::RwSignal;

use crate::lazily;
use crate::ui::arriving;

/// What reads the words, in a language.
pub type Suggest = fn(&str, Option<&str>) -> Suggestion;

lazily!(fetch, help_words, Suggest, suggest as Suggest);

/// It, once it is here. Until then nothing is suggested, and everything is asked.
pub fn reader() -> RwSignal<Option<Suggest>> {
    arriving(fetch())
}
