//! Cursors of `/v2`: a list of objects in pages, each page naming where the
//! next begins.
//!
//! A cursor remembers the last item given, not a position, so that nothing is
//! given twice or left out when the list changes in between.

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use crate::error::ApiError;
use crate::expand;

/// Items on a page when the call does not say.
pub const DEFAULT_SIZE: usize = 100;
/// Most items on a page.
pub const MOST: usize = 1_000;

/// A page of a list and the cursor of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The items.
    pub items: Vec<Value>,
    /// Where the next page begins, when there is one.
    pub next: Option<String>,
}

/// Cuts the page that the headers ask for out of a list whose items are told
/// apart by `key`.
///
/// # Errors
///
/// 400 for a size or cursor that cannot be read.
pub fn page(headers: &HeaderMap, key: &str, mut items: Vec<Value>) -> Result<Page, ApiError> {
    let size = expand::number(headers, "x-pagination-size")?
        .unwrap_or(DEFAULT_SIZE)
        .min(MOST);
    let after = headers
        .get("x-pagination-cursor")
        .map(|cursor| {
            decode(cursor.as_bytes()).ok_or_else(|| {
                ApiError::bad_request("[X-Pagination-Cursor] This cursor is not of this list")
            })
        })
        .transpose()?;
    items.sort_by(|a, b| key_of(a, key).cmp(key_of(b, key)));
    if let Some(after) = &after {
        items.retain(|item| key_of(item, key) > after.as_str());
    }
    let more = items.len() > size;
    items.truncate(size);
    let next = items
        .last()
        .filter(|_| more)
        .map(|last| encode(key_of(last, key)));
    Ok(Page { items, next })
}

/// The header that names the next page.
pub fn header(page: &Page) -> Option<(HeaderName, HeaderValue)> {
    let next = page.next.as_ref()?.parse().ok()?;
    Some((HeaderName::from_static("x-pagination-cursor-next"), next))
}

fn key_of<'v>(item: &'v Value, key: &str) -> &'v str {
    item.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn encode(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn decode(cursor: &[u8]) -> Option<String> {
    if !cursor.len().is_multiple_of(2) {
        return None;
    }
    let bytes: Option<Vec<u8>> = cursor
        .chunks_exact(2)
        .map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        })
        .collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn headers(size: usize, cursor: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-pagination-size", size.into());
        if let Some(cursor) = cursor {
            headers.insert("x-pagination-cursor", cursor.parse().unwrap());
        }
        headers
    }

    proptest! {
        #[test]
        fn the_pages_together_are_the_list(
            keys in prop::collection::btree_set("[a-z:é]{1,8}", 0..40),
            size in 1_usize..12,
        ) {
            let items: Vec<Value> = keys.iter().rev().map(|key| json!({"urn": key})).collect();
            let mut read = Vec::new();
            let mut cursor = None;
            loop {
                let page = page(&headers(size, cursor.as_deref()), "urn", items.clone()).unwrap();
                prop_assert!(page.items.len() <= size);
                read.extend(page.items.iter().map(|item| item["urn"].as_str().unwrap().to_owned()));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            prop_assert_eq!(read, keys.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn no_cursor_makes_it_panic(cursor in "[ -~]{0,20}") {
            let _ = page(&headers(1, Some(&cursor)), "urn", vec![json!({"urn": "a"})]);
        }
    }

    #[test]
    fn an_item_taken_away_shifts_nothing() {
        let items = |keys: &[&str]| keys.iter().map(|key| json!({"urn": key})).collect();
        let first = page(&headers(2, None), "urn", items(&["a", "b", "c", "d"])).unwrap();
        let second = page(
            &headers(2, first.next.as_deref()),
            "urn",
            items(&["b", "c", "d"]),
        )
        .unwrap();
        assert_eq!(second.items, vec![json!({"urn": "c"}), json!({"urn": "d"})]);
        assert_eq!(second.next, None);
    }
}
