//! The pages, one folder or file an area. Pages read `data`, never the network.

pub mod design;
pub mod keys;
pub mod not_found;
pub mod overview;
pub mod refresh;
pub mod services;
pub mod sign_in;
pub mod term;
pub mod toasts;
pub mod troubles;
