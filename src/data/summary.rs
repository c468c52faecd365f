//! What there is, by universe, product, region and condition: the figures of the overview.

use std::sync::Arc;

use api::Region;
use catalog::{Product, Universe};

use super::condition::Condition;
use super::order;
use super::row::Row;

/// How many, in each region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByRegion([usize; 3]);

impl ByRegion {
    /// In one region.
    pub fn in_region(&self, region: Region) -> usize {
        self.0[region as usize]
    }

    /// In all.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    fn add(&mut self, region: Region) {
        self.0[region as usize] += 1;
    }
}

/// The services of one universe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UniverseSummary {
    /// All of them.
    pub all: ByRegion,
    by_condition: [ByRegion; Condition::ALL.len()],
    /// By product key, only those that occur, the most numerous first.
    pub products: Vec<(&'static str, ByRegion)>,
}

impl UniverseSummary {
    /// The conditions that occur, most urgent first.
    pub fn conditions(&self) -> impl Iterator<Item = (Condition, ByRegion)> {
        let counted = Condition::ALL.into_iter().zip(self.by_condition);
        counted.filter(|(_, count)| count.total() > 0)
    }

    fn add(&mut self, row: &Row) {
        let region = row.account.endpoint.region();
        self.all.add(region);
        self.by_condition[row.condition as usize].add(region);
        let Some(product) = row.product else { return };
        let place = match self
            .products
            .iter()
            .position(|(key, _)| *key == product.key)
        {
            Some(place) => place,
            None => {
                self.products.push((product.key, ByRegion::default()));
                self.products.len() - 1
            }
        };
        self.products[place].1.add(region);
        // One more moves a product ahead of those it has overtaken.
        let count = self.products[place].1.total();
        let ahead = self.products[..place]
            .iter()
            .take_while(|(_, other)| other.total() >= count);
        let ahead = ahead.count();
        self.products[ahead..=place].rotate_right(1);
    }
}

/// The services of a scope. `None` as a universe: products the catalogue does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    universes: [UniverseSummary; 5],
}

impl Summary {
    /// Counts rows.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut summary = Self::default();
        for row in rows {
            summary.universes[place(row.universe())].add(row);
        }
        summary
    }

    /// The figures of one universe; all zero where there is nothing.
    pub fn universe(&self, universe: Option<Universe>) -> UniverseSummary {
        self.universes[place(universe)].clone()
    }
}

/// The four universes, then the rest.
fn place(universe: Option<Universe>) -> usize {
    universe.map_or(4, |universe| universe as usize)
}

/// What needs attention: the most urgent first, then what ends first, then in the order
/// in which they came, which is that of their names.
pub fn attention<'a>(rows: impl IntoIterator<Item = &'a Arc<Row>>) -> Vec<Arc<Row>> {
    let mut urgent: Vec<Arc<Row>> = rows
        .into_iter()
        .filter(|row| row.condition.needs_attention())
        .cloned()
        .collect();
    order::by(&mut urgent, &|a, b| {
        let ends = |row: &Row| row.facts.ends_ms.unwrap_or(f64::INFINITY);
        a.condition
            .cmp(&b.condition)
            .then(ends(a).total_cmp(&ends(b)))
    });
    urgent
}

/// The products of the universe that a region does not have although another does, the
/// most common first.
pub fn missing(universe: Universe, region: Region) -> impl Iterator<Item = &'static Product> {
    let region = in_catalog(region);
    catalog::PRODUCTS
        .iter()
        .filter(move |product| product.universe == universe && !product.exists_in(region))
}

impl UniverseSummary {
    /// Whether a region has any of the products that are counted here.
    pub fn offered_in(&self, region: Region) -> bool {
        let region = in_catalog(region);
        self.products.is_empty()
            || catalog::PRODUCTS.iter().any(|product| {
                self.products.iter().any(|(key, _)| *key == product.key)
                    && product.exists_in(region)
            })
    }
}

