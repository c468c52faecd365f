//! Types, models and enumerations as the API's schema documents name them.
//!
//! A model is declared once; what a body may hold ([`crate::validate`]) and what
//! the schema documents show ([`crate::schema`]) both come from it.

use crate::region::{ECU, Regions};

/// A type of the API's vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// No value: answers `null`.
    Void,
    /// A scalar.
    Scalar(Scalar),
    /// A model or enumeration, by its full name.
    Model(&'static str),
    /// A generic model and its argument: `complexType.UnitAndValue<long>`.
    Generic(&'static str, Box<Type>),
    /// `T[]`.
    List(Box<Type>),
    /// `map[string]T`.
    Map(Box<Type>),
}

/// The scalars of the schema documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is named as the schema documents name it
pub enum Scalar {
    String,
    Text,
    Password,
    Long,
    Double,
    Boolean,
    Date,
    Datetime,
    Time,
    Duration,
    Uuid,
    Ip,
    Ipv4,
    Ipv6,
    IpBlock,
    Ipv4Block,
    Ipv6Block,
    MacAddress,
    PhoneNumber,
}

impl Scalar {
    /// The name in schema documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Text => "text",
            Self::Password => "password",
            Self::Long => "long",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Datetime => "datetime",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Uuid => "uuid",
            Self::Ip => "ip",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::IpBlock => "ipBlock",
            Self::Ipv4Block => "ipv4Block",
            Self::Ipv6Block => "ipv6Block",
            Self::MacAddress => "macAddress",
            Self::PhoneNumber => "phoneNumber",
        }
    }
}

/// Nothing is returned.
pub const VOID: Type = Type::Void;
/// One line of text.
pub const STRING: Type = Type::Scalar(Scalar::String);
/// Text of several lines.
pub const TEXT: Type = Type::Scalar(Scalar::Text);
/// A secret that is written and never read back.
pub const PASSWORD: Type = Type::Scalar(Scalar::Password);
/// A signed 64-bit integer.
pub const LONG: Type = Type::Scalar(Scalar::Long);
/// A floating-point number.
pub const DOUBLE: Type = Type::Scalar(Scalar::Double);
/// `true` or `false`.
pub const BOOLEAN: Type = Type::Scalar(Scalar::Boolean);
/// `2026-11-22`.
pub const DATE: Type = Type::Scalar(Scalar::Date);
/// RFC 3339: `2026-11-22T10:00:00+01:00`.
pub const DATETIME: Type = Type::Scalar(Scalar::Datetime);
/// `10:00:00`.
pub const TIME: Type = Type::Scalar(Scalar::Time);
/// ISO 8601: `P1M`.
pub const DURATION: Type = Type::Scalar(Scalar::Duration);
/// A UUID.
pub const UUID: Type = Type::Scalar(Scalar::Uuid);
/// An IPv4 or IPv6 address.
pub const IP: Type = Type::Scalar(Scalar::Ip);
/// An IPv4 address.
pub const IPV4: Type = Type::Scalar(Scalar::Ipv4);
/// An IPv6 address.
pub const IPV6: Type = Type::Scalar(Scalar::Ipv6);
/// An address with a prefix length: `192.0.2.0/29`.
pub const IP_BLOCK: Type = Type::Scalar(Scalar::IpBlock);
/// An IPv4 block.
pub const IPV4_BLOCK: Type = Type::Scalar(Scalar::Ipv4Block);
/// An IPv6 block.
pub const IPV6_BLOCK: Type = Type::Scalar(Scalar::Ipv6Block);
/// A MAC address.
pub const MAC_ADDRESS: Type = Type::Scalar(Scalar::MacAddress);
/// A telephone number.
pub const PHONE_NUMBER: Type = Type::Scalar(Scalar::PhoneNumber);

/// A model or an enumeration by its full name, such as `vps.VPS`.
pub fn model(name: &'static str) -> Type {
    Type::Model(name)
}

/// `T[]`.
pub fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

/// `map[string]T`.
pub fn map(item: Type) -> Type {
    Type::Map(Box::new(item))
}

/// A generic model with its argument: `generic("complexType.UnitAndValue", LONG)`.
pub fn generic(name: &'static str, argument: Type) -> Type {
    Type::Generic(name, Box::new(argument))
}

