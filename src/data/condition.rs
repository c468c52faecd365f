//! What is the matter with a service, in the order of what it costs to ignore it.

use api::{LifecycleState, ResourceState, ServerState, VpsState};

use crate::data::row::{Facts, ProductState};

/// The one thing most worth knowing about a service's state. Ordered: the first is
/// the most urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// A server that was broken into and is cut off: only a technician can return it.
    HackedBlocked,
    /// A server that was broken into and runs in a restricted mode.
    Hacked,
    /// Cut off, usually for want of payment.
    Suspended,
    /// A bill is open.
    Unpaid,
    /// Its term is over.
    Expired,
    /// The provider reports an error on it.
    Failing,
    /// Ends within [`SOON_DAYS`] and does not renew by itself.
    ExpiringSoon,
    /// Ends within [`AHEAD_DAYS`] and does not renew by itself.
    Expiring,
    /// Started in rescue mode.
    Rescue,
    /// The provider is working on it.
    Maintenance,
    /// Ordered, not yet delivered.
    Creating,
    /// Its end was asked for.
    Ending,
    /// The API says a word that we do not know; the page shows that word.
    Unknown,
    /// Nothing is the matter.
    Active,
}

/// How loudly to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It costs something now.
    Bad,
    /// It will cost something.
    Warn,
    /// Good to know.
    Note,
    /// All is well.
    Good,
}

/// An end this near is urgent, in days.
pub const SOON_DAYS: f64 = 7.0;
/// An end this near is worth saying, in days.
pub const AHEAD_DAYS: f64 = 30.0;

const DAY_MS: f64 = 86_400_000.0;

impl Condition {
    /// Every condition, most urgent first.
    pub const ALL: [Self; 14] = [
        Self::HackedBlocked,
        Self::Hacked,
        Self::Suspended,
        Self::Unpaid,
        Self::Expired,
        Self::Failing,
        Self::ExpiringSoon,
        Self::Expiring,
        Self::Rescue,
        Self::Maintenance,
        Self::Creating,
        Self::Ending,
        Self::Unknown,
        Self::Active,
    ];

    /// How loudly to say it.
    pub fn weight(self) -> Weight {
        match self {
            Self::HackedBlocked
            | Self::Hacked
            | Self::Suspended
            | Self::Unpaid
            | Self::Expired
            | Self::Failing => Weight::Bad,
            Self::ExpiringSoon | Self::Expiring | Self::Rescue => Weight::Warn,
            Self::Maintenance | Self::Creating | Self::Ending | Self::Unknown => Weight::Note,
            Self::Active => Weight::Good,
        }
    }

    /// Whether it belongs in the list of what needs the customer's attention.
    pub fn needs_attention(self) -> bool {
        self.weight() <= Weight::Warn
    }

    /// The key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::HackedBlocked => "condition.hacked_blocked",
            Self::Hacked => "condition.hacked",
            Self::Suspended => "condition.suspended",
            Self::Unpaid => "condition.unpaid",
            Self::Expired => "condition.expired",
            Self::Failing => "condition.failing",
            Self::ExpiringSoon => "condition.expiring_soon",
            Self::Expiring => "condition.expiring",
            Self::Rescue => "condition.rescue",
            Self::Maintenance => "condition.maintenance",
            Self::Creating => "condition.creating",
            Self::Ending => "condition.ending",
            Self::Active => "condition.active",
            Self::Unknown => "condition.unknown",
        }
    }

    /// Its name in an address (`?state=unpaid`).
    pub fn slug(self) -> &'static str {
        // The key's last word, so that it is said once.
        self.key().rsplit('.').next().unwrap_or_default()
    }

    /// The condition behind a [`slug`](Self::slug).
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|condition| condition.slug() == slug)
    }

    /// The most urgent condition that `facts` show at `now` (milliseconds since 1970).
    pub fn of(facts: &Facts, now: f64) -> Self {
        [
            facts.product.as_ref().and_then(of_product),
            facts.resource.as_ref().map(of_resource),
            facts.lifecycle.as_ref().map(of_lifecycle),
            of_end(facts, now),
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(Self::Active)
    }
}

fn of_product(state: &ProductState) -> Option<Condition> {
    Some(match state {
        ProductState::Server(ServerState::HackedBlocked) => Condition::HackedBlocked,
        ProductState::Server(ServerState::Hacked) => Condition::Hacked,
        ProductState::Server(ServerState::Error) => Condition::Failing,
        ProductState::Vps(VpsState::Rescued) => Condition::Rescue,
        ProductState::Vps(VpsState::Maintenance) => Condition::Maintenance,
        ProductState::Vps(VpsState::Installing) => Condition::Creating,
        // Running, stopped by its owner, or a word we do not know: the service's own
        // state says more.
        ProductState::Server(_) | ProductState::Vps(_) => return None,
    })
}

