//! A service as lists show it.

use std::sync::Arc;

use api::{AccountId, LifecycleState, ResourceState, ServerState, ServiceId, ServiceKey, VpsState};
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
    /// Labels: `environment:production`.
    pub tags: Vec<String>,
    /// Its main address, where the product's own object names one.
    pub ip: Option<String>,
    /// The data centre that it stands in, likewise: `gra3`.
    pub site: Option<String>,
}

/// The state in the product's own object, for the products whose state matters in lists.
#[derive(Clone, Debug, PartialEq)]
pub enum ProductState {
    Server(ServerState),
    Vps(VpsState),
}

/// What a product's own object tells of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProductSays {
    pub state: Option<ProductState>,
    /// Its main address.
    pub ip: Option<String>,
    /// The data centre that it stands in.
    pub site: Option<String>,
}

/// One service of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whose.
    pub account: AccountId,
    /// What tells it from the account's others.
    pub key: ServiceKey,
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
        key: ServiceKey,
        display: &str,
        name: &str,
        route: &str,
        facts: Facts,
        now: f64,
    ) -> Self {
        let display = if display.is_empty() { name } else { display };
        let product = catalog::product_of(route);
        let product_name = names::product(product);
        let mut row = Self {
            condition: Condition::of(&facts, now),
            display: display.into(),
            name: name.into(),
            account,
            key,
            parent: None,
            product,
            product_name: product_name.into(),
            facts,
            haystack: String::new(),
        };
        row.haystack = row.searched();
        row
    }

    fn searched(&self) -> String {
        let id = self.key.number().map(|id| id.to_string());
        let tags = self.facts.tags.join("\n");
        let nic = self.account.nic.as_str();
        let ip = self.facts.ip.as_deref().unwrap_or_default();
        let parts = [
            &self.display,
            &self.name,
            &self.product_name,
            nic,
            id.as_deref().unwrap_or_default(),
            &tags,
            ip,
        ];
        format::folded(&parts.join("\n"))
    }

    /// The universe of its product.
    pub fn universe(&self) -> Option<Universe> {
        self.product.map(|product| product.universe)
    }

    /// The same service with what its product's own object tells; `now` in milliseconds
    /// since 1970.
    pub fn with_product(&self, says: &ProductSays, now: f64) -> Self {
        let mut row = self.clone();
        row.facts.product.clone_from(&says.state);
        row.facts.site.clone_from(&says.site);
        row.condition = Condition::of(&row.facts, now);
        if row.facts.ip != says.ip {
            row.facts.ip.clone_from(&says.ip);
            row.haystack = row.searched();
        }
        row
    }

    /// The same service, paid as `earlier` says; `now` in milliseconds since 1970.
    pub fn with_terms_of(&self, earlier: &Self, now: f64) -> Self {
        let mut row = self.clone();
        let terms = &earlier.facts;
        row.facts.lifecycle.clone_from(&terms.lifecycle);
        row.facts.ends_ms = terms.ends_ms;
        row.facts.renews_itself = terms.renews_itself;
        row.condition = Condition::of(&row.facts, now);
        row
    }

    /// Whether the product's own object says nothing new.
    pub fn knows(&self, says: &ProductSays) -> bool {
        self.facts.product == says.state && self.facts.ip == says.ip && self.facts.site == says.site
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

    /// Everything a search looks at, in lower case: names, product, account, number,
    /// labels and address.
    pub fn haystack(&self) -> &str {
        &self.haystack
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A row for the tests of this folder.
    pub fn row(account: &str, id: u64, name: &str, route: &str, lifecycle: &str) -> Row {
        Row::new(
            account.parse().unwrap(),
            ServiceId(id).into(),
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
    fn a_search_looks_at_names_product_account_number_labels_and_address() {
        let row = Row::new(
            "eu:ab12345-ovh".parse().unwrap(),
            ServiceId(4711).into(),
            "",
            "VPS-One.example",
            "/vps/{serviceName}",
            Facts {
                tags: vec!["environment:Test".into()],
                ..Facts::default()
            },
            0.0,
        )
        .with_product(
            &ProductSays {
                state: None,
                ip: Some("192.0.2.7".into()),
                site: None,
            },
            0.0,
        );
        for (search, found) in [
            ("", true),
            ("vps-one", true),
            ("example ab12345", true),
            // Without a catalogue of texts the key stands for the name.
            ("product.vps", true),
            ("4711", true),
            ("environment:test", true),
            ("192.0.2.7", true),
            ("domain", false),
            ("two", false),
        ] {
            let mut words = search.split_whitespace();
            let all = words.all(|word| row.haystack().contains(word));
            assert_eq!(all, found, "{search}");
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
        let says = ProductSays {
            state: Some(ProductState::Server(ServerState::Hacked)),
            ip: None,
            site: Some("gra3".into()),
        };
        assert!(!before.knows(&says));
        let after = before.with_product(&says, 0.0);
        assert!(after.knows(&says));
        assert_eq!(after.condition, Condition::Hacked);
        assert_eq!(after.facts.site.as_deref(), Some("gra3"));
        assert_eq!((&after.key, &after.name), (&before.key, &before.name));
    }
}
