//! The order of an expanded list.

use std::cmp::Ordering;

use serde_json::Value;

use super::values_at;
use crate::error::ApiError;

/// By which field, and which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// Dotted path of the field.
    pub field: String,
    /// From the greatest to the least.
    pub descending: bool,
}

impl Sort {
    /// Reads the two headers.
    ///
    /// # Errors
    ///
    /// 400 for an order that is neither `ASC` nor `DESC`.
    pub fn parse(field: &str, order: &str) -> Result<Self, ApiError> {
        let descending = match order {
            "ASC" => false,
            "DESC" => true,
            _ => {
                return Err(ApiError::bad_request(format!(
                    "[X-Pagination-Sort-Order] {order:?} is neither ASC nor DESC"
                )));
            }
        };
        Ok(Self {
            field: field.to_owned(),
            descending,
        })
    }

    /// Orders the items. Items that are equal keep the order of the list, items
    /// without the field come last in an ascending order.
    pub fn apply(&self, items: &mut [Value]) {
        items.sort_by(|a, b| {
            let key = |item: &'_ Value| {
                values_at(item, &self.field)
                    .first()
                    .map(|value| Key::of(value))
            };
            let order = match (key(a), key(b)) {
                (Some(a), Some(b)) => a.cmp(&b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            if self.descending {
                order.reverse()
            } else {
                order
            }
        });
    }
}

/// What a value is ordered by: kinds apart, numbers by size, texts without
/// regard to case.
enum Key {
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    Nothing,
}

impl Key {
    fn of(value: &Value) -> Self {
        match value {
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Self::Whole(whole),
                (None, Some(number)) => Self::Number(number),
                (None, None) => Self::Nothing,
            },
            Value::String(text) => Self::Text(text.to_lowercase()),
            _ => Self::Nothing,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Flag(_) => 0,
            Self::Whole(_) | Self::Number(_) => 1,
            Self::Text(_) => 2,
            Self::Nothing => 3,
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        #[allow(clippy::cast_precision_loss)] // only where one side is no whole number
        match (self, other) {
            (Self::Flag(a), Self::Flag(b)) => a.cmp(b),
            (Self::Whole(a), Self::Whole(b)) => a.cmp(b),
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Whole(a), Self::Number(b)) => (*a as f64).total_cmp(b),
            (Self::Number(a), Self::Whole(b)) => a.total_cmp(&(*b as f64)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}
