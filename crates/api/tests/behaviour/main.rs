//! How the client behaves towards an endpoint, in virtual time: nothing here waits,
//! and every run is the same.

mod asking;
mod cancel;
mod circuit;
mod clock;
mod identify;
mod lists;
mod properties;
mod queue;
mod retries;
mod sharing;
mod world;
mod writes;