impl std::fmt::Display for Type {
    /// The type as the schema documents write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Void => f.write_str("void"),
            Self::Scalar(scalar) => f.write_str(scalar.name()),
            Self::Model(name) => f.write_str(name),
            Self::Generic(name, argument) => write!(f, "{name}<{argument}>"),
            Self::List(item) => write!(f, "{item}[]"),
            Self::Map(item) => match &**item {
                // The documents put the brackets of a list in front inside a map.
                Self::List(inner) => write!(f, "map[string][]{inner}"),
                other => write!(f, "map[string]{other}"),
            },
        }
    }
}

impl Type {
    /// The names of all models that this type mentions.
    pub fn models(&self) -> Vec<&'static str> {
        match self {
            Self::Void | Self::Scalar(_) => Vec::new(),
            Self::Model(name) => vec![name],
            Self::Generic(name, argument) => {
                let mut names = argument.models();
                names.push(name);
                names
            }
            Self::List(item) | Self::Map(item) => item.models(),
        }
    }
}

/// A declared model or enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Full name, namespace included: `vps.VPS`.
    pub name: &'static str,
    /// What it is, for the schema document.
    pub about: &'static str,
    /// The regions that have it in this form.
    pub regions: Regions,
    /// What it holds.
    pub shape: Shape,
}

/// What a model holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Named fields.
    Object(Vec<Field>),
    /// One of these strings.
    Enumeration(&'static [&'static str]),
}

/// A field of a model. Writable, not nullable and not required until said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The type, or `None` for the argument of a generic model.
    pub kind: Option<Type>,
    /// What it is, for the schema document.
    pub about: &'static str,
    /// Bodies may not set it.
    pub read_only: bool,
    /// It may be `null`.
    pub nullable: bool,
    /// A body that creates must hold it.
    pub required: bool,
}

/// A field named `name`.
pub fn f(name: &'static str, kind: Type) -> Field {
    Field {
        name,
        kind: Some(kind),
        about: "",
        read_only: false,
        nullable: false,
        required: false,
    }
}

impl Field {
    /// Bodies may not set it.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// It may be `null`.
    #[must_use]
    pub fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// A body that creates must hold it.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What it is, in own words.
    #[must_use]
    pub fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }
}

/// Declares a model with fields.
pub fn object(name: &'static str, about: &'static str, fields: Vec<Field>) -> Model {
    Model {
        name,
        about,
        regions: ECU,
        shape: Shape::Object(fields),
    }
}

/// Declares an enumeration.
pub fn enumeration(
    name: &'static str,
    about: &'static str,
    values: &'static [&'static str],
) -> Model {
    Model {
        name,
        about,
        regions: ECU,
        shape: Shape::Enumeration(values),
    }
}

impl Model {
    /// Restricts this form to some regions; another declaration of the same
    /// name may serve the others.
    #[must_use]
    pub fn regions(mut self, regions: Regions) -> Self {
        self.regions = regions;
        self
    }

    /// Whether the model takes a type argument.
    pub fn is_generic(&self) -> bool {
        match &self.shape {
            Shape::Object(fields) => fields.iter().any(|field| field.kind.is_none()),
            Shape::Enumeration(_) => false,
        }
    }
}

/// The generic models that every section may use.
pub fn common() -> Vec<Model> {
    let argument = |name| Field {
        kind: None,
        ..f(name, VOID).read_only()
    };
    vec![
        object(
            "complexType.UnitAndValue",
            "A number and its unit",
            vec![f("unit", STRING).read_only(), argument("value")],
        ),
        object(
            "complexType.SafeKeyValue",
            "A key and its value",
            vec![f("key", STRING).read_only(), argument("value")],
        ),
        object(
            "complexType.SafeKeyValueCanBeNull",
            "A key and its value, either of which may be missing",
            vec![
                f("key", STRING).nullable(),
                Field {
                    kind: None,
                    ..f("value", VOID).nullable()
                },
            ],
        ),
        object(
            "complexType.Range",
            "A range, both ends included",
            vec![argument("from"), argument("to")],
        ),
    ]
}
