use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use api::Secret;
use sha2::Sha256;

use crate::session::vault::crypto::{Crypto, CryptoFailed, NONCE};

/// RustCrypto. Of the rounds it does one: without optimisation the real number takes ten
/// seconds, and nothing here depends on it. `e2e/tests/vault.spec.ts` opens with Node's
/// cryptography, and all rounds, what the browser has sealed.
#[derive(Clone, Copy)]
pub struct Native;

impl Crypto for Native {
    type Key = Aes256Gcm;

    async fn derive(
        &self,
        passphrase: &Secret,
        salt: &[u8],
        rounds: u32,
    ) -> Result<Aes256Gcm, CryptoFailed> {
        let mut key = [0; 32];
        let rounds = rounds.min(1);
        pbkdf2::pbkdf2_hmac::<Sha256>(passphrase.expose().as_bytes(), salt, rounds, &mut key);
        Aes256Gcm::new_from_slice(&key).map_err(|_| CryptoFailed)
    }

    async fn seal(
        &self,
        key: &Aes256Gcm,
        nonce: &[u8; NONCE],
        bound_to: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, CryptoFailed> {
        let payload = Payload {
            msg: plain,
            aad: bound_to,
        };
        key.encrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| CryptoFailed)
    }

    async fn open(
        &self,
        key: &Aes256Gcm,
        nonce: &[u8; NONCE],
        bound_to: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoFailed> {
        let payload = Payload {
            msg: sealed,
            aad: bound_to,
        };
        key.decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| CryptoFailed)
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), CryptoFailed> {
        getrandom::fill(bytes).map_err(|_| CryptoFailed)
    }
}
