//! Every route of the control plane, one file per section of the API.

pub mod api_keys;
pub mod auth;
pub mod bills;
pub mod cloud;
pub mod dedicated_cloud;
pub mod dedicated_server;
pub mod domain;
pub mod email_domain;
pub mod hosting_web;
pub mod iam;
pub mod interventions;
pub mod ip;
pub mod me;
pub mod product;
pub mod reboot;
pub mod service_infos;
pub mod services;
pub mod sla;
pub mod sub_account;
pub mod support;
pub mod tag_filter;
pub mod tasks;
pub mod telephony;
pub mod termination;
pub mod vps;
pub mod vrack;
pub mod xdsl;
pub mod zone;

#[cfg(test)]
mod bench;
#[cfg(test)]
mod tests;

use crate::call::Ctx;
use crate::error::ApiError;
use crate::model::{self, Model};
use crate::route::Route;

/// What a section declares.
struct Section {
    routes: fn() -> Vec<Route>,
    models: fn() -> Vec<Model>,
}

/// The sections. A new file under `routes/` is served once it stands here.
const SECTIONS: &[Section] = &[
    Section {
        routes: auth::routes,
        models: auth::models,
    },
    Section {
        routes: api_keys::routes,
        models: api_keys::models,
    },
    Section {
        routes: bills::routes,
        models: bills::models,
    },
    Section {
        routes: cloud::routes,
        models: cloud::models,
    },
    Section {
        routes: dedicated_cloud::routes,
        models: dedicated_cloud::models,
    },
    Section {
        routes: dedicated_server::routes,
        models: dedicated_server::models,
    },
    Section {
        routes: domain::routes,
        models: domain::models,
    },
    Section {
        routes: email_domain::routes,
        models: email_domain::models,
    },
    Section {
        routes: hosting_web::routes,
        models: hosting_web::models,
    },
    Section {
        routes: iam::routes,
        models: iam::models,
    },
    Section {
        routes: ip::routes,
        models: ip::models,
    },
    Section {
        routes: me::routes,
        models: me::models,
    },
    Section {
        routes: Vec::new,
        models: service_infos::models,
    },
    Section {
        routes: services::routes,
        models: services::models,
    },
    Section {
        routes: sla::routes,
        models: sla::models,
    },
    Section {
        routes: sub_account::routes,
        models: Vec::new,
    },
    Section {
        routes: support::routes,
        models: support::models,
    },
    Section {
        routes: telephony::routes,
        models: telephony::models,
    },
    Section {
        routes: termination::routes,
        models: Vec::new,
    },
    Section {
        routes: vps::routes,
        models: vps::models,
    },
    Section {
        routes: vrack::routes,
        models: vrack::models,
    },
    Section {
        routes: xdsl::routes,
        models: xdsl::models,
    },
    Section {
        routes: zone::routes,
        models: zone::models,
    },
    Section {
        routes: Vec::new,
        models: crate::models::shared::models,
    },
];

/// All routes of all regions.
pub fn routes() -> Vec<Route> {
    SECTIONS
        .iter()
        .flat_map(|section| (section.routes)())
        .collect()
}

/// All models of all regions.
pub fn models() -> Vec<Model> {
    let sections = SECTIONS.iter().flat_map(|section| (section.models)());
    model::common().into_iter().chain(sections).collect()
}

/// Brings a part of the data to the present.
type Advance = fn(&Ctx<'_>) -> Result<(), ApiError>;

/// What moves by the clock. Each brings its part of the data to the present; it
/// runs before every call and must cost nothing when nothing is due.
const ADVANCES: &[Advance] = &[support::advance];

/// Brings all data to the present.
///
/// # Errors
///
/// When the database cannot take what is due.
pub fn advance(ctx: &Ctx<'_>) -> Result<(), ApiError> {
    ADVANCES.iter().try_for_each(|advance| advance(ctx))
}

/// Twelve hexadecimal digits for what has no identifier of its own: the same for equal
/// texts.
pub fn stable_id(text: &str) -> String {
    use sha1::{Digest, Sha1};
    let hash = Sha1::digest(text);
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
