//! What a person chose about their vault. Sealed in it, as the note `settings`.

use serde_json::{Value, json};

/// The choices of time until an unattended vault locks, in minutes. The longest is ten
/// times the one that nobody has to choose.
pub const LOCK_AFTER_CHOICES: [u32; 7] = [1, 5, 10, 15, 30, 60, 150];

const LOCK_AFTER: u32 = 15;

/// The settings of a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Time without anybody until it locks, in minutes.
    pub lock_after: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lock_after: LOCK_AFTER,
        }
    }
}

impl Settings {
    /// The name of their note.
    pub const NOTE: &str = "settings";

    /// Reads the note. What it does not say, or says beyond the choices, is the default.
    pub fn parse(note: &[u8]) -> Self {
        let value: Value = serde_json::from_slice(note).unwrap_or_default();
        let minutes = value["lockAfter"]
            .as_u64()
            .and_then(|minutes| u32::try_from(minutes).ok());
        Self {
            lock_after: minutes
                .filter(|minutes| LOCK_AFTER_CHOICES.contains(minutes))
                .unwrap_or(LOCK_AFTER),
        }
    }

    /// The note.
    pub fn to_note(self) -> Vec<u8> {
        json!({ "lockAfter": self.lock_after })
            .to_string()
            .into_bytes()
    }
}
