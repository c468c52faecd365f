//! The forms of a list: as it is, expanded into objects, or by cursor.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{Answer, Prepared};
use crate::call::{Call, Ctx};
use crate::cursor;
use crate::error::ApiError;
use crate::expand::Expansion;
use crate::route::Version;

/// What clients leave as it is in a segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl Prepared<'_> {
    pub(super) fn list(
        &self,
        ctx: &Ctx<'_>,
        call: &Call,
        items: Vec<Value>,
    ) -> Result<Answer, ApiError> {
        let headers = &self.incoming.headers;
        let route = &self.found.entry.route;
        if let Some(key) = route.cursor {
            let page = cursor::page(headers, key, items)?;
            let next = cursor::header(&page);
            let mut answer = Answer::json(&Value::Array(page.items));
            answer.headers.extend(next);
            return Ok(answer);
        }
        let expansion = match route.version {
            Version::V1 => Expansion::from_headers(headers)?,
            Version::V2 => None,
        };
        let Some(expansion) = expansion else {
            return Ok(Answer::json(&Value::Array(items)));
        };
        let item = self
            .found
            .entry
            .item
            .and_then(|(index, name)| Some((&self.plane.table.entry(index)?.route, name)));
        let Some((item, placeholder)) = item else {
            // The list holds objects already, or nothing that could be read by
            // itself.
            let page = expansion.page(items, |value| Ok(Some(value.clone())))?;
            return Ok(expanded(&expansion, page));
        };
        let mut call = Call {
            path: call.path.clone(),
            query: Vec::new(),
            body: Value::Null,
        };
        call.path.push((placeholder, String::new()));
        let page = expansion.page(items, |id| {
            let id = match id {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let encoded = utf8_percent_encode(&id, SEGMENT);
            self.granted(&format!("{}/{encoded}", self.path))?;
            if let Some(last) = call.path.last_mut() {
                last.1 = id;
            }
            match (item.handler)(ctx, &call) {
                Ok(value) => Ok(Some(value)),
                // One thing that cannot be shown does not hide the others.
                Err(error) if error.status.is_client_error() => {
                    tracing::debug!(%error, path = self.path, "an item of a list is left out");
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        })?;
        Ok(expanded(&expansion, page))
    }
}

fn expanded(expansion: &Expansion, page: crate::expand::Page) -> Answer {
    let headers = expansion.headers(&page);
    let mut answer = Answer::json(&Value::Array(page.items));
    answer.headers.extend(headers);
    answer
}
