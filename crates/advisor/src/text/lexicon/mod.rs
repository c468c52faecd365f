//! The words we know, by what they tell.
//!
//! The files beside this one are read line by line:
//!
//! ```text
//! = disk-full: advice+10 customer+6      a concept, and what it counts for
//! en disk full; no_space_left; inode*    phrases that say it, in one language
//! ```
//!
//! Weights are whole numbers, `#` marks a universe, `@` a product, `!` urgency; a `~`
//! after them says that "not" before a phrase takes it back. In a phrase, words joined
//! by `_` follow each other, words apart may have two others between them, and a lone `*`
//! allows four more. `disk*` is any word that begins so, `*ausfall` any that ends so,
//! `#s` a number up to seven and `#l` a greater one. A phrase after `!` counts in its own language alone.
//! Accents and case do not matter.

mod find;
mod read;

pub use find::{Found, Language};

use std::sync::OnceLock;

use super::labels::Product;
use super::outputs::Scores;

/// The files, by theme.
const FILES: [&str; 8] = [
    include_str!("products.txt"),
    include_str!("outage.txt"),
    include_str!("billing.txt"),
    include_str!("abuse.txt"),
    include_str!("hands.txt"),
    include_str!("sales.txt"),
    include_str!("account.txt"),
    include_str!("advice.txt"),
];
/// How a thing is said, rather than what.
const TONE: &str = include_str!("tone.txt");

/// One thing that words can tell.
#[derive(Debug)]
pub struct Concept {
    /// What it counts for.
    pub weights: Scores,
    /// The product that it hints at, and how strongly.
    pub product: Option<(Product, i32)>,
    /// Whether "not" before it takes it back.
    negatable: bool,
}

/// All concepts, and the index that finds them in a text.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// In the order of the files.
    pub concepts: Vec<Concept>,
    index: find::Index,
}

impl Lexicon {
    /// The lexicon of the project, read when it is first asked for.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut lexicon = Self::default();
            for file in FILES.into_iter().chain([TONE]) {
                // The tests read every line; one that cannot be read says nothing.
                read::file(file, &mut lexicon, &mut |_, _| ());
            }
            lexicon.index.close();
            lexicon
        })
    }
}
