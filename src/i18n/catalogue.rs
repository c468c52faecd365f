//! A catalogue: keys to texts.

use serde_json::{Map, Value};

/// The file is no catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACatalogue;

/// The texts of one language.
#[derive(Default)]
pub struct Catalogue {
    texts: Map<String, Value>,
}

impl Catalogue {
    /// Reads a flat JSON object of strings.
    ///
    /// # Errors
    /// When `json` is not such an object.
    pub fn from_json(json: &str) -> Result<Self, NotACatalogue> {
        match serde_json::from_str(json) {
            Ok(Value::Object(texts)) if texts.values().all(Value::is_string) => Ok(Self { texts }),
            _ => Err(NotACatalogue),
        }
    }

    /// Adds the texts of `more`.
    pub fn add(&mut self, more: Self) {
        self.texts.extend(more.texts);
    }

    /// The text of `key` with its `{name}` places filled, or the key itself.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        match self.texts.get(key).and_then(Value::as_str) {
            Some(text) => fill(text, values),
            None => key.to_owned(),
        }
    }

    /// The text of `key.category`, or of `key.other` where the language has no text
    /// for that category.
    pub fn plural(&self, key: &str, category: &str, values: &[(&str, &str)]) -> String {
        let exact = format!("{key}.{category}");
        if self.texts.contains_key(&exact) {
            self.text(&exact, values)
        } else {
            self.text(&format!("{key}.other"), values)
        }
    }
}

/// Replaces each `{name}` by its value. Values are inserted as they are: nothing in
/// a value is read as a place again, so a service named `{n}` stays `{n}`.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        filled.push_str(before);
        let value = from_open.find('}').and_then(|close| {
            let name = &from_open[1..close];
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, close + 1))
        });
        match value {
            Some((value, length)) => {
                filled.push_str(value);
                rest = &from_open[length..];
            }
            None => {
                filled.push('{');
                rest = &from_open[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_places_once() {
        for (text, values, expected) in [
            ("plain", vec![], "plain"),
            ("{n} services", vec![("n", "3")], "3 services"),
            ("{a}{b}", vec![("a", "{b}"), ("b", "x")], "{b}x"),
            ("{unknown} stays", vec![("n", "3")], "{unknown} stays"),
            ("open { brace", vec![("n", "3")], "open { brace"),
            ("é {n} ü", vec![("n", "ß")], "é ß ü"),
        ] {
            assert_eq!(fill(text, &values), expected, "{text}");
        }
    }

    #[test]
    fn falls_back_to_other_then_to_the_key() {
        let catalogue = Catalogue::from_json(r#"{"x.one":"one","x.other":"{n} many"}"#).unwrap();
        assert_eq!(catalogue.plural("x", "one", &[]), "one");
        assert_eq!(catalogue.plural("x", "few", &[("n", "3")]), "3 many");
        assert_eq!(catalogue.text("nowhere", &[]), "nowhere");
    }

    #[test]
    fn refuses_what_is_not_a_catalogue() {
        for json in ["", "[]", r#"{"a":1}"#, "<!doctype html>"] {
            assert!(Catalogue::from_json(json).is_err(), "{json}");
        }
    }
}
