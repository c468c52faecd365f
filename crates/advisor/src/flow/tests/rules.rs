//! The rules that every way keeps.

use std::collections::BTreeSet;

use catalog::{Action, Responsible};

use super::*;

/// `support.TicketProductEnum` of the published schema, the same in every region.
const PRODUCTS_OF_TICKETS: [&str; 25] = [
    "adsl",
    "cdn",
    "dedicated",
    "dedicated-billing",
    "dedicated-other",
    "dedicatedcloud",
    "domain",
    "exchange",
    "fax",
    "hosting",
    "housing",
    "iaas",
    "mail",
    "network",
    "publiccloud",
    "sms",
    "ssl",
    "storage",
    "telecom-billing",
    "telecom-other",
    "vac",
    "voip",
    "vps",
    "web-billing",
    "web-other",
];
/// `support.TicketCategoryEnum`.
const CATEGORIES: [&str; 3] = ["assistance", "billing", "incident"];
/// `support.TicketSubCategoryEnum`.
const SUBCATEGORIES: [&str; 10] = [
    "alerts",
    "autorenew",
    "bill",
    "down",
    "inProgress",
    "new",
    "other",
    "perfs",
    "start",
    "usage",
];
/// Of the first, those about products that the United States do not have.
const NOT_IN_US: [&str; 10] = [
    "adsl",
    "cdn",
    "domain",
    "exchange",
    "fax",
    "hosting",
    "mail",
    "sms",
    "telecom-billing",
    "voip",
];

/// Answers that say: the provider's service fails.
const FAILS: [&str; 5] = ["down", "cuts", "slow", "name-servers", "failing"];

/// What holds of every way in every case.
fn judge(path: &Path<'_>) {
    assert!(path.asked.len() <= 5, "too many questions: {path}");
    for question in &path.asked {
        assert!(question.has_unknown(), "nobody may not know: {path}");
        let keys: BTreeSet<_> = question.options.iter().map(|opt| opt.key).collect();
        assert_eq!(keys.len(), question.options.len(), "{path}");
        assert!(keys.len() > 1, "no choice: {path}");
        if let Some(suggested) = question.suggested {
            assert!(keys.contains(suggested.option), "{path}");
        }
    }
    leads_on(path);
    ticket_is_acceptable(path);
    lanes_are_kept(path);
    perimeter_is_stated(path);
    levels_are_of_the_universe(path);
}

/// An end has what it speaks of.
fn leads_on(path: &Path<'_>) {
    let outcome = &path.outcome;
    match &outcome.end {
        end if end.sends_ticket() => assert!(outcome.ticket.is_some(), "{path}"),
        End::ExistingTicket(tickets) => assert!(!tickets.is_empty(), "{path}"),
        End::ExistingWork(work) => assert!(!work.is_empty(), "{path}"),
        End::KnownIncident(notices) => assert!(
            !notices.is_empty() || path.case.signals.machine == Some(MachineState::Maintenance),
            "{path}"
        ),
        End::SelfService(action, route) => {
            let family = path.family().unwrap_or(Family::Account);
            assert_eq!(
                action.route(family, path.case.region),
                Some(*route),
                "{path}"
            );
            let of_service = !route.contains("/me/");
            assert!(!of_service || path.case.service.is_some(), "{path}");
            assert!(action.settles(), "{path}");
        }
        End::Replacement(part) => {
            assert_eq!(path.family(), Some(Family::DedicatedServer), "{path}");
            assert!(path.case.service.is_some(), "{path}");
            assert!(
                part.route().starts_with("POST /dedicated/server/"),
                "{path}"
            );
        }
        End::Abuse(tickets) => {
            let customers = tickets.iter().any(|t| t.by == OpenedBy::Customer);
            assert!(!customers, "{path}");
        }
        End::FastPath => assert!(path.case.partner > Some(Partner::None), "{path}"),
        _ => {}
    }
    for (index, way) in outcome.ways.iter().enumerate() {
        assert!(
            !outcome.ways[..index].contains(way),
            "{way:?} twice: {path}"
        );
        if let (Way::Do(action, route), End::SelfService(done, _)) = (way, &outcome.end) {
            assert_ne!(action, done, "said twice, {route}: {path}");
        }
    }
    if path.case.signals == calm() {
        assert_eq!(outcome.unread, [], "{path}");
    }
}

