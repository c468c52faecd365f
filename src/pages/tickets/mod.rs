//! Tickets: the list of a scope, the conversation in one, and those about a service.

mod columns;
mod conversation;
mod links;
mod list;
mod marks;
mod notices;
mod of_service;
mod row;

pub use conversation::Conversation;
pub use list::Tickets;
pub use of_service::OfService;
