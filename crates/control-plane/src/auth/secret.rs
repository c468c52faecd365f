//! Random keys and secrets.

use crate::error::ApiError;

/// The characters of keys: 62, as in the keys the API gives out.
const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Characters of an application key.
pub const APPLICATION_KEY_LENGTH: usize = 16;
/// Characters of an application secret and of a consumer key: 190 bits.
pub const SECRET_LENGTH: usize = 32;
/// Characters of the token in a validation link: 380 bits.
pub const TOKEN_LENGTH: usize = 64;

/// `length` characters from the system's random source.
///
/// # Errors
///
/// When the system has no random source.
pub fn random(length: usize) -> Result<String, ApiError> {
    let mut text = String::with_capacity(length);
    let mut bytes = [0_u8; 64];
    while text.len() < length {
        getrandom::fill(&mut bytes).map_err(|error| {
            tracing::error!(%error, "no random source");
            ApiError::internal("The call could not be carried out")
        })?;
        // Bytes over the last multiple of 62 would make some characters more
        // frequent than others.
        let usable = bytes.iter().filter(|byte| **byte < 248);
        for byte in usable.take(length - text.len()) {
            text.push(char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_long_as_asked_and_never_the_same() {
        for length in [0, 1, APPLICATION_KEY_LENGTH, SECRET_LENGTH, 1_000] {
            let text = random(length).unwrap();
            assert_eq!(text.len(), length);
            assert!(text.bytes().all(|byte| ALPHABET.contains(&byte)));
        }
        assert_ne!(
            random(SECRET_LENGTH).unwrap(),
            random(SECRET_LENGTH).unwrap()
        );
    }
}
