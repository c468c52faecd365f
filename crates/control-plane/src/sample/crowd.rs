//! What a large sample is made of: which account has how many of which kind,
//! and what they are called.

use crate::product::Product;
use crate::region::Region;
use crate::sample::dice::Dice;
use crate::sample::makers::{DOMAIN_TRAITS, HOSTING_TRAITS, SERVER_TRAITS, Trait, VPS_TRAITS};
use crate::sample::people::Cast;

/// The kinds that an account orders, by weight; only what its region has.
pub const fn taste(cast: Cast, region: Region) -> &'static [(i64, Product)] {
    match (cast, region) {
        (Cast::Shop, _) => &[
            (32, Product::Domain),
            (22, Product::Zone),
            (16, Product::HostingWeb),
            (12, Product::EmailDomain),
            (8, Product::Vps),
            (3, Product::Telephony),
            (3, Product::DedicatedServer),
            (2, Product::Ip),
            (1, Product::Xdsl),
            (1, Product::CloudProject),
        ],
        (Cast::Agency, _) => &[
            (32, Product::Domain),
            (22, Product::Zone),
            (18, Product::HostingWeb),
            (10, Product::Vps),
            (6, Product::DedicatedServer),
            (5, Product::Ip),
            (5, Product::CloudProject),
            (1, Product::DedicatedCloud),
            (1, Product::Vrack),
        ],
        (Cast::StartUp, _) => &[
            (25, Product::CloudProject),
            (35, Product::Vps),
            (20, Product::DedicatedServer),
            (17, Product::Ip),
            (2, Product::Vrack),
            (1, Product::DedicatedCloud),
        ],
        (Cast::GameHost, _) => &[
            (60, Product::DedicatedServer),
            (20, Product::Vps),
            (20, Product::Ip),
        ],
        (Cast::Bank, _) => &[
            (40, Product::DedicatedServer),
            (30, Product::Ip),
            (15, Product::CloudProject),
            (10, Product::DedicatedCloud),
            (5, Product::Vrack),
        ],
        (Cast::Client | Cast::Reseller, Region::Eu) => &[
            (40, Product::Domain),
            (20, Product::Zone),
            (25, Product::HostingWeb),
            (10, Product::EmailDomain),
            (5, Product::Vps),
        ],
        (Cast::Client | Cast::Reseller, _) => &[
            (45, Product::Domain),
            (25, Product::Zone),
            (25, Product::HostingWeb),
            (5, Product::Vps),
        ],
    }
}

/// What happens to one of many.
pub fn particular(cast: Cast, product: Product, dice: &mut Dice) -> Trait {
    let drawn = match product {
        Product::DedicatedServer => dice.weighted(SERVER_TRAITS),
        Product::Vps => dice.weighted(VPS_TRAITS),
        Product::Domain => dice.weighted(DOMAIN_TRAITS),
        Product::HostingWeb => dice.weighted(HOSTING_TRAITS),
        _ => Trait::Plain,
    };
    match (drawn, product, cast) {
        (Trait::Plain, Product::DedicatedServer, Cast::GameHost) => dice.weighted(&[
            (50, Trait::Kimsufi),
            (30, Trait::SoYouStart),
            (20, Trait::Game),
        ]),
        (Trait::Plain, Product::DedicatedServer, Cast::Bank) => Trait::Scale,
        _ => drawn,
    }
}

const FIRST: &[&str] = &[
    "amber", "autumn", "azure", "bright", "calm", "cedar", "clever", "copper", "coral", "crystal",
    "daily", "distant", "early", "ember", "fair", "fern", "gentle", "golden", "grand", "green",
    "hazel", "hidden", "honest", "indigo", "ivory", "jolly", "kind", "little", "lunar", "maple",
    "merry", "misty", "noble", "north", "olive", "open", "proud", "quiet", "rapid", "silver",
];
const SECOND: &[&str] = &[
    "anchor", "atelier", "bakery", "basket", "beacon", "bench", "bridge", "brook", "cabin",
    "candle", "carpet", "compass", "corner", "cottage", "field", "fountain", "garden", "gate",
    "grove", "harbor", "haven", "hearth", "kettle", "kitchen", "ladder", "lamp", "lantern",
    "library", "market", "meadow", "mill", "mirror", "orchard", "paper", "parcel", "pier",
    "pottery", "quarry", "ribbon", "roof", "sail", "shelf", "station", "studio", "table", "thread",
    "window", "workshop", "yard",
];

/// The domain name number `index` of owner `owner` among `owners`: each owner
/// has names of its own, and its domains, zones and hostings share them.
pub fn domain_name(owner: usize, owners: usize, index: usize) -> String {
    let pairs = FIRST.len() * SECOND.len();
    // 1327 has no divisor in common with the number of pairs: every pair comes
    // once before any comes again.
    let pair = index.wrapping_mul(1327) % pairs;
    let (first, second) = (FIRST[pair % FIRST.len()], SECOND[pair / FIRST.len()]);
    match owner + index / pairs * owners {
        0 => format!("{first}-{second}.example"),
        number => format!("{first}-{second}-{number}.example"),
    }
}

/// What people call one of many machines; nothing for most other things.
pub fn display_name(product: Product, dice: &mut Dice) -> Option<String> {
    const ROLES: &[&str] = &[
        "web",
        "database",
        "cache",
        "worker",
        "backup",
        "gateway",
        "monitoring",
        "staging",
        "build",
        "mail",
    ];
    match product {
        Product::DedicatedServer | Product::Vps | Product::DedicatedCloud if dice.chance(75) => {
            Some(format!("{}-{:02}", dice.pick(ROLES), dice.range(1, 99)))
        }
        Product::CloudProject | Product::Vrack => {
            Some(format!("{} {}", dice.pick(FIRST), dice.pick(SECOND)))
        }
        _ => None,
    }
}

/// Labels of one of many.
pub fn tags(dice: &mut Dice) -> Vec<String> {
    let mut tags = Vec::new();
    if dice.chance(25) {
        tags.push(format!(
            "environment:{}",
            dice.pick(&["production", "production", "staging", "test"])
        ));
    }
    if dice.chance(10) {
        tags.push(format!("team:{}", dice.pick(&["web", "data", "platform"])));
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_domain_name_comes_twice() {
        let names: HashSet<String> = (0..3)
            .flat_map(|owner| (0..5000).map(move |index| domain_name(owner, 3, index)))
            .collect();
        assert_eq!(names.len(), 15_000);
    }
}
