//! Makes one service of a kind: its technical name, what was ordered, and the
//! document that the kind keeps.

mod lines;
mod machines;
mod web;

use serde::Serialize;

use crate::money::UCENTS;
use crate::product::Product;
use crate::region::Region;
use crate::sample::dice::Dice;
use crate::sample::places::{self, Addresses, Place};
use crate::store::services::Plan;

/// What is particular about a service, beside its bills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trait {
    /// Nothing.
    #[default]
    Plain,
    /// Sold as Kimsufi.
    Kimsufi,
    /// Sold as SoYouStart.
    SoYouStart,
    /// Sold for games.
    Game,
    /// For heavy professional use.
    Scale,
    /// Used by somebody else to do harm.
    Hacked,
    /// Stopped by the provider because of that.
    HackedBlocked,
    /// Broken.
    Broken,
    /// Switched off, or stopped.
    Off,
    /// Being worked on by the provider.
    Maintenance,
    /// Booted from the rescue system.
    Rescued,
    /// Locked because of abuse.
    Locked,
    /// On its way from another registrar.
    Arriving,
    /// Stopped by the registry.
    Frozen,
    /// A block of eight addresses.
    Wide,
}

/// What a maker gives.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The technical name.
    pub name: String,
    /// What was ordered.
    pub plan: Plan,
    /// The document, as JSON.
    pub document: String,
}

/// Makes services of one region, each with a name of its own.
#[derive(Debug)]
pub struct Makers {
    region: Region,
    /// Seconds since 1970.
    now: i64,
    dice: Dice,
    addresses: Addresses,
    made: i64,
}

/// Weights of what happens to many servers.
pub const SERVER_TRAITS: &[(i64, Trait)] = &[
    (940, Trait::Plain),
    (12, Trait::Hacked),
    (6, Trait::HackedBlocked),
    (12, Trait::Broken),
    (30, Trait::Off),
];
/// Weights of what happens to many VPS.
pub const VPS_TRAITS: &[(i64, Trait)] = &[
    (930, Trait::Plain),
    (30, Trait::Off),
    (20, Trait::Maintenance),
    (15, Trait::Rescued),
    (5, Trait::Locked),
];
/// Weights of what happens to many domains.
pub const DOMAIN_TRAITS: &[(i64, Trait)] = &[
    (990, Trait::Plain),
    (6, Trait::Arriving),
    (4, Trait::Frozen),
];
/// Weights of what happens to many hostings.
pub const HOSTING_TRAITS: &[(i64, Trait)] = &[
    (975, Trait::Plain),
    (15, Trait::Maintenance),
    (10, Trait::Locked),
];

impl Makers {
    /// Makers for a region.
    pub fn new(region: Region, seed: u64, now: i64) -> Makers {
        Makers {
            region,
            now,
            dice: Dice::new(seed, "makers"),
            addresses: Addresses::default(),
            made: 0,
        }
    }

    /// Makes a service. `wish` is the technical name where people choose it
    /// (domains and what follows them); `owner` is the account; `target` the
    /// service that a block of addresses leads to.
    ///
    /// # Errors
    ///
    /// When a document cannot be written as JSON.
    pub fn make(
        &mut self,
        product: Product,
        particular: Trait,
        wish: &str,
        owner: &str,
        target: Option<&str>,
    ) -> serde_json::Result<Draft> {
        self.made += 1;
        match product {
            Product::DedicatedServer => self.server(particular),
            Product::Vps => self.vps(particular),
            Product::Domain => self.domain(particular, wish),
            Product::Zone => self.zone(wish),
            Product::HostingWeb => self.hosting(particular, wish),
            Product::EmailDomain => self.email(wish),
            Product::Telephony => self.telephony(owner),
            Product::Xdsl => self.xdsl(owner),
            Product::CloudProject => self.cloud(),
            Product::DedicatedCloud => self.private_cloud(particular),
            Product::Ip => self.ip(particular, target),
            Product::Vrack => self.vrack(),
        }
    }

    fn place(&mut self) -> Place {
        *self.dice.pick(places::of(self.region))
    }

    fn past(&mut self, days: i64) -> i64 {
        self.now - self.dice.range(3_600, days * 86_400)
    }
}

/// `cents` is the price of one usual period.
fn draft(
    name: String,
    code: &str,
    title: &str,
    cents: i64,
    document: &impl Serialize,
) -> serde_json::Result<Draft> {
    Ok(Draft {
        name,
        plan: Plan {
            code: code.to_owned(),
            name: title.to_owned(),
            price_ucents: cents * (UCENTS / 100),
        },
        document: serde_json::to_string(document)?,
    })
}
