//! The table that every list of the product is.

pub mod column;
pub mod export;
pub mod filter;
mod find;
mod moment;
pub mod order;
pub mod query;
#[cfg(test)]
mod sample;
pub mod state;
