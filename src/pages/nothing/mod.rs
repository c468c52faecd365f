//! What is said where there is nothing to show: no keys for what a link names, nothing ordered
//! yet, no such page. Most visits see none of it.

mod first_visit;
mod no_keys;
mod not_found;

pub use first_visit::FirstVisit;
pub use no_keys::NoKeys;
pub use not_found::NotFound;
