//! What the feed speaks about: data centres and products of the region.

use crate::region::Region;
use crate::routes::stable_id;

/// A component, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Component {
    pub(super) id: String,
    pub(super) name: String,
    /// The group that it is in; a group is in none.
    pub(super) group: Option<String>,
}

const DATA_CENTRES: &str = "Data centres";
const PRODUCTS: &str = "Products";

/// The products that every region sells.
const EVERYWHERE: [&str; 6] = [
    "Dedicated servers",
    "VPS",
    "Public Cloud",
    "Hosted Private Cloud",
    "IP and network",
    "API and customer area",
];
/// Those that only Europe and Canada sell.
const EUROPE_AND_CANADA: [&str; 2] = ["Web hosting", "Domain names"];
/// Those that only Europe sells.
const EUROPE: [&str; 3] = ["E-mail", "Telephony", "Internet access"];

/// The products of a region by their names in the feed.
pub(super) fn products(region: Region) -> Vec<&'static str> {
    let mut names = EVERYWHERE.to_vec();
    if region != Region::Us {
        names.extend(EUROPE_AND_CANADA);
    }
    if region == Region::Eu {
        names.extend(EUROPE);
    }
    names
}

/// All components, each group before what is in it.
pub(super) fn all(region: Region, places: &[String]) -> Vec<Component> {
    let mut components = Vec::new();
    let places = places.iter().map(|place| place.to_uppercase());
    let products = products(region).into_iter().map(str::to_owned);
    for (group, names) in [
        (DATA_CENTRES, places.collect::<Vec<_>>()),
        (PRODUCTS, products.collect()),
    ] {
        let id = id(region, group);
        components.push(Component {
            id: id.clone(),
            name: group.to_owned(),
            group: None,
        });
        components.extend(names.into_iter().map(|name| Component {
            id: self::id(region, &name),
            name,
            group: Some(id.clone()),
        }));
    }
    components
}

/// The same at every reading.
pub(super) fn id(region: Region, name: &str) -> String {
    stable_id(&format!("{region}/status/component/{name}"))
}
