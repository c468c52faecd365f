//! Signals that come together.

use super::*;

const SERVICES: [ServiceState; 4] = [
    ServiceState::Ok,
    ServiceState::Unpaid,
    ServiceState::Suspended,
    ServiceState::Expired,
];
const MACHINES: [MachineState; 6] = [
    MachineState::Ok,
    MachineState::Hacked,
    MachineState::HackedBlocked,
    MachineState::Blocked,
    MachineState::Rescue,
    MachineState::Maintenance,
];

/// None, one of each, and all.
fn some<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    let mut lists = vec![vec![]];
    lists.extend(all.iter().map(|one| vec![one.clone()]));
    lists.push(all.to_vec());
    lists
}

fn combinations() -> Vec<Signals> {
    let blocks = [BlockKind::Spam, BlockKind::Phishing].map(|kind| Block {
        address: "192.0.2.7".into(),
        kind,
    });
    let tickets = [
        ticket(1, OpenedBy::Customer),
        ticket(2, OpenedBy::Machine),
        ticket(3, OpenedBy::Abuse),
    ];
    let notices = [NoticeKind::Incident, NoticeKind::Maintenance].map(|kind| Notice {
        id: "1".into(),
        kind,
    });
    let work = [Work {
        id: 7,
        kind: WorkKind::Intervention,
    }];
    let mut all = Vec::new();
    for service in SERVICES {
        for machine in MACHINES {
            for blocks in some(&blocks) {
                for tickets in some(&tickets) {
                    for notices in some(&notices) {
                        for work in [vec![], work.to_vec()] {
                            all.push(Signals {
                                service: Some(service),
                                machine: Some(machine),
                                blocks: Some(blocks.clone()),
                                tickets: Some(tickets.clone()),
                                notices: Some(notices.clone()),
                                work: Some(work),
                            });
                        }
                    }
                }
            }
        }
    }
    all
}

/// Everything that is found is on offer, nothing else is, and each is an answer away from
/// its end. What is something else goes on as if nothing had been found.
#[test]
fn each_finding_has_its_own_way() {
    for product in ["dedicated-server", "vps", "hosting-web"] {
        for signals in combinations() {
            let case = Case {
                signals,
                ..about((Region::Eu, false), product)
            };
            let findings = case.signals.findings();
            let Step::Ask(question) = next(&case, &Answers::new()) else {
                panic!()
            };
            if findings.is_empty() {
                assert_eq!(question.node, NodeId::Need);
                continue;
            }
            assert_eq!(question.node, NodeId::Found);
            let expected = findings.iter().map(|finding| finding.key());
            let expected: Vec<_> = expected.chain(["something-else", UNKNOWN]).collect();
            let offered: Vec<_> = question.options.iter().map(|opt| opt.key).collect();
            assert_eq!(offered, expected);
            for option in offered {
                let answers = Answers::from_iter([("found", option)]);
                match next(&case, &answers) {
                    Step::Ask(question) => {
                        assert_eq!(question.node, NodeId::Need);
                        assert!(["something-else", UNKNOWN].contains(&option), "{option}");
                    }
                    Step::End(outcome) => {
                        assert_ne!(outcome.end, End::IncidentTicket, "{option}");
                        let found = findings.iter().any(|finding| finding.key() == option);
                        assert!(found, "{option}");
                    }
                }
            }
        }
    }
}
