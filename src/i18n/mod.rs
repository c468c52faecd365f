//! The texts of the interface, by key, from the catalogue of the reader's language.
//!
//! A catalogue is one flat JSON object. What the first screen says is in
//! `public/locales/{language}.json`, fetched while the program itself is still arriving;
//! what an area says is in `public/locales/{language}/{area}.json` and arrives with it.
//! No sentence stands in the code: a test reads the sources and fails on a key that is
//! missing, that nobody uses, or that would not be there yet when it is asked for.

pub mod calendar;
mod catalogue;
pub mod format;
pub mod money;
pub mod names;

pub use catalogue::Catalogue;

use std::cell::RefCell;

use crate::platform::fetch;

/// The language of the texts.
const LANGUAGE: &str = "en";

thread_local! {
    // One language per page load, so no signal: another one takes a reload.
    static CATALOGUE: RefCell<Catalogue> = RefCell::new(Catalogue::default());
    static AREAS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Texts did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextsMissing;

/// Adds what `catalogue` says to what [`t`] reads.
pub fn install(catalogue: Catalogue) {
    CATALOGUE.with(|current| current.borrow_mut().add(catalogue));
}

/// Fetches the texts of the first screen.
///
/// # Errors
/// When they did not arrive.
pub async fn start() -> Result<(), TextsMissing> {
    add_file(&format!("/locales/{LANGUAGE}.json")).await
}

/// Fetches the texts of an area, once.
///
/// # Errors
/// When they did not arrive; the next asking tries again.
pub async fn add_area(area: &'static str) -> Result<(), TextsMissing> {
    if !AREAS.with_borrow(|areas| areas.contains(&area)) {
        add_file(&format!("/locales/{LANGUAGE}/{area}.json")).await?;
        AREAS.with_borrow_mut(|areas| areas.push(area));
    }
    Ok(())
}

async fn add_file(address: &str) -> Result<(), TextsMissing> {
    let json = fetch::read_file(address).await.map_err(|_| TextsMissing)?;
    install(Catalogue::from_json(&json).map_err(|_| TextsMissing)?);
    Ok(())
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
