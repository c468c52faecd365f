//! Reading answers field by field.
//!
//! Unknown fields are ignored, absent ones and `null` are the same. A field that is
//! there with another type is an error of its row. Numbers keep all their digits:
//! identifiers are read as integers, never through floating point.

use std::fmt;

use serde_json::Map;
pub use serde_json::Value;

use crate::{
    moment::{Date, Timestamp},
    money::Money,
};

/// What did not fit, and where. Names of fields only, no values: they may be
/// private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong {
    /// The field, or a word for the whole (`answer`, `row`).
    pub field: &'static str,
    /// What it should have been.
    pub wanted: &'static str,
}

impl Wrong {
    pub(crate) const fn field(field: &'static str, wanted: &'static str) -> Self {
        Self { field, wanted }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field)?;
        f.write_str(" is not ")?;
        f.write_str(self.wanted)
    }
}

impl std::error::Error for Wrong {}

/// Why a body is not a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotJson {
    /// It stops in the middle.
    Truncated,
    /// It is something else, or nested deeper than any answer is (128 levels).
    Other,
}

/// Parses a body. Bytes that are not UTF-8 become U+FFFD, as a browser shows them,
/// so that one bad name does not hide the list it is in. An empty body is `null`:
/// that is what writes answer with.
pub(crate) fn parse(body: &[u8]) -> Result<Value, NotJson> {
    let text = String::from_utf8_lossy(body);
    // A byte order mark is not JSON, yet proxies add it.
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_ascii().is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|error| {
        let begins_as_json = text.trim_ascii_start().starts_with(['{', '[', '"']);
        if error.is_eof() && begins_as_json {
            NotJson::Truncated
        } else {
            NotJson::Other
        }
    })
}

/// The fields of one object.
pub struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The fields of a value that must be an object.
    pub fn of(value: &'a Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(map) => Ok(Self(map)),
            _ => Err(Wrong::field("row", "an object")),
        }
    }

    /// The value of a field, `None` if absent or `null`.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Text that must be there. A whole number is taken as its digits.
    pub fn text(&self, name: &'static str) -> Result<String, Wrong> {
        self.text_or_none(name)?.ok_or(Wrong::field(name, "text"))
    }

    /// Text, if there.
    pub fn text_or_none(&self, name: &'static str) -> Result<Option<String>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match text_of(value) {
                Some(text) => Ok(Some(text)),
                None => Err(Wrong::field(name, "text")),
            },
        }
    }

    /// Text, empty if absent.
    pub fn text_or_empty(&self, name: &'static str) -> Result<String, Wrong> {
        Ok(self.text_or_none(name)?.unwrap_or_default())
    }

    /// A word of an enumeration, if there.
    pub fn word<T>(&self, name: &'static str, read: fn(&str) -> T) -> Result<Option<T>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(word)) => Ok(Some(read(word))),
            Some(_) => Err(Wrong::field(name, "a word")),
        }
    }

    /// An identifier that must be there, with all its digits.
    pub fn id(&self, name: &'static str) -> Result<u64, Wrong> {
        self.id_or_none(name)?
            .ok_or(Wrong::field(name, "an identifier"))
    }

    /// An identifier, if there.
    pub fn id_or_none(&self, name: &'static str) -> Result<Option<u64>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match id_of(value) {
                Some(id) => Ok(Some(id)),
                None => Err(Wrong::field(name, "an identifier")),
            },
        }
    }

    /// A whole number, if there.
    pub fn integer_or_none(&self, name: &'static str) -> Result<Option<i64>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_i64() {
                Some(number) => Ok(Some(number)),
                None => Err(Wrong::field(name, "a whole number")),
            },
        }
    }

    /// A number that must be there.
    pub fn float(&self, name: &'static str) -> Result<f64, Wrong> {
        match self.get(name).and_then(Value::as_f64) {
            Some(number) => Ok(number),
            None => Err(Wrong::field(name, "a number")),
        }
    }

    /// A yes or no; absent is no.
    pub fn flag(&self, name: &'static str) -> Result<bool, Wrong> {
        match self.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(Wrong::field(name, "true or false")),
        }
    }

    /// A moment, if there.
    pub fn moment(&self, name: &'static str) -> Result<Option<Timestamp>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_str().and_then(read_moment) {
                Some(moment) => Ok(Some(moment)),
                None => Err(Wrong::field(name, "a date and time")),
            },
        }
    }

    /// A day, if there. A full date and time is taken as its day.
    pub fn date(&self, name: &'static str) -> Result<Option<Date>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_str().and_then(|t| Date::parse(t.get(..10)?)) {
                Some(date) => Ok(Some(date)),
                None => Err(Wrong::field(name, "a date")),
            },
        }
    }

    /// An amount of money, if there.
    pub fn money(&self, name: &'static str) -> Result<Option<Money>, Wrong> {
        self.object(name)?
            .map(|fields| Money::read(&fields))
            .transpose()
    }

    /// An object, if there.
    pub fn object(&self, name: &'static str) -> Result<Option<Fields<'a>>, Wrong> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Object(map)) => Ok(Some(Self(map))),
            Some(_) => Err(Wrong::field(name, "an object")),
        }
    }

    /// The elements of a list; none if absent.
    pub fn list(&self, name: &'static str) -> Result<&'a [Value], Wrong> {
        match self.get(name) {
            None => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(Wrong::field(name, "a list")),
        }
    }

    /// The words of a list; elements that are not text are left out.
    pub fn words<T>(&self, name: &'static str, read: fn(&str) -> T) -> Result<Vec<T>, Wrong> {
        let list = self.list(name)?;
        Ok(list.iter().filter_map(Value::as_str).map(read).collect())
    }
}

