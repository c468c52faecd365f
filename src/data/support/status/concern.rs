//! Whether what a status page says concerns a service: by where it stands and what it is.

use api::status::{Feed, Incident};
use catalog::{Family, Part, part_named};

use super::board::{Board, Event};
use crate::data::row::Row;

/// What is known of a service as far as status pages go by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is; `None` for a product that the catalogue does not know.
    pub family: Option<Family>,
    /// The data centre that it stands in, where that is known.
    pub site: Option<String>,
}

impl Place {
    /// Of a service.
    pub fn of(row: &Row) -> Self {
        Self {
            family: row.product.map(Family::of),
            site: row.facts.site.clone(),
        }
    }
}

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Its data centre and its product are named.
    Sure,
    /// Its product is named, and data centres of which nobody knows whether one is its own.
    Perhaps,
}

/// Whether `incident` concerns what stands at `place`.
pub fn concern(incident: &Incident, place: &Place) -> Option<Concern> {
    let parts: Vec<Part> = incident
        .components
        .iter()
        .map(|name| part_named(name))
        .collect();
    let mut sites = parts.iter().filter_map(|part| match part {
        Part::Site(site) => Some(site.as_str()),
        _ => None,
    });
    let of_product = |part: &Part| match part {
        Part::Products(families) => place.family.is_some_and(|of| families.contains(&of)),
        // Whatever stands there hangs on the network there.
        Part::Network => place.site.is_some() || place.family == Some(Family::Network),
        Part::Site(_) | Part::Other => false,
    };
    let names_products = parts
        .iter()
        .any(|part| matches!(part, Part::Products(_) | Part::Network));
    let is_its_product = parts.iter().any(of_product);
    let names_sites = sites.clone().next().is_some();
    match (&place.site, names_sites) {
        _ if names_products && !is_its_product => None,
        (_, false) => is_its_product.then_some(Concern::Sure),
        (Some(own), true) => sites.any(|site| is_at(own, site)).then_some(Concern::Sure),
        // Without its product being named, all that is known is that something fails
        // somewhere.
        (None, true) => is_its_product.then_some(Concern::Perhaps),
    }
}

/// Whether `own` (`gra3`) is the data centre `site`, or on the campus `site` (`gra`).
fn is_at(own: &str, site: &str) -> bool {
    let own = own.to_lowercase();
    own == site || own.trim_end_matches(|c: char| c.is_ascii_digit()) == site
}

/// What of a board concerns what stands at `place`: what goes on, then what is planned.
pub fn concerning<'a>(feed: &'a Feed, place: &Place, now: f64) -> Vec<(Event<'a>, bool, Concern)> {
    let board = Board::of(feed, now);
    let under_way = board.now.into_iter().map(|event| (event, true));
    let planned = board
        .planned
        .into_iter()
        .map(|maintenance| (Event::Maintenance(maintenance), false));
    under_way
        .chain(planned)
        .filter_map(|(event, now)| Some((event, now, concern(event.what(), place)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::board::tests::{incident, maintenance};
    use super::*;

    fn place(family: Family, site: &str) -> Place {
        Place {
            family: Some(family),
            site: (!site.is_empty()).then(|| site.to_owned()),
        }
    }

    #[test]
    fn place_and_product_decide() {
        use Family::{DedicatedServer, Domain, Network, Vps, WebHosting};
        let (sure, perhaps) = (Some(Concern::Sure), Some(Concern::Perhaps));
        for (components, of, expected) in [
            (
                &["GRA3", "Dedicated servers"][..],
                place(DedicatedServer, "gra3"),
                sure,
            ),
            (
                &["GRA3", "Dedicated servers"],
                place(DedicatedServer, "rbx8"),
                None,
            ),
            (&["GRA3", "Dedicated servers"], place(Vps, "gra3"), None),
            (
                &["GRA3", "Dedicated servers"],
                place(DedicatedServer, ""),
                perhaps,
            ),
            (&["GRA3", "IP and network"], place(Vps, "gra3"), sure),
            (&["GRA3", "IP and network"], place(Domain, ""), None),
            (&["IP and network"], place(Vps, "gra3"), sure),
            (&["GRA3", "IP and network"], place(Network, ""), perhaps),
            (&["GRA3"], place(Vps, "gra3"), sure),
            (&["GRA"], place(Vps, "gra3"), sure),
            (&["GRA3"], place(Vps, "gra"), None),
            (&["GRA3"], place(WebHosting, ""), None),
            (&["Web hosting"], place(WebHosting, ""), sure),
            (&["Web hosting"], place(Domain, ""), None),
            (&["GRA3", "RBX8", "VPS"], place(Vps, "rbx8"), sure),
            // A part nobody knows says nothing.
            (&["Room 7"], place(Vps, "gra3"), None),
            (&["Room 7", "GRA3"], place(Vps, "gra3"), sure),
            (&[], place(Vps, "gra3"), None),
        ] {
            let incident = incident("x", "major", components);
            assert_eq!(concern(&incident, &of), expected, "{components:?} {of:?}");
        }
        let unknown = Place {
            family: None,
            site: Some("gra3".into()),
        };
        let at = |components: &[&str]| concern(&incident("x", "major", components), &unknown);
        assert_eq!(at(&["GRA3", "VPS"]), None);
        assert_eq!(at(&["GRA3"]), Some(Concern::Sure));
    }

    #[test]
    fn bugs_and_what_is_over_concern_nobody_in_particular() {
        let feed = Feed {
            incidents: vec![
                incident("bug", "minor", &["VPS"]),
                incident("outage", "major", &["GRA3", "VPS"]),
                Incident {
                    resolved: Some(api::Timestamp(1)),
                    ..incident("over", "major", &["GRA3", "VPS"])
                },
            ],
            maintenances: vec![maintenance("planned", Some(9_000))],
            ..Feed::default()
        };
        let found: Vec<_> = concerning(&feed, &place(Family::Vps, "gra3"), 0.0)
            .into_iter()
            .map(|(event, now, _)| (event.what().id.clone(), now))
            .collect();
        assert_eq!(
            found,
            [("outage".to_owned(), true), ("planned".to_owned(), false)]
        );
    }
}
