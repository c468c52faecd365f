//! Versions as tools print them.

use std::fmt;

/// `major.minor.patch`; missing parts are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// The first word of a tool's answer that reads like a version:
    /// `trunk 0.21.14`, `v20.20.2`, `wasm-opt version 132 (version_132)`,
    /// `Chromium 156.0.8078.79 built on Debian`.
    pub fn find(answer: &str) -> Option<Self> {
        answer.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let digits = word.strip_prefix('v').unwrap_or(word);
        // `0.2.130-beta.1` and `0.2.130+abc` are not the release `0.2.130`.
        if !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
            return None;
        }
        let mut parts = digits.split('.').map(str::parse::<u32>);
        let major = parts.next()?.ok()?;
        let mut further = || match parts.next() {
            None => Some(0),
            Some(part) => part.ok(),
        };
        Some(Self(major, further()?, further()?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_tools_print() {
        for (answer, expected) in [
            ("trunk 0.21.14\n", Some(Version(0, 21, 14))),
            ("wasm-bindgen 0.2.130", Some(Version(0, 2, 130))),
            (
                "wasm-opt version 132 (version_132)",
                Some(Version(132, 0, 0)),
            ),
            ("wasm-opt version 108", Some(Version(108, 0, 0))),
            ("v20.20.2", Some(Version(20, 20, 2))),
            (
                "Chromium 156.0.8078.79 built on Debian",
                Some(Version(156, 0, 8078)),
            ),
            ("wasm-bindgen 0.2.130-beta.1", None),
            ("wasm-bindgen 0.2.130+dev", None),
            ("not a version", None),
            ("1..2", None),
            ("", None),
        ] {
            assert_eq!(Version::find(answer), expected, "{answer}");
        }
    }

    #[test]
    fn orders_by_number_not_by_text() {
        assert!(Version(0, 2, 130) > Version(0, 2, 99));
        assert!(Version(20, 0, 0) > Version(18, 20, 8));
    }
}
