//! Addresses in what others wrote. Text stays text; what is plainly the address of a page
//! on the web, and nothing else, may become a link.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// An address, and the host in it, which is what decides where it leads.
    Link { address: &'a str, host: &'a str },
}

const SCHEME: &str = "https://";

/// The parts of a text, in order: put together they are the text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Where what is not said yet begins, and where to look on.
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find(SCHEME) {
        let start = at + found;
        let before = text[..start].chars().next_back();
        match link(&text[start..]) {
            // `xhttps://` is another scheme.
            Some((address, host)) if !before.is_some_and(char::is_alphanumeric) => {
                if from < start {
                    pieces.push(Piece::Text(&text[from..start]));
                }
                pieces.push(Piece::Link { address, host });
                from = start + address.len();
                at = from;
            }
            _ => at = start + SCHEME.len(),
        }
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// The address at the beginning of `text`, and its host.
fn link(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c| !may_stand(c)).unwrap_or(text.len());
    // A letter that only looks like one of a host: no link at all, rather than half of one.
    if text[end..].chars().next().is_some_and(is_odd) {
        return None;
    }
    let address = without_punctuation(&text[..end]);
    let rest = address.get(SCHEME.len()..)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.split(':').next()?;
    let port = &authority[host.len()..];
    (is_host(host) && is_port(port)).then_some((address, host))
}

/// What an address is made of, as the standard for them has it.
fn may_stand(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// What would go on in an address in a browser's eyes, and is not plain.
fn is_odd(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace()
}

/// A sentence goes on behind an address, or ends; a bracket that was opened before it closes.
fn without_punctuation(mut address: &str) -> &str {
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
        let count = |c: char| shorter.matches(c).count();
        let shorter = match shorter.chars().next_back() {
            Some(')') if count(')') > count('(') => &shorter[..shorter.len() - 1],
            Some(']') if count(']') > count('[') => &shorter[..shorter.len() - 1],
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// A name of plain letters with a dot in it: no user before it, no number, no brackets.
fn is_host(host: &str) -> bool {
    let mut labels = host.split('.').peekable();
    let mut last = "";
    let mut count = 0;
    let fine = labels.all(|label| {
        (last, count) = (label, count + 1);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty()
            && label.len() < 64
            && label.bytes().all(plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
            // Written in another alphabet: it may look like any name.
            && !label.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("xn--"))
    });
    fine && count > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_port(port: &str) -> bool {
    match port.strip_prefix(':') {
        Some(digits) => {
            (1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        None => port.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<(&str, &str)> {
        let pieces = pieces(text).into_iter();
        pieces
            .filter_map(|piece| match piece {
                Piece::Link { address, host } => Some((address, host)),
                Piece::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn plain_addresses_of_the_web_are_links() {
        for (text, expected) in [
            (
                "See https://help.example.com/a_(b)?c=d#e.",
                vec![("https://help.example.com/a_(b)?c=d#e", "help.example.com")],
            ),
            (
                "(https://a.example/x), https://b.example:8443",
                vec![
                    ("https://a.example/x", "a.example"),
                    ("https://b.example:8443", "b.example"),
                ],
            ),
            (
                "[1]: https://a.example/x]",
                vec![("https://a.example/x", "a.example")],
            ),
            (
                "<https://a.example>",
                vec![("https://a.example", "a.example")],
            ),
        ] {
            assert_eq!(links(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "http://a.example",
            "javascript:alert(1)//https",
            "xhttps://a.example",
            "https://",
            "https://localhost/x",
            "https://192.0.2.1/x",
            "https://[2001:db8::1]/x",
            "https://user@a.example/",
            "https://help.example.com@evil.example/",
            "https://a.example:x/",
            "https://a.example:123456/",
            "https://xn--80ak6aa92e.example/",
            "https://exаmple.example/",
            "https://a.example\u{202e}moc.elpmaxe/",
            "https://a..example",
            "https://-a.example",
            "https:/a.example",
        ] {
            assert_eq!(links(text), [], "{text}");
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        /// Whatever was written is shown, to the last letter, and no link leads elsewhere
        /// than it says.
        #[test]
        fn nothing_of_a_text_is_lost(text in "(https://|[a-z.@:/()é \u{202e}]{0,8}|\\PC{0,4}){0,8}") {
            let mut whole = String::new();
            for piece in pieces(&text) {
                match piece {
                    Piece::Text(text) => whole.push_str(text),
                    Piece::Link { address, host } => {
                        let rest = address.strip_prefix(SCHEME).unwrap();
                        let authority = rest.split(['/', '?', '#']).next().unwrap();
                        let (name, port) = authority.split_once(':').unwrap_or((authority, "1"));
                        proptest::prop_assert_eq!(name, host);
                        proptest::prop_assert!(port.parse::<u32>().is_ok());
                        proptest::prop_assert!(address.is_ascii());
                        whole.push_str(address);
                    }
                }
            }
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