/// The API of that region would take it, from an account of that level.
fn ticket_is_acceptable(path: &Path<'_>) {
    let Some(ticket) = &path.outcome.ticket else {
        return;
    };
    assert!(CATEGORIES.contains(&ticket.category.as_str()), "{path}");
    assert!(
        SUBCATEGORIES.contains(&ticket.subcategory.as_str()),
        "{path}"
    );
    if let Some(product) = ticket.product {
        assert!(PRODUCTS_OF_TICKETS.contains(&product.as_str()), "{path}");
        if path.case.region == Region::Us {
            assert!(!NOT_IN_US.contains(&product.as_str()), "{path}");
        }
    }
    let may = matches!(path.case.level, Some(Level::Business | Level::Enterprise));
    assert_eq!(ticket.weight.is_some(), may, "{path}");
    if let Some(service) = &ticket.service {
        assert_eq!(Some(service), path.case.service.as_ref(), "{path}");
    }
}

/// Incidents are filed at once, and nothing else takes their lane.
fn lanes_are_kept(path: &Path<'_>) {
    let incident = path.outcome.end == End::IncidentTicket;
    let need = path.answer(NodeId::Need);
    if need.is_some_and(|need| FAILS.contains(&need)) {
        assert!(incident, "{path}");
        // From a service's page with nothing found: say what happens, answer once, check.
        let found = path.answer(NodeId::Found).is_some();
        let known = path.answer(NodeId::Product).is_none();
        assert!(found || !known || path.asked.len() == 1, "{path}");
    }
    if incident {
        let ticket = path.outcome.ticket.as_ref().unwrap();
        assert_eq!(ticket.category, Category::Incident, "{path}");
    } else if path.outcome.end.sends_ticket() {
        let ticket = path.outcome.ticket.as_ref().unwrap();
        assert_ne!(ticket.category, Category::Incident, "{path}");
    }
    // Somebody who asks how, about money, an account or an offer never gets there.
    if matches!(
        need,
        Some("how-to" | "money" | "account" | "offer" | "hands")
    ) {
        let ticket = path.outcome.ticket.as_ref();
        assert!(!incident, "{path}");
        assert!(
            ticket.is_none_or(|t| t.category != Category::Incident),
            "{path}"
        );
    }
}

/// What is not the provider's is said, and first; such a thing is no incident.
fn perimeter_is_stated(path: &Path<'_>) {
    let outcome = &path.outcome;
    let family = path.family();
    let topic = path.answer(NodeId::Topic);
    let topic = family
        .zip(topic)
        .and_then(|(f, key)| catalog::topic(f, key));
    if let Some(topic) = topic {
        assert_eq!(outcome.perimeter, Some(Perimeter::Known(topic)), "{path}");
        let first = outcome.perimeter.unwrap().stated_first();
        assert_eq!(first, topic.responsible != Responsible::Provider, "{path}");
        if first {
            assert_ne!(outcome.end, End::IncidentTicket, "{path}");
        }
        if topic.responsible == Responsible::Customer {
            let said = matches!(outcome.end, End::OutOfPerimeter | End::SelfService(..));
            assert!(said, "{path}");
            // Ways out: a partner, paid help, and a guide where there is one.
            assert!(outcome.ways.contains(&Way::PartnerDirectory), "{path}");
            let guides = outcome
                .ways
                .iter()
                .filter(|way| matches!(way, Way::Guide(_)));
            assert_eq!(guides.count(), usize::from(topic.guide.is_some()), "{path}");
        }
    }
    // Nobody is sent off with advice about a product without its perimeter.
    let advice = outcome.end == End::AdviceTicket
        && outcome.ticket.as_ref().is_some_and(|t| t.product.is_some());
    if advice {
        assert!(outcome.perimeter.is_some(), "{path}");
    }
    if outcome.end == End::OutOfPerimeter {
        assert!(
            outcome.perimeter.is_some_and(|p| p.stated_first()),
            "{path}"
        );
    }
}

