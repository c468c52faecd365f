//! A query put to the columns of a list: which rows fit.

use std::any::Any;

use super::column::{Kind, Table, Value};
use super::find::Finder;
use super::moment;
use super::query::{Op, Token, What};
use crate::i18n::format::folded;

/// Something in a query that no column makes sense of. It is left out of the filter, not
/// out of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// A column does not know the value: the column's place, and what was written.
    Value(usize, String),
    /// A word that looks as if it named a column.
    NoColumn(String),
}

enum Against {
    Words(Vec<String>),
    Part(Box<Finder>),
    /// From the first, before the second.
    Span(f64, f64),
    Nothing,
}

struct Test {
    column: usize,
    op: Op,
    negated: bool,
    against: Against,
}

/// What rows must be like.
#[derive(Default)]
pub struct Filter {
    words: Vec<(bool, Finder)>,
    tests: Vec<Test>,
    /// What was not understood.
    pub unclear: Vec<Unclear>,
}

impl Filter {
    /// Prepares a filter; `now` in milliseconds since 1970.
    pub fn new(table: &Table, tokens: &[Token], now: f64) -> Self {
        let mut filter = Self::default();
        for token in tokens {
            let negated = token.term.negated;
            match &token.term.what {
                What::Word(word) => {
                    if let Some(name) = looks_like_a_column(word) {
                        filter.unclear.push(Unclear::NoColumn(name.to_owned()));
                    }
                    filter.words.push((negated, Finder::new(&folded(word))));
                }
                What::Field { name, op, value } => {
                    let Some(column) = table.column(name).filter(|_| !value.is_empty()) else {
                        continue;
                    };
                    match against(table, column, *op, value, now) {
                        Some(against) => filter.tests.push(Test {
                            column,
                            op: *op,
                            negated,
                            against,
                        }),
                        None => filter.unclear.push(Unclear::Value(column, value.clone())),
                    }
                }
            }
        }
        filter
    }

    /// Whether a row fits.
    pub fn holds(&self, table: &Table, row: &dyn Any) -> bool {
        let searched = (table.searched)(row);
        self.words
            .iter()
            .all(|(negated, word)| word.is_in(searched) != *negated)
            && self
                .tests
                .iter()
                .all(|test| test.holds(table, row) != test.negated)
    }
}

/// `foo` of `foo:bar`, but nothing of an address.
fn looks_like_a_column(word: &str) -> Option<&str> {
    let (name, value) = word.split_once(':')?;
    let plain = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    (plain && !value.is_empty() && !value.starts_with("//")).then_some(name)
}

fn against(table: &Table, column: usize, op: Op, value: &str, now: f64) -> Option<Against> {
    let described = &table.columns[column];
    let only_is = op == Op::Is;
    match described.kind {
        Kind::Choice if only_is => {
            let words: Vec<String> = value.split(',').map(folded).collect();
            let known = |word: &String| described.words.iter().any(|(known, _)| known == word);
            words.iter().all(known).then_some(Against::Words(words))
        }
        Kind::Account if only_is => {
            let words = value.split(',').filter(|word| !word.is_empty());
            Some(Against::Words(words.map(folded).collect()))
        }
        Kind::Text | Kind::Tag if only_is => Some(match value {
            "none" if described.kind == Kind::Tag => Against::Nothing,
            _ => Against::Part(Box::new(Finder::new(&folded(value)))),
        }),
        Kind::Date if only_is && value == "none" => Some(Against::Nothing),
        Kind::Date => moment::span(value, now).map(|(from, to)| Against::Span(from, to)),
        Kind::Number | Kind::Money if only_is && value == "none" => Some(Against::Nothing),
        Kind::Number | Kind::Money => number(value).map(|number| Against::Span(number, number)),
        Kind::Choice | Kind::Account | Kind::Text | Kind::Tag => None,
    }
}

impl Test {
    fn holds(&self, table: &Table, row: &dyn Any) -> bool {
        let column = &table.columns[self.column];
        let value = (column.value)(row);
        match &self.against {
            Against::Nothing => match value {
                Value::None => true,
                Value::Tags(tags) => tags.is_empty(),
                _ => false,
            },
            Against::Words(words) => words.iter().any(|word| match (&column.fits, value) {
                (Some(fits), _) => fits(row, word),
                (None, Value::Word { word: held, .. } | Value::Text(held)) => held == word,
                _ => false,
            }),
            Against::Part(part) => match value {
                Value::Text(text) | Value::Word { word: text, .. } => part.is_in(&folded(text)),
                Value::Tags(tags) => tags.iter().any(|tag| part.is_in(&folded(tag))),
                _ => false,
            },
            Against::Span(from, to) => match value {
                Value::Number(held) | Value::Date(held) | Value::Money(held, _) => {
                    compare(self.op, held, *from, *to)
                }
                _ => false,
            },
        }
    }
}

