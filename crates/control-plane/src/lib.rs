//! A local control plane: one region's API on one SQLite file, compatible on
//! the wire with the published API, so that its clients work against it
//! unchanged.

pub mod auth;
pub mod call;
pub mod clock;
pub mod error;
pub mod ledger;
pub mod mails;
pub mod model;
pub mod product;
pub mod region;
pub mod route;
pub mod routes;
pub mod sample;
pub mod store;
pub mod table;
pub mod validate;

pub use region::Region;
