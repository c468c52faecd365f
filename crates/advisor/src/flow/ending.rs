//! From an end of the table to an outcome with all that is known of the case.

use catalog::{Action, Family, Level, Region, Responsible, Symptom, Universe};

use super::{
    case::Partner,
    nodes::Ending,
    outcome::{End, Note, Outcome, Part, Perimeter, Way},
    signals::{BlockKind, MachineState, OpenTicket, OpenedBy},
    ticket::{Category, Subcategory, Ticket, TicketProduct},
    when::Facts,
};

/// Fills an end.
pub(super) fn fill(ending: Ending, facts: &Facts<'_>) -> Outcome {
    let mut outcome = Outcome {
        end: end(ending, facts),
        perimeter: perimeter(ending, facts),
        ticket: ticket(ending, facts),
        ways: Vec::new(),
        notes: Vec::new(),
        checks: checks(ending, facts),
        levels: levels(facts),
        unread: facts.case.signals.unread(facts.case, facts.family),
    };
    outcome.ways = ways(&outcome, ending, facts);
    outcome.notes = notes(&outcome, ending, facts);
    outcome
}

fn end(ending: Ending, facts: &Facts<'_>) -> End {
    let signals = &facts.case.signals;
    match ending {
        Ending::Incident(_) | Ending::Attack => End::IncidentTicket,
        Ending::Advice(_) | Ending::AccountAdvice => End::AdviceTicket,
        Ending::Billing(_) => End::BillingTicket,
        Ending::Hands => End::HandsTicket,
        Ending::KnownIncident => End::KnownIncident(signals.notices.clone().unwrap_or_default()),
        Ending::Tickets => End::ExistingTicket(tickets(facts, |by| by == OpenedBy::Customer)),
        Ending::ProviderTickets => {
            End::ExistingTicket(tickets(facts, |by| by != OpenedBy::Customer))
        }
        Ending::Work => End::ExistingWork(signals.work.clone().unwrap_or_default()),
        Ending::Do(action) => self_service(Some(action), facts),
        Ending::DoOfTopic => self_service(facts.topic.and_then(|topic| topic.action), facts),
        Ending::Unblock => match blocks(facts).find_map(unblock) {
            Some(action) if facts.can(action) => self_service(Some(action), facts),
            _ => abuse(facts),
        },
        Ending::Replace(part) => End::Replacement(part),
        Ending::OutOfPerimeter => End::OutOfPerimeter,
        Ending::Hacked | Ending::Abuse => abuse(facts),
        Ending::AbuseReport => End::AbuseReport,
        Ending::Recovery | Ending::HackedAccount => End::AccountRecovery,
        Ending::Commercial => End::Commercial,
        Ending::PartnerProgramme => End::PartnerProgramme,
        Ending::FastPath => End::FastPath,
        Ending::SupportLevel => End::SupportLevel,
        Ending::SlaCredit => End::SlaCredit,
        Ending::EndOfProduct => End::EndOfProduct,
    }
}

/// What the customer does themselves. The table only leads to what can be done; were it
/// wrong, a ticket for advice is always right.
fn self_service(action: Option<Action>, facts: &Facts<'_>) -> End {
    let route = action.and_then(|action| Some((action, facts.route(action)?)));
    route.map_or(End::AdviceTicket, |(action, route)| {
        End::SelfService(action, route)
    })
}

fn abuse(facts: &Facts<'_>) -> End {
    End::Abuse(tickets(facts, |by| by != OpenedBy::Customer))
}

fn tickets(facts: &Facts<'_>, wanted: impl Fn(OpenedBy) -> bool) -> Vec<OpenTicket> {
    let all = facts.case.signals.tickets.iter().flatten();
    all.filter(|ticket| wanted(ticket.by)).cloned().collect()
}

/// What lifts a block. Nobody but the provider lifts one for phishing.
fn unblock(kind: BlockKind) -> Option<Action> {
    match kind {
        BlockKind::Hacking => Some(Action::UnblockHacking),
        BlockKind::Spam => Some(Action::UnblockSpam),
        BlockKind::Arp => Some(Action::UnblockArp),
        BlockKind::Phishing => None,
    }
}

