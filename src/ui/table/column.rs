//! What a list is made of: its columns, as functions of a row whose type is forgotten,
//! so that one table serves every list and each new list costs little download.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::{AnyView, IntoAny};

/// A row of any list.
pub type Handle = Arc<dyn Any + Send + Sync>;

/// What a column holds, which decides how it is filtered, sorted and aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text: a filter finds a part of it.
    Text,
    /// One of a few known words: state, region, product.
    Choice,
    /// An account: a filter finds a part of its name.
    Account,
    /// A moment.
    Date,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// Labels.
    Tag,
}

/// What a row holds in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    None,
    /// Text, ordered as the reader orders texts.
    Text(&'a str),
    /// A word of the program, ordered by `rank` first.
    Word {
        /// Its name in a query.
        word: &'a str,
        /// Its place among the words.
        rank: u32,
    },
    /// A number.
    Number(f64),
    /// Milliseconds since 1970.
    Date(f64),
    /// An amount and its currency.
    Money(f64, &'a str),
    /// Labels.
    Tags(&'a [String]),
}

/// What a row says in words.
pub type SayOf<R> = fn(&R) -> String;

/// The heading, the key and the text of what is exported beside a column.
pub type Beside<T> = (&'static str, &'static str, T);

/// Words one can choose among: their names in a query and their names for people.
pub type Words = Vec<(&'static str, String)>;

/// Columns to sort by, `true` for descending.
pub type Order = Vec<(usize, bool)>;

/// A column of a list of `R`.
pub struct Column<R> {
    /// Its name in a query, in the address and in exported JSON.
    pub key: &'static str,
    /// Another name in a query; empty for none.
    pub alias: &'static str,
    /// The key of its heading's text.
    pub title: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its share of the width.
    pub width: u32,
    /// Whether it is shown before anybody chose columns.
    pub usual: bool,
    /// What it holds in a row.
    pub value: fn(&R) -> Value<'_>,
    /// The same in words, for exports; `None` where the value says it all.
    pub said: Option<SayOf<R>>,
    /// What is exported beside it, for a cell that shows two things.
    pub beside: Option<Beside<SayOf<R>>>,
    /// How it is drawn.
    pub draw: fn(&R) -> AnyView,
    /// Whether two rows are drawn alike, so that a cell stays as it is when another row
    /// takes its place. It may say `false` of two that are.
    pub alike: fn(&R, &R) -> bool,
    /// The words one can choose among.
    pub words: Option<fn() -> Words>,
    /// Whether a row fits a word; `None` compares the value.
    pub fits: Option<fn(&R, &str) -> bool>,
}

impl<R> Column<R> {
    /// A column in which there is nothing yet and that nobody sees before choosing it.
    pub fn plain(key: &'static str, title: &'static str, kind: Kind, width: u32) -> Self {
        Self {
            key,
            alias: "",
            title,
            kind,
            width,
            usual: false,
            value: |_| Value::None,
            said: None,
            beside: None,
            draw: |_| ().into_any(),
            alike: |_, _| false,
            words: None,
            fits: None,
        }
    }
}

/// A list of `R`.
pub struct Spec<R> {
    /// Its name in file names and in storage.
    pub name: &'static str,
    /// The key of what it is called.
    pub title: &'static str,
    /// The columns; the first names the row. Rows come in the order of its texts.
    pub columns: Vec<Column<R>>,
    /// What tells a row from all others, also of other accounts.
    pub id: fn(&R) -> String,
    /// Everything a search looks at, in lower case.
    pub searched: fn(&R) -> &str,
    /// What a person calls the row.
    pub called: fn(&R) -> &str,
    /// Where the row's name leads.
    pub link: Option<SayOf<R>>,
    /// The order while nobody asked for another: columns and whether descending.
    pub usual_order: Order,
}

type Of<T> = Box<dyn Fn(&dyn Any) -> T + Send + Sync>;
type ValueOf = Box<dyn for<'a> Fn(&'a dyn Any) -> Value<'a> + Send + Sync>;
type TextOf = Box<dyn for<'a> Fn(&'a dyn Any) -> &'a str + Send + Sync>;
type AlikeOf = Box<dyn Fn(&dyn Any, &dyn Any) -> bool + Send + Sync>;
type FitsOf = Box<dyn Fn(&dyn Any, &str) -> bool + Send + Sync>;

/// A [`Column`] that has forgotten the type of its rows.
pub struct AnyColumn {
    pub key: &'static str,
    pub alias: &'static str,
    pub title: &'static str,
    pub kind: Kind,
    pub width: u32,
    pub usual: bool,
    pub value: ValueOf,
    pub said: Option<Of<String>>,
    pub beside: Option<Beside<Of<String>>>,
    pub draw: Of<Option<AnyView>>,
    pub alike: AlikeOf,
    pub words: Words,
    pub fits: Option<FitsOf>,
}

/// A [`Spec`] that has forgotten the type of its rows.
pub struct Table {
    pub name: &'static str,
    pub title: &'static str,
    pub columns: Vec<AnyColumn>,
    pub id: Of<String>,
    pub searched: TextOf,
    pub called: TextOf,
    pub link: Option<Of<String>>,
    pub usual_order: Order,
}

fn value_of<R: 'static>(value: fn(&R) -> Value<'_>) -> ValueOf {
    Box::new(move |row: &dyn Any| row.downcast_ref::<R>().map_or(Value::None, value))
}

