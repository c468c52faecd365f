//! Completes the languages that are offered before every text is translated: what such a
//! language lacks is published in English, so that its readers fetch one file and nobody
//! who reads a complete language fetches two.

use std::{collections::BTreeMap, path::Path};

use crate::{
    failure::{Failure, Outcome},
    files, say,
};

type Texts = BTreeMap<String, String>;

/// The language in which every text exists.
const FIRST: &str = "en";

/// Fills the gaps of every other language in `stage/locales`, and says how many there were.
pub fn complete(stage: &Path) -> Outcome {
    let folder = stage.join("locales");
    if !folder.is_dir() {
        return Ok(());
    }
    let english: Vec<_> = of_language(&folder, FIRST)?;
    for language in languages(&folder)? {
        let mut filled = 0;
        for (below, english) in &english {
            let path = folder.join(format!("{language}{below}.json"));
            let mut texts = if path.is_file() {
                read(&path)?
            } else {
                Texts::new()
            };
            let lacking = lacking(&texts, english);
            if !lacking.is_empty() {
                filled += lacking.len();
                texts.extend(lacking);
                files::write(&path, write(&path, &texts)?)?;
            }
        }
        if filled > 0 {
            say::note(&format!("{language}: {filled} texts are still in English"));
        }
    }
    Ok(())
}

/// What `texts` lacks of `english`. A plural that is there at all is there in the forms
/// that its language has.
fn lacking(texts: &Texts, english: &Texts) -> Texts {
    let is_there = |key: &str| {
        let plural = key.rsplit_once('.').is_some_and(|(base, _)| {
            let of = |form: &str| format!("{base}.{form}");
            english.contains_key(&of("one")) && texts.contains_key(&of("other"))
        });
        texts.contains_key(key) || plural
    };
    english
        .iter()
        .filter(|(key, _)| !is_there(key))
        .map(|(key, text)| (key.clone(), text.clone()))
        .collect()
}

/// The codes of the languages besides the first, from the names of their files.
fn languages(folder: &Path) -> Outcome<Vec<String>> {
    let mut codes: Vec<String> = files::walk(folder)?
        .iter()
        .map(|file| files::address(file, folder))
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .filter(|name| !name.contains('/') && name != FIRST)
        .collect();
    codes.sort();
    Ok(codes)
}

/// The files of a language: what follows its code in their addresses, and what they say.
fn of_language(folder: &Path, language: &str) -> Outcome<Vec<(String, Texts)>> {
    files::walk(folder)?
        .iter()
        .filter_map(|file| {
            let name = files::address(file, folder);
            let below = name.strip_prefix(language)?.strip_suffix(".json")?;
            (below.is_empty() || below.starts_with('/')).then(|| (below.to_owned(), file))
        })
        .map(|(below, file)| Ok((below, read(file)?)))
        .collect()
}

fn read(path: &Path) -> Outcome<Texts> {
    serde_json::from_str(&files::read_text(path)?).map_err(|error| {
        Failure::new(format!("{} is no catalogue: {error}", path.display()))
            .remedy("it must be one object of texts")
    })
}

fn write(path: &Path, texts: &Texts) -> Outcome<String> {
    serde_json::to_string_pretty(texts)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(texts: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in texts {
            files::write(&folder.path().join("locales").join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn what_is_missing_is_said_in_english_and_the_rest_stays() {
        let stage = stage(&[
            (
                "en.json",
                r#"{"a":"A","b":"B","n.one":"{n} thing","n.other":"{n} things"}"#,
            ),
            ("en/tickets.json", r#"{"c":"C"}"#),
            (
                "pl.json",
                r#"{"a":"A po polsku","n.few":"f","n.many":"m","n.one":"o","n.other":"x"}"#,
            ),
        ]);
        complete(stage.path()).unwrap();
        let read = |name: &str| read(&stage.path().join("locales").join(name)).unwrap();
        let polish = read("pl.json");
        assert_eq!(polish["a"], "A po polsku");
        assert_eq!(polish["b"], "B");
        // Its own forms, and none of English's in between.
        assert_eq!(polish.len(), 6);
        assert_eq!(read("pl/tickets.json")["c"], "C");
    }

    #[test]
    fn a_complete_language_is_left_as_it_is() {
        let french = "{ \"a\": \"À\" }";
        let stage = stage(&[("en.json", r#"{"a":"A"}"#), ("fr.json", french)]);
        complete(stage.path()).unwrap();
        let left = files::read_text(&stage.path().join("locales/fr.json")).unwrap();
        assert_eq!(left, french);
    }

    #[test]
    fn what_is_no_catalogue_is_named() {
        let stage = stage(&[("en.json", r#"{"a":"A"}"#), ("fr.json", "[]")]);
        let failure = complete(stage.path()).unwrap_err();
        assert!(failure.to_string().contains("fr.json"), "{failure}");
    }
}
