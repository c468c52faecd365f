//! Checks what was sent against what the route declares.

mod body;
mod scalar;

pub use body::check_body;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::error::ApiError;
use crate::model::{Shape, Type};
use crate::route::{Place, Route};
use crate::table::Table;

/// Checks the values of the placeholders.
///
/// # Errors
///
/// 400 that names the first placeholder with a value of another type.
pub fn check_path(
    table: &Table,
    route: &Route,
    values: &[(&'static str, String)],
) -> Result<(), ApiError> {
    for (parameter, (name, value)) in route.parameters_in(Place::Path).zip(values) {
        from_text(table, name, &parameter.kind, value)?;
    }
    Ok(())
}

/// Reads the query string, without its question mark.
///
/// # Errors
///
/// 400 that names the parameter: not declared, missing, given twice, or of
/// another type.
pub fn check_query(
    table: &Table,
    route: &Route,
    query: &str,
) -> Result<Vec<(&'static str, Value)>, ApiError> {
    let mut values: Vec<(&'static str, Value)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, text) = (decode(name)?, decode(text)?);
        let parameter = route
            .parameters_in(Place::Query)
            .find(|parameter| parameter.name == name)
            .ok_or_else(|| not_described(&name))?;
        let already = values.iter_mut().find(|(have, _)| *have == parameter.name);
        match (&parameter.kind, already) {
            (Type::List(item), Some((_, Value::Array(items)))) => {
                items.push(from_text(table, parameter.name, item, &text)?);
            }
            (Type::List(item), _) => {
                let value = from_text(table, parameter.name, item, &text)?;
                values.push((parameter.name, Value::Array(vec![value])));
            }
            (kind, None) => {
                values.push((
                    parameter.name,
                    from_text(table, parameter.name, kind, &text)?,
                ));
            }
            (_, Some(_)) => {
                return Err(ApiError::bad_request(format!("[{name}] is given twice")));
            }
        }
    }
    let missing = route
        .parameters_in(Place::Query)
        .filter(|parameter| parameter.required)
        .find(|parameter| !values.iter().any(|(name, _)| *name == parameter.name));
    match missing {
        Some(parameter) => Err(missing_parameter(parameter.name)),
        None => Ok(values),
    }
}

/// Form decoding: `+` is a space.
fn decode(text: &str) -> Result<String, ApiError> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| ApiError::bad_request("The query string is not UTF-8"))
}

fn from_text(table: &Table, name: &str, kind: &Type, text: &str) -> Result<Value, ApiError> {
    let fits = match kind {
        Type::Scalar(scalar) => {
            return scalar::from_text(*scalar, text).ok_or_else(|| wrong(name, text, kind));
        }
        Type::Model(model) => match table.model(model).map(|model| &model.shape) {
            Some(Shape::Enumeration(values)) => {
                return if values.contains(&text) {
                    Ok(Value::from(text))
                } else {
                    Err(wrong_choice(name, text, values))
                };
            }
            _ => serde_json::from_str(text).ok(),
        },
        _ => serde_json::from_str(text).ok(),
    };
    let value: Value = fits.ok_or_else(|| wrong(name, text, kind))?;
    body::check_value(table, name, kind, &value)?;
    Ok(value)
}

fn not_described(name: &str) -> ApiError {
    ApiError::bad_request(format!("Received not described parameters: ({name})"))
}

fn missing_parameter(name: &str) -> ApiError {
    ApiError::bad_request(format!("Missing parameter: [{name}]"))
}

fn wrong(name: &str, given: &str, kind: &Type) -> ApiError {
    let given: String = given.chars().take(100).collect();
    ApiError::bad_request(format!(
        "[{name}] The value ({given}) is not of type {kind}"
    ))
}

fn wrong_choice(name: &str, given: &str, values: &[&str]) -> ApiError {
    let given: String = given.chars().take(100).collect();
    let choices = values.join(", ");
    ApiError::bad_request(format!(
        "[{name}] The value ({given}) is none of: {choices}"
    ))
}

#[cfg(test)]
mod tests;