/// No universe is shown a level that it does not offer.
fn levels_are_of_the_universe(path: &Path<'_>) {
    let universe = match path.family() {
        Some(family) => family.universe(),
        None => path.case.universe,
    };
    let offered = universe.map(catalog::Universe::levels).unwrap_or_default();
    let sold = path.case.region != Region::Us && !path.case.brand;
    for level in path.outcome.levels {
        assert!(sold && offered.contains(level), "{level:?}: {path}");
    }
    for way in &path.outcome.ways {
        if let Way::Level(level) = way {
            assert!(sold && offered.contains(level), "{level:?}: {path}");
            assert!(Some(*level) > path.case.level, "{level:?}: {path}");
        }
        if *way == Way::FastPath {
            assert!(path.case.partner > Some(Partner::None), "{path}");
        }
    }
    if path.outcome.end == End::SupportLevel {
        assert!(sold, "{path}");
    }
}

/// Every family, on every endpoint, with every state of every signal.
#[test]
fn rules_hold_whatever_is_found() {
    let mut paths = 0_u32;
    let usual = |case: &Case| {
        let product = case.product.unwrap();
        Family::of(product).products().first() == Some(&product.key)
    };
    for case in services().into_iter().filter(usual) {
        for signals in signals() {
            let case = Case {
                signals,
                ..case.clone()
            };
            each_path(&case, &mut |path| {
                judge(path);
                paths += 1;
            });
        }
    }
    assert!(paths > 100_000, "only {paths}");
}

/// Every product, on every endpoint, at every level, for partners and others, from every
/// entry.
#[test]
fn rules_hold_for_every_account() {
    for case in services() {
        for level in LEVELS {
            for partner in [None, Some(Partner::None), Some(Partner::Advanced)] {
                let case = Case {
                    level,
                    partner,
                    signals: calm(),
                    ..case.clone()
                };
                each_path(&case, &mut judge);
            }
        }
        for entry in [Entry::Panel, Entry::Alert] {
            let case = Case {
                entry,
                ..case.clone()
            };
            each_path(&case, &mut judge);
        }
    }
}

/// Whatever the words say, and of whatever they speak.
#[test]
fn rules_hold_whatever_the_words_say() {
    for case in services() {
        for kind in Kind::ALL {
            let case = Case {
                suggestion: Suggestion {
                    kind: Some(kind),
                    family: Some(Family::Dns),
                    responsible: Some(Responsible::Customer),
                },
                ..case.clone()
            };
            each_path(&case, &mut judge);
        }
    }
    for family in [Family::Kubernetes, Family::ObjectStorage] {
        let mut case = about((Region::Eu, false), "cloud-project");
        case.suggestion.family = Some(family);
        each_path(&case, &mut |path| {
            assert_eq!(path.family(), Some(family));
            judge(path);
        });
    }
}

/// An incident that the words do not speak of can be filed all the same; it is said that
/// they speak of something else.
#[test]
fn words_never_keep_anybody_from_filing() {
    for kind in Kind::ALL {
        let mut case = about((Region::Eu, false), "vps");
        case.suggestion.kind = Some(kind);
        let Step::End(outcome) = next(&case, &Answers::from_iter([("need", "down")])) else {
            panic!()
        };
        assert_eq!(outcome.end, End::IncidentTicket);
        let said = outcome.notes.contains(&Note::WordsSuggestAdvice);
        assert_eq!(said, kind == Kind::Advice, "{kind:?}");
    }
}

