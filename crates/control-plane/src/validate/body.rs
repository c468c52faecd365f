//! Checks bodies.

use serde_json::{Map, Value};

use super::{missing_parameter, not_described, scalar, wrong, wrong_choice};
use crate::error::ApiError;
use crate::model::{Field, Shape, Type};
use crate::route::{Method, Place, Route};
use crate::table::Table;

/// Reads and checks a body against the route. A route without a body takes
/// none, `null` or `{}`.
///
/// # Errors
///
/// 400 that names the member: not declared, read-only, missing, or of another
/// type.
pub fn check_body(table: &Table, route: &Route, bytes: &[u8]) -> Result<Value, ApiError> {
    let blank = bytes.iter().all(u8::is_ascii_whitespace);
    let body = if blank {
        Value::Null
    } else {
        serde_json::from_slice(bytes).map_err(|error| {
            ApiError::bad_request(format!("The body is not JSON that can be read: {error}"))
        })?
    };
    match &route.body {
        Some(_) if blank => Err(ApiError::bad_request("Missing body")),
        Some(kind) => {
            check(table, "body", kind, &body, route.method == Method::Put)?;
            Ok(body)
        }
        None => named_fields(table, route, body),
    }
}

fn named_fields(table: &Table, route: &Route, body: Value) -> Result<Value, ApiError> {
    let empty = Map::new();
    let members = match &body {
        Value::Null => &empty,
        Value::Object(members) => members,
        _ => return Err(ApiError::bad_request("The body must be a JSON object")),
    };
    for (name, value) in members {
        let parameter = route
            .parameters_in(Place::Body)
            .find(|parameter| parameter.name == name)
            .ok_or_else(|| not_described(name))?;
        // An optional field may be left out by saying null.
        if value.is_null() && (parameter.nullable || !parameter.required) {
            continue;
        }
        check(table, name, &parameter.kind, value, false)?;
    }
    let missing = route
        .parameters_in(Place::Body)
        .find(|parameter| parameter.required && !members.contains_key(parameter.name));
    match missing {
        Some(parameter) => Err(missing_parameter(parameter.name)),
        None => Ok(body),
    }
}

/// Checks a value that is not the top of a body.
pub fn check_value(table: &Table, name: &str, kind: &Type, value: &Value) -> Result<(), ApiError> {
    check(table, name, kind, value, false)
}

/// `partial`: members that creation needs may be left out.
fn check(
    table: &Table,
    name: &str,
    kind: &Type,
    value: &Value,
    partial: bool,
) -> Result<(), ApiError> {
    let mismatch = || wrong(name, &value.to_string(), kind);
    match kind {
        Type::Void => value.is_null().then_some(()).ok_or_else(mismatch),
        Type::Scalar(scalar) => scalar::fits(*scalar, value)
            .then_some(())
            .ok_or_else(mismatch),
        Type::List(item) => {
            let items = value.as_array().ok_or_else(mismatch)?;
            for (index, value) in items.iter().enumerate() {
                check(table, &format!("{name}[{index}]"), item, value, false)?;
            }
            Ok(())
        }
        Type::Map(item) => {
            let members = value.as_object().ok_or_else(mismatch)?;
            for (key, value) in members {
                check(table, &format!("{name}.{key}"), item, value, false)?;
            }
            Ok(())
        }
        Type::Model(model) | Type::Generic(model, _) => {
            let argument = match kind {
                Type::Generic(_, argument) => Some(&**argument),
                _ => None,
            };
            match table.model(model).map(|model| &model.shape) {
                Some(Shape::Enumeration(values)) => match value.as_str() {
                    Some(text) if values.contains(&text) => Ok(()),
                    Some(text) => Err(wrong_choice(name, text, values)),
                    None => Err(mismatch()),
                },
                Some(Shape::Object(fields)) => {
                    let members = value.as_object().ok_or_else(mismatch)?;
                    check_members(table, name, fields, argument, members, partial)
                }
                None => Err(mismatch()),
            }
        }
    }
}

fn check_members(
    table: &Table,
    name: &str,
    fields: &[Field],
    argument: Option<&Type>,
    members: &Map<String, Value>,
    partial: bool,
) -> Result<(), ApiError> {
    let full_name = |member: &str| match name {
        "body" => member.to_owned(),
        _ => format!("{name}.{member}"),
    };
    for (member, value) in members {
        let full_name = full_name(member);
        let field = fields
            .iter()
            .find(|field| field.name == member)
            .ok_or_else(|| not_described(&full_name))?;
        if field.read_only && argument.is_none() {
            return Err(ApiError::bad_request(format!("[{full_name}] is read-only")));
        }
        if value.is_null() {
            if field.nullable {
                continue;
            }
            return Err(ApiError::bad_request(format!(
                "[{full_name}] cannot be null"
            )));
        }
        if let Some(kind) = field.kind.as_ref().or(argument) {
            check(table, &full_name, kind, value, false)?;
        }
    }
    let missing = fields
        .iter()
        .find(|field| field.required && !partial && !members.contains_key(field.name));
    match missing {
        Some(field) => Err(missing_parameter(&full_name(field.name))),
        None => Ok(()),
    }
}
