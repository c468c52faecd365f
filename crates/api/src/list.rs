//! Reading whole lists with few requests.
//!
//! Lists of version 1 answer with identifiers; with pagination headers they answer
//! with objects, up to 5,000 at a time. A route that does not know those headers
//! answers with identifiers all the same: then the objects are read fifty at a time.

use std::rc::Rc;

use crate::{
    call::{self, Call},
    error::ApiError,
    json::{Fields, Value, Wrong, text_of},
    regions::Where,
    session::{Reply, Session},
};

const PAGE_SIZE: u64 = 5_000;
const BATCH: usize = 50;
/// Keeps a batch within the length of URL that servers take.
const BATCH_BYTES: usize = 6_000;
/// A list longer than this many pages is not one.
const MOST_PAGES: u64 = 200;

/// The rows of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows that could be read, in the order of the answer.
    pub rows: Vec<T>,
    /// The rows that could not. Show them too: they exist.
    pub bad: Vec<BadRow>,
    /// How many rows the API says there are.
    pub total: Option<u64>,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct BadRow {
    /// Its place in the answer, from 0.
    pub index: usize,
    /// What it calls itself, if that much could be read.
    pub id: Option<String>,
    /// What did not fit; `None` if the API itself refused this row.
    pub wrong: Option<Wrong>,
    /// The API's words, if it refused this row.
    pub message: Option<String>,
}

/// Where a list is and how its rows are read.
pub(crate) struct List<T> {
    pub(crate) place: Where,
    pub(crate) path: &'static str,
    /// The field by which a row calls itself.
    pub(crate) id: &'static str,
    pub(crate) read: fn(&Fields<'_>) -> Result<T, Wrong>,
}

/// A page's values, shared with the reply they came in, or one batch of them.
enum Raw {
    Expanded(Rc<Value>),
    Batch(Rc<Value>),
}

impl Session {
    /// Reads all rows of a list.
    pub(crate) async fn list<T>(&self, list: &List<T>) -> Result<Page<T>, ApiError> {
        self.list_where(list, &[]).await
    }

    /// Reads the rows of a list that match query parameters of its route.
    pub(crate) async fn list_where<T>(
        &self,
        list: &List<T>,
        filter: &[(&str, &str)],
    ) -> Result<Page<T>, ApiError> {
        let base = Call::get(list.path);
        let base = filter
            .iter()
            .fold(base, |base, (key, value)| base.query(key, value));
        self.list_from(list, base).await
    }

    /// Reads the rows of a list whose path holds the name of a service: `base` is the
    /// call, with what narrows it.
    pub(crate) async fn list_from<T>(
        &self,
        list: &List<T>,
        base: Call,
    ) -> Result<Page<T>, ApiError> {
        let (raws, total) = self.raw_rows(list.place, base).await?;
        let mut page = Page {
            rows: Vec::new(),
            bad: Vec::new(),
            total,
        };
        let mut index = 0;
        for raw in &raws {
            let (values, batch) = match raw {
                Raw::Expanded(values) => (values, false),
                Raw::Batch(values) => (values, true),
            };
            for value in values.as_array().into_iter().flatten() {
                let (value, key) = if batch {
                    unwrap_batch(value)
                } else {
                    (value, None)
                };
                match Fields::of(value).and_then(|fields| (list.read)(&fields)) {
                    Ok(row) => page.rows.push(row),
                    Err(wrong) => page.bad.push(bad_row(index, list.id, value, key, wrong)),
                }
                index += 1;
            }
        }
        Ok(page)
    }

