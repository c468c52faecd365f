//! The status feed of the region: what is broken and what is planned, in the format
//! of public status pages (Statuspage, version 2), at `/_status/api/v2/…`.
//!
//! Nobody signs for it, and the faults of the API leave it alone unless a rule names
//! it: such a page is worth most when the rest is down.

mod components;
mod documents;
pub mod events;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

use crate::dispatch::Answer;
use crate::error::ApiError;
use crate::server::{Shared, blocking, respond};

/// Where the feed is.
pub const PREFIX: &str = "/_status";

/// The routes below [`PREFIX`].
pub fn router() -> Router<Arc<Shared>> {
    Router::new().route("/_status/api/v2/{*document}", get(document))
}

async fn document(State(shared): State<Arc<Shared>>, Path(name): Path<String>) -> Response {
    let answer = blocking(move || {
        let plane = &shared.plane;
        let places = events::places(&plane.database(), plane.region())?;
        documents::named(&name, plane.region(), &places, plane.now())
            .ok_or_else(|| ApiError::not_found("The status feed has no such document"))
    })
    .await;
    respond(match answer {
        Ok(document) => Answer::json(&document),
        Err(error) => Answer::error(&error),
    })
}
