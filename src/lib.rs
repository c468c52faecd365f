//! Manager, the application: one screen for everything an account has at OVHcloud.
//!
//! `session` knows whose keys are here, `data` asks and keeps, `pages` show, `ui` is what
//! pages are made of. Nothing outside this crate knows the browser.

pub mod app;
pub mod data;
pub mod i18n;
pub mod keyboard;
pub mod pages;
pub mod place;
pub mod platform;
pub mod session;
pub mod shell;
pub mod ui;
pub mod whose_mark;
