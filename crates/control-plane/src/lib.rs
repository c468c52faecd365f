//! A local control plane: one region's API on one SQLite file, compatible on
//! the wire with the published API, so that its clients work against it
//! unchanged.

pub mod auth;
pub mod call;
pub mod clock;
pub mod credentials;
pub mod cursor;
pub mod dispatch;
pub mod error;
pub mod expand;
pub mod faults;
pub mod html;
pub mod ledger;
pub mod local;
pub mod mails;
pub mod model;
pub mod models;
pub mod money;
pub mod product;
pub mod region;
pub mod route;
pub mod routes;
pub mod sample;
pub mod schema;
pub mod server;
pub mod start;
pub mod status;
pub mod store;
pub mod table;
pub mod validate;

pub use region::Region;
pub use start::{Config, Running, StartError, start};
