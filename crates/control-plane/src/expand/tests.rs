use proptest::prelude::*;
use serde_json::json;

use super::*;

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect()
}

fn expansion(pairs: &[(&'static str, &str)]) -> Expansion {
    let mut all = vec![("x-pagination-mode", "CachedObjectList-Pages")];
    all.extend_from_slice(pairs);
    Expansion::from_headers(&headers(&all)).unwrap().unwrap()
}

fn item(id: i64) -> Value {
    json!({
        "id": id,
        "name": format!("Server {id}"),
        "state": if id % 2 == 0 { "ok" } else { "error" },
        "resource": {"displayName": format!("vps-{id}.example"), "product": null},
        "price": 1.5,
        "tags": [{"key": "a"}, {"key": format!("k{id}")}],
        "renew": id > 2,
    })
}

fn ids_of(page: &Page) -> Vec<i64> {
    page.items
        .iter()
        .map(|item| item["id"].as_i64().unwrap())
        .collect()
}

fn page_of(expansion: &Expansion, count: i64) -> Page {
    let ids = (1..=count).map(Value::from).collect();
    expansion.page(ids, |id| Ok(id.as_i64().map(item))).unwrap()
}

#[test]
fn filters_keep_what_they_say() {
    for (filter, expected) in [
        ("state:eq=ok", vec![2, 4]),
        ("state:ne=ok", vec![1, 3, 5]),
        ("id:gt=3", vec![4, 5]),
        ("id:lt=2", vec![1]),
        ("id:eq=3", vec![3]),
        ("id:in=1,5,9", vec![1, 5]),
        ("state:in=ok,error", vec![1, 2, 3, 4, 5]),
        ("name:like=server%25", vec![1, 2, 3, 4, 5]),
        ("name:like=%253", vec![3]),
        ("name:like=3", vec![]),
        ("name:like=*", vec![]),
        ("name:nlike=%253", vec![1, 2, 4, 5]),
        ("resource.displayName:like=%25-4.%25", vec![4]),
        ("resource.product:eq=null", vec![1, 2, 3, 4, 5]),
        ("tags.key:eq=k2", vec![2]),
        ("tags.key:ne=k2", vec![1, 3, 4, 5]),
        ("renew:eq=true", vec![3, 4, 5]),
        ("price:lt=1.6&id:gt=4", vec![5]),
        ("price:eq=1.5", vec![1, 2, 3, 4, 5]),
        ("name:eq=Server%202", vec![2]),
        ("missing:eq=1", vec![]),
        ("missing:ne=1", vec![1, 2, 3, 4, 5]),
    ] {
        let page = page_of(&expansion(&[("x-pagination-filter", filter)]), 5);
        assert_eq!(ids_of(&page), expected, "{filter}");
        assert_eq!(page.elements, expected.len(), "{filter}");
    }
}

#[test]
fn orders_are_by_kind() {
    for (field, order, expected) in [
        ("id", "DESC", vec![12, 11, 10]),
        ("id", "ASC", vec![1, 2, 3]),
        ("name", "ASC", vec![1, 10, 11]),
        ("state", "ASC", vec![1, 3, 5]),
        ("missing", "ASC", vec![1, 2, 3]),
    ] {
        let page = page_of(
            &expansion(&[
                ("x-pagination-sort", field),
                ("x-pagination-sort-order", order),
                ("x-pagination-size", "3"),
            ]),
            12,
        );
        assert_eq!(ids_of(&page), expected, "{field} {order}");
        assert_eq!(page.elements, 12);
    }
}

#[test]
fn headers_that_cannot_be_read_are_named() {
    for (name, value) in [
        ("x-pagination-number", "0"),
        ("x-pagination-number", "-1"),
        ("x-pagination-size", "many"),
        ("x-pagination-size", "0"),
        ("x-pagination-filter", "state=ok"),
        ("x-pagination-filter", "state:is=ok"),
        ("x-pagination-filter", ":eq=ok"),
        ("x-pagination-filter", "state"),
        ("x-pagination-filter", "a:eq=%ff"),
    ] {
        let pairs = [
            ("x-pagination-mode", "CachedObjectList-Pages"),
            (name, value),
        ];
        let error = Expansion::from_headers(&headers(&pairs)).unwrap_err();
        assert_eq!(error.status, 400);
        assert!(
            error.message.to_lowercase().contains(name),
            "{}",
            error.message
        );
    }
    assert!(Expansion::from_headers(&headers(&[("x-pagination-mode", "All")])).is_err());
    assert_eq!(Expansion::from_headers(&HeaderMap::new()).unwrap(), None);
}

#[test]
fn only_the_items_of_the_page_are_loaded() {
    let expansion = expansion(&[("x-pagination-size", "10"), ("x-pagination-number", "3")]);
    let mut loaded = 0;
    let ids = (1..=1_000).map(Value::from).collect();
    let page = expansion
        .page(ids, |id| {
            loaded += 1;
            Ok(id.as_i64().map(item))
        })
        .unwrap();
    assert_eq!((loaded, page.elements, page.items.len()), (10, 1_000, 10));
}

#[test]
fn a_page_is_never_larger_than_the_most() {
    assert_eq!(expansion(&[("x-pagination-size", "100000")]).size, MOST);
    assert_eq!(expansion(&[]).size, DEFAULT_SIZE);
}

#[test]
fn a_foreign_cursor_is_refused() {
    for cursor in ["x", "o", "o-1", "12"] {
        let expansion = Expansion {
            mode: Mode::Cursor(Some(cursor.into())),
            size: 10,
            sort: None,
            filters: vec![],
        };
        assert!(expansion.page(vec![], |_| Ok(None)).is_err(), "{cursor}");
    }
}

proptest! {
    #[test]
    fn the_pages_together_are_the_list(count in 0_i64..60, size in 1_usize..20) {
        let mut by_number = Vec::new();
        for number in 1..=60 / size + 2 {
            let page = page_of(&Expansion { mode: Mode::Page(number), size, sort: None, filters: vec![] }, count);
            prop_assert_eq!(page.elements, usize::try_from(count).unwrap());
            by_number.extend(ids_of(&page));
        }
        prop_assert_eq!(&by_number, &(1..=count).collect::<Vec<_>>());

        let mut by_cursor = Vec::new();
        let mut cursor = None;
        loop {
            let page = page_of(&Expansion { mode: Mode::Cursor(cursor), size, sort: None, filters: vec![] }, count);
            by_cursor.extend(ids_of(&page));
            cursor = page.next.clone();
            if cursor.is_none() {
                break;
            }
        }
        prop_assert_eq!(by_cursor, by_number);
    }

    #[test]
    fn no_header_makes_it_panic(filter in "[ -~]{0,40}", sort in "[ -~]{0,20}") {
        let pairs = [
            ("x-pagination-mode", "CachedObjectList-Pages"),
            ("x-pagination-filter", filter.as_str()),
            ("x-pagination-sort", sort.as_str()),
        ];
        if let Ok(Some(expansion)) = Expansion::from_headers(&headers(&pairs)) {
            let page = page_of(&expansion, 5);
            prop_assert!(page.elements <= 5);
            let _ = expansion.headers(&page);
        }
    }
}