/// Nothing is known but the account, or the universe; with and without an incident of the
/// provider.
#[test]
fn rules_hold_when_nothing_is_known() {
    let universes = catalog::Universe::ALL.map(Some);
    for place in PLACES {
        for universe in universes.into_iter().chain([None]) {
            let case = Case {
                universe,
                level: Some(Level::Enterprise),
                ..blank(place)
            };
            each_path(&case, &mut judge);
        }
        let found = Case {
            level: Some(Level::Standard),
            signals: signals().pop().unwrap(),
            ..blank(place)
        };
        each_path(&found, &mut judge);
    }
}

/// A service of a product that we do not know is a service all the same.
#[test]
fn rules_hold_for_unknown_products() {
    for place in PLACES {
        let case = Case {
            product: None,
            ..about(place, "dedicated-server")
        };
        each_path(&case, &mut judge);
    }
}

/// What a brand or a region lacks is asked for as if nothing were known.
#[test]
fn a_product_that_the_endpoint_lacks_says_nothing() {
    for place in PLACES {
        for product in PRODUCTS {
            if !Family::of(product).exists_in(place.0, place.1) {
                let case = about(place, product.key);
                let Step::Ask(question) = next(&case, &Answers::new()) else {
                    panic!("{}", product.key)
                };
                assert_eq!(question.node, NodeId::Product);
                assert!(question.options.iter().all(|opt| {
                    Family::parse(opt.key).is_none_or(|f| f.exists_in(place.0, place.1))
                }));
            }
        }
    }
}

/// What could not be read is never taken for "nothing is the matter".
#[test]
fn what_could_not_be_read_is_said() {
    let case = about((Region::Eu, false), "dedicated-server");
    let Step::Ask(question) = next(&case, &Answers::new()) else {
        panic!()
    };
    assert_eq!(question.node, NodeId::Need);
    assert_eq!(question.unread, Signal::ALL);
    let domain = about((Region::Eu, false), "domain");
    let Step::Ask(question) = next(&domain, &Answers::new()) else {
        panic!()
    };
    // A domain is no machine and has no addresses.
    assert_eq!(
        question.unread,
        [
            Signal::Service,
            Signal::Work,
            Signal::Tickets,
            Signal::Notices
        ]
    );
    let partly = Case {
        signals: Signals {
            tickets: None,
            ..calm()
        },
        ..case
    };
    each_path(&partly, &mut |path| {
        assert_eq!(path.outcome.unread, [Signal::Tickets], "{path}");
    });
}

/// Diagnostics come after the ticket: no question asks for one, and no incident needs one.
#[test]
fn an_incident_is_filed_in_three_steps_from_a_service() {
    for case in services() {
        let case = Case {
            signals: calm(),
            ..case
        };
        let mut filed = 0;
        each_path(&case, &mut |path| {
            if path.outcome.end == End::IncidentTicket && path.asked.len() == 1 {
                filed += 1;
            }
        });
        assert!(filed > 0, "{}", case.product.unwrap().key);
    }
}

/// What is to be looked at is known, and is for tickets about what fails alone.
#[test]
fn diagnostics_belong_to_open_tickets_about_what_fails() {
    for case in services() {
        let case = Case {
            signals: calm(),
            ..case
        };
        each_path(&case, &mut |path| {
            let fails = matches!(path.outcome.end, End::IncidentTicket | End::Replacement(_));
            assert!(fails || path.outcome.checks.is_empty(), "{path}");
            for key in &path.outcome.checks {
                assert!(catalog::check(key).is_some(), "{key}: {path}");
            }
        });
    }
    let of = |product, need| {
        let case = about((Region::Eu, false), product);
        let Step::End(outcome) = next(&case, &Answers::from_iter([("need", need)])) else {
            panic!()
        };
        outcome
    };
    assert_eq!(of("dedicated-server", "down").checks[0], "mtr-both-ways");
    assert_eq!(of("xdsl", "cuts").checks[0], "line-test");
    assert_eq!(of("domain", "name-servers").checks, ["dns-answer"]);
}

