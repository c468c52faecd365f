//! Suggestions for the requests of `data/requests.jsonl`, written for this project.

use std::collections::HashSet;

use advisor::measure::{Figures, Label, Labelled};
use advisor::text::{Kind, Universe};

fn requests() -> Vec<Labelled> {
    include_str!("data/requests.jsonl")
        .lines()
        .map(|line| Labelled::parse(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// What the advisor promises.
#[test]
fn suggestions_keep_their_floors() {
    let figures = Figures::of(&requests());
    for (label, floor) in [
        (Label::Kind, 80),
        (Label::Universe, 85),
        (Label::Urgent, 80),
    ] {
        let percent = figures.get(label).suggested.percent();
        assert!(percent >= floor, "{label:?}: {percent}%\n{figures}");
    }
}

/// No language is carried by the others.
#[test]
fn each_language_keeps_the_floors_within_a_tenth() {
    let requests = requests();
    for language in ["en", "fr", "de", "es", "it", "pl", "pt"] {
        let spoken = requests
            .iter()
            .filter(|request| request.language.as_deref() == Some(language));
        let figures = Figures::of(spoken);
        for (label, floor) in [
            (Label::Kind, 70),
            (Label::Universe, 75),
            (Label::Urgent, 70),
        ] {
            let share = figures.get(label).suggested;
            assert!(share.of >= 10, "{language}: {} requests", share.of);
            assert!(share.percent() >= floor, "{language} {label:?}: {share:?}");
        }
    }
}

/// The set is worth measuring on.
#[test]
fn the_requests_are_of_every_sort() {
    let requests = requests();
    let ids: HashSet<_> = requests.iter().map(|request| &request.id).collect();
    let texts: HashSet<_> = requests.iter().map(|request| &request.text).collect();
    assert_eq!((ids.len(), texts.len()), (requests.len(), requests.len()));
    for kind in Kind::ALL {
        let count = requests.iter().filter(|one| one.kinds[0] == *kind).count();
        assert!(count >= 10, "{kind:?}: {count}");
    }
    for universe in Universe::ALL {
        let count = requests
            .iter()
            .filter(|one| one.universe == *universe)
            .count();
        assert!(count >= 10, "{universe:?}: {count}");
    }
    let urgent = requests.iter().filter(|one| one.urgent).count();
    assert!((requests.len() / 4..requests.len() * 3 / 4).contains(&urgent));
}
