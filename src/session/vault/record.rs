//! One sealed record as text.

use serde_json::{Value, json};

use super::crypto::NONCE;
use super::hex;

/// The version of records that are written.
pub const VERSION: u64 = 1;

/// Why a record does not open although the vault does. It is set aside; the others are
/// not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// It is not what was sealed under this name.
    Damaged,
    /// A newer version of Manager wrote it.
    Newer,
}

/// Sealed bytes and the nonce they were sealed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Used once.
    pub nonce: [u8; NONCE],
    /// With the tag behind them.
    pub bytes: Vec<u8>,
}

impl Sealed {
    /// The record as it is stored.
    pub fn to_text(&self) -> String {
        self.to_json(VERSION).to_string()
    }

    /// Likewise, as a value.
    pub fn to_json(&self, version: u64) -> Value {
        json!({
            "version": version,
            "nonce": hex::encode(&self.nonce),
            "sealed": hex::encode(&self.bytes),
        })
    }

    /// Reads a stored record.
    ///
    /// # Errors
    /// When it is none, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, Spoilt> {
        let value: Value = serde_json::from_str(text).map_err(|_| Spoilt::Damaged)?;
        match value["version"].as_u64() {
            Some(VERSION) => Self::from_json(&value).ok_or(Spoilt::Damaged),
            Some(later) if later > VERSION => Err(Spoilt::Newer),
            _ => Err(Spoilt::Damaged),
        }
    }

    /// Likewise, from a value whose version is known to fit.
    pub fn from_json(value: &Value) -> Option<Self> {
        let bytes = |name: &str| hex::decode(value[name].as_str()?);
        Some(Self {
            nonce: bytes("nonce")?.try_into().ok()?,
            bytes: bytes("sealed")?,
        })
    }
}
