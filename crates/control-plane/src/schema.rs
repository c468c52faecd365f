//! The schema documents of a region, in the native format, generated from the
//! declarations.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use crate::model::{Field, Model, Shape, Type};
use crate::route::{Access, Parameter, Place, Route, Version};
use crate::table::Table;

/// First segments that are not a section by themselves: `/dedicated/server` is
/// one, `/dedicated` is none.
const GROUPS: [&str; 12] = [
    "cdn",
    "cluster",
    "dbaas",
    "dedicated",
    "email",
    "hosting",
    "license",
    "pack",
    "saas",
    "stack",
    "storage",
    "veeam",
];

/// The section that documents a path.
pub fn section(path: &str) -> &str {
    let mut ends = path
        .char_indices()
        .filter(|(at, letter)| *letter == '/' && *at > 0)
        .map(|(at, _)| at)
        .chain([path.len()]);
    let first = ends.next().unwrap_or(path.len());
    let name = path.get(1..first).unwrap_or_default();
    let end = if GROUPS.contains(&name) {
        ends.next().unwrap_or(first)
    } else {
        first
    };
    path.get(..end).unwrap_or(path)
}

/// The documents of a region, serialised once.
#[derive(Debug)]
pub struct Documents {
    by_path: HashMap<(Version, String), Vec<u8>>,
}

impl Documents {
    /// Writes the documents of all routes of `table`, which is reached at
    /// `public_base`.
    pub fn new(table: &Table, public_base: &str) -> Self {
        let mut by_path = HashMap::new();
        for (version, segment) in [(Version::V1, "1.0"), (Version::V2, "v2")] {
            let base_path = format!("{public_base}/{segment}");
            let mut sections: BTreeMap<&str, Vec<&Route>> = BTreeMap::new();
            for entry in table.entries() {
                if entry.route.version == version {
                    sections
                        .entry(section(entry.route.path))
                        .or_default()
                        .push(&entry.route);
                }
            }
            let index = index(&base_path, sections.keys().copied());
            by_path.insert((version, "/".to_owned()), bytes(&index));
            for (section, routes) in sections {
                let document = document(table, &base_path, section, &routes);
                by_path.insert((version, format!("{section}.json")), bytes(&document));
            }
        }
        Self { by_path }
    }

    /// The document at a path after the version: `/` or `/vps.json`.
    pub fn get(&self, version: Version, path: &str) -> Option<&[u8]> {
        let path = if path.is_empty() { "/" } else { path };
        self.by_path
            .get(&(version, path.to_owned()))
            .map(Vec::as_slice)
    }
}

fn bytes(document: &Value) -> Vec<u8> {
    document.to_string().into_bytes()
}

fn index<'a>(base_path: &str, sections: impl Iterator<Item = &'a str>) -> Value {
    let apis: Vec<Value> = sections
        .map(|section| {
            json!({
                "path": section,
                "schema": "{path}.{format}",
                "format": ["json"],
                "description": "",
            })
        })
        .collect();
    json!({"basePath": base_path, "apis": apis})
}

fn document(table: &Table, base_path: &str, section: &str, routes: &[&Route]) -> Value {
    let mut by_path: BTreeMap<&str, Vec<&Route>> = BTreeMap::new();
    for route in routes {
        by_path.entry(route.path).or_default().push(route);
    }
    let apis: Vec<Value> = by_path
        .into_iter()
        .map(|(path, mut routes)| {
            routes.sort_by_key(|route| route.method);
            let about = routes.first().map_or("", |route| route.about);
            let operations: Vec<Value> = routes.into_iter().map(operation).collect();
            json!({"path": path, "description": about, "operations": operations})
        })
        .collect();
    json!({
        "apiVersion": "1.0",
        "resourcePath": section,
        "basePath": base_path,
        "apis": apis,
        "models": models(table, routes),
    })
}

