//! The declarations of one region, checked and ready to be looked up.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::model::{Model, STRING, Shape, Type};
use crate::region::Region;
use crate::route::{Method, Parameter, Place, Route, Version};

/// A contradiction between declarations.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // each is its message
pub enum DeclarationError {
    #[error("{0} is declared twice")]
    RouteTwice(String),
    #[error("the model {0} is declared twice")]
    ModelTwice(&'static str),
    #[error("{place} mentions the model {model}, which the region {region} does not have")]
    UnknownModel {
        place: String,
        model: &'static str,
        region: Region,
    },
    #[error("{route} describes the placeholder {name}, which its path does not have")]
    UnknownPlaceholder { route: String, name: &'static str },
    #[error("{0} has both a body model and named fields")]
    TwoBodies(String),
}

/// A route of this region.
#[derive(Debug)]
pub struct Entry {
    /// The declaration, its placeholders all described and in path order.
    pub route: Route,
    /// For a list: the entry that gives one of its items, and the name of the
    /// placeholder that takes the item's id.
    pub item: Option<(usize, &'static str)>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    // A literal comes first where both fit.
    Literal(&'static str),
    Placeholder(&'static str),
}

#[derive(Debug)]
struct Pattern {
    segments: Vec<Segment>,
    methods: Vec<(Method, usize)>,
}

/// The routes and models of one region.
#[derive(Debug)]
pub struct Table {
    region: Region,
    entries: Vec<Entry>,
    patterns: HashMap<(Version, usize), Vec<Pattern>>,
    models: HashMap<&'static str, Model>,
}

/// A route that fits a call, with what the placeholders stand for.
#[derive(Debug)]
pub struct Match<'t> {
    /// The route.
    pub entry: &'t Entry,
    /// The decoded values of the placeholders, in path order.
    pub path: Vec<(&'static str, String)>,
}

impl Table {
    /// Takes the declarations that `region` has.
    ///
    /// # Errors
    ///
    /// The first contradiction found.
    pub fn build(
        region: Region,
        routes: Vec<Route>,
        models: Vec<Model>,
    ) -> Result<Self, DeclarationError> {
        let models = index_models(region, models)?;
        let routes: Vec<Route> = routes
            .into_iter()
            .filter(|route| route.regions.contains(region))
            .collect();
        let described = described_placeholders(&routes);
        let mut table = Self {
            region,
            entries: Vec::with_capacity(routes.len()),
            patterns: HashMap::new(),
            models,
        };
        for route in routes {
            table.add(route, &described)?;
        }
        for patterns in table.patterns.values_mut() {
            patterns.sort_by(|a, b| a.segments.cmp(&b.segments));
            patterns.sort_by_key(|pattern| shape(&pattern.segments));
        }
        table.check_models()?;
        table.link_items();
        Ok(table)
    }

    /// The region.
    pub fn region(&self) -> Region {
        self.region
    }

    /// All routes of the region.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The route of that number; see [`Entry::item`].
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// The model of that name.
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.get(name)
    }

    /// The route for a call. `path` is what follows the version, as sent:
    /// an encoded slash belongs to the value of a placeholder.
    pub fn find(&self, version: Version, method: Method, path: &str) -> Option<Match<'_>> {
        let sent: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let patterns = self.patterns.get(&(version, sent.len()))?;
        let (pattern, values) = patterns
            .iter()
            .find_map(|pattern| Some((pattern, values(&pattern.segments, &sent)?)))?;
        let (_, index) = pattern.methods.iter().find(|(have, _)| *have == method)?;
        Some(Match {
            entry: self.entries.get(*index)?,
            path: values,
        })
    }

    fn add(
        &mut self,
        mut route: Route,
        described: &HashMap<(Version, String), Parameter>,
    ) -> Result<(), DeclarationError> {
        let name = format!("{} {}", route.method.name(), route.path);
        if route.body.is_some() && route.parameters_in(Place::Body).next().is_some() {
            return Err(DeclarationError::TwoBodies(name));
        }
        let segments = segments(route.path);
        let placeholders = placeholders(route.path);
        for parameter in route.parameters_in(Place::Path) {
            if !placeholders.iter().any(|(have, _)| *have == parameter.name) {
                return Err(DeclarationError::UnknownPlaceholder {
                    route: name,
                    name: parameter.name,
                });
            }
        }
        let path_parameters = placeholders.into_iter().map(|(name, prefix)| {
            described
                .get(&(route.version, prefix))
                .cloned()
                .unwrap_or(Parameter {
                    name,
                    place: Place::Path,
                    kind: STRING,
                    about: "",
                    required: true,
                    nullable: false,
                })
        });
        let others = route
            .parameters
            .iter()
            .filter(|parameter| parameter.place != Place::Path)
            .cloned();
        route.parameters = path_parameters.chain(others).collect();

        let index = self.entries.len();
        let patterns = self
            .patterns
            .entry((route.version, segments.len()))
            .or_default();
        match patterns
            .iter_mut()
            .find(|pattern| same_path(&pattern.segments, &segments))
        {
            Some(pattern) => {
                if pattern
                    .methods
                    .iter()
                    .any(|(have, _)| *have == route.method)
                {
                    return Err(DeclarationError::RouteTwice(name));
                }
                pattern.methods.push((route.method, index));
            }
            None => patterns.push(Pattern {
                segments,
                methods: vec![(route.method, index)],
            }),
        }
        self.entries.push(Entry { route, item: None });
        Ok(())
    }

    fn check_models(&self) -> Result<(), DeclarationError> {
        let known = |place: String, kind: &Type| match kind
            .models()
            .into_iter()
            .find(|name| !self.models.contains_key(name))
        {
            Some(model) => Err(DeclarationError::UnknownModel {
                place,
                model,
                region: self.region,
            }),
            None => Ok(()),
        };
        for Entry { route, .. } in &self.entries {
            let name = format!("{} {}", route.method.name(), route.path);
            let parameters = route.parameters.iter().map(|parameter| &parameter.kind);
            for kind in parameters.chain(&route.body).chain([&route.returns]) {
                known(name.clone(), kind)?;
            }
        }
        for model in self.models.values() {
            if let Shape::Object(fields) = &model.shape {
                for kind in fields.iter().filter_map(|field| field.kind.as_ref()) {
                    known(model.name.to_owned(), kind)?;
                }
            }
        }
        Ok(())
    }

    /// A list whose path, with one placeholder more, is a GET as well, can be
    /// expanded: the second gives the items of the first.
    fn link_items(&mut self) {
        let gets: HashMap<(Version, &'static str), usize> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.route.method == Method::Get)
            .filter_map(|(index, entry)| {
                let (parent, last) = entry.route.path.rsplit_once('/')?;
                last.starts_with('{')
                    .then_some(((entry.route.version, parent), index))
            })
            .collect();
        let links: Vec<Option<(usize, &'static str)>> = self
            .entries
            .iter()
            .map(|entry| {
                let route = &entry.route;
                if route.method != Method::Get || !is_scalar_list(&route.returns) {
                    return None;
                }
                let index = *gets.get(&(route.version, route.path))?;
                let item = &self.entries.get(index)?.route;
                let placeholder = item.parameters_in(Place::Path).last()?.name;
                Some((index, placeholder))
            })
            .collect();
        for (entry, link) in self.entries.iter_mut().zip(links) {
            entry.item = link;
        }
    }
}

fn index_models(
    region: Region,
    models: Vec<Model>,
) -> Result<HashMap<&'static str, Model>, DeclarationError> {
    let mut by_name: HashMap<&'static str, Model> = HashMap::new();
    for model in models {
        if !model.regions.contains(region) {
            continue;
        }
        // Two sections may both declare what they share, if they agree.
        match by_name.get(model.name) {
            Some(other) if *other != model => {
                return Err(DeclarationError::ModelTwice(model.name));
            }
            _ => by_name.insert(model.name, model),
        };
    }
    Ok(by_name)
}

fn is_scalar_list(kind: &Type) -> bool {
    matches!(kind, Type::List(item) if matches!(**item, Type::Scalar(_)))
}

fn segments(path: &'static str) -> Vec<Segment> {
    path.trim_start_matches('/')
        .split('/')
        .map(|segment| match placeholder(segment) {
            Some(name) => Segment::Placeholder(name),
            None => Segment::Literal(segment),
        })
        .collect()
}

fn placeholder(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The placeholders of a path, each with the path up to it.
fn placeholders(path: &'static str) -> Vec<(&'static str, String)> {
    let mut prefix = String::new();
    let mut found = Vec::new();
    for segment in path.trim_start_matches('/').split('/') {
        prefix.push('/');
        prefix.push_str(segment);
        if let Some(name) = placeholder(segment) {
            found.push((name, prefix.clone()));
        }
    }
    found
}

/// Every description of a placeholder, by the path up to it.
fn described_placeholders(routes: &[Route]) -> HashMap<(Version, String), Parameter> {
    let mut described = HashMap::new();
    for route in routes {
        for (name, prefix) in placeholders(route.path) {
            if let Some(parameter) = route
                .parameters_in(Place::Path)
                .find(|parameter| parameter.name == name)
            {
                described
                    .entry((route.version, prefix))
                    .or_insert_with(|| parameter.clone());
            }
        }
    }
    described
}

/// Whether two patterns fit the same paths.
fn same_path(a: &[Segment], b: &[Segment]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Segment::Literal(a), Segment::Literal(b)) => a == b,
            (Segment::Placeholder(_), Segment::Placeholder(_)) => true,
            _ => false,
        })
}

/// Orders patterns by where they have literals: `/domain/zone` before
/// `/domain/{serviceName}`.
fn shape(segments: &[Segment]) -> Vec<bool> {
    segments
        .iter()
        .map(|segment| matches!(segment, Segment::Placeholder(_)))
        .collect()
}

fn values(segments: &[Segment], sent: &[&str]) -> Option<Vec<(&'static str, String)>> {
    let mut values = Vec::new();
    for (segment, sent) in segments.iter().zip(sent) {
        match segment {
            Segment::Literal(literal) if literal == sent => {}
            Segment::Literal(_) => return None,
            Segment::Placeholder(_) if sent.is_empty() => return None,
            Segment::Placeholder(name) => {
                let value = percent_decode_str(sent).decode_utf8().ok()?;
                values.push((*name, value.into_owned()));
            }
        }
    }
    Some(values)
}

#[cfg(test)]
mod tests;