/// The ticket that an end sends, or that may still be sent after it.
fn ticket(ending: Ending, facts: &Facts<'_>) -> Option<Ticket> {
    use Category::{Assistance, Billing, Incident};
    let case = facts.case;
    let (category, subcategory) = match ending {
        Ending::Incident(subcategory) => (Incident, subcategory),
        Ending::Attack => (Incident, Subcategory::Down),
        Ending::Advice(subcategory) => (Assistance, subcategory),
        Ending::Billing(subcategory) => (Billing, subcategory),
        // Downtime counts from the customer's own ticket, whoever knew before.
        Ending::KnownIncident => (Incident, Subcategory::Down),
        Ending::Replace(_) => (Incident, Subcategory::Other),
        Ending::Do(action) => match action {
            Action::Pay | Action::Withdraw => (Billing, Subcategory::Bill),
            Action::Renew => (Billing, Subcategory::Autorenew),
            Action::FollowOrder => (Billing, Subcategory::InProgress),
            Action::Terminate => (Billing, Subcategory::Other),
            _ => (Assistance, Subcategory::Usage),
        },
        Ending::SlaCredit => (Billing, Subcategory::Other),
        Ending::Commercial
        | Ending::PartnerProgramme
        | Ending::FastPath
        | Ending::SupportLevel
        | Ending::EndOfProduct => (Assistance, Subcategory::New),
        Ending::Hands
        | Ending::AccountAdvice
        | Ending::Hacked
        | Ending::Abuse
        | Ending::Recovery
        | Ending::HackedAccount
        | Ending::Unblock => (Assistance, Subcategory::Other),
        Ending::DoOfTopic | Ending::OutOfPerimeter => (Assistance, Subcategory::Usage),
        // There they go on, or write to another address.
        Ending::Tickets | Ending::ProviderTickets | Ending::Work | Ending::AbuseReport => {
            return None;
        }
    };
    let of_account = matches!(
        ending,
        Ending::AccountAdvice | Ending::Recovery | Ending::HackedAccount
    );
    let family = facts.family.filter(|_| !of_account);
    let mut ticket = Ticket::new(category, subcategory, family, case.level);
    if ending == Ending::Attack {
        ticket.product = Some(TicketProduct::Vac);
    }
    if !of_account {
        ticket.service.clone_from(&case.service);
    }
    Some(ticket)
}

/// Who solves it, for what somebody may have to solve.
fn perimeter(ending: Ending, facts: &Facts<'_>) -> Option<Perimeter> {
    if let Some(topic) = facts.topic {
        return Some(Perimeter::Known(topic));
    }
    let family = facts.family.filter(|family| *family != Family::Account)?;
    let known = |keys: &[&str]| {
        let topic = keys.iter().find_map(|key| catalog::topic(family, key));
        topic.map(Perimeter::Known)
    };
    match ending {
        // What exactly it is was not said, or nobody asked.
        Ending::Advice(_) if catalog::perimeter(family).is_empty() => Some(Perimeter::NotPublished),
        Ending::Advice(_) => Some(Perimeter::Depends(family)),
        Ending::Hands => known(&["hands-on-site"]),
        Ending::Replace(_) => known(&["part-replacement"]),
        Ending::Hacked => known(&["hacked", "application-security"]),
        Ending::Unblock if blocks(facts).any(|kind| kind == BlockKind::Spam) => {
            known(&["outgoing-spam"])
        }
        _ => None,
    }
}

/// Why addresses are blocked.
fn blocks<'a>(facts: &Facts<'a>) -> impl Iterator<Item = BlockKind> + 'a {
    let blocks = facts.case.signals.blocks.iter().flatten();
    blocks.map(|block| block.kind)
}

