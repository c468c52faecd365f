//! A service as lists show it.

use std::sync::Arc;

use api::{AccountId, LifecycleState, ResourceState, ServerState, ServiceId, VpsState};
use catalog::{Product, Universe};

use super::condition::Condition;
use crate::i18n::{format, names};

/// What the API says about the state of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub resource: Option<ResourceState>,
    pub lifecycle: Option<LifecycleState>,
    /// What the product's own object says, once that was read.
    pub product: Option<ProductState>,
    /// The end of the paid term, in milliseconds since 1970.
    pub ends_ms: Option<f64>,
    /// It renews without anybody doing anything.
    pub renews_itself: bool,
}

/// The state in the product's own object, for the products whose state matters in lists.
#[derive(Clone, Debug, PartialEq)]
pub enum ProductState {
    Server(ServerState),
    Vps(VpsState),
}

/// One service of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whose.
    pub account: AccountId,
    /// Its number in `/services` of that account's endpoint.
    pub id: ServiceId,
    /// The service that it is an option of.
    pub parent: Option<ServiceId>,
    /// The name its owner gave it; the technical name where there is none.
    pub display: Arc<str>,
    /// The technical name: `vps-1a2b3c4d.vps.example`.
    pub name: Arc<str>,
    /// What it is, `None` for a product that the catalogue does not know.
    pub product: Option<&'static Product>,
    /// The same in the reader's words.
    pub product_name: Arc<str>,
    /// What the API calls its state.
    pub facts: Facts,
    /// What is the matter with it.
    pub condition: Condition,
    /// Everything a search looks at, in lower case.
    haystack: String,
}

impl Row {
    /// Puts a row together; `now` in milliseconds since 1970.
    pub fn new(
        account: AccountId,
        id: ServiceId,
        display: &str,
        name: &str,
        route: &str,
        facts: Facts,
        now: f64,
    ) -> Self {
        let display = if display.is_empty() { name } else { display };
        let product = catalog::product_of(route);
        let product_name = names::product(product);
        let searched = [display, name, &product_name, account.nic.as_str()].join("\n");
        let haystack = format::folded(&searched);
        Self {
            condition: Condition::of(&facts, now),
            display: display.into(),
            name: name.into(),
            account,
            id,
            parent: None,
            product,
            product_name: product_name.into(),
            facts,
            haystack,
        }
    }

    /// The universe of its product.
    pub fn universe(&self) -> Option<Universe> {
        self.product.map(|product| product.universe)
    }

    /// The same service with what its product's own object tells; `now` in milliseconds
    /// since 1970.
    pub fn with_product_state(&self, state: ProductState, now: f64) -> Self {
        let mut row = self.clone();
        row.facts.product = Some(state);
        row.condition = Condition::of(&row.facts, now);
        row
    }

    /// The API's own word for a state that we have no word for.
    pub fn raw_state(&self) -> Option<&str> {
        match (&self.facts.resource, &self.facts.lifecycle) {
            (Some(ResourceState::Other(word)), _) | (_, Some(LifecycleState::Other(word))) => {
                Some(word)
            }
            _ => None,
        }
    }

    /// Whether every one of the (lower-case) words stands somewhere in the row.
    pub fn matches(&self, words: &[String]) -> bool {
        words
            .iter()
            .all(|word| self.haystack.contains(word.as_str()))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A row for the tests of this folder.
    pub fn row(account: &str, id: u64, name: &str, route: &str, lifecycle: &str) -> Row {
        Row::new(
            account.parse().unwrap(),
            ServiceId(id),
            "",
            name,
            route,
            Facts {
                resource: Some(ResourceState::Active),
                lifecycle: Some(LifecycleState::from_wire(lifecycle)),
                renews_itself: true,
                ..Facts::default()
            },
            0.0,
        )
    }

    #[test]
    fn a_search_looks_at_names_product_and_account() {
        let row = row(
            "eu:ab12345-ovh",
            1,
            "VPS-One.example",
            "/vps/{serviceName}",
            "active",
        );
        for (search, found) in [
            ("", true),
            ("vps-one", true),
            ("example ab12345", true),
            // Without a catalogue of texts the key stands for the name.
            ("product.vps", true),
            ("vps domain", false),
            ("two", false),
        ] {
            let words: Vec<String> = search.split_whitespace().map(str::to_owned).collect();
            assert_eq!(row.matches(&words), found, "{search}");
        }
    }

    #[test]
    fn the_display_name_falls_back_to_the_technical_one() {
        assert_eq!(
            &*row("eu:ab12345-ovh", 1, "x.example", "/vps/{s}", "active").display,
            "x.example"
        );
    }

    #[test]
    fn the_product_state_changes_the_condition_and_nothing_else() {
        let before = row(
            "eu:ab12345-ovh",
            1,
            "ns1.example",
            "/dedicated/server/{s}",
            "active",
        );
        let after = before.with_product_state(ProductState::Server(ServerState::Hacked), 0.0);
        assert_eq!(after.condition, Condition::Hacked);
        assert_eq!((after.id, &after.name), (before.id, &before.name));
    }
}
