//! "Get help": where a request begins, and the steps of writing and sending one.

mod begin;
mod check;
mod describe;
mod desk;
mod drafts;
mod exact;
mod expect;
mod handover;
mod heard;
mod kept;
mod known;
mod notices;
mod outcome;
pub mod perimeter;
mod pick;
mod question;
mod reading;
mod replace;
mod sent;
mod settling;
mod situation;
mod start;
mod steps;
mod suggested;
mod ticket;

pub use begin::Request;
pub use question::{family_name, has_own_name, text_key};
pub use start::Start;
pub use steps::{Check, Outcome};