fn text_of<R: 'static>(text: fn(&R) -> &str) -> TextOf {
    Box::new(move |row: &dyn Any| row.downcast_ref::<R>().map_or("", text))
}

fn string_of<R: 'static>(text: fn(&R) -> String) -> Of<String> {
    Box::new(move |row: &dyn Any| row.downcast_ref::<R>().map(text).unwrap_or_default())
}

impl<R: Send + Sync + 'static> Column<R> {
    fn erased(self) -> AnyColumn {
        let (draw, alike) = (self.draw, self.alike);
        AnyColumn {
            key: self.key,
            alias: self.alias,
            title: self.title,
            kind: self.kind,
            width: self.width,
            usual: self.usual,
            value: value_of(self.value),
            said: self.said.map(string_of),
            beside: self
                .beside
                .map(|(title, key, text)| (title, key, string_of(text))),
            draw: Box::new(move |row| row.downcast_ref::<R>().map(draw)),
            alike: Box::new(move |one, other| {
                let rows = one.downcast_ref().zip(other.downcast_ref());
                rows.is_some_and(|(one, other)| alike(one, other))
            }),
            words: self.words.map(|words| words()).unwrap_or_default(),
            fits: self.fits.map(|fits| -> FitsOf {
                Box::new(move |row, word| {
                    row.downcast_ref::<R>().is_some_and(|row| fits(row, word))
                })
            }),
        }
    }
}

impl<R: Send + Sync + 'static> Spec<R> {
    /// The same list without the type of its rows.
    pub fn erased(self) -> Table {
        Table {
            name: self.name,
            title: self.title,
            columns: self.columns.into_iter().map(Column::erased).collect(),
            id: string_of(self.id),
            searched: text_of(self.searched),
            called: text_of(self.called),
            link: self.link.map(string_of),
            usual_order: self.usual_order,
        }
    }
}

impl Table {
    /// The place of the column that a query calls `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.key == name || (column.alias == name && !name.is_empty()))
    }

    /// The columns that are shown before anybody chose.
    pub fn usual_columns(&self) -> Vec<usize> {
        (0..self.columns.len())
            .filter(|at| self.columns[*at].usual)
            .collect()
    }
}

/// The rows of a list at one moment. Two are equal when they are the very same ones.
#[derive(Clone, Default)]
pub struct Rows(pub Arc<Vec<Handle>>);

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Rows {
    /// A row, if there are so many.
    pub fn row(&self, at: u32) -> Option<&(dyn Any + Send + Sync)> {
        self.0.get(at as usize).map(|row| &**row)
    }
}
