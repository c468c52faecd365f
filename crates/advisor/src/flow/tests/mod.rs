//! Every way through the flow, in every case that differs.

mod changes;
mod drawing;
mod rules;
mod suggestions;
mod tables;
mod together;

use catalog::{Family, Level, PRODUCTS, Region};

use super::{
    nodes::Ending,
    walk::{Next, follow},
    *,
};

/// The endpoints: a region, and whether it is that of a brand.
const PLACES: [(Region, bool); 5] = [
    (Region::Eu, false),
    (Region::Ca, false),
    (Region::Us, false),
    (Region::Eu, true),
    (Region::Ca, true),
];

/// The levels of an account, and that it could not be read.
const LEVELS: [Option<Level>; 5] = [
    None,
    Some(Level::Standard),
    Some(Level::Premium),
    Some(Level::Business),
    Some(Level::Enterprise),
];

/// A blank request on an endpoint.
fn blank((region, brand): (Region, bool)) -> Case {
    Case {
        brand,
        ..Case::new(region)
    }
}

/// A request from the page of a service.
fn about(place: (Region, bool), product: &str) -> Case {
    Case {
        product: Some(Case::product_named(product).unwrap()),
        service: Some("thing.example".into()),
        entry: Entry::Service,
        ..blank(place)
    }
}

/// A request from the page of a service of each product, wherever the product is.
fn services() -> Vec<Case> {
    let mut cases = Vec::new();
    for place in PLACES {
        for product in PRODUCTS {
            if Family::of(product).exists_in(place.0, place.1) {
                cases.push(about(place, product.key));
            }
        }
    }
    cases
}

/// Everything was read, and all is well.
fn calm() -> Signals {
    Signals {
        service: Some(ServiceState::Ok),
        machine: Some(MachineState::Ok),
        blocks: Some(vec![]),
        work: Some(vec![]),
        tickets: Some(vec![]),
        notices: Some(vec![]),
    }
}

fn ticket(id: u64, by: OpenedBy) -> OpenTicket {
    OpenTicket {
        id,
        number: Some(id + 9_000_000),
        by,
    }
}

/// Every state of each signal with the others calm, nothing read, and some that come
/// together.
fn signals() -> Vec<Signals> {
    let mut all = vec![Signals::default(), calm()];
    for service in [
        ServiceState::Creating,
        ServiceState::Expired,
        ServiceState::Unpaid,
        ServiceState::PendingDebt,
        ServiceState::Suspended,
        ServiceState::Other,
    ] {
        all.push(Signals {
            service: Some(service),
            ..calm()
        });
    }
    for machine in [
        MachineState::Error,
        MachineState::Hacked,
        MachineState::HackedBlocked,
        MachineState::Blocked,
        MachineState::Rescue,
        MachineState::Maintenance,
        MachineState::Other,
    ] {
        all.push(Signals {
            machine: Some(machine),
            ..calm()
        });
    }
    for kind in [
        BlockKind::Hacking,
        BlockKind::Spam,
        BlockKind::Arp,
        BlockKind::Phishing,
    ] {
        let address = "192.0.2.7".into();
        all.push(Signals {
            blocks: Some(vec![Block { address, kind }]),
            ..calm()
        });
    }
    for kind in [
        WorkKind::Task,
        WorkKind::Intervention,
        WorkKind::PlannedIntervention,
    ] {
        all.push(Signals {
            work: Some(vec![Work { id: 7, kind }]),
            ..calm()
        });
    }
    for by in [OpenedBy::Customer, OpenedBy::Machine, OpenedBy::Abuse] {
        all.push(Signals {
            tickets: Some(vec![ticket(1, by)]),
            ..calm()
        });
    }
    for kind in [NoticeKind::Incident, NoticeKind::Maintenance] {
        let id = "INC-1".into();
        all.push(Signals {
            notices: Some(vec![Notice { id, kind }]),
            ..calm()
        });
    }
    // The provider's rescue mode, with the ticket that says why.
    all.push(Signals {
        machine: Some(MachineState::Rescue),
        tickets: Some(vec![
            ticket(1, OpenedBy::Abuse),
            ticket(2, OpenedBy::Customer),
        ]),
        ..calm()
    });
    // Everything at once.
    all.push(Signals {
        service: Some(ServiceState::Unpaid),
        machine: Some(MachineState::HackedBlocked),
        blocks: Some(
            [BlockKind::Phishing, BlockKind::Spam]
                .map(|kind| Block {
                    address: "192.0.2.7".into(),
                    kind,
                })
                .to_vec(),
        ),
        work: Some(vec![Work {
            id: 7,
            kind: WorkKind::Intervention,
        }]),
        tickets: Some(vec![
            ticket(1, OpenedBy::Machine),
            ticket(2, OpenedBy::Customer),
        ]),
        notices: Some(vec![Notice {
            id: "INC-1".into(),
            kind: NoticeKind::Incident,
        }]),
    });
    all
}

/// A whole way through the flow.
struct Path<'a> {
    case: &'a Case,
    asked: Vec<Question>,
    ending: Ending,
    outcome: Outcome,
}

impl Path<'_> {
    fn answer(&self, node: NodeId) -> Option<&'static str> {
        let asked = self.asked.iter().find(|question| question.node == node)?;
        asked.answer
    }

    /// The family it is about, by the answer, or by the service and the words.
    fn family(&self) -> Option<Family> {
        match self.answer(NodeId::Product) {
            Some(answer) => Family::parse(answer),
            None => self.case.family(),
        }
    }
}

/// Where it went, for messages.
impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let product = self
            .case
            .product
            .map_or("no product", |product| product.key);
        write!(f, "{product} in {:?}", self.case.region)?;
        for question in &self.asked {
            write!(f, ", {}", question.node.key())?;
            write!(f, "={}", question.answer.unwrap_or("none"))?;
        }
        write!(f, ": {:?} with {:?}", self.outcome, self.case.signals)
    }
}

/// Walks every way of a case.
fn each_path(case: &Case, see: &mut dyn FnMut(&Path<'_>)) {
    go_on(case, &Answers::new(), 0, see);
}

fn go_on(case: &Case, answers: &Answers, depth: usize, see: &mut dyn FnMut(&Path<'_>)) {
    assert!(depth <= 9, "it does not end: {answers:?} in {case:?}");
    match walk(case, answers) {
        Walk {
            step: Step::Ask(question),
            asked,
        } => {
            assert_eq!(asked.len(), depth, "an answer on offer did not count");
            for opt in &question.options {
                let mut answers = answers.clone();
                answers.set(question.node.key(), opt.key);
                go_on(case, &answers, depth + 1, see);
            }
        }
        Walk {
            step: Step::End(outcome),
            asked,
        } => {
            let (_, Next::End(ending), _) = follow(case, answers) else {
                panic!("it ended and went on")
            };
            see(&Path {
                case,
                asked,
                ending,
                outcome,
            });
        }
    }
}
