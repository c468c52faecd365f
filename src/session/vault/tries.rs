//! Wrong passphrases and the pause after them, which grows. Kept beside the vault, so that
//! a reload or another tab does not start anew. It slows a person at this keyboard; who
//! has the file guesses elsewhere, and meets the rounds of [`super::Kdf`].

/// How often the passphrase was wrong in a row, and when last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tries {
    wrong: u32,
    /// Milliseconds since 1970.
    last_ms: f64,
}

/// Wrong passphrases that are only a slip.
const FREE: u32 = 2;
/// The longest pause, in milliseconds.
const MOST_MS: f64 = 60_000.0;

impl Tries {
    /// One more wrong passphrase.
    pub fn and_wrong(self, now_ms: f64) -> Self {
        Self {
            wrong: self.wrong.saturating_add(1),
            last_ms: now_ms,
        }
    }

    /// How long to wait before the next one, in milliseconds.
    pub fn wait_ms(self, now_ms: f64) -> f64 {
        if self.wrong < FREE {
            return 0.0;
        }
        // 1, 2, 4 … 60 s. From the sixth doubling on it is the most anyway.
        let doubled = f64::from(1_u32 << (self.wrong - FREE).min(6));
        let pause = (doubled * 1_000.0).min(MOST_MS);
        // A clock that was set back must not make the pause longer than it is.
        (self.last_ms + pause - now_ms).clamp(0.0, pause)
    }

    /// As it is stored. The moment is a whole number of milliseconds.
    pub fn to_text(self) -> String {
        format!("{} {}", self.wrong, self.last_ms as u64)
    }

    /// Reads it; anything else is no wrong passphrase yet.
    pub fn parse(text: &str) -> Self {
        let read = || {
            let (wrong, last) = text.split_once(' ')?;
            Some(Self {
                wrong: wrong.parse().ok()?,
                last_ms: last.parse::<u64>().ok()? as f64,
            })
        };
        read().unwrap_or_default()
    }
}