/// Compares with a span of time or with one point, where both ends are the same.
fn compare(op: Op, held: f64, from: f64, to: f64) -> bool {
    match op {
        Op::Less => held < from,
        Op::AtMost => held < to || held <= from,
        Op::More => held > from && held >= to,
        Op::AtLeast => held >= from,
        Op::Is => held >= from && (held < to || held <= from),
    }
}

/// A number in digits, `12`, `-3.5`. Read by hand: the general reading of fractions would
/// weigh more than the whole filter.
fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    if part.is_empty() || part.len() > 9 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_u32.pow(u32::try_from(part.len()).ok()?);
    let (whole, part): (u32, u32) = (whole.parse().ok()?, part.parse().ok()?);
    Some(sign * (f64::from(whole) + f64::from(part) / f64::from(scale)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ids, rows, table};
    use super::super::{order::Engine, query};
    use super::*;

    const NOW: f64 = 1_796_083_200_000.0; // 2026-12-01

    fn found(text: &str) -> (Vec<u64>, Vec<Unclear>) {
        let table = table();
        let tokens = query::parse(text, &|name| table.column(name).is_some());
        let filter = Filter::new(&table, &tokens, NOW);
        let mut engine = Engine::default();
        let rows = rows();
        let chosen = engine.choose(&table, &rows, &filter, &[]);
        (ids(&rows, &chosen), filter.unclear)
    }

    #[test]
    fn every_kind_is_filtered() {
        for (text, expected) in [
            ("", vec![1, 2, 3, 4]),
            ("BETA", vec![2]),
            ("-beta", vec![1, 3, 4]),
            ("a -alpha", vec![2, 3, 4]),
            ("name:ALP", vec![1]),
            ("-name:alp", vec![2, 3, 4]),
            ("state:bad", vec![1, 3]),
            ("state:bad,good", vec![1, 2, 3]),
            ("state:any -state:good", vec![1, 3, 4]),
            ("account:ab1", vec![1, 2]),
            ("account:nobody", vec![]),
            ("ends<30d", vec![1, 2]),
            ("ends>30d", vec![3]),
            ("ends<0d", vec![1]),
            ("end:2026-12", vec![2]),
            ("end<2026-12", vec![1]),
            ("end>=2026-12", vec![2, 3]),
            ("end>2026-12", vec![3]),
            ("end:none", vec![4]),
            ("price>10", vec![3, 4]),
            ("price<=10", vec![1, 2]),
            ("price:9.99", vec![1]),
            ("tag:env", vec![1, 3]),
            ("tag:env:PROD", vec![1]),
            ("tag:none", vec![2, 4]),
            ("state:", vec![1, 2, 3, 4]),
        ] {
            assert_eq!(found(text), (expected, vec![]), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said_and_narrows_nothing() {
        for (text, unclear) in [
            ("state:x", Unclear::Value(1, "x".into())),
            ("state<bad", Unclear::Value(1, "bad".into())),
            ("end<soon", Unclear::Value(3, "soon".into())),
            ("price>much", Unclear::Value(4, "much".into())),
        ] {
            assert_eq!(found(text), (vec![1, 2, 3, 4], vec![unclear]), "{text}");
        }
        // A word all the same: it may stand in a name.
        let (rows, unclear) = found("colour:red");
        assert_eq!(rows, Vec::<u64>::new());
        assert_eq!(unclear, [Unclear::NoColumn("colour".into())]);
        assert_eq!(found("2001:db8:: https://x").1, []);
    }

    #[test]
    fn numbers_are_read_in_digits_only() {
        for (text, expected) in [
            ("12", Some(12.0)),
            ("-3.5", Some(-3.5)),
            ("0.25", Some(0.25)),
            ("", None),
            (".", None),
            ("1.", None),
            ("1e3", None),
            ("9999999999", None),
            ("1.0000000001", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
