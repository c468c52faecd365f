//! Which of the services a list shows, and in what order. It is read from the address
//! and written back to it, so that a link shows the same list.

use std::cmp::Ordering;
use std::sync::Arc;

use api::Region;
use catalog::Universe;

use super::condition::Condition;
use super::order;
use super::row::Row;
use crate::i18n::format;

/// What to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// What needs attention first.
    #[default]
    State,
    Name,
    Product,
    Account,
    End,
}

impl SortBy {
    /// Every column that can be sorted by, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::State,
        Self::Product,
        Self::Account,
        Self::End,
    ];

    /// Its name in the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Name => "name",
            Self::Product => "product",
            Self::Account => "account",
            Self::End => "end",
        }
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.slug() == slug)
    }

    fn compare(self, a: &Row, b: &Row) -> Ordering {
        match self {
            Self::State => a.condition.cmp(&b.condition),
            // These two are texts, which `choose` orders as the reader does.
            Self::Name | Self::Product => Ordering::Equal,
            Self::Account => a.account.cmp(&b.account),
            Self::End => {
                let end = |row: &Row| row.facts.ends_ms.unwrap_or(f64::INFINITY);
                end(a).total_cmp(&end(b))
            }
        }
    }
}

/// A choice and an order of services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all be found.
    pub text: String,
    pub universe: Option<Universe>,
    /// A product's key.
    pub product: Option<String>,
    pub region: Option<Region>,
    pub state: Option<StateFilter>,
    pub sort: SortBy,
    pub descending: bool,
}

/// Which conditions to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateFilter {
    /// All that need attention.
    Attention,
    /// Exactly one.
    Only(Condition),
}

impl StateFilter {
    /// Its name in the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Only(condition) => condition.slug(),
        }
    }

    /// The filter behind a [`slug`](Self::slug).
    pub fn from_slug(slug: &str) -> Option<Self> {
        match slug {
            "attention" => Some(Self::Attention),
            _ => Condition::from_slug(slug).map(Self::Only),
        }
    }

    fn holds(self, condition: Condition) -> bool {
        match self {
            Self::Attention => condition.needs_attention(),
            Self::Only(only) => condition == only,
        }
    }
}

