//! The built application: its files, and how each is given to a browser.

mod encoding;
mod path;
mod serve;
mod store;

pub use serve::serve;
pub use store::{Assets, Embedded};
