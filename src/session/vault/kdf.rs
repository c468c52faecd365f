//! How a passphrase becomes a key. The parameters are stored with the vault, and never
//! believed below the floor: who can write to the disk must not be able to make guessing
//! cheap.

use super::crypto::{Crypto, CryptoFailed};

/// Rounds of a new vault.
pub const ROUNDS: u32 = 600_000;

/// The fewest rounds that are accepted (OWASP's figure for PBKDF2 with SHA-256).
pub const MIN_ROUNDS: u32 = 600_000;

/// The most that are accepted: more would freeze the page rather than protect it.
pub const MAX_ROUNDS: u32 = 20_000_000;

/// Length of the salt of a new vault, and the shortest that is accepted, in bytes.
pub const SALT: usize = 16;

/// PBKDF2 with HMAC-SHA256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kdf {
    /// How often the hash is applied.
    pub rounds: u32,
    /// Makes the work of guessing worthless for any other vault.
    pub salt: Vec<u8>,
}

impl Kdf {
    /// The name in a header.
    pub const NAME: &str = "PBKDF2-SHA256";

    /// What a new vault uses, with a salt of its own.
    ///
    /// # Errors
    /// When there is no chance to be had.
    pub fn fresh(crypto: &impl Crypto) -> Result<Self, CryptoFailed> {
        let mut salt = vec![0; SALT];
        crypto.random(&mut salt)?;
        Ok(Self {
            rounds: ROUNDS,
            salt,
        })
    }

    /// Whether guessing would be cheaper than is allowed.
    pub fn is_weak(&self) -> bool {
        self.rounds < MIN_ROUNDS || self.salt.len() < SALT
    }
}
