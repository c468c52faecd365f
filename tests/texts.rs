//! Every text that the code asks for is in the English catalogue, and every text there
//! is asked for. A key is a string literal of lower-case words joined by dots.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// The string literals of the code outside its tests that look like keys.
fn keys_in(code: &str) -> BTreeSet<String> {
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

fn catalogue() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let json = fs::read_to_string(root.join("public/locales/en.json")).unwrap();
    let texts: std::collections::BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
    assert!(
        texts.values().all(|text| !text.trim().is_empty()),
        "an empty text"
    );
    texts.into_keys().collect()
}

fn code() -> BTreeSet<String> {
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let code: String = code
        .split("\n//! ")
        .flat_map(|file| file.split("#[cfg(test)]").next())
        .collect::<Vec<_>>()
        .join("\n");
    // Comments may hold a lone quotation mark.
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.replace("'\"'", ""))
        .collect::<Vec<_>>()
        .join("\n");
    keys_in(&code)
}

/// The names of products follow from the catalogue of products.
fn product_keys() -> impl Iterator<Item = String> {
    catalog::PRODUCTS
        .iter()
        .map(|product| manager_app::i18n::names::product_key(product.key))
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let texts = catalogue();
    let missing: Vec<String> = code()
        .into_iter()
        .chain(product_keys())
        .filter(|key| !texts.contains(key) && !texts.contains(&format!("{key}.other")))
        .collect();
    assert!(
        missing.is_empty(),
        "not in public/locales/en.json: {missing:?}"
    );
}

#[test]
fn every_text_is_asked_for() {
    let used: BTreeSet<String> = code().into_iter().chain(product_keys()).collect();
    let idle: Vec<String> = catalogue()
        .into_iter()
        .filter(|key| {
            let plural = key
                .rsplit_once('.')
                .map(|(base, _)| base)
                .unwrap_or_default();
            !used.contains(key) && !used.contains(plural)
        })
        .collect();
    assert!(idle.is_empty(), "nobody asks for these: {idle:?}");
}

#[test]
fn the_search_for_keys_finds_keys() {
    let found = keys_in(r#"t("a.b_c"); let x = "no key"; t_with("d.e", &[("n", "x.Y")]); "f""#);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a.b_c", "d.e"]);
}