fn of_resource(state: &ResourceState) -> Condition {
    match state {
        // About to be suspended is not suspended: why (an open bill) is what to say.
        ResourceState::Active | ResourceState::ToSuspend => Condition::Active,
        ResourceState::Suspended => Condition::Suspended,
        ResourceState::Deleted | ResourceState::ToDelete => Condition::Ending,
        ResourceState::ToActivate => Condition::Creating,
        ResourceState::Other(_) => Condition::Unknown,
    }
}

fn of_lifecycle(state: &LifecycleState) -> Condition {
    match state {
        LifecycleState::Active | LifecycleState::ToRenew => Condition::Active,
        LifecycleState::Unpaid => Condition::Unpaid,
        LifecycleState::Unrenewed | LifecycleState::Rupture => Condition::Expired,
        LifecycleState::Terminated => Condition::Ending,
        LifecycleState::InCreation => Condition::Creating,
        LifecycleState::Error => Condition::Failing,
        LifecycleState::Other(_) => Condition::Unknown,
    }
}

fn of_end(facts: &Facts, now: f64) -> Option<Condition> {
    let days = (facts.ends_ms? - now) / DAY_MS;
    if days < 0.0 {
        // A service that renews by itself is paid a little after its date.
        (!facts.renews_itself).then_some(Condition::Expired)
    } else if facts.renews_itself {
        None
    } else if days <= SOON_DAYS {
        Some(Condition::ExpiringSoon)
    } else if days <= AHEAD_DAYS {
        Some(Condition::Expiring)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: f64 = 1_800_000_000_000.0;

    fn facts(
        product: &str,
        resource: &str,
        lifecycle: &str,
        days: Option<f64>,
        auto: bool,
    ) -> Facts {
        Facts {
            product: match product {
                "" => None,
                "ok" | "hacked" | "hackedBlocked" | "error" => {
                    Some(ProductState::Server(ServerState::from_wire(product)))
                }
                _ => Some(ProductState::Vps(VpsState::from_wire(product))),
            },
            resource: Some(ResourceState::from_wire(resource)),
            lifecycle: Some(LifecycleState::from_wire(lifecycle)),
            ends_ms: days.map(|days| NOW + days * DAY_MS),
            renews_itself: auto,
            ..Facts::default()
        }
    }

    #[test]
    fn the_most_urgent_fact_wins() {
        use Condition::*;
        for (given, expected) in [
            (facts("", "active", "active", None, false), Active),
            (facts("ok", "active", "active", Some(300.0), false), Active),
            (facts("hacked", "active", "unpaid", None, false), Hacked),
            (
                facts("hackedBlocked", "suspended", "active", None, true),
                HackedBlocked,
            ),
            (
                facts("", "suspended", "unpaid", Some(-3.0), false),
                Suspended,
            ),
            (facts("", "toSuspend", "unpaid", Some(3.0), false), Unpaid),
            (facts("running", "active", "unpaid", None, false), Unpaid),
            (facts("", "active", "active", Some(-0.1), false), Expired),
            (facts("", "active", "active", Some(-0.1), true), Active),
            (
                facts("", "active", "active", Some(6.9), false),
                ExpiringSoon,
            ),
            (facts("", "active", "active", Some(7.1), false), Expiring),
            (facts("", "active", "toRenew", Some(3.0), true), Active),
            (facts("", "active", "active", Some(30.1), false), Active),
            (
                facts("maintenance", "active", "active", None, true),
                Maintenance,
            ),
            (facts("rescued", "active", "active", None, true), Rescue),
            (facts("", "toActivate", "inCreation", None, true), Creating),
            (facts("", "toDelete", "active", Some(20.0), true), Ending),
            (facts("", "frozen", "active", None, true), Unknown),
            (facts("", "frozen", "unpaid", None, true), Unpaid),
        ] {
            assert_eq!(Condition::of(&given, NOW), expected, "{given:?}");
        }
    }

    #[test]
    fn slugs_round_trip_and_the_order_is_that_of_the_list() {
        for (place, condition) in Condition::ALL.into_iter().enumerate() {
            assert_eq!(Condition::from_slug(condition.slug()), Some(condition));
            assert_eq!(
                Condition::ALL
                    .iter()
                    .filter(|other| **other < condition)
                    .count(),
                place
            );
        }
    }
}