fn in_catalog(region: Region) -> catalog::Region {
    match region {
        Region::Eu => catalog::Region::Eu,
        Region::Ca => catalog::Region::Ca,
        Region::Us => catalog::Region::Us,
    }
}

#[cfg(test)]
mod tests {
    use api::ServerState;

    use super::super::row::tests::row;
    use super::super::row::{ProductSays, ProductState};
    use super::*;

    #[test]
    fn counts_by_universe_region_condition_and_product() {
        let rows = [
            row("eu:ab12345-ovh", 1, "a.example", "/domain/{s}", "active"),
            row("ca:ab12345-ovh", 1, "b.example", "/domain/{s}", "unpaid"),
            row("us:zz1-ovh", 2, "v", "/vps/{s}", "active"),
            row("us:zz1-ovh", 3, "q", "/quantum/{s}", "active"),
        ];
        let summary = Summary::of(&rows);
        let market = summary.universe(Some(Universe::Market));
        assert_eq!(market.all, ByRegion([1, 1, 0]));
        let conditions: Vec<_> = market.conditions().collect();
        assert_eq!(
            conditions,
            [
                (Condition::Unpaid, ByRegion([0, 1, 0])),
                (Condition::Active, ByRegion([1, 0, 0])),
            ]
        );
        assert_eq!(market.products, [("domain", ByRegion([1, 1, 0]))]);
        assert_eq!(
            summary
                .universe(Some(Universe::Spirit))
                .all
                .in_region(Region::Us),
            1
        );
        assert_eq!(summary.universe(Some(Universe::Stack)).all.total(), 0);
        assert_eq!(summary.universe(None).all.total(), 1);
    }

    #[test]
    fn products_stand_in_the_order_of_their_number() {
        let routes = [
            "/vps/{s}",
            "/ip/{s}",
            "/dedicated/server/{s}",
            "/ip/{s}",
            "/dedicated/server/{s}",
            "/ip/{s}",
        ];
        let rows: Vec<Row> = (0..)
            .zip(routes)
            .map(|(id, route)| row("eu:ab12345-ovh", id, "x", route, "active"))
            .collect();
        let spirit = Summary::of(&rows).universe(Some(Universe::Spirit));
        let counts: Vec<_> = spirit
            .products
            .iter()
            .map(|(key, count)| (*key, count.total()))
            .collect();
        assert_eq!(counts, [("ip", 3), ("dedicated-server", 2), ("vps", 1)]);
    }

    #[test]
    fn attention_is_ordered_by_what_it_costs_to_ignore() {
        let hacked = ProductSays {
            state: Some(ProductState::Server(ServerState::Hacked)),
            ip: None,
            site: None,
        };
        let rows = [
            row("eu:ab12345-ovh", 1, "fine", "/vps/{s}", "active"),
            row("eu:ab12345-ovh", 2, "unpaid", "/vps/{s}", "unpaid"),
            row(
                "eu:ab12345-ovh",
                3,
                "hacked",
                "/dedicated/server/{s}",
                "active",
            )
            .with_product(&hacked, 0.0),
            row("eu:ab12345-ovh", 4, "ended", "/vps/{s}", "unrenewed"),
        ]
        .map(Arc::new);
        let names: Vec<String> = attention(&rows)
            .iter()
            .map(|row| row.name.to_string())
            .collect();
        assert_eq!(names, ["hacked", "unpaid", "ended"]);
    }

    #[test]
    fn says_what_a_region_does_not_have() {
        let rows = [row(
            "eu:ab12345-ovh",
            1,
            "a.example",
            "/domain/{s}",
            "active",
        )];
        let market = Summary::of(&rows).universe(Some(Universe::Market));
        assert!(market.offered_in(Region::Eu) && market.offered_in(Region::Ca));
        assert!(!market.offered_in(Region::Us));
        let keys: Vec<_> = missing(Universe::Market, Region::Us)
            .map(|p| p.key)
            .collect();
        assert!(
            keys.contains(&"domain") && !keys.contains(&"office"),
            "{keys:?}"
        );
        assert_eq!(missing(Universe::Stack, Region::Eu).count(), 0);
    }
}
