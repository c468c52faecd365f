//! The connection with a browser: what may come in, byte by byte.

mod guard;
pub mod head;

pub use guard::{Guarded, Verdict};
