//! What the dashboards show beside the services themselves: bills by month, ends and
//! renewals by day, tickets that wait, tasks that run.

pub mod days;
pub mod months;
pub mod questions;
mod standing;

pub use standing::Standing;
