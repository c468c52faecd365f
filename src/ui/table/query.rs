//! The language of filters: `state:unpaid region:eu ends<30d "two words" -product:domain`.
//!
//! Terms stand between spaces and all hold. A term is a word to search for, or a column,
//! a comparison and a value; `-` before it turns it round, quotation marks keep spaces
//! together and take the meaning from every other character. Whatever is not understood
//! is a word: nothing that can be typed is an error.

/// How a column and a value are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:` it is, or holds, the value.
    Is,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Op {
    /// Longer signs first, as they are read.
    pub const ALL: [Self; 5] = [
        Self::AtMost,
        Self::AtLeast,
        Self::Is,
        Self::Less,
        Self::More,
    ];

    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// What a term says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Text to be found anywhere.
    Word(String),
    /// A column compared with a value, which is empty while it is being typed.
    Field {
        /// The column's name as it was written.
        name: String,
        op: Op,
        value: String,
    },
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Rows that fit it are left out.
    pub negated: bool,
    pub what: What,
}

/// A term and the bytes of the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub term: Term,
    pub start: usize,
    pub end: usize,
}

/// Reads a query. `known` tells the names of columns.
pub fn parse(text: &str, known: &dyn Fn(&str) -> bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(skip) = text[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + skip;
        let (term, length) = term(&text[start..], known);
        at = start + length;
        tokens.push(Token {
            term,
            start,
            end: at,
        });
    }
    tokens
}

/// Reads the term at the beginning of `text`, which does not begin with a space.
fn term(text: &str, known: &dyn Fn(&str) -> bool) -> (Term, usize) {
    let rest = text
        .strip_prefix('-')
        .filter(|rest| rest.chars().next().is_some_and(|c| !c.is_whitespace()));
    let negated = rest.is_some();
    let body = rest.unwrap_or(text);
    let before = text.len() - body.len();
    let (what, length) = if let Some((word, length)) = quoted(body) {
        (What::Word(word), length)
    } else if let Some((name, op)) = field(body, known) {
        let head = name.len() + op.sign().len();
        let (value, length) = quoted(&body[head..]).unwrap_or_else(|| plain(&body[head..]));
        let name = name.to_owned();
        (What::Field { name, op, value }, head + length)
    } else {
        let (word, length) = plain(body);
        (What::Word(word), length)
    };
    (Term { negated, what }, before + length)
}

/// A name and a comparison at the beginning of `text`.
fn field<'a>(text: &'a str, known: &dyn Fn(&str) -> bool) -> Option<(&'a str, Op)> {
    let end = text.find(|c: char| !c.is_ascii_lowercase())?;
    let (name, rest) = text.split_at(end);
    let op = Op::ALL.into_iter().find(|op| rest.starts_with(op.sign()))?;
    known(name).then_some((name, op))
}

/// What stands before the next space.
fn plain(text: &str) -> (String, usize) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (text[..end].to_owned(), end)
}

/// Text between quotation marks; the last may still be missing.
fn quoted(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut chars = inner.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((value, at + 2)),
            '\\' => match chars.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                Some((_, next)) => value.push(next),
                None => value.push('\\'),
            },
            c => value.push(c),
        }
    }
    Some((value, text.len()))
}

/// Writes a term so that it is read as the same term.
pub fn print(term: &Term, known: &dyn Fn(&str) -> bool) -> String {
    let head = if term.negated { "-" } else { "" };
    let (head, value) = match &term.what {
        What::Word(word) => (head.to_owned(), word),
        What::Field { name, op, value } => (format!("{head}{name}{}", op.sign()), value),
    };
    let simple = format!("{head}{value}");
    match &parse(&simple, known)[..] {
        [token] if token.term == *term && token.end == simple.len() => simple,
        _ => {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            format!("{head}\"{escaped}\"")
        }
    }
}

