//! Batches: `GET /vps/a,b,c` with `X-Ovh-Batch: ,` reads several items at once.

use http::HeaderMap;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::Prepared;
use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::route::{Method, Route};
use crate::validate;

/// Most items in a batch.
const MOST: usize = 1_000;

/// The separator, when the call asks for a batch and the route reads one item
/// by the last segment of its path.
pub(super) fn separator(headers: &HeaderMap, route: &Route) -> Result<Option<String>, ApiError> {
    let Some(header) = headers.get("x-ovh-batch") else {
        return Ok(None);
    };
    if route.method != Method::Get || !route.path.ends_with('}') {
        return Ok(None);
    }
    match header.to_str() {
        Ok(separator) if !separator.is_empty() && !separator.contains(['/', '%']) => {
            Ok(Some(separator.to_owned()))
        }
        _ => Err(ApiError::bad_request(
            "[X-Ovh-Batch] The separator must be one or more ASCII characters other than / and %",
        )),
    }
}

/// The ids in the last segment of a path, as sent: `(raw, decoded)`. The
/// separator itself may be encoded.
fn ids<'p>(path: &'p str, separator: &str) -> Option<(&'p str, Vec<(String, String)>)> {
    let (parent, last) = path.rsplit_once('/')?;
    let encoded: String = separator
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let ids = last
        .replace(&encoded, separator)
        .replace(&encoded.to_lowercase(), separator)
        .split(separator)
        .filter(|raw| !raw.is_empty())
        .map(|raw| {
            let decoded = percent_decode_str(raw).decode_utf8().ok()?;
            Some((raw.to_owned(), decoded.into_owned()))
        })
        .collect::<Option<_>>()?;
    Some((parent, ids))
}

impl Prepared<'_> {
    /// `[{key, value, error}]`, in the order asked. An item that cannot be read
    /// leaves the others as they are.
    pub(super) fn batch(
        &self,
        ctx: &Ctx<'_>,
        separator: &str,
        query: &[(&'static str, Value)],
    ) -> Result<Value, ApiError> {
        let (parent, ids) = ids(self.path, separator).ok_or_else(ApiError::unknown_path)?;
        if ids.len() > MOST {
            return Err(ApiError::bad_request(format!(
                "A batch holds at most {MOST} items"
            )));
        }
        let route = &self.found.entry.route;
        let mut answers = Vec::with_capacity(ids.len());
        for (raw, id) in ids {
            let mut path = self.found.path.clone();
            if let Some(last) = path.last_mut() {
                last.1.clone_from(&id);
            }
            let call = Call {
                path,
                query: query.to_vec(),
                body: Value::Null,
            };
            let read = self
                .granted(&format!("{parent}/{raw}"))
                .and_then(|()| validate::check_path(&self.plane.table, route, &call.path))
                .and_then(|()| (route.handler)(ctx, &call));
            answers.push(match read {
                Ok(value) => json!({"key": id, "value": value, "error": null}),
                Err(error) if error.status.is_client_error() => {
                    json!({"key": id, "value": null, "error": error.body()})
                }
                Err(error) => return Err(error),
            });
        }
        Ok(Value::Array(answers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_cut_at_the_separator() {
        for (path, separator, expected) in [
            ("/vps/a,b", ",", vec!["a", "b"]),
            ("/vps/a%2Cb", ",", vec!["a", "b"]),
            ("/vps/a%2cb", ",", vec!["a", "b"]),
            (
                "/ip/192.0.2.0%2F29,192.0.2.8%2F29",
                ",",
                vec!["192.0.2.0/29", "192.0.2.8/29"],
            ),
            ("/vps/a;b,c", ";", vec!["a", "b,c"]),
            ("/vps/a", ",", vec!["a"]),
            ("/vps/,,a,", ",", vec!["a"]),
        ] {
            let (parent, ids) = ids(path, separator).unwrap();
            assert!(path.starts_with(parent));
            let ids: Vec<_> = ids.iter().map(|(_, id)| id.as_str()).collect();
            assert_eq!(ids, expected, "{path}");
        }
        assert_eq!(ids("/vps/%ff,a", ","), None);
    }
}
