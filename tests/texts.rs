//! Every text that the code asks for is in the English catalogue, every text there is
//! asked for, and each is there when it is asked for: what only an area says comes with
//! that area, so nobody else may say it. A key is a string literal of lower-case words
//! joined by dots.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Code outside the folder of an area that only this area calls.
const ALSO_OF: [(&str, &str); 2] = [("keys", "keyboard.rs"), ("sign_in", "session/entry.rs")];

/// What several areas share and load with themselves: its name, and where its code is.
const SHARED: [(&str, &str); 1] = [("table", "ui/table/")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sources with their paths below `src`.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![src.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let below = path.strip_prefix(&src).unwrap();
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                found.push((parts.join("/"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The string literals of the code outside its tests that look like keys.
fn keys_in(code: &str) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    // Comments may hold a lone quotation mark, and so may a character.
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.replace("'\"'", "") + "\n")
        .collect();
    code.split('"')
        .skip(1)
        .step_by(2)
        .filter(|literal| {
            let mut parts = literal.split('.');
            let word = |part: &str| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            };
            literal.contains('.') && parts.all(word)
        })
        .map(str::to_owned)
        .collect()
}

/// Every key that the code asks for, with the files that do.
fn asked() -> BTreeMap<String, BTreeSet<String>> {
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, code) in sources() {
        for key in keys_in(&code) {
            asked.entry(key).or_default().insert(file.clone());
        }
    }
    // The names of products follow from the catalogue of products.
    for product in catalog::PRODUCTS {
        let key = manager_app::i18n::names::product_key(product.key);
        asked.entry(key).or_default().insert("i18n/names.rs".into());
    }
    // What the flow of a request says follows from the flow.
    let mut help = |key: String| {
        let key = manager_app::pages::help::text_key(&key);
        asked
            .entry(key)
            .or_default()
            .insert("pages/help/question.rs".into());
    };
    for key in advisor::flow::all_keys() {
        // Most products are called as everywhere else.
        let family = key
            .strip_prefix("help.a.product.")
            .and_then(catalog::Family::parse);
        if family.is_none_or(manager_app::pages::help::has_own_name) {
            help(key);
        }
    }
    for end in advisor::flow::End::KEYS {
        help(format!("help.end.{end}.about"));
    }
    for channel in catalog::support::Channel::ALL {
        help(format!("help.channel.{}", channel.key()));
    }
    // What diagnostics show follows from what can be found in them.
    for key in manager_app::pages::ticket_checks::keys() {
        let file = "pages/ticket_checks/said.rs".to_owned();
        asked.entry(key).or_default().insert(file);
    }
    asked
}

/// The keys of one file of texts.
fn keys_of(file: &Path) -> BTreeSet<String> {
    let json = fs::read_to_string(file).unwrap();
    let texts: BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
    assert!(
        texts.values().all(|text| !text.trim().is_empty()),
        "an empty text in {}",
        file.display()
    );
    texts.into_keys().collect()
}

/// The keys of English by area; those of the first screen under no name.
fn catalogue() -> BTreeMap<Option<String>, BTreeSet<String>> {
    let locales = root().join("public/locales");
    let mut all = BTreeMap::from([(None, keys_of(&locales.join("en.json")))]);
    for entry in fs::read_dir(locales.join("en")).unwrap() {
        let file = entry.unwrap().path();
        let area = file.file_stem().unwrap().to_string_lossy().into_owned();
        all.insert(Some(area), keys_of(&file));
    }
    all
}

/// The key that the code asks for to get this text: plural forms end in their category.
fn asked_as<'a>(key: &'a str, asked: &BTreeMap<String, BTreeSet<String>>) -> Option<&'a str> {
    let plural = key.rsplit_once('.').map(|(base, _)| base);
    [Some(key), plural]
        .into_iter()
        .flatten()
        .find(|key| asked.contains_key(*key))
}

fn belongs(file: &str, area: &str) -> bool {
    file.starts_with(&format!("pages/{area}/"))
        || file == format!("pages/{area}.rs")
        || ALSO_OF.contains(&(area, file))
        || SHARED
            .iter()
            .any(|(name, code)| *name == area && file.starts_with(code))
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let texts: BTreeSet<String> = catalogue().into_values().flatten().collect();
    let missing: Vec<_> = asked()
        .into_iter()
        .filter(|(key, _)| !texts.contains(key) && !texts.contains(&format!("{key}.other")))
        .collect();
    assert!(missing.is_empty(), "in no catalogue: {missing:?}");
}

#[test]
fn every_text_is_asked_for() {
    let asked = asked();
    let idle: Vec<_> = catalogue()
        .into_iter()
        .flat_map(|(area, keys)| keys.into_iter().map(move |key| (area.clone(), key)))
        .filter(|(_, key)| asked_as(key, &asked).is_none())
        .collect();
    assert!(idle.is_empty(), "nobody asks for these: {idle:?}");
}

#[test]
fn every_text_stands_once() {
    let mut seen = BTreeSet::new();
    for key in catalogue().into_values().flatten() {
        assert!(seen.insert(key.clone()), "{key} stands in two catalogues");
    }
}

#[test]
fn every_text_is_there_when_it_is_asked_for() {
    let asked = asked();
    for (area, keys) in catalogue() {
        let Some(area) = area else { continue };
        for key in keys {
            let Some(base) = asked_as(&key, &asked) else {
                continue;
            };
            let others: Vec<_> = asked[base]
                .iter()
                .filter(|file| !belongs(file, &area))
                .collect();
            assert!(
                others.is_empty(),
                "{key} comes with the area {area}, but {others:?} say it too: move it to en.json"
            );
        }
    }
}

#[test]
fn the_search_for_keys_finds_keys() {
    let found = keys_in(r#"t("a.b_c"); let x = "no key"; t_with("d.e", &[("n", "x.Y")]); "f""#);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a.b_c", "d.e"]);
}
