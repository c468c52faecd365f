//! Who calls and what they may: applications, credentials, access rules,
//! signatures, and the page where a customer validates a credential.

pub mod check;
pub mod network;
pub mod page;
pub mod rules;
pub mod secret;
pub mod signature;
pub mod store;

pub use rules::AccessRule;
pub use store::{Validity, issue_consumer_key};