fn operation(route: &Route) -> Value {
    let mut parameters: Vec<Value> = Vec::new();
    if let Some(body) = &route.body {
        parameters.push(parameter_entry(Value::Null, "body", body, "The body", true));
    }
    parameters.extend(route.parameters.iter().map(parameter));
    if route.cursor.is_some() {
        for (name, kind, about) in [
            (
                "X-Pagination-Cursor",
                crate::model::STRING,
                "Where the page begins",
            ),
            ("X-Pagination-Size", crate::model::LONG, "Items on the page"),
        ] {
            parameters.push(parameter_entry(name.into(), "header", &kind, about, false));
        }
    }
    let mut operation = json!({
        "httpMethod": route.method.name(),
        "description": route.about,
        "noAuthentication": matches!(route.access, Access::Open | Access::Application),
        "apiStatus": {"value": "PRODUCTION", "description": "Stable production version"},
        "parameters": parameters,
        "responseType": route.returns.to_string(),
    });
    if !route.iam.is_empty() {
        let actions: Vec<Value> = route
            .iam
            .iter()
            .map(|action| json!({"name": action, "required": true}))
            .collect();
        operation["iamActions"] = Value::Array(actions);
    }
    operation
}

fn parameter(parameter: &Parameter) -> Value {
    let place = match parameter.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Body => "body",
    };
    parameter_entry(
        parameter.name.into(),
        place,
        &parameter.kind,
        parameter.about,
        parameter.required,
    )
}

fn parameter_entry(name: Value, place: &str, kind: &Type, about: &str, required: bool) -> Value {
    let kind = kind.to_string();
    json!({
        "name": name,
        "paramType": place,
        "dataType": kind,
        "fullType": kind,
        "required": required,
        "description": about,
    })
}

/// Every model that the routes mention, directly or through other models. A
/// generic one stands once for itself and once for each argument in use.
fn models(table: &Table, routes: &[&Route]) -> Value {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut written = Map::new();
    let mut open: Vec<Type> = routes
        .iter()
        .flat_map(|route| {
            let parameters = route.parameters.iter().map(|parameter| &parameter.kind);
            parameters
                .chain(&route.body)
                .chain([&route.returns])
                .cloned()
        })
        .collect();
    while let Some(kind) = open.pop() {
        match kind {
            Type::Void | Type::Scalar(_) => {}
            Type::List(item) | Type::Map(item) => open.push(*item),
            Type::Model(name) => {
                if let Some(model) = table.model(name)
                    && seen.insert(name.to_owned())
                {
                    open.extend(field_types(model));
                    written.insert(name.to_owned(), model_entry(model));
                }
            }
            Type::Generic(name, ref argument) => {
                open.push((**argument).clone());
                if let Some(model) = table.model(name)
                    && seen.insert(kind.to_string())
                {
                    open.extend(field_types(model));
                    written.insert(format!("{name}<T>"), model_entry(model));
                    written.insert(kind.to_string(), model_entry(model));
                }
            }
        }
    }
    Value::Object(written)
}

fn field_types(model: &Model) -> Vec<Type> {
    match &model.shape {
        Shape::Object(fields) => fields
            .iter()
            .filter_map(|field| field.kind.clone())
            .collect(),
        Shape::Enumeration(_) => Vec::new(),
    }
}

fn model_entry(model: &Model) -> Value {
    let (namespace, id) = model.name.rsplit_once('.').unwrap_or(("", model.name));
    let mut entry = json!({
        "id": id,
        "namespace": namespace,
        "description": model.about,
    });
    match &model.shape {
        Shape::Enumeration(values) => {
            entry["enum"] = json!(values);
            entry["enumType"] = "string".into();
        }
        Shape::Object(fields) => {
            let properties: Map<String, Value> = fields
                .iter()
                .map(|field| (field.name.to_owned(), property(field)))
                .collect();
            entry["properties"] = Value::Object(properties);
            if model.is_generic() {
                entry["generics"] = json!(["T"]);
            }
        }
    }
    entry
}

fn property(field: &Field) -> Value {
    let kind = match &field.kind {
        Some(kind) => kind.to_string(),
        None => "T".to_owned(),
    };
    json!({
        "type": kind,
        "fullType": kind,
        "canBeNull": field.nullable,
        "readOnly": field.read_only,
        "required": field.required,
        "description": field.about,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_belong_to_a_section() {
        for (path, expected) in [
            ("/vps", "/vps"),
            ("/vps/{serviceName}/reboot", "/vps"),
            ("/dedicated/server", "/dedicated/server"),
            ("/dedicated/server/{serviceName}", "/dedicated/server"),
            ("/hosting/web/{serviceName}/tasks", "/hosting/web"),
            ("/domain/zone/{zoneName}", "/domain"),
            ("/email/domain", "/email/domain"),
            ("/dedicatedCloud", "/dedicatedCloud"),
            ("/dedicated", "/dedicated"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(section(path), expected, "{path}");
        }
    }
}