/// Text, or the digits of a whole number. Fractions are not text: printing them
/// would bring the machinery for that into every page.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => match number.as_u64() {
            Some(digits) => Some(digits.to_string()),
            None => number.as_i64().map(|digits| digits.to_string()),
        },
        _ => None,
    }
}

/// An identifier, as a number or as its digits.
pub(crate) fn id_of(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// Some fields declared as moments hold a day only.
fn read_moment(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).or_else(|| Date::parse(text).map(Date::midnight))
}

/// A JSON object for the body of a write.
#[derive(Debug, Default)]
pub struct Body(String);

impl Body {
    /// An object with nothing in it yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field whose value is text.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.key(name);
        quote(&mut self.0, value);
        self
    }

    /// Adds a text field if there is a value.
    pub fn text_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// Adds a yes or no.
    pub fn flag(mut self, name: &str, value: bool) -> Self {
        self.key(name);
        self.0.push_str(if value { "true" } else { "false" });
        self
    }

    /// Adds a whole number if there is one.
    pub fn number_if(mut self, name: &str, value: Option<u64>) -> Self {
        if let Some(value) = value {
            self.key(name);
            self.0.push_str(&value.to_string());
        }
        self
    }

    /// Adds a list of texts unless it is empty.
    pub fn texts_if(mut self, name: &str, values: &[String]) -> Self {
        if values.is_empty() {
            return self;
        }
        self.key(name);
        for (index, value) in values.iter().enumerate() {
            self.0.push(if index == 0 { '[' } else { ',' });
            quote(&mut self.0, value);
        }
        self.0.push(']');
        self
    }

    /// Adds an object if there is one.
    pub fn object_if(mut self, name: &str, value: Option<Body>) -> Self {
        if let Some(value) = value {
            self.key(name);
            self.0.push_str(&value.into_json());
        }
        self
    }

    /// Adds a list of objects.
    pub fn objects(mut self, name: &str, values: impl Iterator<Item = Body>) -> Self {
        self.key(name);
        self.0.push('[');
        for (index, value) in values.enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            self.0.push_str(&value.into_json());
        }
        self.0.push(']');
        self
    }

    fn key(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        quote(&mut self.0, name);
        self.0.push(':');
    }

    /// The finished text.
    pub fn into_json(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}

