//! The scope: the set of accounts that a page speaks about. It is the first part of
//! every address, so that a link says whose data it shows and two tabs may differ.

use std::fmt;
use std::sync::Arc;

use api::AccountId;

/// What the address of a group begins with.
const GROUP: &str = "group:";

/// Whose services a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All accounts that are signed in.
    All,
    /// One account.
    One(AccountId),
    /// The accounts that a person put together under a name.
    Group(GroupName),
}

/// The name of a group, as people write it: any characters that can be seen, at most
/// [`GroupName::LONGEST`] of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName(Arc<str>);

impl GroupName {
    /// In characters.
    pub const LONGEST: usize = 40;

    /// Takes a name as typed; white space around it is not part of it.
    pub fn new(text: &str) -> Option<Self> {
        let name = text.trim();
        let fits = !name.is_empty()
            && name.chars().count() <= Self::LONGEST
            && !name.chars().any(char::is_control);
        fits.then(|| Self(name.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Scope {
    /// Reads the first part of an address: `all`, `eu:ab12345-ovh` or `group:{name}`,
    /// the name percent-encoded.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "all" {
            Some(Self::All)
        } else if let Some(name) = text.strip_prefix(GROUP) {
            GroupName::new(&decode(name)?).map(Self::Group)
        } else {
            text.parse().ok().map(Self::One)
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::One(account) => account.fmt(f),
            Self::Group(name) => {
                let mut text = GROUP.to_owned();
                api::percent_encode(&mut text, name.as_str());
                f.write_str(&text)
            }
        }
    }
}

/// Undoes percent-encoding; nothing when what stands there is no encoded text.
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    // A digit of base 16 fits.
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in [
            "all",
            "eu:ab12345-ovh",
            "soyoustart-ca:zz1-ovh",
            "group:shops",
            "group:North%2FSouth%20%26%20caf%C3%A9",
        ] {
            assert_eq!(
                Scope::parse(text).map(|s| s.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in [
            "",
            "everything",
            "eu:",
            "mars:ab12345-ovh",
            "ab12345-ovh",
            "group:",
            "group:%20",
            "group:%",
            "group:%4",
            "group:%zz",
            "group:%FF",
            "group:%0A",
        ] {
            assert_eq!(Scope::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_typed_by_hand_is_the_name_in_the_link() {
        let name = GroupName::new("  caf\u{e9} / n\u{b0} 1 ").unwrap();
        assert_eq!(name.as_str(), "caf\u{e9} / n\u{b0} 1");
        assert_eq!(
            Scope::parse("group:caf\u{e9} %2f n%C2%B0 1"),
            Some(Scope::Group(name))
        );
        assert_eq!(GroupName::new(&"x".repeat(41)), None);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever a group is called, its address is one plain segment and leads back.
        #[test]
        fn any_group_round_trips(name in "\\PC{1,40}") {
            let Some(name) = GroupName::new(&name) else { return Ok(()) };
            let scope = Scope::Group(name);
            let text = scope.to_string();
            prop_assert!(text.bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!(!text.contains(['/', '?', '#', '\\', '&', '+']));
            prop_assert_eq!(Scope::parse(&text), Some(scope));
        }

        #[test]
        fn any_text_is_refused_or_settles(text in ".{0,40}") {
            if let Some(scope) = Scope::parse(&text) {
                prop_assert_eq!(Scope::parse(&scope.to_string()), Some(scope));
            }
        }
    }
}
