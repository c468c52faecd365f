//! A typed client of the OVHcloud API, for a program in the browser.
//!
//! It knows how requests are signed, when they may be repeated and what the
//! answers mean. It knows no DOM and opens no sockets: it speaks through the
//! [`Platform`] it is given, so it compiles natively and is tested there.
//!
//! - A [`Client`] stands for one [`Endpoint`]. It measures the clock difference,
//!   keeps at most two requests in flight, and stops asking a route family that
//!   keeps failing.
//! - A [`Session`] is one account on that endpoint and its [`Keys`]. It is the
//!   only thing that can sign, so no request exists without an account. The typed
//!   calls are methods of it, one file per section of the API.
//! - Lists arrive as a [`Page`]: a row that cannot be read is reported beside the
//!   rows that can, it never hides them.
//! - An [`ApiError`] says what happened, in values; naming it to people is the
//!   application's work. For a write, every error except
//!   [`ApiError::OutcomeUnknown`] means that nothing was changed.
//!
//! Reads are shared while in flight and retried with jitter; writes are sent once.
//! Dropping a future cancels its request.
//!
//! *Weight.* Answers are parsed into one dynamic value and read field by field
//! ([`json`]) in place of one generated decoder per type, which is far less code in
//! WebAssembly.

mod asking;
mod budget;
mod call;
mod circuit;
mod classify;
mod client;
mod clock;
mod engine;
mod error;
mod flights;
mod gate;
mod identify;
mod ids;
pub mod json;
mod keys;
mod list;
mod moment;
mod money;
mod platform;
mod regions;
mod retry_after;
mod routes;
mod session;
mod sign;
pub mod status;
mod wire_enum;

pub use asking::{Pending, Standing};
pub use call::{ArgumentError, Call, Method, Priority, encode as percent_encode};
pub use client::{Client, EndpointConfig};
pub use error::{ApiError, GatewayFault, QueryId, Refusal, RefusalCode, if_in_region, if_there};
pub use ids::{
    AccountId, CredentialId, Endpoint, IdError, InterventionId, MessageId, Nic, OutageId, Region,
    Section, ServiceId, ServiceKey, SubAccountId, TaskId, TicketId,
};
pub use keys::{Keys, Secret};
pub use list::{BadRow, Page};
pub use moment::{Date, Timestamp};
pub use money::Money;
pub use platform::{LocalFuture, Platform, READ_HEADERS, Request, Response, TransportError};
pub use regions::Where;
pub use routes::*;
pub use session::{Reply, Session};