fn quote(into: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    into.push('"');
    for c in text.chars() {
        match c {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\t' => into.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                into.push_str("\\u00");
                into.push(char::from(HEX[c as usize >> 4]));
                into.push(char::from(HEX[c as usize & 15]));
            }
            c => into.push(c),
        }
    }
    into.push('"');
}

#[cfg(test)]
mod documents;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bodies_are_sorted_by_what_is_wrong_with_them() {
        let bomb = "[".repeat(100_000);
        let closed_bomb = format!("{bomb}{}", "]".repeat(100_000));
        for (body, expected) in [
            (&b""[..], Ok(())),
            (b" \r\n", Ok(())),
            (b"null", Ok(())),
            (b"1732280000", Ok(())),
            (b"\xef\xbb\xbf{\"a\":1}", Ok(())),
            (b"{\"a\":\"\xff\"}", Ok(())),
            (b"{\"a\":1,\"a\":2}", Ok(())),
            (b"[1,2", Err(NotJson::Truncated)),
            (b"{\"a\":\"b", Err(NotJson::Truncated)),
            (b"{\"a\"", Err(NotJson::Truncated)),
            (
                b"<!doctype html><title>Sign in</title>",
                Err(NotJson::Other),
            ),
            (b"{\"a\":1}}", Err(NotJson::Other)),
            (b"tru", Err(NotJson::Other)),
            (b"NaN", Err(NotJson::Other)),
            (bomb.as_bytes(), Err(NotJson::Other)),
            (closed_bomb.as_bytes(), Err(NotJson::Other)),
        ] {
            let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            assert_eq!(parse(body).map(|_| ()), expected, "{shown}");
        }
    }

    #[test]
    fn digits_beyond_floating_point_are_kept() {
        let value =
            parse(br#"{"a":9007199254740993,"b":"18446744073709551615","c":1e3,"d":-1}"#).unwrap();
        let fields = Fields::of(&value).unwrap();
        assert_eq!(fields.id("a"), Ok(9_007_199_254_740_993));
        assert_eq!(fields.id("b"), Ok(u64::MAX));
        assert!(fields.id("c").is_err());
        assert!(fields.id("d").is_err());
        assert_eq!(fields.integer_or_none("d"), Ok(Some(-1)));
    }

    #[test]
    fn absent_and_null_are_the_same_and_other_types_are_not() {
        let value = parse(br#"{"n":null,"t":[],"o":1}"#).unwrap();
        let fields = Fields::of(&value).unwrap();
        for name in ["n", "missing"] {
            assert_eq!(fields.text_or_none(name), Ok(None));
            assert_eq!(fields.flag(name), Ok(false));
            assert_eq!(fields.list(name), Ok(&[][..]));
            assert!(fields.object(name).unwrap().is_none());
            assert!(fields.text(name).is_err());
        }
        assert_eq!(fields.text_or_none("t"), Err(Wrong::field("t", "text")));
        assert_eq!(fields.text("o"), Ok("1".into()));
        assert!(fields.object("o").is_err());
        assert!(Fields::of(&Value::Null).is_err());
    }

    #[test]
    fn empty_bodies_are_objects() {
        assert_eq!(Body::new().into_json(), "{}");
        assert_eq!(
            Body::new()
                .text_if("a", None)
                .texts_if("b", &[])
                .into_json(),
            "{}"
        );
    }

    proptest! {
        /// Whatever people type comes out of a JSON parser unchanged.
        #[test]
        fn written_text_reads_back(text in any::<String>(), list in prop::collection::vec(any::<String>(), 1..4)) {
            let inner = Body::new().text("deep", &text);
            let json = Body::new().text("a\"b", &text).texts_if("list", &list)
                .object_if("o", Some(inner)).into_json();
            let value: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(value["a\"b"].as_str(), Some(text.as_str()));
            prop_assert_eq!(value["o"]["deep"].as_str(), Some(text.as_str()));
            let back: Vec<_> = value["list"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
            prop_assert_eq!(back, list);
        }

        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
        }
    }
}
