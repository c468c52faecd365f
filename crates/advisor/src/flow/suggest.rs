//! Which answer to select beforehand.

use catalog::Family;

use super::{
    case::{Entry, Kind},
    nodes::{NodeId, UNKNOWN},
    signals::{Finding, MachineState},
    walk::Question,
    when::Facts,
};

/// An answer to select beforehand. The customer confirms or corrects it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    /// Its key.
    pub option: &'static str,
    /// Why.
    pub why: Why,
}

/// Why an answer is selected beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The customer's own words.
    Words,
    /// What the API says.
    Signals,
    /// Where help was asked for.
    Entry,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 3] = [Self::Words, Self::Signals, Self::Entry];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Signals => "signals",
            Self::Entry => "entry",
        }
    }
}

const fn by(why: Why, option: &'static str) -> Option<Suggested> {
    Some(Suggested { option, why })
}

/// The answer that words, signals or the entry suggest to a question. It may not be on
/// offer.
pub(super) fn option(id: NodeId, facts: &Facts<'_>, asked: &[Question]) -> Option<Suggested> {
    let found_is_unclear = asked
        .iter()
        .any(|question| question.node == NodeId::Found && question.answer == Some(UNKNOWN));
    match id {
        NodeId::Product => product(facts),
        NodeId::Found => found(facts),
        NodeId::Need => need(facts),
        NodeId::Topic => topic(facts),
        NodeId::Money if found_is_unclear => of_findings(
            facts,
            &[
                (Finding::Unpaid, "pay"),
                (Finding::Suspended, "pay"),
                (Finding::Expired, "renew"),
            ],
        ),
        NodeId::Abuse if found_is_unclear => of_findings(
            facts,
            &[
                (Finding::Hacked, "hacked"),
                (Finding::Blocked, "hacked"),
                (Finding::AddressBlocked, "address-blocked"),
            ],
        ),
        _ => None,
    }
}

fn of_findings(facts: &Facts<'_>, options: &[(Finding, &'static str)]) -> Option<Suggested> {
    let signals = &facts.case.signals;
    let (_, option) = options.iter().find(|(finding, _)| finding.is_in(signals))?;
    by(Why::Signals, option)
}

fn product(facts: &Facts<'_>) -> Option<Suggested> {
    let words = &facts.case.suggestion;
    match words.family {
        Some(family) => by(Why::Words, family.key()),
        None if words.kind == Some(Kind::Account) => by(Why::Words, Family::Account.key()),
        None => None,
    }
}

fn found(facts: &Facts<'_>) -> Option<Suggested> {
    const OF_MONEY: &[Finding] = &[Finding::Unpaid, Finding::Suspended, Finding::Expired];
    const OF_ABUSE: &[Finding] = &[
        Finding::Hacked,
        Finding::Blocked,
        Finding::AddressBlocked,
        Finding::Rescue,
        Finding::ProviderTicket,
    ];
    const OF_HANDS: &[Finding] = &[Finding::Work, Finding::ProviderTicket, Finding::Ticket];
    // An open ticket may be about anything, so it is not guessed to be the same matter.
    const CAUSES: &[Finding] = &[
        Finding::Hacked,
        Finding::Blocked,
        Finding::AddressBlocked,
        Finding::Unpaid,
        Finding::Suspended,
        Finding::Expired,
        Finding::Incident,
        Finding::Maintenance,
        Finding::Work,
        Finding::Rescue,
    ];
    let looked_for = match facts.case.suggestion.kind {
        Some(Kind::Billing) => OF_MONEY,
        Some(Kind::Abuse) => OF_ABUSE,
        Some(Kind::Intervention) => OF_HANDS,
        Some(Kind::Commercial | Kind::Account) => &[],
        Some(Kind::Incident | Kind::Advice) | None => CAUSES,
    };
    let first = looked_for
        .iter()
        .find(|finding| finding.is_in(&facts.case.signals));
    match (first, facts.case.suggestion.kind) {
        (Some(finding), _) => by(Why::Signals, finding.key()),
        (None, Some(Kind::Incident | Kind::Advice) | None) => None,
        (None, Some(_)) => by(Why::Words, "something-else"),
    }
}

fn need(facts: &Facts<'_>) -> Option<Suggested> {
    use Family::{Account, Certificate, DedicatedServer, Dns, Domain, Housing, Licence};
    let family = facts.family;
    let incident = match family {
        Some(Domain | Dns) => "name-servers",
        Some(Certificate | Licence) => "failing",
        Some(Account) => "interface",
        _ => "down",
    };
    let words = facts.case.suggestion;
    let option = match words.kind {
        _ if words.is_for_advice() && family == Some(Account) => "how-to",
        _ if words.is_for_advice() => "inside",
        Some(Kind::Incident | Kind::Advice) => incident,
        Some(Kind::Billing) => "money",
        Some(Kind::Abuse) => "blocked",
        Some(Kind::Intervention) => match family {
            Some(DedicatedServer) => "part",
            Some(Housing) => "hands",
            _ => incident,
        },
        Some(Kind::Commercial) => "offer",
        Some(Kind::Account) => "account",
        None if facts.case.signals.machine == Some(MachineState::Error) => {
            return by(Why::Signals, incident);
        }
        None if facts.case.entry == Entry::Panel => return by(Why::Entry, "interface"),
        None => return None,
    };
    by(Why::Words, option)
}

/// Names that lead nowhere are the commonest matter of a site or a mailbox that is not
/// broken.
fn topic(facts: &Facts<'_>) -> Option<Suggested> {
    match facts.case.suggestion.family? {
        Family::Dns | Family::Domain => {
            let family = facts.family?;
            ["zone-records", "domain-configuration"]
                .into_iter()
                .find(|key| catalog::topic(family, key).is_some())
                .and_then(|key| by(Why::Words, key))
        }
        _ => None,
    }
}