/// `text` without the bytes of some tokens, and without the space that this leaves.
pub fn without(text: &str, tokens: &[Token]) -> String {
    let mut left = String::new();
    let mut at = 0;
    for token in tokens {
        left.push_str(&text[at..token.start]);
        at = token.end;
        if left.is_empty() || left.ends_with(char::is_whitespace) {
            at += text[at..].len() - text[at..].trim_start().len();
        }
    }
    left.push_str(&text[at..]);
    if tokens.is_empty() {
        left
    } else {
        left.trim_end().to_owned()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known(name: &str) -> bool {
        ["state", "ends", "name", "sort"].contains(&name)
    }

    fn word(text: &str) -> Term {
        Term {
            negated: false,
            what: What::Word(text.to_owned()),
        }
    }

    fn is(name: &str, op: Op, value: &str) -> Term {
        Term {
            negated: false,
            what: What::Field {
                name: name.to_owned(),
                op,
                value: value.to_owned(),
            },
        }
    }

    fn not(term: Term) -> Term {
        Term {
            negated: true,
            ..term
        }
    }

    fn terms(text: &str) -> Vec<Term> {
        let tokens = parse(text, &known).into_iter();
        tokens.map(|token| token.term).collect()
    }

    #[test]
    fn reads_words_columns_and_comparisons() {
        for (text, expected) in [
            ("", vec![]),
            ("  a  b ", vec![word("a"), word("b")]),
            ("state:unpaid", vec![is("state", Op::Is, "unpaid")]),
            ("ends<30d", vec![is("ends", Op::Less, "30d")]),
            ("ends>=2026-12", vec![is("ends", Op::AtLeast, "2026-12")]),
            ("-state:a,b", vec![not(is("state", Op::Is, "a,b"))]),
            ("name:\"a b\" c", vec![is("name", Op::Is, "a b"), word("c")]),
            ("\"a  b\"", vec![word("a  b")]),
            ("-\"a b", vec![not(word("a b"))]),
            ("state:", vec![is("state", Op::Is, "")]),
            ("- -", vec![word("-"), word("-")]),
            // No column of this list, so it is what somebody looks for.
            ("other:x", vec![word("other:x")]),
            (
                "2001:db8::1 https://x",
                vec![word("2001:db8::1"), word("https://x")],
            ),
            ("a\"b <b>\"c\"", vec![word("a\"b"), word("<b>\"c\"")]),
            ("\"state:x\"", vec![word("state:x")]),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }

    #[test]
    fn takes_terms_out_of_what_was_typed() {
        for (text, at, expected) in [
            ("a state:x b", 1, "a b"),
            ("state:x b", 0, "b"),
            ("a  state:x", 1, "a"),
            ("state:x", 0, ""),
        ] {
            let tokens = parse(text, &known);
            assert_eq!(without(text, &tokens[at..=at]), expected, "{text}");
        }
        assert_eq!(without("a ", &[]), "a ");
    }

    fn any_term() -> impl Strategy<Value = Term> {
        let name = prop_oneof![Just("state"), Just("ends"), Just("name")];
        let op = proptest::sample::select(&Op::ALL[..]);
        let field = (name, op, "\\PC{0,8}|[-\"=<>: \\\\a]{0,6}").prop_map(|(name, op, value)| {
            What::Field {
                name: name.to_owned(),
                op,
                value,
            }
        });
        let word = "\\PC{0,8}|[-\"=<>: \\\\a]{0,6}|state:x".prop_map(What::Word);
        (any::<bool>(), prop_oneof![field, word]).prop_map(|(negated, what)| Term { negated, what })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_the_same(list in proptest::collection::vec(any_term(), 0..6)) {
            let written: Vec<String> = list.iter().map(|term| print(term, &known)).collect();
            prop_assert_eq!(terms(&written.join(" ")), list);
        }

        /// Every byte that is no space belongs to one term, in order, so nothing that was
        /// typed is lost.
        #[test]
        fn whatever_is_typed_is_kept(text in "[-\"=<>: \\\\aé\\t]{0,20}|\\PC{0,20}|(state|ends)[:<>]\\PC{0,9}") {
            let mut at = 0;
            for token in parse(&text, &known) {
                prop_assert!(text[at..token.start].trim().is_empty());
                prop_assert!(token.end > token.start);
                at = token.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
