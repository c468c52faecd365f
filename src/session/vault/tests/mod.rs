//! The vault against the RustCrypto crates, which know nothing of ours.

mod copying;
mod labels;
mod moving;
pub(crate) mod native;
mod opening;
pub(crate) mod shelf;
mod vectors;
mod waiting;

use api::{AccountId, Secret};

use super::OpenVault;
use native::Native;

fn id(text: &str) -> AccountId {
    text.parse().unwrap()
}

fn passphrase() -> Secret {
    Secret::new("correct horse battery staple")
}

fn new_vault() -> OpenVault<Native> {
    now(OpenVault::create(Native, &passphrase())).unwrap()
}

/// Nothing here waits for anything.
fn now<T>(future: impl Future<Output = T>) -> T {
    futures::FutureExt::now_or_never(future).unwrap()
}
