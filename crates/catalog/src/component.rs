//! What the components of public status pages stand for.
//!
//! A page names them in its own words, so this is a reading of words and no fact: what
//! fits none of them is [`Part::Other`], and whoever asks must not take it for "not
//! concerned".

use crate::family::Family;

/// What a component is a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A data centre, or the campus that it is on, in small letters: `gra3`, `gra`.
    Site(String),
    /// Products.
    Products(&'static [Family]),
    /// The network, which everything that stands somewhere hangs on.
    Network,
    /// Something else.
    Other,
}

/// The words that a component's name holds, and the products that they mean: the first
/// that fits decides.
const WORDS: &[(&str, &[Family])] = &[
    ("object storage", &[Family::ObjectStorage]),
    ("kubernetes", &[Family::Kubernetes]),
    (
        "public cloud",
        &[
            Family::PublicCloud,
            Family::Kubernetes,
            Family::ObjectStorage,
        ],
    ),
    ("private cloud", &[Family::PrivateCloud]),
    ("vmware", &[Family::PrivateCloud]),
    ("nutanix", &[Family::Nutanix]),
    ("vrack", &[Family::Vrack]),
    ("ovhcloud connect", &[Family::Connect]),
    ("housing", &[Family::Housing]),
    ("dedicated server", &[Family::DedicatedServer]),
    ("bare metal", &[Family::DedicatedServer]),
    ("vps", &[Family::Vps]),
    ("virtual private server", &[Family::Vps]),
    ("load balancer", &[Family::Network]),
    ("web hosting", &[Family::WebHosting]),
    ("exchange", &[Family::Exchange]),
    ("email pro", &[Family::EmailPro]),
    ("e-mail pro", &[Family::EmailPro]),
    (
        "email",
        &[Family::Email, Family::EmailPro, Family::Exchange],
    ),
    (
        "e-mail",
        &[Family::Email, Family::EmailPro, Family::Exchange],
    ),
    ("domain", &[Family::Domain]),
    ("dns", &[Family::Dns, Family::Domain]),
    ("telephony", &[Family::Telephony]),
    ("voip", &[Family::Telephony]),
    ("sms", &[Family::Sms]),
    ("fax", &[Family::Fax]),
    ("internet access", &[Family::Access]),
    ("xdsl", &[Family::Access]),
    ("nas-ha", &[Family::Storage]),
    ("customer area", &[Family::Account]),
    ("control panel", &[Family::Account]),
    ("api", &[Family::Account]),
];

/// What the component of that name is a part of.
pub fn part_named(name: &str) -> Part {
    let name = name.trim().to_lowercase();
    if is_site(&name) {
        return Part::Site(name);
    }
    let found = WORDS.iter().find(|(words, _)| holds(&name, words));
    if let Some((_, families)) = found {
        return Part::Products(families);
    }
    if holds(&name, "network") || holds(&name, "backbone") {
        return Part::Network;
    }
    Part::Other
}

/// Whether `words` stand in `name` as words, a plural included.
fn holds(name: &str, words: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    name.match_indices(words).any(|(at, found)| {
        let before = name[..at].chars().next_back();
        let rest = &name[at + found.len()..];
        let after = rest.strip_prefix('s').unwrap_or(rest).chars().next();
        !before.is_some_and(letter) && !after.is_some_and(letter)
    })
}

/// Whether a name is written as data centres are: three letters of a place, then a number
/// or nothing.
fn is_site(name: &str) -> bool {
    // The campuses, so that another short word is none: `sms`, `api`, `vps`.
    const CAMPUSES: [&str; 16] = [
        "gra", "rbx", "sbg", "lim", "waw", "eri", "bhs", "yyz", "vin", "hil", "sgp", "syd", "ynm",
        "par", "mil", "cdg",
    ];
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    CAMPUSES.contains(&letters) && name.len() - letters.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_mean_them() {
        use Family::{Account, DedicatedServer, Domain, Email, Vps, WebHosting};
        for (name, first) in [
            ("Dedicated servers", DedicatedServer),
            ("Bare Metal Cloud", DedicatedServer),
            ("VPS", Vps),
            ("Public Cloud", Family::PublicCloud),
            ("Hosted Private Cloud", Family::PrivateCloud),
            ("Web hosting", WebHosting),
            ("Domain names", Domain),
            ("E-mail", Email),
            ("API and customer area", Account),
            ("Telephony", Family::Telephony),
            ("Internet access", Family::Access),
        ] {
            match part_named(name) {
                Part::Products(families) => assert_eq!(families.first(), Some(&first), "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
        for (name, part) in [
            ("GRA3", Part::Site("gra3".into())),
            (" yyz01 ", Part::Site("yyz01".into())),
            ("RBX", Part::Site("rbx".into())),
            ("IP and network", Part::Network),
            ("Backbone", Part::Network),
            // Words inside of other words are none, and no number of any place is.
            ("Rapid things", Part::Other),
            ("ABC1", Part::Other),
            ("GRA123", Part::Other),
            ("", Part::Other),
        ] {
            assert_eq!(part_named(name), part, "{name}");
        }
    }
}
