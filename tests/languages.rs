//! Every language on offer says what English says: the same keys with the same places,
//! each plural form that its grammar has, nothing left in English by oversight, and French
//! as it is typeset.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Languages that are offered before they are complete: what they lack is published in
/// English. See `crates/xtask/src/web/languages.rs`.
const PARTIAL: [&str; 0] = [];

/// The plural categories of a language, as `Intl.PluralRules` knows them for whole numbers.
fn categories(language: &str) -> &'static [&'static str] {
    match language {
        "en" | "de" => &["one", "other"],
        "fr" | "es" | "it" | "pt" => &["one", "many", "other"],
        "pl" => &["one", "few", "many", "other"],
        _ => panic!("say here which plural forms {language} has"),
    }
}

/// Texts that are the same in another language, because they are names or the same words.
const SAME: [(&str, &[&str]); 1] = [(
    "fr",
    &[
        "Manager",
        "Canada",
        "Europe",
        "Kimsufi, Canada",
        "Kimsufi, Europe",
        "SoYouStart, Canada",
        "SoYouStart, Europe",
        "{page} · {app}",
        "Standard",
        "Premium",
        "Business",
        "Enterprise",
        "chat",
        "tickets",
        "API",
        "{amount} {currency}",
        "{n} minutes",
        "Source: {source}, {date}",
        "{n}, {state}, {region}",
        "CDN",
        "E-mail",
        "E-mail Pro",
        "Exchange",
        "Fax",
        "Horizon View",
        "Housing",
        "Licences",
        "Metrics",
        "Microsoft CSP",
        "MX Plan",
        "NAS-HA",
        "Nutanix",
        "OVHcloud Connect",
        "OverTheBox",
        "SMS",
        "VPS",
        "Veeam Cloud Connect",
        "Veeam Enterprise",
        "vRack",
        "{n} service",
        "{n} services",
        "Messages",
        "Pages",
        "Services",
        "Enterprise",
        "Market",
        "Spirit",
        "Stack",
        "Contact",
        "Contacts",
        "{account}, {region}",
        "{account} ({what})",
        "{when}",
        "interventions",
        "CSV",
        "JSON",
        "Orange",
        "Violet",
        "{n} minute",
        "{n} minutes",
        "Tickets",
        "Incident",
        "Service",
        "{n} ticket",
        "{n} tickets",
    ],
)];

type Texts = BTreeMap<String, String>;

fn locales() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/locales")
}

/// The codes of the languages that `index.html` offers.
fn offered() -> Vec<String> {
    let page = fs::read_to_string(locales().join("../../index.html")).unwrap();
    let (_, rest) = page.split_once("data-languages=\"").unwrap();
    let (list, _) = rest.split_once('"').unwrap();
    list.split(' ')
        .map(|pair| pair.split_once(':').expect("code:Name").0.to_owned())
        .collect()
}

/// The files of a language by area; that of the first screen under no name.
fn files(language: &str) -> BTreeMap<String, Texts> {
    let read = |path: &Path| -> Texts {
        let json = fs::read_to_string(path).unwrap();
        serde_json::from_str(&json).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let mut all = BTreeMap::from([(
        String::new(),
        read(&locales().join(format!("{language}.json"))),
    )]);
    let folder = fs::read_dir(locales().join(language));
    for entry in folder.into_iter().flatten() {
        let path = entry.unwrap().path();
        let area = path.file_stem().unwrap().to_string_lossy().into_owned();
        all.insert(area, read(&path));
    }
    all
}

/// What a key is asked for as: plural forms by their base, where English has it in forms.
fn bases(texts: &Texts) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut bases: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for key in texts.keys() {
        match key.rsplit_once('.') {
            Some((base, form))
                if ["zero", "one", "two", "few", "many", "other"].contains(&form)
                    && texts.contains_key(&format!("{base}.other"))
                    && texts.contains_key(&format!("{base}.one")) =>
            {
                bases.entry(base).or_default().insert(form);
            }
            _ => {
                bases.entry(key).or_default();
            }
        }
    }
    bases
}

/// The `{places}` of a text.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

/// The English text that stands for the same thing: a form that English has not is
/// compared with `other`.
fn english_of<'a>(english: &'a Texts, key: &str) -> Option<&'a String> {
    english.get(key).or_else(|| {
        let (base, _) = key.rsplit_once('.')?;
        english.get(&format!("{base}.other"))
    })
}

