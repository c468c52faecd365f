//! Whole lists, and rows that do not fit.

use api::{ApiError, BadRow, Endpoint, Request, ResourceState, VpsState};

use crate::world::{Reaction, World, account, answer, keys, ok};

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let found = request.headers.iter().find(|(key, _)| *key == name);
    found.map(|(_, value)| value.as_str())
}

fn services(from: u64, count: u64) -> String {
    let rows: Vec<_> = (from..from + count)
        .map(|id| format!(r#"{{"serviceId":{id},"resource":{{"name":"s{id}","state":"active"}}}}"#))
        .collect();
    format!("[{}]", rows.join(","))
}

#[test]
fn a_thousand_services_take_one_request() {
    let world = World::new(|request, _| {
        assert_eq!(
            header(request, "X-Pagination-Mode"),
            Some("CachedObjectList-Pages")
        );
        assert_eq!(header(request, "X-Pagination-Number"), Some("1"));
        assert_eq!(header(request, "X-Pagination-Size"), Some("5000"));
        Reaction::After(
            5,
            answer(
                200,
                &[("X-Pagination-Elements", "1000")],
                &services(0, 1000),
            ),
        )
    });
    let page = world.run(world.session().services()).unwrap();
    assert_eq!(
        (page.rows.len(), page.bad.len(), page.total),
        (1000, 0, Some(1000))
    );
    assert_eq!(world.log.borrow().len(), 2, "the time and the list");
}

#[test]
fn further_pages_are_followed() {
    let world = World::new(|request, _| {
        let number: u64 = header(request, "X-Pagination-Number")
            .unwrap()
            .parse()
            .unwrap();
        let count = if number == 3 { 1 } else { 5000 };
        let body = services((number - 1) * 5000, count);
        Reaction::After(5, answer(200, &[("x-pagination-elements", "10001")], &body))
    });
    let page = world.run(world.session().services()).unwrap();
    assert_eq!(page.rows.len(), 10_001);
    assert_eq!(page.rows.last().unwrap().key.to_string(), "10000");
    assert_eq!(world.calls().len(), 3);
}

/// A count that is wrong neither loops nor loses what came.
#[test]
fn lying_totals_end() {
    for total in ["999999999", "0", "", "-1", "many"] {
        let world = World::new(move |request, _| {
            let first = header(request, "X-Pagination-Number") == Some("1");
            let body = if first { services(0, 3) } else { "[]".into() };
            Reaction::After(5, answer(200, &[("x-pagination-elements", total)], &body))
        });
        let page = world.run(world.session().services()).unwrap();
        assert_eq!(page.rows.len(), 3, "{total}");
        assert!(world.calls().len() <= 2, "{total}");
    }
}

#[test]
fn a_list_that_is_not_expanded_is_read_in_batches() {
    let world = World::new(|request, _| {
        let body = if let Some(names) = request.url.strip_prefix("/api/eu/1.0/vps/") {
            assert_eq!(header(request, "X-Ovh-Batch"), Some(","));
            let names: Vec<_> = names.split(',').collect();
            assert!(names.len() <= 50);
            let rows: Vec<_> = names
                .iter()
                .map(|name| match *name {
                    "v7" => r#"{"key":"v7","value":null,"error":{"class":"Client::NotFound","message":"gone"}}"#.into(),
                    name => format!(r#"{{"key":"{name}","value":{{"name":"{name}","state":"running"}},"error":null}}"#),
                })
                .collect();
            format!("[{}]", rows.join(","))
        } else {
            let ids: Vec<_> = (0..120).map(|n| format!("\"v{n}\"")).collect();
            format!("[{}]", ids.join(","))
        };
        Reaction::After(5, ok(&body))
    });
    let page = world.run(world.session().vps_list()).unwrap();
    assert_eq!(page.rows.len(), 119);
    assert_eq!(page.rows[0].state, Some(VpsState::Running));
    assert_eq!(
        page.bad,
        [BadRow {
            index: 7,
            id: Some("v7".into()),
            wrong: None,
            message: Some("gone".into())
        }]
    );
    assert_eq!(world.calls().len(), 4, "one list, three batches");
}

#[test]
fn one_bad_row_hides_no_other() {
    let body = r#"[
        {"serviceId":1,"resource":{"name":"good","displayName":"","state":"active"},"brandNewField":{"a":[1]}},
        {"serviceId":"2","resource":{"name":"b","state":"frozen"},"route":null,"billing":null,"tags":null},
        {"resource":{"name":"no number"}},
        {"serviceId":4,"resource":"text"},
        {"serviceId":-5},
        {"serviceId":9007199254740993},
        null, 7, "x", [],
        {"serviceId":8,"billing":{"expirationDate":"someday"}}
    ]"#;
    let world = World::new(move |_, _| Reaction::After(5, ok(body)));
    let page = world.run(world.session().services()).unwrap();
    let ids: Vec<_> = page
        .rows
        .iter()
        .filter_map(|s| Some(s.key.number()?.0))
        .collect();
    assert_eq!(ids, [1, 2, 9_007_199_254_740_993]);
    assert_eq!(page.rows[0].display_name, "good");
    assert_eq!(
        page.rows[1].state,
        Some(ResourceState::Other("frozen".into()))
    );
    let bad: Vec<_> = page
        .bad
        .iter()
        .map(|b| (b.index, b.id.as_deref()))
        .collect();
    assert_eq!(
        bad,
        [
            (2, None),
            (3, Some("4")),
            (4, Some("-5")),
            (6, None),
            (7, None),
            (8, None),
            (9, None),
            (10, Some("8"))
        ]
    );
    assert!(page.bad.iter().all(|b| b.wrong.is_some()));
}

#[test]
fn something_else_than_a_list_is_an_error() {
    for body in ["{}", "null", "7", "\"a\"", "true", ""] {
        let world = World::new(move |_, _| Reaction::After(5, ok(body)));
        let result = world.run(world.session().services());
        assert!(
            matches!(result, Err(ApiError::Decode { .. })),
            "{body}: {result:?}"
        );
    }
}

/// What a region does not have is not asked for.
#[test]
fn routes_a_region_lacks_are_refused_before_any_request() {
    for endpoint in [Endpoint::Us, Endpoint::KimsufiCa] {
        let world = World::new(|_, _| Reaction::After(5, ok("[]")));
        let client = api::Client::new(
            world.platform(),
            api::EndpointConfig {
                endpoint,
                sign_base: "http://127.0.0.1:1".into(),
            },
        );
        let mut account = account("aa1-ovh");
        account.endpoint = endpoint;
        let session = client.session(&account, &keys("one"));
        let refused = ApiError::NotInRegion { endpoint };
        world.run(async {
            assert_eq!(session.domains().await.err(), Some(refused.clone()));
            assert_eq!(
                session.billing_accounts().await.err(),
                Some(refused.clone())
            );
            assert_eq!(session.support_level().await.err(), Some(refused.clone()));
        });
        assert!(world.log.borrow().is_empty());
        world.run(session.dedicated_servers()).unwrap();
    }
}
