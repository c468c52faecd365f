//! Help: what is known about a service before anything is asked, and the opening of a
//! ticket.

pub mod history;
pub mod offers;
pub mod opening;
pub mod signals;
pub mod status;

/// The name of the tickets of one service among the questions.
pub const TICKETS_OF: &str = "tickets-of";

/// The name of all tickets about one service among the questions.
pub const TICKETS_ABOUT: &str = "tickets-about";

/// The name of the blocked addresses of a block among the questions.
pub const BLOCKED: &str = "blocked";
