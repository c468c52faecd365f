//! Finding a text in many texts: prepared once for a query, then quick for each row.

/// A text to look for.
pub struct Finder {
    needle: Vec<u8>,
    /// How far to go on when the last byte of what is looked at is this one.
    skip: [u8; 256],
}

impl Finder {
    /// Prepares to look for `needle`, letter case and all.
    pub fn new(needle: &str) -> Self {
        let needle = needle.as_bytes().to_vec();
        let most = u8::try_from(needle.len()).unwrap_or(u8::MAX).max(1);
        let mut skip = [most; 256];
        if let Some((_, before)) = needle.split_last() {
            for (at, byte) in before.iter().enumerate() {
                let from_end = before.len() - at;
                skip[usize::from(*byte)] = u8::try_from(from_end).unwrap_or(u8::MAX);
            }
        }
        Self { needle, skip }
    }

    /// Whether `text` holds it.
    pub fn is_in(&self, text: &str) -> bool {
        let Some(last) = self.needle.last() else {
            return true;
        };
        let (text, length) = (text.as_bytes(), self.needle.len());
        let mut end = length;
        while let Some(byte) = text.get(end.wrapping_sub(1)) {
            if byte == last && text[end - length..end] == self.needle[..] {
                return true;
            }
            end += usize::from(self.skip[usize::from(*byte)]);
        }
        false
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_the_standard_library_finds(text in "[abé]{0,40}", needle in "[abé]{0,5}") {
            prop_assert_eq!(Finder::new(&needle).is_in(&text), text.contains(&needle));
        }

        #[test]
        fn long_needles_too(text in "(ab){130,300}", needle in "b(ab){120,140}") {
            prop_assert_eq!(Finder::new(&needle).is_in(&text), text.contains(&needle));
        }
    }
}
