//! Filters: `field:op=value`, joined by `&`.

use std::cmp::Ordering;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::values_at;
use crate::auth::rules;
use crate::error::ApiError;

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    Greater,
    Like,
    NotLike,
    In,
}

/// A condition on a field of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    field: String,
    operator: Operator,
    value: String,
}

/// Reads the header: `resource.state:eq=active&serviceId:gt=10`.
pub(super) fn parse(header: &str) -> Result<Vec<Filter>, ApiError> {
    header
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            read(part).ok_or_else(|| {
                ApiError::bad_request(format!(
                    "[X-Pagination-Filter] {part:?} is not field:op=value with op one of eq, ne, lt, gt, like, nlike, in"
                ))
            })
        })
        .collect()
}

fn read(part: &str) -> Option<Filter> {
    let (left, value) = part.split_once('=')?;
    let left = decode(left)?;
    let (field, operator) = left.rsplit_once(':')?;
    let operator = match operator {
        "eq" => Operator::Equal,
        "ne" => Operator::NotEqual,
        "lt" => Operator::Less,
        "gt" => Operator::Greater,
        "like" => Operator::Like,
        "nlike" => Operator::NotLike,
        "in" => Operator::In,
        _ => return None,
    };
    (!field.is_empty()).then_some(Filter {
        field: field.to_owned(),
        operator,
        value: decode(value)?,
    })
}

fn decode(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
}

impl Filter {
    /// Whether the item meets the condition. Where the field holds a list, one
    /// fitting value is enough; for `ne` and `nlike` none may fit.
    pub fn holds(&self, item: &Value) -> bool {
        let values = values_at(item, &self.field);
        let any = |fits: &dyn Fn(&Value) -> bool| values.iter().any(|value| fits(value));
        match self.operator {
            Operator::Equal => any(&|value| self.equals(value, &self.value)),
            Operator::NotEqual => !any(&|value| self.equals(value, &self.value)),
            Operator::Less => any(&|value| compare(value, &self.value) == Some(Ordering::Less)),
            Operator::Greater => {
                any(&|value| compare(value, &self.value) == Some(Ordering::Greater))
            }
            Operator::Like => any(&|value| self.like(value)),
            Operator::NotLike => !any(&|value| self.like(value)),
            Operator::In => any(&|value| {
                self.value
                    .split(',')
                    .any(|choice| self.equals(value, choice))
            }),
        }
    }

    fn equals(&self, value: &Value, other: &str) -> bool {
        match value {
            Value::Null => other == "null",
            Value::String(text) => text == other,
            _ => compare(value, other) == Some(Ordering::Equal),
        }
    }

    /// Case does not count.
    fn like(&self, value: &Value) -> bool {
        let text = match value {
            Value::Null => return false,
            Value::String(text) => text.to_lowercase(),
            other => other.to_string(),
        };
        like(&self.value.to_lowercase(), &text)
    }
}

/// Whether `text` has the form of `pattern`, where `%` stands for any run of
/// characters.
pub fn like(pattern: &str, text: &str) -> bool {
    // The matcher's own star must stay an ordinary character here.
    let pattern = pattern.replace('*', "\u{1}").replace('%', "*");
    rules::matches(&pattern, &text.replace('*', "\u{1}"))
}

/// Numbers by size, booleans by name, texts (so also dates) by character.
fn compare(value: &Value, other: &str) -> Option<Ordering> {
    match value {
        Value::Number(number) => match (number.as_i64(), other.parse::<i64>()) {
            (Some(a), Ok(b)) => Some(a.cmp(&b)),
            _ => number.as_f64()?.partial_cmp(&other.parse().ok()?),
        },
        Value::Bool(flag) => Some(flag.to_string().as_str().cmp(other)),
        Value::String(text) => Some(text.as_str().cmp(other)),
        _ => None,
    }
}
