//! Expansion: a list of ids read as a list of objects, filtered, sorted and cut
//! into pages by the `X-Pagination-*` headers of the call.

mod filter;
mod sort;

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use crate::error::ApiError;
pub use filter::{Filter, like};
pub use sort::Sort;

/// Items on a page when the call does not say.
pub const DEFAULT_SIZE: usize = 1_000;
/// Most items on a page.
pub const MOST: usize = 5_000;

/// How the pages follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// By number, from 1.
    Page(usize),
    /// By the cursor that the page before gave; none for the first.
    Cursor(Option<String>),
}

/// What a call asks of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// How the pages follow each other.
    pub mode: Mode,
    /// Items on a page.
    pub size: usize,
    /// The order, or that of the list.
    pub sort: Option<Sort>,
    /// What the items must be.
    pub filters: Vec<Filter>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its items.
    pub items: Vec<Value>,
    /// Items on all pages.
    pub elements: usize,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
}

impl Expansion {
    /// Reads the headers. `None` when the call asks for the plain list.
    ///
    /// # Errors
    ///
    /// 400 that names the header that cannot be read.
    pub fn from_headers(headers: &HeaderMap) -> Result<Option<Self>, ApiError> {
        let Some(mode) = text(headers, "x-pagination-mode")? else {
            return Ok(None);
        };
        let mode = match mode {
            "CachedObjectList-Pages" => {
                Mode::Page(number(headers, "x-pagination-number")?.unwrap_or(1))
            }
            "CachedObjectList-Cursor" => {
                Mode::Cursor(text(headers, "x-pagination-cursor")?.map(str::to_owned))
            }
            other => {
                return Err(ApiError::bad_request(format!(
                    "[X-Pagination-Mode] {other} is neither CachedObjectList-Pages nor CachedObjectList-Cursor"
                )));
            }
        };
        let sort = match text(headers, "x-pagination-sort")? {
            Some(field) => Some(Sort::parse(
                field,
                text(headers, "x-pagination-sort-order")?.unwrap_or("ASC"),
            )?),
            None => None,
        };
        let filters = text(headers, "x-pagination-filter")?
            .map(filter::parse)
            .transpose()?
            .unwrap_or_default();
        Ok(Some(Self {
            mode,
            size: number(headers, "x-pagination-size")?
                .unwrap_or(DEFAULT_SIZE)
                .min(MOST),
            sort,
            filters,
        }))
    }

    /// The page of a list of ids. `load` turns an id into its object, or `None`
    /// when it has none to show. Without a filter or an order, only the page's
    /// own items are loaded.
    ///
    /// # Errors
    ///
    /// What `load` fails with, and 400 for a cursor of another list.
    pub fn page(
        &self,
        ids: Vec<Value>,
        mut load: impl FnMut(&Value) -> Result<Option<Value>, ApiError>,
    ) -> Result<Page, ApiError> {
        let start = self.start()?;
        if self.filters.is_empty() && self.sort.is_none() {
            let elements = ids.len();
            let mut items = Vec::with_capacity(self.size.min(elements));
            for id in ids.iter().skip(start).take(self.size) {
                items.extend(load(id)?);
            }
            return Ok(self.cut(items, elements, start));
        }
        let mut items = Vec::with_capacity(ids.len());
        for id in &ids {
            if let Some(item) = load(id)?
                && self.filters.iter().all(|filter| filter.holds(&item))
            {
                items.push(item);
            }
        }
        if let Some(sort) = &self.sort {
            sort.apply(&mut items);
        }
        let elements = items.len();
        let items = items.into_iter().skip(start).take(self.size).collect();
        Ok(self.cut(items, elements, start))
    }

    /// The headers that describe a page.
    pub fn headers(&self, page: &Page) -> Vec<(HeaderName, HeaderValue)> {
        let mut headers = vec![
            (
                HeaderName::from_static("x-pagination-elements"),
                page.elements.into(),
            ),
            (
                HeaderName::from_static("x-pagination-size"),
                self.size.into(),
            ),
        ];
        if let Mode::Page(number) = self.mode {
            headers.push((
                HeaderName::from_static("x-pagination-number"),
                number.into(),
            ));
        }
        if let Some(next) = page.next.as_ref().and_then(|next| next.parse().ok()) {
            headers.push((HeaderName::from_static("x-pagination-cursor-next"), next));
        }
        if let Some(sort) = &self.sort
            && let Ok(field) = sort.field.parse()
        {
            headers.push((HeaderName::from_static("x-pagination-sort"), field));
            headers.push((
                HeaderName::from_static("x-pagination-sort-order"),
                HeaderValue::from_static(if sort.descending { "DESC" } else { "ASC" }),
            ));
        }
        headers
    }

    /// How many items come before the page.
    fn start(&self) -> Result<usize, ApiError> {
        match &self.mode {
            Mode::Page(number) => Ok(number.saturating_sub(1).saturating_mul(self.size)),
            Mode::Cursor(None) => Ok(0),
            Mode::Cursor(Some(cursor)) => cursor
                .strip_prefix('o')
                .and_then(|offset| offset.parse().ok())
                .ok_or_else(|| {
                    ApiError::bad_request("[X-Pagination-Cursor] This cursor is not of this list")
                }),
        }
    }

    fn cut(&self, items: Vec<Value>, elements: usize, start: usize) -> Page {
        let end = start.saturating_add(self.size);
        let next =
            (matches!(self.mode, Mode::Cursor(_)) && end < elements).then(|| format!("o{end}"));
        Page {
            items,
            elements,
            next,
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, ApiError> {
    headers
        .get(name)
        .map(|value| {
            value
                .to_str()
                .map_err(|_| ApiError::bad_request(format!("[{name}] holds more than ASCII")))
        })
        .transpose()
}

/// A positive number.
pub(crate) fn number(headers: &HeaderMap, name: &'static str) -> Result<Option<usize>, ApiError> {
    text(headers, name)?
        .map(|text| match text.parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(ApiError::bad_request(format!(
                "[{name}] {text:?} is not a number from 1"
            ))),
        })
        .transpose()
}

/// The values at a dotted path: several when the path leads through a list.
fn values_at<'v>(item: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut found = vec![item];
    for name in path.split('.') {
        found = found
            .into_iter()
            .flat_map(|value| match value {
                Value::Array(items) => items.iter().filter_map(|item| item.get(name)).collect(),
                other => other.get(name).into_iter().collect::<Vec<_>>(),
            })
            .collect();
    }
    found
        .into_iter()
        .flat_map(|value| match value {
            Value::Array(items) => items.iter().collect(),
            other => vec![other],
        })
        .collect()
}

#[cfg(test)]
mod tests;
