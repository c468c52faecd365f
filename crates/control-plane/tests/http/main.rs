//! The control plane over its sockets, as clients meet it.

mod auth;
mod documents;
mod faults;
mod lists;
mod local;
mod ownership;
mod page;
mod products;
mod restart;
mod support;
mod wire;