fn others() -> Vec<String> {
    offered().into_iter().filter(|code| code != "en").collect()
}

#[test]
fn english_comes_first_and_french_is_offered() {
    let offered = offered();
    assert_eq!(offered.first().map(String::as_str), Some("en"));
    assert!(offered.iter().any(|code| code == "fr"));
    // What lies there without being offered would never be read.
    for entry in fs::read_dir(locales()).unwrap() {
        let name = entry.unwrap().path();
        let code = name.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(offered.contains(&code), "{code} is not offered");
    }
}

#[test]
fn every_language_has_what_english_has() {
    let english = files("en");
    for language in others() {
        let texts = files(&language);
        let areas = |files: &BTreeMap<String, Texts>| files.keys().cloned().collect::<Vec<_>>();
        if !PARTIAL.contains(&language.as_str()) {
            assert_eq!(areas(&texts), areas(&english), "the files of {language}");
        }
        for (area, texts) in &texts {
            let english = &english[area];
            let (wanted, found) = (bases(english), bases(texts));
            let missing: Vec<_> = wanted.keys().filter(|k| !found.contains_key(*k)).collect();
            let idle: Vec<_> = found.keys().filter(|k| !wanted.contains_key(*k)).collect();
            assert!(idle.is_empty(), "only {language} {area} has {idle:?}");
            assert!(
                missing.is_empty() || PARTIAL.contains(&language.as_str()),
                "{language} {area} lacks {missing:?}"
            );
        }
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    for language in offered() {
        for (area, texts) in files(&language) {
            for (base, forms) in bases(&texts) {
                let needed: BTreeSet<_> = categories(&language).iter().copied().collect();
                assert!(
                    forms.is_empty() || forms == needed,
                    "{language} {area} {base}: has {forms:?}, needs {needed:?}"
                );
            }
        }
    }
}

#[test]
fn every_text_keeps_its_places() {
    let english = files("en");
    for language in others() {
        for (area, texts) in files(&language) {
            for (key, text) in &texts {
                let Some(original) = english_of(&english[&area], key) else {
                    continue;
                };
                assert_eq!(places(text), places(original), "{language} {area} {key}");
            }
        }
    }
}

#[test]
fn nothing_is_left_in_english_by_oversight() {
    let english = files("en");
    for language in others() {
        let same = SAME.iter().find(|(code, _)| *code == language);
        let same = same.map_or(&[][..], |(_, texts)| texts);
        for (area, texts) in files(&language) {
            for (key, text) in &texts {
                let copied = english[&area].get(key) == Some(text);
                assert!(
                    !copied || same.contains(&text.as_str()),
                    "{language} {area} {key} is as in English: {text}"
                );
            }
        }
    }
}

#[test]
fn every_file_is_in_the_order_of_the_alphabet() {
    for language in offered() {
        let mut paths = vec![locales().join(format!("{language}.json"))];
        let folder = fs::read_dir(locales().join(&language));
        paths.extend(folder.into_iter().flatten().map(|e| e.unwrap().path()));
        for path in paths {
            let json = fs::read_to_string(&path).unwrap();
            let keys: Vec<&str> = json
                .lines()
                .filter_map(|line| line.trim_start().strip_prefix('"')?.split('"').next())
                .collect();
            let first = keys.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(first, None, "out of order in {}", path.display());
        }
    }
}

#[test]
fn french_is_typeset_as_french() {
    for (area, texts) in files("fr") {
        for (key, text) in &texts {
            let letters: Vec<char> = text.chars().collect();
            for (at, letter) in letters.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| letters[at]);
                let hard = matches!(before, Some('\u{a0}' | '\u{202f}'));
                match letter {
                    ':' | ';' | '!' | '?' | '»' => {
                        assert!(
                            hard,
                            "{area} {key}: a no-break space before {letter}: {text}"
                        );
                    }
                    '\'' => panic!("{area} {key}: ’, not ': {text}"),
                    '"' => panic!("{area} {key}: « », not \": {text}"),
                    _ => {}
                }
                if before == Some('«') {
                    assert!(
                        matches!(letter, '\u{a0}' | '\u{202f}'),
                        "{area} {key}: a no-break space after «: {text}"
                    );
                }
            }
        }
    }
}
