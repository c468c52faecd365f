use super::*;
use crate::model::{LONG, f, list, model, object};
use crate::region::{E, U};
use crate::route::{get, post, put};
use serde_json::Value;

fn nothing(
    _: &crate::call::Ctx<'_>,
    _: &crate::call::Call,
) -> Result<Value, crate::error::ApiError> {
    Ok(Value::Null)
}

fn table(region: Region) -> Table {
    let routes = vec![
        get("/domain").returns(list(STRING)).handle(nothing),
        get("/domain/{serviceName}").handle(nothing),
        put("/domain/{serviceName}").handle(nothing),
        get("/domain/zone").returns(list(STRING)).handle(nothing),
        get("/domain/zone/{zoneName}")
            .path("zoneName", STRING, "Zone")
            .handle(nothing),
        get("/domain/zone/{zoneName}/record")
            .returns(list(LONG))
            .handle(nothing),
        get("/domain/zone/{zoneName}/record/{id}")
            .path("id", LONG, "Record")
            .handle(nothing),
        get("/ip/{ip}").handle(nothing),
        get("/only/us").regions(U).handle(nothing),
        get("/iam/resource").v2().handle(nothing),
    ];
    Table::build(region, routes, Vec::new()).unwrap()
}

#[test]
fn paths_find_their_route() {
    let table = table(Region::Eu);
    for (method, path, expected) in [
        (Method::Get, "/domain", Some(("/domain", vec![]))),
        (
            Method::Get,
            "/domain/a.example",
            Some(("/domain/{serviceName}", vec!["a.example"])),
        ),
        (Method::Get, "/domain/zone", Some(("/domain/zone", vec![]))),
        // A literal hides the placeholder for every method.
        (Method::Put, "/domain/zone", None),
        (
            Method::Get,
            "/domain/zone/a.example/record/12",
            Some((
                "/domain/zone/{zoneName}/record/{id}",
                vec!["a.example", "12"],
            )),
        ),
        (
            Method::Get,
            "/ip/192.0.2.0%2F29",
            Some(("/ip/{ip}", vec!["192.0.2.0/29"])),
        ),
        (Method::Get, "/ip/192.0.2.0/29", None),
        (Method::Get, "/ip/%ff", None),
        (Method::Get, "/ip/", None),
        (Method::Get, "/domain/", None),
        (Method::Get, "//domain", None),
        (Method::Get, "/DOMAIN", None),
        (Method::Get, "/%64omain", None),
        (Method::Get, "domain", None),
        (Method::Get, "", None),
        (Method::Get, "/only/us", None),
        (Method::Get, "/iam/resource", None),
    ] {
        let found = table.find(Version::V1, method, path).map(|found| {
            let values: Vec<String> = found.path.into_iter().map(|(_, value)| value).collect();
            (found.entry.route.path, values)
        });
        let expected = expected.map(|(path, values)| {
            (
                path,
                values.into_iter().map(str::to_owned).collect::<Vec<_>>(),
            )
        });
        assert_eq!(found, expected, "{method:?} {path}");
    }
    assert!(
        table
            .find(Version::V2, Method::Get, "/iam/resource")
            .is_some()
    );
}

#[test]
fn a_region_has_only_its_routes() {
    let us = table(Region::Us);
    assert!(us.find(Version::V1, Method::Get, "/only/us").is_some());
}

#[test]
fn lists_know_their_items() {
    let table = table(Region::Eu);
    let item = |path| {
        let entry = table.find(Version::V1, Method::Get, path).unwrap().entry;
        entry
            .item
            .map(|(index, name)| (table.entry(index).unwrap().route.path, name))
    };
    assert_eq!(
        item("/domain"),
        Some(("/domain/{serviceName}", "serviceName"))
    );
    assert_eq!(
        item("/domain/zone"),
        Some(("/domain/zone/{zoneName}", "zoneName"))
    );
    assert_eq!(
        item("/domain/zone/x/record"),
        Some(("/domain/zone/{zoneName}/record/{id}", "id"))
    );
    assert_eq!(item("/domain/x"), None);
}

#[test]
fn a_placeholder_is_described_once() {
    let table = table(Region::Eu);
    let found = table
        .find(Version::V1, Method::Get, "/domain/zone/a/record")
        .unwrap();
    let zone = found.entry.route.parameters_in(Place::Path).next().unwrap();
    assert_eq!(zone.about, "Zone");
}

#[test]
fn contradictions_are_found() {
    let build = |routes, models| Table::build(Region::Eu, routes, models).unwrap_err();
    assert_eq!(
        build(
            vec![get("/a/{x}").handle(nothing), get("/a/{y}").handle(nothing)],
            vec![]
        ),
        DeclarationError::RouteTwice("GET /a/{y}".into())
    );
    assert_eq!(
        build(vec![get("/a").path("x", LONG, "").handle(nothing)], vec![]),
        DeclarationError::UnknownPlaceholder {
            route: "GET /a".into(),
            name: "x"
        }
    );
    assert_eq!(
        build(
            vec![get("/a").returns(model("a.B")).handle(nothing)],
            vec![]
        ),
        DeclarationError::UnknownModel {
            place: "GET /a".into(),
            model: "a.B",
            region: Region::Eu
        }
    );
    assert_eq!(
        build(
            vec![],
            vec![
                object("a.B", "", vec![]),
                object("a.B", "", vec![f("x", LONG)])
            ]
        ),
        DeclarationError::ModelTwice("a.B")
    );
    assert_eq!(
        build(
            vec![post("/a").body(LONG).field("x", LONG, "").handle(nothing)],
            vec![]
        ),
        DeclarationError::TwoBodies("POST /a".into())
    );
    // The same name may stand for different things in different regions.
    let differing = vec![
        object("a.B", "", vec![]).regions(E),
        object("a.B", "", vec![f("x", LONG)]).regions(U),
    ];
    assert!(Table::build(Region::Eu, vec![], differing).is_ok());
}
