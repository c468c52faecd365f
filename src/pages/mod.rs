//! The pages, one folder or file an area. Pages read `data`, never the network.

pub mod accounts;
pub mod activity;
pub mod dashboards;
pub mod design;
pub mod keys;
pub mod nothing;
pub mod overview;
pub mod refresh;
pub mod service;
pub mod services;
pub mod sign_in;
pub mod switcher;
pub mod term;
pub mod toasts;
pub mod troubles;
pub mod unlock;
pub mod vault;
pub mod vault_copies;
pub mod vault_watch;
pub mod writes;
