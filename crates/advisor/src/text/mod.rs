//! What the words of a request suggest.
//!
//! ```
//! use advisor::text::{Kind, Universe, suggest};
//!
//! let full = suggest("Server down!! MySQL does not start, the disk is full", Some("en"));
//! assert_eq!(full.kind, Kind::Advice);
//! assert_eq!(full.universe, Universe::Servers);
//! assert!(full.urgent);
//! assert!(full.because.contains(&"disk is full".to_owned()));
//! ```

mod decide;
mod labels;
mod lexicon;
mod outputs;
mod words;

pub use labels::{Kind, Product, Responsible, Universe};

/// What a weight of one in the lexicon is in scores.
const UNIT: i32 = 16;

/// What the words of a request suggest. The customer confirms or corrects it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What an engineer would treat it as.
    pub kind: Kind,
    /// Whose universe it belongs to.
    pub universe: Universe,
    /// The product it is about.
    pub product: Product,
    /// Who has to act.
    pub responsible: Responsible,
    /// Production is down, suspended or under attack now, data is at risk, or suspension
    /// or deletion is due within seven days.
    pub urgent: bool,
    /// The words that led here, as they were written, in their order. Empty when nothing
    /// in the request was known.
    pub because: Vec<String>,
}

/// What a request in free text suggests. `language` is its ISO 639-1 code where known; it
/// only settles words that mean different things in different languages.
///
/// Pure and bounded: time grows with the length of the text alone.
pub fn suggest(text: &str, language: Option<&str>) -> Suggestion {
    let lexicon = lexicon::Lexicon::get();
    let words = words::words(text);
    let language = language.and_then(lexicon::Language::parse);
    let found = lexicon.find(&words, language);
    decide::decide(lexicon, text, &words, &found)
}