/// Whose downtime counts from the ticket is told so, and nobody else.
#[test]
fn the_clock_of_the_contract_is_said() {
    for case in services() {
        each_path(&case, &mut |path| {
            let family = path.family().unwrap();
            let counts = catalog::sla(family, path.case.region).is_some_and(|sla| sla.from_ticket);
            let said = path.outcome.notes.contains(&Note::DowntimeFromTicket);
            if path.outcome.end == End::IncidentTicket {
                assert_eq!(said, counts, "{path}");
            } else {
                assert!(!said || counts, "{path}");
            }
        });
    }
}

/// A replacement asks for all that the provider will not do without.
#[test]
fn a_disk_is_not_replaced_without_its_confirmations() {
    let needs = Part::Disk.needs();
    for need in [
        Need::FaultySerials,
        Need::HealthySerials,
        Need::BackupConfirmed,
        Need::DataLossAccepted,
    ] {
        assert!(needs.contains(&need) && need.required(), "{}", need.key());
    }
    assert!(needs.contains(&Need::Inverse));
    let mut replaced = BTreeSet::new();
    let case = about((Region::Us, false), "dedicated-server");
    each_path(&case, &mut |path| {
        if let End::Replacement(part) = path.outcome.end {
            replaced.insert(part);
        }
    });
    assert_eq!(replaced.into_iter().collect::<Vec<_>>(), Part::ALL);
}

/// What was broken into is the customer's to mend, and that is said with the ticket that
/// the provider opened.
#[test]
fn what_was_broken_into_is_the_customers_to_mend() {
    for (product, topic) in [
        ("dedicated-server", "hacked"),
        ("vps", "hacked"),
        ("hosting-web", "application-security"),
    ] {
        let case = about((Region::Eu, false), product);
        let answers = Answers::from_iter([("need", "blocked"), ("abuse", "hacked")]);
        let Step::End(outcome) = next(&case, &answers) else {
            panic!()
        };
        assert_eq!(outcome.end, End::Abuse(vec![]));
        let Some(Perimeter::Known(said)) = outcome.perimeter else {
            panic!("{product}")
        };
        assert_eq!((said.key, said.responsible), (topic, Responsible::Customer));
        assert!(outcome.ways.iter().any(|way| matches!(way, Way::Guide(_))));
    }
    // Machines that are cut off come back only through the provider.
    for (machine, alone) in [
        (MachineState::Hacked, false),
        (MachineState::HackedBlocked, true),
    ] {
        let mut case = about((Region::Eu, false), "dedicated-server");
        case.signals.machine = Some(machine);
        case.signals.tickets = Some(vec![ticket(1, OpenedBy::Abuse)]);
        let Step::End(outcome) = next(&case, &Answers::from_iter([("found", "hacked")])) else {
            panic!()
        };
        assert_eq!(outcome.end, End::Abuse(vec![ticket(1, OpenedBy::Abuse)]));
        assert_eq!(outcome.notes.contains(&Note::ProviderMustUnlock), alone);
    }
}

/// What lifts a block is what was blocked; nobody is sent to lift one for phishing.
#[test]
fn blocks_are_lifted_by_their_kind() {
    for (kind, expected) in [
        (BlockKind::Hacking, Some(Action::UnblockHacking)),
        (BlockKind::Spam, Some(Action::UnblockSpam)),
        (BlockKind::Arp, Some(Action::UnblockArp)),
        (BlockKind::Phishing, None),
    ] {
        let mut case = about((Region::Eu, false), "vps");
        let address = "192.0.2.7".into();
        case.signals.blocks = Some(vec![Block { address, kind }]);
        let answers = Answers::from_iter([("found", "address-blocked")]);
        let Step::End(outcome) = next(&case, &answers) else {
            panic!()
        };
        match expected {
            Some(expected) => {
                assert!(matches!(outcome.end, End::SelfService(action, _) if action == expected));
            }
            None => assert_eq!(outcome.end, End::Abuse(vec![])),
        }
    }
}
