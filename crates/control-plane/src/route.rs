//! The declaration of a route: the one place that says what a path takes,
//! gives and needs. Routing, validation, region differences and the schema
//! documents are all read from it.

use serde_json::Value;

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{Type, VOID};
use crate::region::{ECU, Regions};

/// Answers a call. Runs inside one SQLite transaction that is committed on
/// `Ok` and rolled back on `Err`.
pub type Handler = fn(&Ctx<'_>, &Call) -> Result<Value, ApiError>;

/// The methods that routes are declared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // named as on the wire
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    /// The name on the wire, in capitals.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// The method of that name, in capitals.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Put, Self::Delete]
            .into_iter()
            .find(|method| method.name() == name)
    }
}

/// The version of the API that serves a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// `/1.0` and its alias `/v1`.
    V1,
    /// `/v2`: lists of objects, read with a cursor.
    V2,
}

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Whoever names a known application; nothing is signed.
    Application,
    /// A signed call with a validated consumer key whose rules allow it.
    Signed,
    /// A signed call with any validated consumer key: its rules are not asked,
    /// so that every client can learn what it may and log out.
    AnyCredential,
}

/// Where a parameter is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A `{placeholder}` of the path.
    Path,
    /// The query string.
    Query,
    /// A named field of the JSON body.
    Body,
}

/// A declared parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Where it is.
    pub place: Place,
    /// The type.
    pub kind: Type,
    /// What it is, for the schema document.
    pub about: &'static str,
    /// The call is refused without it.
    pub required: bool,
    /// It may be `null` (body fields only).
    pub nullable: bool,
}

/// A declared route.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path after the version, with `{placeholders}`.
    pub path: &'static str,
    /// Which version serves it.
    pub version: Version,
    /// The regions that have it; elsewhere the path is unknown.
    pub regions: Regions,
    /// What it does, in own words.
    pub about: &'static str,
    /// Path, query and body parameters, as declared.
    pub parameters: Vec<Parameter>,
    /// The model that is the whole body, when there is one.
    pub body: Option<Type>,
    /// What it answers.
    pub returns: Type,
    /// The IAM actions that it needs.
    pub iam: Vec<&'static str>,
    /// Who may call.
    pub access: Access,
    /// For a `/v2` list: the member that identifies an item, which its cursor
    /// remembers.
    pub cursor: Option<&'static str>,
    /// What answers.
    pub handler: Handler,
}

/// A route on its way to being declared; [`Declaration::handle`] ends it.
#[derive(Debug, Clone)]
#[must_use = "a declaration is a route once it has a handler"]
pub struct Declaration {
    route: Route,
}

/// `GET path`.
pub fn get(path: &'static str) -> Declaration {
    Declaration::new(Method::Get, path)
}

/// `POST path`.
pub fn post(path: &'static str) -> Declaration {
    Declaration::new(Method::Post, path)
}

/// `PUT path`.
pub fn put(path: &'static str) -> Declaration {
    Declaration::new(Method::Put, path)
}

/// `DELETE path`.
pub fn delete(path: &'static str) -> Declaration {
    Declaration::new(Method::Delete, path)
}

fn unhandled(_: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Err(ApiError::internal("this route has no handler"))
}

impl Declaration {
    fn new(method: Method, path: &'static str) -> Self {
        Self {
            route: Route {
                method,
                path,
                version: Version::V1,
                regions: ECU,
                about: "",
                parameters: Vec::new(),
                body: None,
                returns: VOID,
                iam: Vec::new(),
                access: Access::Signed,
                cursor: None,
                handler: unhandled,
            },
        }
    }

    /// The regions that have the route. All, when nothing is said.
    pub fn regions(mut self, regions: Regions) -> Self {
        self.route.regions = regions;
        self
    }

    /// Served under `/v2` instead of `/1.0`.
    pub fn v2(mut self) -> Self {
        self.route.version = Version::V2;
        self
    }

    /// What it does, in own words.
    pub fn about(mut self, about: &'static str) -> Self {
        self.route.about = about;
        self
    }

    /// Describes a placeholder of the path. A placeholder that another route
    /// describes at the same place needs no second description.
    pub fn path(self, name: &'static str, kind: Type, about: &'static str) -> Self {
        self.parameter(name, Place::Path, kind, about, true)
    }

    /// A parameter of the query string, optional until [`Declaration::required`].
    pub fn query(self, name: &'static str, kind: Type, about: &'static str) -> Self {
        self.parameter(name, Place::Query, kind, about, false)
    }

    /// A named field of the body, optional until [`Declaration::required`].
    pub fn field(self, name: &'static str, kind: Type, about: &'static str) -> Self {
        self.parameter(name, Place::Body, kind, about, false)
    }

    /// Makes the parameter declared last required.
    pub fn required(mut self) -> Self {
        if let Some(last) = self.route.parameters.last_mut() {
            last.required = true;
        }
        self
    }

    /// Lets the body field declared last be `null`.
    pub fn nullable(mut self) -> Self {
        if let Some(last) = self.route.parameters.last_mut() {
            last.nullable = true;
        }
        self
    }

    /// The whole body is this model. A PUT may hold any part of its writable
    /// fields, a POST must hold the required ones.
    pub fn body(mut self, kind: Type) -> Self {
        self.route.body = Some(kind);
        self
    }

    /// What it answers; nothing until said.
    pub fn returns(mut self, kind: Type) -> Self {
        self.route.returns = kind;
        self
    }

    /// An IAM action that it needs.
    pub fn iam(mut self, action: &'static str) -> Self {
        self.route.iam.push(action);
        self
    }

    /// Anybody may call it.
    pub fn open(mut self) -> Self {
        self.route.access = Access::Open;
        self
    }

    /// Only a known application key is needed.
    pub fn application_only(mut self) -> Self {
        self.route.access = Access::Application;
        self
    }

    /// Any validated consumer key may call it, whatever its rules.
    pub fn any_credential(mut self) -> Self {
        self.route.access = Access::AnyCredential;
        self
    }

    /// A `/v2` list read with a cursor; `key` is the textual member that tells
    /// its items apart.
    pub fn cursor(mut self, key: &'static str) -> Self {
        self.route.cursor = Some(key);
        self
    }

    /// Ends the declaration with what answers.
    pub fn handle(mut self, handler: Handler) -> Route {
        self.route.handler = handler;
        self.route
    }

    fn parameter(
        mut self,
        name: &'static str,
        place: Place,
        kind: Type,
        about: &'static str,
        required: bool,
    ) -> Self {
        self.route.parameters.push(Parameter {
            name,
            place,
            kind,
            about,
            required,
            nullable: false,
        });
        self
    }
}

impl Route {
    /// The parameters found in `place`.
    pub fn parameters_in(&self, place: Place) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(move |parameter| parameter.place == place)
    }
}
