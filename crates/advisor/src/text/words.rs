//! Words of a text, folded so that spelling does not matter.

/// A word longer than this is a token, a hash or an attachment: it keeps its place and is
/// not looked up.
const LONGEST: usize = 40;

/// What the end of a sentence adds to the place of the next word, so that no phrase
/// reaches across it.
const SENTENCE: u32 = 10;

/// A word where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without accents. Empty for what is too long to be a word.
    pub folded: String,
    /// Bytes of the text that it was read from.
    pub bytes: std::ops::Range<usize>,
    /// Its place: one more than the word before, more after the end of a sentence.
    pub place: u32,
}

/// The words of a text: runs of letters and digits. `can't` is two, an address of the web
/// is none: what stands in it is no word of the customer.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut place = 0;
    let mut start = None;
    let mut ended = false;
    let mut push = |start: usize, end: usize, ended: &mut bool| {
        place += if *ended { SENTENCE } else { 1 };
        *ended = false;
        let written = &text[start..end];
        words.push(Word {
            folded: if written.chars().nth(LONGEST).is_some() {
                String::new()
            } else {
                fold(written)
            },
            bytes: start..end,
            place,
        });
    };
    let mut address_until = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if at < address_until {
            continue;
        }
        if character.is_alphanumeric() || is_mark(character) {
            start.get_or_insert(at);
            continue;
        }
        let is_address = text[at..].starts_with("://");
        if let Some(start) = start.take()
            && !is_address
        {
            push(start, at, &mut ended);
        }
        if is_address {
            let rest = &text[at..];
            address_until = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
            continue;
        }
        // A point within a name or a number ends nothing.
        let next = characters
            .peek()
            .is_none_or(|(_, next)| next.is_whitespace());
        ended |= match character {
            '.' | '!' | '?' | ':' | ';' => next,
            '\n' | '…' => true,
            _ => false,
        };
    }
    if let Some(start) = start {
        push(start, text.len(), &mut ended);
    }
    words
}

/// A word in lower case and without accents. What is no Latin letter stays as it is.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars().flat_map(char::to_lowercase) {
        if is_mark(character) {
            continue;
        }
        match plain(character) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(character),
        }
    }
    folded
}

/// A German word as it would be folded had its umlauts not been written as two letters,
/// `None` where there are none.
pub fn without_digraphs(folded: &str) -> Option<String> {
    ["ae", "oe", "ue"]
        .iter()
        .any(|pair| folded.contains(pair))
        .then(|| {
            folded
                .replace("ae", "a")
                .replace("oe", "o")
                .replace("ue", "u")
        })
}

/// An accent that stands after its letter.
fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ĺ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ё' => "е",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        for (written, folded) in [
            ("Hébergé", "heberge"),
            ("He\u{301}berge\u{301}", "heberge"),
            ("ŁĄCZE", "lacze"),
            ("Straße", "strasse"),
            ("NÃO", "nao"),
            ("cœur", "coeur"),
            ("Verlängerung", "verlangerung"),
            ("Счёт", "счет"),
            ("İ", "i"),
            ("日本", "日本"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
        assert_eq!(without_digraphs("kuendigung").as_deref(), Some("kundigung"));
        assert_eq!(without_digraphs("server"), None);
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "Can't reach ovh.com. Help!";
        let found: Vec<_> = words(text)
            .iter()
            .map(|word| (&text[word.bytes.clone()], word.place))
            .collect();
        assert_eq!(
            found,
            [
                ("Can", 1),
                ("t", 2),
                ("reach", 3),
                ("ovh", 4),
                ("com", 5),
                ("Help", 15),
            ]
        );
    }

    #[test]
    fn addresses_are_no_words() {
        let text = "See https://shop.example/disk/full?é=1 please";
        let found: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
        assert_eq!(found, ["see", "please"]);
        assert_eq!(words("http://").len(), 0);
    }

    #[test]
    fn what_is_too_long_keeps_its_place_only() {
        let text = format!("disk {} full", "x".repeat(LONGEST + 1));
        let found = words(&text);
        assert_eq!(found[1].folded, "");
        assert_eq!(found[2].place, 3);
    }

    proptest! {
        #[test]
        fn any_text_has_words_within_it(text in any::<String>()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.bytes.start >= end && word.bytes.end <= text.len());
                prop_assert!(text.get(word.bytes.clone()).is_some());
                end = word.bytes.end;
            }
        }
    }
}
