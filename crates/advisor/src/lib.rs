//! Which help a request needs: what its words suggest ([`text`]), what to ask and where
//! it leads ([`flow`]), and what a pasted diagnostic shows ([`diagnostics`]).
//!
//! Pure: no network, no clock, no texts for people. The application names things in the
//! reader's language by the keys given here.

pub mod diagnostics;
pub mod flow;
#[cfg(feature = "programs")]
pub mod measure;
pub mod text;
