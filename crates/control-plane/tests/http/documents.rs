//! The schema documents say what the routes do.

use std::collections::BTreeSet;

use control_plane::Region;
use control_plane::route::{Place, Version};
use control_plane::table::Table;
use serde_json::Value;

use crate::support::{Extra, World};

fn documents(world: &World, prefix: &str) -> Vec<Value> {
    let get = |target: &str| world.plain("GET", target, &Extra::default()).ok();
    let index = get(&format!("{prefix}/"));
    assert_eq!(index["basePath"], format!("{}{prefix}", world.base()));
    index["apis"]
        .as_array()
        .unwrap()
        .iter()
        .map(|api| {
            assert_eq!(api["schema"], "{path}.{format}");
            let document = get(&format!("{prefix}{}.json", api["path"].as_str().unwrap()));
            assert_eq!(document["resourcePath"], api["path"]);
            document
        })
        .collect()
}

/// The models that a type written in a document mentions.
fn mentioned(kind: &str) -> Vec<String> {
    let kind = kind
        .trim_start_matches("map[string]")
        .trim_start_matches("[]");
    let kind = kind.trim_end_matches("[]");
    let mut found = Vec::new();
    if let Some((_, argument)) = kind.split_once('<') {
        found.extend(mentioned(argument.trim_end_matches('>')));
    }
    if kind.contains('.') {
        found.push(kind.to_owned());
    }
    found
}

#[test]
fn every_route_is_in_the_documents_and_nothing_else_is() {
    for region in Region::ALL {
        let world = World::shared(region);
        let table = Table::build(
            region,
            control_plane::routes::routes(),
            control_plane::routes::models(),
        )
        .unwrap();
        for (version, prefix) in [(Version::V1, "/1.0"), (Version::V2, "/v2")] {
            let declared: BTreeSet<String> = table
                .entries()
                .iter()
                .filter(|entry| entry.route.version == version)
                .map(|entry| format!("{} {}", entry.route.method.name(), entry.route.path))
                .collect();
            let mut documented = BTreeSet::new();
            for document in documents(world, prefix) {
                for api in document["apis"].as_array().unwrap() {
                    let path = api["path"].as_str().unwrap();
                    assert!(path.starts_with(document["resourcePath"].as_str().unwrap()));
                    for operation in api["operations"].as_array().unwrap() {
                        let method = operation["httpMethod"].as_str().unwrap();
                        assert_ne!(operation["description"], "", "{method} {path}");
                        assert!(documented.insert(format!("{method} {path}")));
                    }
                }
            }
            assert_eq!(documented, declared, "{region} {prefix}");
            assert!(!declared.is_empty());
        }
    }
}

#[test]
fn every_model_that_is_mentioned_is_there() {
    for region in Region::ALL {
        let world = World::shared(region);
        for document in documents(world, "/1.0")
            .into_iter()
            .chain(documents(world, "/v2"))
        {
            let models = document["models"].as_object().unwrap();
            let mut kinds = BTreeSet::new();
            for operation in document["apis"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|api| api["operations"].as_array().unwrap())
            {
                kinds.insert(operation["responseType"].as_str().unwrap());
                for parameter in operation["parameters"].as_array().unwrap() {
                    kinds.insert(parameter["dataType"].as_str().unwrap());
                }
            }
            for model in models.values() {
                for property in model["properties"]
                    .as_object()
                    .into_iter()
                    .flat_map(|fields| fields.values())
                {
                    kinds.insert(property["fullType"].as_str().unwrap());
                }
            }
            for name in kinds.into_iter().flat_map(mentioned) {
                assert!(
                    models.contains_key(&name),
                    "{name} in {}",
                    document["resourcePath"]
                );
            }
        }
    }
}

#[test]
fn parameters_are_documented_as_they_are_checked() {
    let world = World::shared(Region::Eu);
    let table = Table::build(
        Region::Eu,
        control_plane::routes::routes(),
        control_plane::routes::models(),
    )
    .unwrap();
    let documents = documents(world, "/1.0");
    for entry in table
        .entries()
        .iter()
        .filter(|entry| entry.route.version == Version::V1)
    {
        let route = &entry.route;
        let operation = documents
            .iter()
            .flat_map(|document| document["apis"].as_array().unwrap())
            .filter(|api| api["path"] == route.path)
            .flat_map(|api| api["operations"].as_array().unwrap())
            .find(|operation| operation["httpMethod"] == route.method.name())
            .unwrap();
        for (place, name) in [(Place::Path, "path"), (Place::Query, "query")] {
            let declared: Vec<&str> = route
                .parameters_in(place)
                .map(|parameter| parameter.name)
                .collect();
            let documented: Vec<&str> = operation["parameters"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|parameter| parameter["paramType"] == name)
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            assert_eq!(
                documented,
                declared,
                "{} {}",
                route.method.name(),
                route.path
            );
        }
    }
}

#[test]
fn a_section_that_does_not_exist_has_no_document() {
    let us = World::shared(Region::Us);
    for target in [
        "/1.0/domain.json",
        "/1.0/nothing.json",
        "/1.0/dedicated.json",
    ] {
        assert_eq!(
            us.plain("GET", target, &Extra::default()).error().0,
            404,
            "{target}"
        );
    }
    us.plain("GET", "/1.0/dedicated/server.json", &Extra::default())
        .ok();
}
