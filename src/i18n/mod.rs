//! The texts of the interface, by key, from the catalogue of the reader's language.
//!
//! A catalogue is one flat JSON object. What the first screen says is in
//! `public/locales/{language}.json`, fetched while the program itself is still arriving;
//! what an area says is in `public/locales/{language}/{area}.json` and arrives with it.
//! No sentence stands in the code: a test reads the sources and fails on a key that is
//! missing, that nobody uses, or that would not be there yet when it is asked for.

mod catalogue;
pub mod format;
pub mod names;

pub use catalogue::Catalogue;

use std::cell::RefCell;

use crate::platform::fetch;
use crate::platform::start::say_language;

thread_local! {
    // No signal: another language draws the whole page anew.
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

/// The language of the texts, as `boot.js` or a choice put it on the document.
pub fn language() -> String {
    about_document("lang").unwrap_or_else(|| "en".to_owned())
}

/// How the reader writes dates and numbers in the language of the texts: `fr-CA`.
fn locale() -> String {
    about_document("data-locale").unwrap_or_else(language)
}

/// The languages on offer: their codes, and what each calls itself. The list stands in
/// `index.html`.
pub fn offered() -> Vec<(String, String)> {
    about_document("data-languages")
        .iter()
        .flat_map(|list| list.split(' '))
        .filter_map(|pair| pair.split_once(':'))
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .collect()
}

fn about_document(attribute: &str) -> Option<String> {
    let root = web_sys::window()?.document()?.document_element()?;
    root.get_attribute(attribute)
        .filter(|value| !value.is_empty())
}

/// Fetches the texts of the first screen.
///
/// # Errors
/// When they did not arrive.
pub async fn start() -> Result<(), TextsMissing> {
    install(read(&language(), "").await?);
    Ok(())
}

/// Fetches the texts of an area, once.
///
/// # Errors
/// When they did not arrive, or another language was chosen meanwhile; the next asking
/// tries again.
pub async fn add_area(area: &'static str) -> Result<(), TextsMissing> {
    if !AREAS.with_borrow(|areas| areas.contains(&area)) {
        let asked = language();
        let texts = read(&asked, area).await?;
        if asked != language() {
            return Err(TextsMissing);
        }
        install(texts);
        AREAS.with_borrow_mut(|areas| areas.push(area));
    }
    Ok(())
}

/// Changes to another language once its texts are here. What is drawn stays as it is
/// until it is drawn anew.
///
/// # Errors
/// When the texts did not arrive; then nothing changes.
pub async fn speak(language: &str) -> Result<(), TextsMissing> {
    let texts = read(language, "").await?;
    say_language(language);
    CATALOGUE.set(texts);
    AREAS.set(Vec::new());
    format::follow_language();
    Ok(())
}

/// Reads `locales/{language}.json`, or that of an area.
async fn read(language: &str, area: &str) -> Result<Catalogue, TextsMissing> {
    let slash = if area.is_empty() { "" } else { "/" };
    let json = fetch::read_file(&format!("/locales/{language}{slash}{area}.json"))
        .await
        .map_err(|_| TextsMissing)?;
    Catalogue::from_json(&json).map_err(|_| TextsMissing)
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
