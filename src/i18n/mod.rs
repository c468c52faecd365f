//! The texts of the interface, by key, from the catalogue of the reader's language.
//!
//! A catalogue is one flat JSON object in `public/locales/{language}.json`, fetched
//! once while the program itself is still arriving. English is complete; where
//! another language lacks a key, English speaks. No sentence stands in the code:
//! a test reads the sources and fails on a key that is missing or that nobody uses.

mod catalogue;
pub mod format;
pub mod names;

pub use catalogue::Catalogue;

use std::cell::RefCell;

thread_local! {
    // One language per page load, so no signal: changing it reloads the catalogue
    // and redraws from the root.
    static CATALOGUE: RefCell<Catalogue> = RefCell::new(Catalogue::default());
}

/// Makes `catalogue` the one that [`t`] reads.
pub fn install(catalogue: Catalogue) {
    CATALOGUE.with(|current| *current.borrow_mut() = catalogue);
}

/// The text of `key`, or the key itself where no catalogue has it.
pub fn t(key: &str) -> String {
    t_with(key, &[])
}

/// The text of `key` with each `{name}` replaced by its value.
pub fn t_with(key: &str, values: &[(&str, &str)]) -> String {
    CATALOGUE.with(|catalogue| catalogue.borrow().text(key, values))
}

/// The text of `key` for `count` things: the catalogue holds one text per plural
/// category of its language (`key.one`, `key.other`, …). `{n}` is the number, written
/// for the reader.
pub fn t_count(key: &str, count: usize) -> String {
    let category = format::plural_category(count);
    let written = format::number(count);
    CATALOGUE.with(|catalogue| {
        catalogue
            .borrow()
            .plural(key, &category, &[("n", &written)])
    })
}
