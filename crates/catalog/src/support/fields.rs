//! Reading values field by field, by hand: the document is read once, and what derives
//! readers would weigh more than all that is in it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Channel, Origin, Problem, ReadError};
use crate::{day::Day, level::Level};

pub(super) type Read<T> = Result<T, ReadError>;
/// Origins by their names in the document.
pub(super) type Origins = BTreeMap<String, Origin>;

/// A value and where it stands.
pub(super) struct At<'a> {
    pub value: &'a Value,
    pub path: String,
}

/// An object whose fields are all known.
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> At<'a> {
    pub fn wrong<T>(&self, problem: Problem) -> Read<T> {
        Err(ReadError {
            at: self.path.clone(),
            problem,
        })
    }

    pub fn any_object(&self) -> Read<&'a Map<String, Value>> {
        match self.value {
            Value::Object(map) => Ok(map),
            _ => self.wrong(Problem::IsNot("an object")),
        }
    }

    pub fn object(&self, known: &[&str]) -> Read<Fields<'a>> {
        let map = self.any_object()?;
        let path = self.path.clone();
        let fields = Fields { map, path };
        match map.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(fields.error(name, Problem::NotExpected)),
            None => Ok(fields),
        }
    }

    pub fn list(&self) -> Read<Vec<At<'a>>> {
        let Value::Array(all) = self.value else {
            return self.wrong(Problem::IsNot("a list"));
        };
        let each = all.iter().enumerate().map(|(index, value)| At {
            value,
            path: format!("{}[{index}]", self.path),
        });
        Ok(each.collect())
    }

    pub fn text(&self) -> Read<&'a str> {
        match self.value.as_str() {
            Some(text) if !text.trim().is_empty() => Ok(text),
            _ => self.wrong(Problem::IsNot("a text")),
        }
    }

    pub fn yes_or_no(&self) -> Read<bool> {
        match self.value.as_bool() {
            Some(is) => Ok(is),
            None => self.wrong(Problem::IsNot("true or false")),
        }
    }

    pub fn amount(&self) -> Read<f64> {
        match self.value.as_f64() {
            Some(number) if number.is_finite() && number >= 0.0 => Ok(number),
            _ => self.wrong(Problem::IsNot("a number of zero or more")),
        }
    }

    /// A whole number within bounds.
    pub fn whole(&self, least: u64, most: u32, what: &'static str) -> Read<u32> {
        let number = self.value.as_u64().filter(|number| *number >= least);
        match number.and_then(|number| u32::try_from(number).ok()) {
            Some(number) if number <= most => Ok(number),
            _ => self.wrong(Problem::IsNot(what)),
        }
    }

    /// Minutes, up to a year.
    pub fn minutes(&self) -> Read<u32> {
        self.whole(1, 525_600, "a number of minutes, one or more")
    }

    pub fn day(&self) -> Read<Day> {
        match Day::parse(self.text()?) {
            Some(day) => Ok(day),
            None => self.wrong(Problem::IsNot("a date such as 2026-08-17, 2026-08 or 2026")),
        }
    }

    pub fn level(&self) -> Read<Level> {
        let name = self.text()?;
        match Level::ALL.into_iter().find(|level| level.as_str() == name) {
            Some(level) => Ok(level),
            None => self.wrong(Problem::NotOneOf("standard, premium, business, enterprise")),
        }
    }

    pub fn channel(&self) -> Read<Channel> {
        let name = self.text()?;
        match Channel::ALL.into_iter().find(|known| known.key() == name) {
            Some(channel) => Ok(channel),
            None => self.wrong(Problem::NotOneOf(
                "chat, ticket, phone, phone-in-business-hours, own-phone-line, api",
            )),
        }
    }

    /// Letters of one case, so many of them: codes of languages and currencies.
    pub fn code(&self, length: usize, upper: bool, what: &'static str) -> Read<String> {
        let fits = |byte: u8| match upper {
            true => byte.is_ascii_uppercase(),
            false => byte.is_ascii_lowercase(),
        };
        match self.text()? {
            text if text.len() == length && text.bytes().all(fits) => Ok(text.to_owned()),
            _ => self.wrong(Problem::IsNot(what)),
        }
    }
}

impl<'a> Fields<'a> {
    pub fn error(&self, name: &str, problem: Problem) -> ReadError {
        let at = match self.path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        ReadError { at, problem }
    }

    /// A field; absent and `null` are the same.
    pub fn get(&self, name: &str) -> Option<At<'a>> {
        let value = self.map.get(name).filter(|value| !value.is_null())?;
        let path = self.error(name, Problem::Missing).at;
        Some(At { value, path })
    }

    pub fn need(&self, name: &str) -> Read<At<'a>> {
        self.get(name)
            .ok_or_else(|| self.error(name, Problem::Missing))
    }

    /// The origin that the field `source` names.
    pub fn origin(&self, origins: &Origins) -> Read<Origin> {
        let source = self.need("source")?;
        match origins.get(source.text()?) {
            Some(origin) => Ok(origin.clone()),
            None => source.wrong(Problem::NotOneOf("the names under `sources`")),
        }
    }

    /// Texts of a list that may be absent.
    pub fn texts(&self, name: &str) -> Read<Vec<String>> {
        let Some(list) = self.get(name) else {
            return Ok(Vec::new());
        };
        let texts = list.list()?;
        texts.iter().map(|at| Ok(at.text()?.to_owned())).collect()
    }
}