impl Query {
    /// Reads the address's query: pairs of names and decoded values. What it does not
    /// understand it ignores, as a link from another version may say more.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "q" => query.text = value.to_owned(),
                "universe" => query.universe = Universe::parse(value),
                "product" => query.product = Some(value.to_owned()),
                "region" => query.region = Region::parse(value),
                "state" => query.state = StateFilter::from_slug(value),
                "sort" => {
                    let (slug, descending) = match value.strip_prefix('-') {
                        Some(slug) => (slug, true),
                        None => (value, false),
                    };
                    if let Some(sort) = SortBy::from_slug(slug) {
                        query.sort = sort;
                        query.descending = descending;
                    }
                }
                _ => {}
            }
        }
        query
    }

    /// The pairs for the address, without what is as usual.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        if let Some(universe) = self.universe {
            pairs.push(("universe", universe.key().to_owned()));
        }
        if let Some(product) = &self.product {
            pairs.push(("product", product.clone()));
        }
        if let Some(region) = self.region {
            pairs.push(("region", region.as_str().to_owned()));
        }
        if let Some(state) = self.state {
            pairs.push(("state", state.slug().to_owned()));
        }
        if (self.sort, self.descending) != (SortBy::default(), false) {
            let sign = if self.descending { "-" } else { "" };
            pairs.push(("sort", format!("{sign}{}", self.sort.slug())));
        }
        pairs
    }

    /// Whether anything is left out.
    pub fn narrows(&self) -> bool {
        !self.text.trim().is_empty()
            || self.universe.is_some()
            || self.product.is_some()
            || self.region.is_some()
            || self.state.is_some()
    }

    /// The chosen ones of `rows`, which come in the order of their names, in the order
    /// asked for. Equal rows keep the order of their names, so that a list does not jump
    /// when it is read again.
    pub fn choose(&self, rows: &[Arc<Row>]) -> Vec<Arc<Row>> {
        let words: Vec<String> = format::folded(&self.text)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let mut chosen: Vec<Arc<Row>> = rows
            .iter()
            .filter(|row| self.holds(row, &words))
            .cloned()
            .collect();
        // Rows come in the order of their names, and equal ones keep it.
        match (self.sort, self.descending) {
            (SortBy::Name, false) => {}
            (SortBy::Name, true) => chosen.reverse(),
            (SortBy::Product, descending) => {
                order::by_text(&mut chosen, descending, |row| &row.product_name);
            }
            (sort, false) => order::by(&mut chosen, &|a, b| sort.compare(a, b)),
            (sort, true) => order::by(&mut chosen, &|a, b| sort.compare(b, a)),
        }
        chosen
    }

    fn holds(&self, row: &Row, words: &[String]) -> bool {
        self.region
            .is_none_or(|region| row.account.endpoint.region() == region)
            && self
                .universe
                .is_none_or(|universe| row.universe() == Some(universe))
            && self
                .product
                .as_deref()
                .is_none_or(|key| row.product.is_some_and(|product| product.key == key))
            && self.state.is_none_or(|state| state.holds(row.condition))
            && row.matches(words)
    }

    /// The same order without anything left out.
    pub fn widened(&self) -> Self {
        Self {
            sort: self.sort,
            descending: self.descending,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::row;
    use super::*;

    fn parse(pairs: &[(&str, &str)]) -> Query {
        Query::from_pairs(pairs.iter().copied())
    }

    #[test]
    fn an_address_keeps_its_meaning() {
        for pairs in [
            vec![],
            vec![("q", "a%20b&c=d"), ("universe", "market"), ("sort", "-end")],
            vec![("product", "vps"), ("region", "us"), ("state", "unpaid")],
            vec![("state", "attention"), ("sort", "name")],
        ] {
            let query = parse(&pairs);
            let written = query.to_pairs();
            let again: Vec<(&str, &str)> = written
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            assert_eq!(parse(&again), query, "{pairs:?}");
            assert_eq!(again, pairs);
        }
    }

    #[test]
    fn what_it_does_not_understand_is_ignored() {
        let strange = parse(&[
            ("universe", "x"),
            ("sort", "-x"),
            ("state", ""),
            ("new", "1"),
        ]);
        assert_eq!(strange, Query::default());
    }

    #[test]
    fn chooses_and_orders() {
        let rows = [
            row("ca:ab12345-ovh", 2, "a.example", "/domain/{s}", "unpaid"),
            row("eu:ab12345-ovh", 1, "b.example", "/domain/{s}", "active"),
            row("us:zz1-ovh", 3, "c.example", "/vps/{s}", "unrenewed"),
        ]
        .map(Arc::new);
        for (pairs, expected) in [
            (vec![], vec![2, 3, 1]),
            (vec![("sort", "name")], vec![2, 1, 3]),
            (vec![("sort", "-name")], vec![3, 1, 2]),
            (vec![("sort", "account")], vec![1, 2, 3]),
            (vec![("q", "EXAMPLE zz1")], vec![3]),
            (vec![("universe", "market"), ("sort", "name")], vec![2, 1]),
            (vec![("region", "ca")], vec![2]),
            (
                vec![("state", "attention"), ("sort", "product")],
                vec![2, 3],
            ),
            (vec![("state", "active")], vec![1]),
            (vec![("q", "nothing such")], vec![]),
        ] {
            let ids: Vec<u64> = parse(&pairs)
                .choose(&rows)
                .iter()
                .map(|row| row.id.0)
                .collect();
            assert_eq!(ids, expected, "{pairs:?}");
        }
    }
}
