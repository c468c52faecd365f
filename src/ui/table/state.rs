//! How a list is looked at: the query as it was typed, what was picked beside it, the
//! order and the columns. All of it is read from the address and written to it, so that a
//! link shows the same list.

use super::column::Table;
use super::query::{self, Op, Term, Token, What};

/// The name under which the order stands in a query and in the address.
const SORT: &str = "sort";
const TEXT: &str = "q";
const COLUMNS: &str = "columns";

/// How a list is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The query as it was typed.
    pub text: String,
    /// Columns and the words picked for them, each column once.
    pub picked: Vec<(usize, String)>,
    /// Columns to sort by, `true` for descending. Empty: the usual order.
    pub sort: Vec<(usize, bool)>,
    /// The columns shown. Empty: the usual ones.
    pub columns: Vec<usize>,
}

/// A query's tokens, and the order that was typed with it.
pub struct Meant {
    pub tokens: Vec<Token>,
    pub sort: Vec<(usize, bool)>,
}

/// Reads the terms of a list's query.
pub fn read(table: &Table, text: &str) -> Vec<Token> {
    query::parse(text, &|name| name == SORT || table.column(name).is_some())
}

fn print(table: &Table, term: &Term) -> String {
    query::print(term, &|name| name == SORT || table.column(name).is_some())
}

/// A term that compares a column.
pub fn field(table: &Table, column: usize, op: Op, value: &str, negated: bool) -> Term {
    Term {
        negated,
        what: What::Field {
            name: table.columns[column].key.to_owned(),
            op,
            value: value.to_owned(),
        },
    }
}

fn sort_of(table: &Table, text: &str) -> Vec<(usize, bool)> {
    let mut sort: Vec<(usize, bool)> = Vec::new();
    for part in text.split(',') {
        let (name, descending) = match part.strip_prefix('-') {
            Some(name) => (name, true),
            None => (part, false),
        };
        if let Some(column) = table.column(name)
            && sort.iter().all(|(other, _)| *other != column)
        {
            sort.push((column, descending));
        }
    }
    sort
}

fn sort_text(table: &Table, sort: &[(usize, bool)]) -> String {
    let part = |(column, descending): &(usize, bool)| {
        let sign = if *descending { "-" } else { "" };
        format!("{sign}{}", table.columns[*column].key)
    };
    sort.iter().map(part).collect::<Vec<_>>().join(",")
}

