//! What is selected beforehand, and why.

use catalog::Responsible;

use super::*;

fn first(case: &Case) -> (NodeId, Option<(&'static str, Why)>) {
    let Step::Ask(question) = next(case, &Answers::new()) else {
        panic!()
    };
    let suggested = question.suggested.map(|s| (s.option, s.why));
    (question.node, suggested)
}

fn saying(case: Case, kind: Kind) -> Case {
    Case {
        suggestion: Suggestion {
            kind: Some(kind),
            ..Suggestion::default()
        },
        ..case
    }
}

#[test]
fn words_select_the_need() {
    let eu = (Region::Eu, false);
    for (product, kind, expected) in [
        ("dedicated-server", Kind::Incident, "down"),
        ("domain", Kind::Incident, "name-servers"),
        ("ssl", Kind::Incident, "failing"),
        ("dedicated-server", Kind::Advice, "inside"),
        ("dedicated-server", Kind::Billing, "money"),
        ("vps", Kind::Abuse, "blocked"),
        ("dedicated-server", Kind::Intervention, "part"),
        ("housing", Kind::Intervention, "hands"),
        ("vps", Kind::Intervention, "down"),
        ("hosting-web", Kind::Commercial, "offer"),
        ("hosting-web", Kind::Account, "account"),
    ] {
        let suggested = first(&saying(about(eu, product), kind));
        let expected = (NodeId::Need, Some((expected, Why::Words)));
        assert_eq!(suggested, expected, "{product} {kind:?}");
    }
    // Words of a fault whose cause is the customer's own.
    let mut own = saying(about(eu, "vps"), Kind::Incident);
    own.suggestion.responsible = Some(Responsible::Customer);
    assert_eq!(first(&own), (NodeId::Need, Some(("inside", Why::Words))));
}

/// Whatever the words say, each case can be walked, and what is selected is on offer.
#[test]
fn every_suggestion_is_on_offer() {
    let kinds = Kind::ALL.map(Some);
    for case in services() {
        for kind in kinds.into_iter().chain([None]) {
            for family in [None, Some(Family::Dns), Some(Family::Kubernetes)] {
                let case = Case {
                    suggestion: Suggestion {
                        kind,
                        family,
                        responsible: None,
                    },
                    signals: signals().pop().unwrap(),
                    ..case.clone()
                };
                let (node, suggested) = first(&case);
                assert_eq!(node, NodeId::Found);
                if let Some((option, _)) = suggested {
                    let answers = Answers::from_iter([("found", option)]);
                    assert_eq!(walk(&case, &answers).asked.len(), 1, "{option}");
                }
            }
        }
    }
}

#[test]
fn words_select_the_product() {
    let mut case = blank((Region::Eu, false));
    assert_eq!(first(&case), (NodeId::Product, None));
    case.suggestion.family = Some(Family::Telephony);
    let expected = Some(("telephony", Why::Words));
    assert_eq!(first(&case), (NodeId::Product, expected));
    // Nobody has a telephone there.
    case.region = Region::Us;
    assert_eq!(first(&case), (NodeId::Product, None));
    let account = saying(blank((Region::Us, false)), Kind::Account);
    let expected = Some(("account", Why::Words));
    assert_eq!(first(&account), (NodeId::Product, expected));
}

/// The words say which part of a project is meant.
#[test]
fn words_tell_apart_what_a_project_holds() {
    let mut case = about((Region::Eu, false), "cloud-project");
    case.suggestion.family = Some(Family::Kubernetes);
    let answers = Answers::from_iter([("need", "inside")]);
    let Step::Ask(question) = next(&case, &answers) else {
        panic!()
    };
    assert!(question.options.iter().any(|opt| opt.key == "workloads"));
    // A word for something else does not make the project something else.
    case.suggestion.family = Some(Family::Email);
    let Step::Ask(question) = next(&case, &answers) else {
        panic!()
    };
    assert!(
        question
            .options
            .iter()
            .any(|opt| opt.key == "operating-system")
    );
}

#[test]
fn what_is_found_is_asked_first() {
    let eu = (Region::Eu, false);
    let found = |kind, signals| {
        let case = Case {
            signals,
            ..match kind {
                Some(kind) => saying(about(eu, "dedicated-server"), kind),
                None => about(eu, "dedicated-server"),
            }
        };
        first(&case)
    };
    let unpaid = Signals {
        service: Some(ServiceState::Unpaid),
        ..calm()
    };
    let expected = (NodeId::Found, Some(("unpaid", Why::Signals)));
    for kind in [None, Some(Kind::Incident), Some(Kind::Billing)] {
        assert_eq!(found(kind, unpaid.clone()), expected);
    }
    let expected = (NodeId::Found, Some(("something-else", Why::Words)));
    for kind in [Kind::Commercial, Kind::Account, Kind::Abuse] {
        assert_eq!(found(Some(kind), unpaid.clone()), expected);
    }
    // An open ticket may be about anything.
    let open = Signals {
        tickets: Some(vec![ticket(1, OpenedBy::Customer)]),
        ..calm()
    };
    assert_eq!(found(Some(Kind::Incident), open), (NodeId::Found, None));
}

#[test]
fn the_entry_and_the_machine_suggest_where_words_do_not() {
    let mut case = about((Region::Eu, false), "dedicated-server");
    case.entry = Entry::Panel;
    let expected = Some(("interface", Why::Entry));
    assert_eq!(first(&case), (NodeId::Need, expected));
    case.signals.machine = Some(MachineState::Error);
    let expected = Some(("down", Why::Signals));
    assert_eq!(first(&case), (NodeId::Need, expected));
}

/// Who agrees to all that is selected, and knows nothing else, gets to the lane that the
/// words speak of.
#[test]
fn agreeing_leads_to_the_lane_of_the_words() {
    for case in services() {
        let family = Family::of(case.product.unwrap());
        for kind in Kind::ALL {
            let case = Case {
                signals: calm(),
                ..saying(case.clone(), kind)
            };
            let mut answers = Answers::new();
            let outcome = loop {
                match next(&case, &answers) {
                    Step::Ask(question) => {
                        let suggested = question.suggested.map(|s| s.option);
                        answers.set(question.node.key(), suggested.unwrap_or(UNKNOWN));
                    }
                    Step::End(outcome) => break outcome,
                }
            };
            let right = match kind {
                Kind::Incident => outcome.end == End::IncidentTicket,
                Kind::Advice => outcome.end == End::AdviceTicket,
                Kind::Billing => outcome.end == End::BillingTicket,
                Kind::Abuse => matches!(outcome.end, End::Abuse(_)),
                Kind::Intervention if family == Family::Housing => outcome.end == End::HandsTicket,
                Kind::Intervention => outcome.end == End::IncidentTicket,
                Kind::Commercial => outcome.end == End::Commercial,
                Kind::Account => {
                    outcome.end == End::AdviceTicket && {
                        outcome
                            .ticket
                            .is_some_and(|ticket| ticket.product.is_none())
                    }
                }
            };
            assert!(right, "{kind:?} about {}: {:?}", family.key(), outcome.end);
        }
    }
}