    /// Reads a list that holds objects as it is, without headers.
    pub(crate) async fn objects<T>(
        &self,
        place: Where,
        call: Call,
        read: fn(&Fields<'_>) -> Result<T, Wrong>,
    ) -> Result<Page<T>, ApiError> {
        let reply = self.call(place, call).await?;
        let Some(values) = reply.value.as_array() else {
            return Err(reply.unexpected(Wrong::field("answer", "a list")));
        };
        let mut page = Page {
            rows: Vec::new(),
            bad: Vec::new(),
            total: Some(values.len() as u64),
        };
        for (index, value) in values.iter().enumerate() {
            match Fields::of(value).and_then(|fields| read(&fields)) {
                Ok(row) => page.rows.push(row),
                Err(wrong) => page.bad.push(BadRow {
                    index,
                    id: None,
                    wrong: Some(wrong),
                    message: None,
                }),
            }
        }
        Ok(page)
    }

    /// Everything of [`Session::list`] that does not depend on the type of a row.
    async fn raw_rows(
        &self,
        place: Where,
        base: Call,
    ) -> Result<(Vec<Raw>, Option<u64>), ApiError> {
        let mut raws = Vec::new();
        let mut total = None;
        for number in 1..=MOST_PAGES {
            let call = base
                .clone()
                .header("X-Pagination-Mode", "CachedObjectList-Pages")
                .header("X-Pagination-Number", number.to_string())
                .header("X-Pagination-Size", PAGE_SIZE.to_string());
            let reply = self.call(place, call).await?;
            let Some(values) = reply.value.as_array() else {
                return Err(reply.unexpected(Wrong::field("answer", "a list")));
            };
            if number == 1 && are_ids(values) {
                let total = Some(values.len() as u64);
                return Ok((self.batches(place, base, &reply).await?, total));
            }
            total = reply.elements.or(total);
            let empty = values.is_empty();
            raws.push(Raw::Expanded(Rc::clone(&reply.value)));
            let all_read = total.is_none_or(|total| number * PAGE_SIZE >= total);
            if empty || all_read {
                break;
            }
        }
        Ok((raws, total))
    }

    /// Reads the objects behind a list of identifiers.
    async fn batches(&self, place: Where, base: Call, ids: &Reply) -> Result<Vec<Raw>, ApiError> {
        let base = base.without_query();
        let mut raws = Vec::new();
        let mut joined = String::new();
        let mut count = 0;
        let values = ids.value.as_array().map(Vec::as_slice).unwrap_or_default();
        for (index, value) in values.iter().enumerate() {
            if count > 0 {
                joined.push(',');
            }
            call::encode(&mut joined, &text_of(value).unwrap_or_default());
            count += 1;
            let full = count == BATCH || joined.len() > BATCH_BYTES;
            if full || index + 1 == values.len() {
                let call = base.clone().names(&joined).header("X-Ovh-Batch", ",");
                let reply = self.call(place, call).await?;
                if !reply.value.is_array() {
                    return Err(reply.unexpected(Wrong::field("answer", "a list")));
                }
                raws.push(Raw::Batch(Rc::clone(&reply.value)));
                joined.clear();
                count = 0;
            }
        }
        Ok(raws)
    }
}

/// Whether a list holds identifiers in place of objects.
fn are_ids(values: &[Value]) -> bool {
    !values.is_empty() && values.iter().all(|v| v.is_string() || v.is_number())
}

/// The object of one element `{key, value, error}` of a batch, or the element's
/// error in its place.
fn unwrap_batch(element: &Value) -> (&Value, Option<&Value>) {
    let key = element.get("key");
    match element.get("value").filter(|v| !v.is_null()) {
        Some(value) => (value, key),
        None => (element.get("error").unwrap_or(&Value::Null), key),
    }
}

fn bad_row(
    index: usize,
    id: &'static str,
    value: &Value,
    key: Option<&Value>,
    wrong: Wrong,
) -> BadRow {
    let own_id = value.get(id).and_then(text_of);
    // A refused element of a batch has its error where the object would be.
    let refusal = match key {
        Some(_) if own_id.is_none() => value.get("message").and_then(text_of),
        _ => None,
    };
    BadRow {
        index,
        id: own_id.or_else(|| key.and_then(text_of)),
        wrong: refusal.is_none().then_some(wrong),
        message: refusal,
    }
}