impl View {
    /// Reads the address's query: pairs of names and decoded values. What it does not
    /// understand it ignores, as a link from another version may say more.
    pub fn from_pairs(table: &Table, pairs: &[(String, String)]) -> Self {
        let mut view = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                TEXT => view.text.clone_from(value),
                SORT => view.sort = sort_of(table, value),
                COLUMNS => {
                    for column in value.split(',').filter_map(|name| table.column(name)) {
                        if !view.columns.contains(&column) {
                            view.columns.push(column);
                        }
                    }
                }
                name => view.take(table, name, value),
            }
        }
        view.normalised(table)
    }

    fn take(&mut self, table: &Table, name: &str, value: &str) {
        let Some(column) = table.column(name) else {
            return;
        };
        let words = &table.columns[column].words;
        if words.is_empty() || words.iter().any(|(word, _)| *word == value) {
            self.pick(column, value);
        }
    }

    /// The usual order and columns are said by saying nothing; the first column names the
    /// row and is always there.
    fn normalised(mut self, table: &Table) -> Self {
        if self.sort == table.usual_order {
            self.sort.clear();
        }
        if !self.columns.is_empty() {
            self.columns.retain(|column| *column != 0);
            self.columns.insert(0, 0);
        }
        if self.columns == table.usual_columns() {
            self.columns.clear();
        }
        self
    }

    /// The pairs for the address, without what is as usual.
    pub fn to_pairs(&self, table: &Table) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push((TEXT, self.text.clone()));
        }
        for (column, word) in &self.picked {
            pairs.push((table.columns[*column].key, word.clone()));
        }
        if !self.sort.is_empty() {
            pairs.push((SORT, sort_text(table, &self.sort)));
        }
        if !self.columns.is_empty() {
            let keys: Vec<&str> = self
                .columns
                .iter()
                .map(|at| table.columns[*at].key)
                .collect();
            pairs.push((COLUMNS, keys.join(",")));
        }
        pairs
    }

    /// The whole query: what was typed and what was picked.
    pub fn meant(&self, table: &Table) -> Meant {
        let mut tokens = read(table, &self.text);
        let mut sort = Vec::new();
        tokens.retain(|token| match &token.term.what {
            What::Field { name, value, .. } if name == SORT => {
                sort = sort_of(table, value);
                false
            }
            _ => true,
        });
        for (column, word) in &self.picked {
            let term = field(table, *column, Op::Is, word, false);
            let (start, end) = (self.text.len(), self.text.len());
            tokens.push(Token { term, start, end });
        }
        if sort.is_empty() {
            sort.clone_from(&self.sort);
        }
        if sort.is_empty() {
            sort.clone_from(&table.usual_order);
        }
        Meant { tokens, sort }
    }

    /// The whole query as one text, the order included.
    pub fn written(&self, table: &Table) -> String {
        let picked = self.picked.iter().map(|(column, word)| {
            let term = field(table, *column, Op::Is, word, false);
            print(table, &term)
        });
        let mut parts: Vec<String> = picked.collect();
        if !self.text.trim().is_empty() {
            parts.push(self.text.trim().to_owned());
        }
        if !self.sort.is_empty() {
            parts.push(format!("{SORT}:{}", sort_text(table, &self.sort)));
        }
        parts.join(" ")
    }

    /// Moves everything into the text.
    pub fn as_text(&self, table: &Table) -> Self {
        Self {
            text: self.written(table),
            columns: self.columns.clone(),
            ..Self::default()
        }
    }

    /// The columns shown, in order.
    pub fn shown_columns(&self, table: &Table) -> Vec<usize> {
        if self.columns.is_empty() {
            table.usual_columns()
        } else {
            self.columns.clone()
        }
    }

    /// Chooses the columns shown.
    pub fn show_columns(&mut self, table: &Table, columns: Vec<usize>) {
        self.columns = columns;
        *self = std::mem::take(self).normalised(table);
    }

    /// The word that a column is narrowed to, wherever that was said.
    pub fn word_of(&self, table: &Table, column: usize) -> Option<String> {
        let tokens = self.meant(table).tokens;
        tokens.into_iter().find_map(|token| match token.term.what {
            What::Field {
                name,
                op: Op::Is,
                value,
            } if !token.term.negated && table.column(&name) == Some(column) => Some(value),
            _ => None,
        })
    }

    /// Narrows a column to a word, or to nothing for an empty one.
    pub fn narrow(&mut self, table: &Table, column: usize, word: &str) {
        let mine = |token: &Token| match &token.term.what {
            What::Field { name, op, .. } => {
                *op == Op::Is && !token.term.negated && table.column(name) == Some(column)
            }
            What::Word(_) => false,
        };
        let mut tokens = read(table, &self.text);
        tokens.retain(mine);
        self.text = query::without(&self.text, &tokens);
        self.pick(column, word);
    }

    fn pick(&mut self, column: usize, word: &str) {
        let place = self.picked.iter().position(|(other, _)| *other == column);
        match (place, word) {
            (Some(place), "") => {
                self.picked.remove(place);
            }
            (Some(place), word) => self.picked[place].1 = word.to_owned(),
            (None, "") => {}
            (None, word) => self.picked.push((column, word.to_owned())),
        }
    }

    /// Adds a term to the text.
    pub fn add(&mut self, table: &Table, term: &Term) {
        let before = self.text.trim_end().to_owned();
        let gap = if before.is_empty() { "" } else { " " };
        self.text = format!("{before}{gap}{}", print(table, term));
    }

    /// Sorts by a column, the other way round if that is the order already; `further`
    /// keeps the earlier columns before it.
    pub fn sort_by(&mut self, table: &Table, column: usize, further: bool) {
        let mut sort = self.meant(table).sort;
        // An order that was typed gives way to the one that is clicked.
        let mut tokens = read(table, &self.text);
        tokens.retain(|token| matches!(&token.term.what, What::Field { name, .. } if name == SORT));
        self.text = query::without(&self.text, &tokens);
        let known = sort.iter().position(|(other, _)| *other == column);
        match (known, further) {
            (Some(place), true) => sort[place].1 = !sort[place].1,
            (None, true) => sort.push((column, false)),
            (Some(0), false) => sort = vec![(column, !sort[0].1)],
            (_, false) => sort = vec![(column, false)],
        }
        self.sort = sort;
        *self = std::mem::take(self).normalised(table);
    }

    /// Whether anything is left out.
    pub fn narrows(&self, table: &Table) -> bool {
        !self.meant(table).tokens.is_empty()
    }

    /// The same order and columns without anything left out.
    pub fn widened(&self, table: &Table) -> Self {
        let sort = self.meant(table).sort;
        Self {
            sort,
            columns: self.columns.clone(),
            ..Self::default()
        }
        .normalised(table)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::table;
    use super::*;

    fn view(pairs: &[(&str, &str)]) -> View {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        View::from_pairs(&table(), &pairs.iter().map(owned).collect::<Vec<_>>())
    }

    #[test]
    fn an_address_keeps_its_meaning() {
        for pairs in [
            vec![],
            vec![("q", "a%20b&c=d"), ("state", "bad"), ("sort", "-end")],
            vec![("account", "ab1"), ("state", "any")],
            vec![("sort", "name,-end")],
            vec![("q", "sort:name state:x"), ("columns", "name,tag,end")],
        ] {
            let written = view(&pairs).to_pairs(&table());
            let again: Vec<(&str, &str)> = written
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            assert_eq!(again, pairs);
        }
    }

    #[test]
    fn what_an_address_says_beyond_us_is_ignored() {
        for pairs in [
            vec![
                ("state", "x"),
                ("sort", "-x"),
                ("new", "1"),
                ("columns", "y"),
            ],
            vec![("sort", "state"), ("state", "")],
            vec![("columns", "name,state,account,end,price")],
            vec![("columns", "state,account,name,end,price")],
        ] {
            assert_eq!(view(&pairs), View::default(), "{pairs:?}");
        }
    }

    #[test]
    fn what_is_picked_and_what_is_typed_are_one_query() {
        let table = table();
        let mut looked = view(&[("q", "a state:bad b"), ("account", "zz9")]);
        assert_eq!(looked.word_of(&table, 1).as_deref(), Some("bad"));
        assert_eq!(looked.written(&table), "account:zz9 a state:bad b");
        looked.narrow(&table, 1, "good");
        assert_eq!(looked.text, "a b");
        assert_eq!(looked.written(&table), "account:zz9 state:good a b");
        let text = looked.as_text(&table);
        assert_eq!(text.text, "account:zz9 state:good a b");
        assert_eq!(text.meant(&table).tokens.len(), 4);
        looked.narrow(&table, 1, "");
        looked.narrow(&table, 2, "");
        assert_eq!(looked, view(&[("q", "a b")]));
        looked.add(&table, &field(&table, 3, Op::Less, "30d", true));
        assert_eq!(looked.text, "a b -end<30d");
        assert!(looked.narrows(&table));
        assert!(!looked.widened(&table).narrows(&table));
    }

    #[test]
    fn columns_are_sorted_by_in_turn() {
        let table = table();
        let mut looked = View::default();
        for (column, further, expected) in [
            (1, false, vec![(1, true)]),
            (1, false, vec![]),
            (3, false, vec![(3, false)]),
            (0, true, vec![(3, false), (0, false)]),
            (3, true, vec![(3, true), (0, false)]),
            (0, false, vec![(0, false)]),
            (0, false, vec![(0, true)]),
        ] {
            looked.sort_by(&table, column, further);
            assert_eq!(looked.sort, expected);
        }
        looked.text = "x sort:-price".into();
        assert_eq!(looked.meant(&table).sort, [(4, true)]);
        looked.sort_by(&table, 0, true);
        assert_eq!(
            (looked.text.as_str(), &looked.sort[..]),
            ("x", &[(4, true), (0, false)][..])
        );
    }
}
