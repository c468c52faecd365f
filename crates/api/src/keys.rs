//! What a request is signed with.

use std::fmt;

/// Text that must not be shown, logged or left behind in memory.
///
/// `Debug` prints `«secret»`, there is no `Display`, and the bytes are overwritten
/// on drop. That is a courtesy, not a guarantee: copies that the allocator or the
/// browser made earlier are out of reach.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text over.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for a signature, a header or a sealed vault; nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no text, as in a form that was not filled in.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("«secret»")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.0).into_bytes();
        bytes.fill(0);
        // Keeps the compiler from dropping the writes to memory about to be freed.
        std::hint::black_box(&bytes);
    }
}

/// The three keys of a signed request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Names the application, `X-Ovh-Application`. Not a secret.
    pub application_key: String,
    /// Proves the application; goes into signatures and nowhere else.
    pub application_secret: Secret,
    /// Names the customer and the rights they gave, `X-Ovh-Consumer`.
    pub consumer_key: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let keys = Keys {
            application_key: "public".into(),
            application_secret: Secret::new("canary-one"),
            consumer_key: Secret::new("canary-two"),
        };
        let shown = format!("{keys:?} {keys:#?}");
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("«secret»"));
    }
}
