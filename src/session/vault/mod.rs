//! The vault: keys of accounts that outlive the tab, sealed with a passphrase.
//!
//! One header says how the passphrase becomes a key ([`Kdf`]) and holds a check that
//! tells a right passphrase from a wrong one. Beside it stand records, each sealed by
//! itself: one for each account, and notes, which are any bytes under a name. A record is
//! bound to its name, so one that was moved to another account does not open, and one
//! that is damaged leaves the others alone.
//!
//! What is here knows neither the browser nor how things look: it is tested natively.
//! The browser's side is `web` (`web::tab` is what pages call).
//!
//! # Notes
//! Other parts of the product keep small documents sealed beside the accounts:
//! `web::tab::note("labels").await` reads one, `web::tab::set_note("labels", bytes).await`
//! writes it, both only while the vault is open in this tab. A name is lower-case letters,
//! digits, `-` and `.` ([`Name::note`]). Notes travel with an exported file.

mod copy;
mod crypto;
mod file;
mod hex;
mod idle;
mod kdf;
mod labels;
mod message;
mod name;
mod open;
mod record;
mod settings;
mod tries;

pub mod web;

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod tests;

pub use copy::{Copy, CopyName, CopyShelf};
pub use crypto::{Crypto, CryptoFailed, NONCE};
pub use file::{Contents, VaultFile, contents};
pub use idle::{Due, Idle, Seen};
pub use kdf::{Kdf, MIN_ROUNDS, ROUNDS};
pub use labels::{Found, Labels, NOTE, NotKept, Shelf, merged};
pub use message::Message;
pub use name::{Name, NotAName};
pub use open::{OpenVault, Refusal, header_kdf};
pub use record::Spoilt;
pub use settings::{LOCK_AFTER_CHOICES, Settings};
pub use tries::Tries;

/// The shortest passphrase that a vault is sealed with, in characters. There is no
/// longest one and no rule about which characters.
pub const PASSPHRASE_MIN: usize = 12;
