//! What tabs with an open vault tell each other. No message carries anything but its kind.

/// A message between tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Lock, now.
    Lock,
    /// Somebody is there.
    Active,
    /// What is noted about accounts was changed in the vault.
    Labels,
}

impl Message {
    /// The text that is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Active => "active",
            Self::Labels => "labels",
        }
    }

    /// The message of a text. Everything else is nobody's message and is ignored.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Lock, Self::Active, Self::Labels]
            .into_iter()
            .find(|message| message.as_str() == text)
    }
}
