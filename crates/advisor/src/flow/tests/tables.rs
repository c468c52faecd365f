//! The tables themselves.

use std::collections::BTreeSet;

use super::*;
use crate::flow::{
    keys,
    nodes::{Goal, Listed, Route, START},
    when::When,
};

fn all_routes() -> Vec<(String, &'static [Route])> {
    let mut all = vec![("start".to_owned(), START)];
    for id in NodeId::ALL {
        if let Some(listed) = &id.node().listed {
            all.push((id.key().to_owned(), Listed::routes(listed)));
        }
        for choice in id.node().choices {
            all.push((format!("{}.{}", id.key(), choice.key), choice.to));
        }
    }
    all
}

/// There is always a way, and none stands behind one that is always taken.
#[test]
fn ways_end_in_one_that_is_always_open() {
    for (name, routes) in all_routes() {
        let open = routes.iter().position(|r| matches!(r.when, When::Always));
        assert_eq!(open, routes.len().checked_sub(1), "{name}");
    }
}

/// Questions lead to later ones only, so every way ends.
#[test]
fn nothing_leads_back() {
    let rank = |id: NodeId| match id {
        NodeId::Product => 0,
        NodeId::Found => 1,
        NodeId::Need => 2,
        NodeId::Part => 4,
        _ => 3,
    };
    for id in NodeId::ALL {
        let mut routes: Vec<_> = id.node().choices.iter().flat_map(|c| c.to).collect();
        if let Some(listed) = &id.node().listed {
            routes.extend(listed.routes());
        }
        for route in routes {
            if let Goal::Ask(next) = route.to {
                assert!(rank(next) > rank(id), "{} to {}", id.key(), next.key());
            }
        }
    }
}

/// Every question ends in "I don't know".
#[test]
fn every_question_may_be_left_open() {
    for id in NodeId::ALL {
        let last = id.node().choices.last().unwrap();
        assert_eq!(last.key, UNKNOWN, "{}", id.key());
        assert!(matches!(last.shown, When::Always), "{}", id.key());
    }
}

/// Somewhere, somebody is offered each option and reaches each end: nothing in the tables
/// is dead.
#[test]
fn nothing_is_dead() {
    let mut answers = BTreeSet::new();
    let mut endings: Vec<Ending> = Vec::new();
    let mut ends = BTreeSet::new();
    let mut see = |path: &Path<'_>| {
        for question in &path.asked {
            answers.insert((question.node, question.answer.unwrap()));
        }
        if !endings.contains(&path.ending) {
            endings.push(path.ending);
        }
        ends.insert(path.outcome.end.key());
        let usual = path.ending.key();
        let key = path.outcome.end.key();
        // Only a block that nobody but the provider lifts ends elsewhere.
        assert!(key == usual || path.ending == Ending::Unblock, "{path}");
    };
    let account = |case: Case| Case {
        partner: Some(Partner::Standard),
        level: Some(Level::Premium),
        ..case
    };
    each_path(&account(blank((Region::Eu, false))), &mut see);
    for product in PRODUCTS {
        let case = account(about((Region::Eu, false), product.key));
        each_path(&case, &mut see);
    }
    for signals in signals() {
        for product in ["dedicated-server", "vps", "hosting-web"] {
            let case = Case {
                signals: signals.clone(),
                entry: Entry::Panel,
                ..about((Region::Eu, false), product)
            };
            each_path(&case, &mut see);
        }
    }
    // Refunds are asked for with a ticket elsewhere than in Europe, and there are findings
    // about places without a service.
    each_path(&about((Region::Us, false), "vps"), &mut see);
    each_path(
        &Case {
            signals: Signals {
                service: Some(ServiceState::Expired),
                ..calm()
            },
            ..blank((Region::Eu, false))
        },
        &mut see,
    );

    for id in NodeId::ALL {
        for option in keys::options(id) {
            assert!(answers.contains(&(id, option)), "{}.{option}", id.key());
        }
    }
    assert_eq!(ends, BTreeSet::from(End::KEYS));
    let routes = all_routes().into_iter().flat_map(|(_, routes)| routes);
    for route in routes {
        if let Goal::End(ending) = route.to {
            assert!(endings.contains(&ending), "{ending}");
        }
    }
}

#[test]
fn findings_are_the_options_of_their_question() {
    let offered: Vec<_> = keys::options(NodeId::Found);
    let findings = Finding::ALL.map(Finding::key);
    assert_eq!(offered[..findings.len()], findings);
    assert_eq!(offered[findings.len()..], ["something-else", UNKNOWN]);
}
