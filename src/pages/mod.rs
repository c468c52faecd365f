//! The pages, one folder or file an area. Pages read `data`, never the network.

pub mod dashboards;
pub mod not_found;
pub mod overview;
pub mod refresh;
pub mod services;
pub mod sign_in;
pub mod term;
pub mod troubles;
