//! What the vault asks of a cryptographic library. In the browser that is WebCrypto, in
//! native tests the RustCrypto crates.

use api::Secret;

/// Length of a nonce of AES-GCM, in bytes.
pub const NONCE: usize = 12;

/// The library refused: a damaged or foreign text, or a browser that offers no
/// cryptography to this page. The two are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CryptoFailed;

/// Deriving, sealing and opening.
pub trait Crypto {
    /// A key for AES-256-GCM that cannot be read back where the library can promise that.
    type Key;

    /// PBKDF2 with HMAC-SHA256.
    fn derive(
        &self,
        passphrase: &Secret,
        salt: &[u8],
        rounds: u32,
    ) -> impl Future<Output = Result<Self::Key, CryptoFailed>>;

    /// AES-256-GCM: the sealed bytes with their tag of 16 bytes behind them.
    fn seal(
        &self,
        key: &Self::Key,
        nonce: &[u8; NONCE],
        bound_to: &[u8],
        plain: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, CryptoFailed>>;

    /// The way back.
    fn open(
        &self,
        key: &Self::Key,
        nonce: &[u8; NONCE],
        bound_to: &[u8],
        sealed: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, CryptoFailed>>;

    /// Fills `bytes` with chance fit for keys.
    fn random(&self, bytes: &mut [u8]) -> Result<(), CryptoFailed>;
}
