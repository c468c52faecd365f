//! Every route of the control plane, one file per section of the API.

use crate::model::{self, Model};
use crate::route::Route;

/// What a section declares.
struct Section {
    routes: fn() -> Vec<Route>,
    models: fn() -> Vec<Model>,
}

/// The sections. A new file under `routes/` is served once it stands here.
const SECTIONS: &[Section] = &[];

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
