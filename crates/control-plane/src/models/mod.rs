//! The models that the product sections declare: names, types and enumerations
//! as published, one file per section. The same in every region except where
//! a declaration says so.

pub mod bills;
pub mod cloud;
pub mod dedicated_cloud;
pub mod dedicated_server;
pub mod domain;
pub mod email_domain;
pub mod hosting_web;
pub mod ip;
pub mod me;
pub mod service_infos;
pub mod services;
pub mod shared;
pub mod sla;
pub mod support;
pub mod telephony;
pub mod vps;
pub mod vrack;
pub mod xdsl;
pub mod zone;

use crate::model::{Field, Type, f, model};

/// A field that bodies may not set.
fn ro(name: &'static str, kind: Type, about: &'static str) -> Field {
    rw(name, kind, about).read_only()
}

/// A field that bodies may set.
fn rw(name: &'static str, kind: Type, about: &'static str) -> Field {
    f(name, kind).about(about)
}

/// The form of a model that is read: with what access policies see of it.
fn with_iam(mut fields: Vec<Field>) -> Vec<Field> {
    fields.push(
        ro(
            "iam",
            model("iam.ResourceMetadata"),
            "How access policies see it",
        )
        .nullable(),
    );
    fields
}
