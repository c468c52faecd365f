//! The keys of every text that the flow needs.

use std::collections::BTreeSet;

use catalog::{Action, Family, Responsible};

use super::{
    nodes::{Listed, NodeId},
    outcome::{End, Need, Note, Part, Way},
    signals::Signal,
    suggest::Why,
};

/// The keys of every text that a catalogue must have for the flow to be read, in order,
/// each once: `help.q.need`, `help.a.need.how-to`, `help.end.incident-ticket`, …
///
/// Every question and answer that exists anywhere is among them, whatever case it is
/// asked in. Diagnostics are not: they are named where an open ticket lists them, after
/// [`catalog::CHECKS`].
pub fn all_keys() -> Vec<String> {
    let mut keys = BTreeSet::new();
    for node in NodeId::ALL {
        keys.insert(format!("help.q.{}", node.key()));
        for option in options(node) {
            keys.insert(format!("help.a.{}.{option}", node.key()));
        }
    }
    let mut add = |kind: &str, all: &[&str]| {
        keys.extend(all.iter().map(|key| format!("help.{kind}.{key}")));
    };
    add("end", &End::KEYS);
    add("way", &Way::KEYS);
    add("note", &Note::ALL.map(Note::key));
    add("why", &Why::ALL.map(Why::key));
    add("signal", &Signal::ALL.map(Signal::key));
    add("part", &Part::ALL.map(Part::key));
    add("part-need", &Need::ALL.map(Need::key));
    add("action", &Action::ALL.map(Action::key));
    add("responsible", &Responsible::ALL.map(Responsible::key));
    let guides: Vec<_> = catalog::GUIDES.iter().map(|guide| guide.key).collect();
    add("guide", &guides);
    keys.into_iter().collect()
}

/// Every option that a question can have, those from the catalogue first.
pub(super) fn options(node: NodeId) -> Vec<&'static str> {
    let mut options: Vec<&'static str> = match node.node().listed {
        Some(Listed::Families(_)) => Family::ALL.map(Family::key).to_vec(),
        Some(Listed::Topics(_)) => topics(),
        None => Vec::new(),
    };
    options.extend(node.node().choices.iter().map(|choice| choice.key));
    options
}

/// Every topic of every family, each once.
pub(super) fn topics() -> Vec<&'static str> {
    let topics = Family::ALL.into_iter().flat_map(catalog::perimeter);
    let keys: BTreeSet<_> = topics.map(|topic| topic.key).collect();
    keys.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_stable_and_well_formed() {
        let keys = all_keys();
        for key in &keys {
            let mut parts = key.split('.');
            assert_eq!(parts.next(), Some("help"), "{key}");
            assert!(
                parts.all(|part| !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')),
                "{key}"
            );
        }
        for key in [
            "help.q.need",
            "help.a.need.down",
            "help.a.need.unknown",
            "help.a.product.dedicated-server",
            "help.a.topic.disk-full",
            "help.a.found.unpaid",
            "help.end.out-of-perimeter",
            "help.way.partner-directory",
            "help.guide.edit-dns-zone",
        ] {
            assert!(keys.iter().any(|known| known == key), "{key}");
        }
    }

    #[test]
    fn options_are_unique_in_their_question() {
        for node in NodeId::ALL {
            let options = options(node);
            let unique: BTreeSet<_> = options.iter().collect();
            assert_eq!(unique.len(), options.len(), "{}", node.key());
        }
    }
}