fn levels(facts: &Facts<'_>) -> &'static [Level] {
    let universe = match facts.family {
        Some(family) => family.universe(),
        None => facts.case.universe,
    };
    match universe {
        Some(universe) if facts.case.sells_levels() => universe.levels(),
        _ => &[],
    }
}

fn ways(outcome: &Outcome, ending: Ending, facts: &Facts<'_>) -> Vec<Way> {
    let mut ways = Vec::new();
    let topic = match outcome.perimeter {
        Some(Perimeter::Known(topic)) => Some(topic),
        _ => None,
    };
    let mut add_action = |action: Action| {
        let Some(route) = facts.route(action) else {
            return;
        };
        let way = Way::Do(action, route);
        let is_the_end = outcome.end == End::SelfService(action, route);
        if !is_the_end && !ways.contains(&way) {
            ways.push(way);
        }
    };
    if let Some(action) = topic.and_then(|topic| topic.action) {
        add_action(action);
    }
    match ending {
        Ending::Unblock => blocks(facts).filter_map(unblock).for_each(add_action),
        // Nobody knows what is blocked, so whatever lifts a block may help.
        Ending::Abuse if facts.case.signals.blocks.is_none() => {
            add_action(Action::UnblockHacking);
            add_action(Action::UnblockSpam);
            add_action(Action::UnblockArp);
        }
        Ending::Incident(_) if facts.family == Some(Family::Access) => {
            add_action(Action::TestLine);
        }
        // While the ticket is on its way.
        Ending::Incident(Subcategory::Down) => add_action(Action::Reboot),
        _ => {}
    }
    if let Some(guide) = topic.and_then(|topic| topic.guide) {
        ways.push(Way::Guide(guide));
    }
    let not_the_providers = topic.is_some_and(|topic| {
        matches!(
            topic.responsible,
            Responsible::Customer | Responsible::PartnerOrPaid
        )
    });
    if not_the_providers {
        ways.extend([Way::PartnerDirectory, Way::ProfessionalServices]);
        // Experts for how things are set up and used come with every level above the first.
        let have = facts.case.level.unwrap_or(Level::Standard);
        let more = outcome.levels.iter().filter(|level| **level > have);
        ways.extend(more.map(|level| Way::Level(*level)));
        let partner = facts
            .case
            .partner
            .is_some_and(|level| level != Partner::None);
        let universe = facts.family.and_then(Family::universe);
        if partner && facts.case.sells_levels() && universe == Some(Universe::Spirit) {
            ways.push(Way::FastPath);
        }
    }
    ways
}

fn notes(outcome: &Outcome, ending: Ending, facts: &Facts<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let case = facts.case;
    let incident = matches!(
        outcome.end,
        End::IncidentTicket | End::KnownIncident(_) | End::Replacement(_)
    );
    if incident && counts_from_ticket(facts) {
        notes.push(Note::DowntimeFromTicket);
    }
    if outcome.end == End::IncidentTicket && case.suggestion.is_for_advice() {
        notes.push(Note::WordsSuggestAdvice);
    }
    // The contracts of Europe say so.
    let may_be_ours = outcome.end == End::AdviceTicket && facts.family.is_some()
        || outcome.end == End::OutOfPerimeter
        || outcome.end == End::IncidentTicket && case.suggestion.is_for_advice();
    if may_be_ours && case.region == Region::Eu {
        notes.push(Note::DiagnosisMayBeCharged);
    }
    if ending == Ending::Hands {
        notes.push(Note::HandsAreCharged);
    }
    if matches!(outcome.end, End::Abuse(_))
        && case.signals.machine == Some(MachineState::HackedBlocked)
    {
        notes.push(Note::ProviderMustUnlock);
    }
    if ending == Ending::HackedAccount {
        notes.push(Note::PoliceReport);
    }
    notes
}

/// Whether the contract counts downtime from the opening of the ticket.
fn counts_from_ticket(facts: &Facts<'_>) -> bool {
    let sla = facts
        .family
        .and_then(|family| catalog::sla(family, facts.case.region));
    sla.is_some_and(|sla| sla.from_ticket)
}

/// What to add to a ticket about something that fails.
fn checks(ending: Ending, facts: &Facts<'_>) -> Vec<&'static str> {
    let symptom = match ending {
        Ending::Incident(Subcategory::Down) => Symptom::Down,
        Ending::Incident(Subcategory::Alerts) => Symptom::Cuts,
        Ending::Incident(Subcategory::Perfs) => Symptom::Slow,
        Ending::Incident(_) => Symptom::Other,
        Ending::Replace(Part::Disk) => Symptom::Disk,
        Ending::Replace(Part::Memory) => Symptom::Memory,
        Ending::Replace(Part::Cooling) => Symptom::Cooling,
        _ => return Vec::new(),
    };
    let checks = facts.family.map(|family| catalog::checks(family, symptom));
    checks
        .unwrap_or_default()
        .iter()
        .map(|check| check.key)
        .collect()
}
