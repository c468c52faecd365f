//! Lists: expanded, in batches, by cursor.

use control_plane::Region;
use serde_json::{Value, json};

use crate::support::{Answer, Extra, World};

const PAGES: (&str, &str) = ("x-pagination-mode", "CachedObjectList-Pages");

fn expanded(world: &World, target: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![PAGES];
    all.extend_from_slice(headers);
    world.signed(
        world.me(),
        "GET",
        target,
        &Extra {
            body: "",
            headers: &all,
        },
    )
}

fn items(answer: &Answer) -> Vec<Value> {
    answer.ok().as_array().unwrap().clone()
}

#[test]
fn an_expanded_list_holds_what_each_item_says_itself() {
    for region in Region::ALL {
        let world = World::shared(region);
        let ids = world.get(world.me(), "/1.0/services").ok();
        let ids = ids.as_array().unwrap();
        assert!(ids.len() > 3, "{region}");
        let answer = expanded(world, "/1.0/services", &[]);
        assert_eq!(
            answer.header("x-pagination-elements"),
            Some(ids.len().to_string().as_str())
        );
        assert_eq!(answer.header("x-pagination-number"), Some("1"));
        let items = items(&answer);
        assert_eq!(items.len(), ids.len());
        for (id, item) in ids.iter().zip(&items).take(5) {
            assert_eq!(item["serviceId"], *id);
            assert_eq!(
                world.get(world.me(), &format!("/1.0/services/{id}")).ok(),
                *item
            );
        }
    }
}

#[test]
fn pages_filters_and_order_apply_to_the_whole_list() {
    let world = World::shared(Region::Eu);
    let all = items(&expanded(world, "/1.0/services", &[]));
    let first = expanded(world, "/1.0/services", &[("x-pagination-size", "2")]);
    let second = expanded(
        world,
        "/1.0/services",
        &[("x-pagination-size", "2"), ("x-pagination-number", "2")],
    );
    assert_eq!(items(&first), all[..2]);
    assert_eq!(items(&second), all[2..4]);
    assert_eq!(
        first.header("x-pagination-elements"),
        second.header("x-pagination-elements")
    );

    let name = all[1]["resource"]["name"].as_str().unwrap();
    let filter = format!("resource.name:eq={name}");
    let found = items(&expanded(
        world,
        "/1.0/services",
        &[("x-pagination-filter", &filter)],
    ));
    assert!(found.contains(&all[1]) && found.iter().all(|item| item["resource"]["name"] == name));

    let headers = [
        ("x-pagination-sort", "serviceId"),
        ("x-pagination-sort-order", "DESC"),
    ];
    let sorted = expanded(world, "/1.0/services", &headers);
    assert_eq!(sorted.header("x-pagination-sort-order"), Some("DESC"));
    let ids: Vec<i64> = items(&sorted)
        .iter()
        .map(|item| item["serviceId"].as_i64().unwrap())
        .collect();
    assert!(ids.is_sorted_by(|a, b| a > b));

    let refused = expanded(world, "/1.0/services", &[("x-pagination-size", "0")]);
    assert_eq!(refused.error().0, 400);
}

#[test]
fn a_cursor_reads_a_v1_list_to_its_end() {
    let world = World::shared(Region::Eu);
    let all = items(&expanded(world, "/1.0/services", &[]));
    let mut read = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut headers = vec![
            ("x-pagination-mode", "CachedObjectList-Cursor"),
            ("x-pagination-size", "3"),
        ];
        if let Some(cursor) = &cursor {
            headers.push(("x-pagination-cursor", cursor));
        }
        let answer = world.signed(
            world.me(),
            "GET",
            "/1.0/services",
            &Extra {
                body: "",
                headers: &headers,
            },
        );
        read.extend(items(&answer));
        match answer.header("x-pagination-cursor-next") {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(read, all);
}

#[test]
fn a_batch_answers_each_item_for_itself() {
    let world = World::shared(Region::Eu);
    let ids = world.get(world.me(), "/1.0/services").ok();
    let target = format!("/1.0/services/{},1,{}", ids[0], ids[1]);
    let headers = [("x-ovh-batch", ",")];
    let extra = Extra {
        body: "",
        headers: &headers,
    };
    let answers = world.signed(world.me(), "GET", &target, &extra).ok();
    assert_eq!(answers.as_array().unwrap().len(), 3);
    for (index, id) in [(0, &ids[0]), (2, &ids[1])] {
        assert_eq!(answers[index]["key"], id.to_string());
        assert_eq!(answers[index]["value"]["serviceId"], *id);
        assert_eq!(answers[index]["error"], Value::Null);
    }
    assert_eq!(answers[1]["key"], "1");
    assert_eq!(answers[1]["value"], Value::Null);
    assert_eq!(answers[1]["error"]["httpCode"], "404 Not Found");

    // Without the header the same path is one item.
    assert_eq!(world.get(world.me(), &target).error().0, 400);
    // A list is no batch.
    let list = world
        .signed(world.me(), "GET", "/1.0/services", &extra)
        .ok();
    assert_eq!(list, ids);
}

#[test]
fn a_v2_list_is_read_by_cursor_in_every_region() {
    for region in Region::ALL {
        let world = World::shared(region);
        let me = world.me();
        let whole = {
            let headers = [("x-pagination-size", "1000")];
            world
                .signed(
                    me,
                    "GET",
                    "/v2/iam/resource",
                    &Extra {
                        body: "",
                        headers: &headers,
                    },
                )
                .ok()
        };
        let whole = whole.as_array().unwrap().clone();
        let mut read = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut headers = vec![("x-pagination-size", "4")];
            if let Some(cursor) = &cursor {
                headers.push(("x-pagination-cursor", cursor));
            }
            let answer = world.signed(
                me,
                "GET",
                "/v2/iam/resource",
                &Extra {
                    body: "",
                    headers: &headers,
                },
            );
            let page = items(&answer);
            assert!(page.len() <= 4);
            read.extend(page);
            match answer.header("x-pagination-cursor-next") {
                Some(next) => cursor = Some(next.to_owned()),
                None => break,
            }
        }
        assert_eq!(read, whole);
        let services = world.get(me, "/1.0/services").ok();
        assert_eq!(read.len(), services.as_array().unwrap().len());

        let urn = read[0]["urn"].as_str().unwrap();
        assert!(urn.starts_with(&format!("urn:v1:{region}:resource:")));
        let encoded = urn.replace(':', "%3A").replace('/', "%2F");
        assert_eq!(
            world.get(me, &format!("/v2/iam/resource/{encoded}")).ok(),
            read[0]
        );
        let kind = read[0]["type"].as_str().unwrap();
        let filtered = world
            .get(me, &format!("/v2/iam/resource?resourceType={kind}"))
            .ok();
        assert!(
            filtered
                .as_array()
                .unwrap()
                .iter()
                .all(|resource| resource["type"] == json!(kind))
        );
    }
}
