//! The control plane over its sockets, as clients meet it.

mod auth;
mod desk;
mod documents;
mod faults;
mod lists;
mod local;
mod ownership;
mod page;
mod products;
mod restart;
#[cfg(target_os = "linux")]
mod speed;
mod status;
mod support;
mod wire;
