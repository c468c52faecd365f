//! Enumerations of the API, open to values that appear later.

/// Declares an enum whose values are words of the API.
///
/// A word we do not know is kept in `Other`, so that it can be shown as it is: the
/// provider adds values without notice, and a row with a new one is still a row.
macro_rules! wire_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $value,)+
            /// A word that did not exist when this was written.
            Other(String),
        }

        impl $name {
            /// The words known here, in the API's spelling.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The value of a word.
            pub fn from_wire(word: &str) -> Self {
                match word {
                    $($word => Self::$value,)+
                    other => Self::Other(other.to_owned()),
                }
            }

            /// The word, in the API's spelling.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$value => $word,)+
                    Self::Other(word) => word,
                }
            }
        }
    };
}

pub(crate) use wire_enum;

#[cfg(test)]
mod tests {
    use crate::{RefusalCode, VpsState};

    #[test]
    fn known_and_unknown_words_round_trip() {
        for word in RefusalCode::WORDS.iter().chain(VpsState::WORDS) {
            assert_eq!(RefusalCode::from_wire(word).as_str(), *word);
            assert_eq!(VpsState::from_wire(word).as_str(), *word);
        }
        assert_eq!(VpsState::from_wire("running"), VpsState::Running);
        assert_eq!(
            VpsState::from_wire("Running"),
            VpsState::Other("Running".into())
        );
        assert_eq!(VpsState::from_wire("").as_str(), "");
    }
}
