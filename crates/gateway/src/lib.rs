//! The gateway: serves the application to a browser and relays the calls it
//! signs to the control planes it was configured with, to nothing else.
//!
//! The way of a request: [`server`] takes the connection, [`wire`] lets only
//! sound HTTP in, [`router`] asks [`admission`] whether this browser page may
//! ask, [`target`] which upstream is meant, and [`relay`] carries it there and
//! back. Everything else is answered from [`assets`]. [`security`] seals every
//! answer, [`log`] writes a line that names nobody.
//!
//! Invariants:
//! - *It keeps no state*: any number of gateways can stand behind one name.
//! - *It never repairs*: a request is forwarded to the letter or refused.
//! - *It never sees an application secret*, those of the sample accounts apart,
//!   which were made on the same machine for the same machine.

pub mod admission;
pub mod assets;
pub mod bulkhead;
pub mod cli;
pub mod config;
pub mod data_dir;
pub mod embedded;
pub mod endpoint;
pub mod errors;
pub mod headers;
pub mod limits;
pub mod log;
pub mod relay;
pub mod response;
pub mod router;
pub mod run;
pub mod security;
pub mod server;
pub mod status;
pub mod support_facts;
pub mod target;
pub mod template;
pub mod upstream;
pub mod wire;

pub use config::{Config, Exposure};
pub use server::{Running, start};
