//! What the API says before anybody is asked.

use catalog::Family;

use super::case::Case;

/// Facts read from the API about the service and the account.
///
/// `None` means that it could not be read (no right, no answer, not asked yet): it is
/// never taken for "all is well". An empty list means that the API was asked and named
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signals {
    /// How the service stands with its renewal: `serviceInfos.status`, or the resource's
    /// state in `/services`.
    pub service: Option<ServiceState>,
    /// What the machine or hosting itself says: server, VPS or web hosting.
    pub machine: Option<MachineState>,
    /// Addresses of the service that are blocked: `/ip/{ip}/antihack`, `spam`, `arp`,
    /// `phishing`.
    pub blocks: Option<Vec<Block>>,
    /// Tasks and interventions that run, or are planned for the hours ahead.
    pub work: Option<Vec<Work>>,
    /// Tickets that are open on this service.
    pub tickets: Option<Vec<OpenTicket>>,
    /// What the provider says is wrong, or will be worked on, where the service stands.
    pub notices: Option<Vec<Notice>>,
}

/// How a service stands with its renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServiceState {
    /// Nothing is due.
    Ok,
    /// Being delivered.
    Creating,
    /// Its term is over.
    Expired,
    /// A bill is open.
    Unpaid,
    /// The account has a debt that holds it back.
    PendingDebt,
    /// Cut off.
    Suspended,
    /// A state that we do not know.
    Other,
}

/// What a machine or a hosting says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MachineState {
    /// It runs.
    Ok,
    /// The provider reports an error on it.
    Error,
    /// It was broken into and runs in a restricted mode.
    Hacked,
    /// It was broken into and is cut off.
    HackedBlocked,
    /// A web hosting that the provider has blocked.
    Blocked,
    /// Started in rescue mode.
    Rescue,
    /// The provider is working on it.
    Maintenance,
    /// A state that we do not know.
    Other,
}

/// A blocked address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The address, as the API writes it.
    pub address: String,
    /// Why.
    pub kind: BlockKind,
}

/// Why an address is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// Attacks came from it.
    Hacking,
    /// Spam came from it.
    Spam,
    /// It flooded its neighbours.
    Arp,
    /// It served a false page of somebody else. Nobody but the provider lifts it.
    Phishing,
}

/// Something that is being done to a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its number in the API.
    pub id: u64,
    /// What it is.
    pub kind: WorkKind,
}

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkKind {
    /// A task that the customer or a machine began: a reboot, a new installation.
    Task,
    /// Somebody in the datacentre is at it.
    Intervention,
    /// Somebody will be.
    PlannedIntervention,
}

/// A ticket that is open on the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTicket {
    /// Identifier in routes.
    pub id: u64,
    /// Number for people.
    pub number: Option<u64>,
    /// Who opened it.
    pub by: OpenedBy,
}

/// Who opened a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenedBy {
    /// The customer.
    Customer,
    /// A machine of the provider, for instance its monitoring.
    Machine,
    /// The provider, about abuse.
    Abuse,
}

/// Something that the provider says about the place where a service stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its name where it was read.
    pub id: String,
    /// What it is.
    pub kind: NoticeKind,
}

/// A kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// It fails now.
    Incident,
    /// It is worked on, as planned.
    Maintenance,
}

/// The name of a signal, for saying what could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// [`Signals::service`].
    Service,
    /// [`Signals::machine`].
    Machine,
    /// [`Signals::blocks`].
    Blocks,
    /// [`Signals::work`].
    Work,
    /// [`Signals::tickets`].
    Tickets,
    /// [`Signals::notices`].
    Notices,
}

impl Signal {
    /// All signals.
    pub const ALL: [Self; 6] = [
        Self::Service,
        Self::Machine,
        Self::Blocks,
        Self::Work,
        Self::Tickets,
        Self::Notices,
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Machine => "machine",
            Self::Blocks => "blocks",
            Self::Work => "work",
            Self::Tickets => "tickets",
            Self::Notices => "notices",
        }
    }

    /// Whether a family's services have it.
    pub(super) const fn concerns(self, family: Family) -> bool {
        use Family::{Account, DedicatedServer, Network, PublicCloud, Vps, WebHosting};
        match self {
            Self::Service => !matches!(family, Account),
            Self::Machine => matches!(family, DedicatedServer | Vps | WebHosting),
            Self::Blocks => matches!(family, DedicatedServer | Vps | Network | PublicCloud),
            Self::Work => !matches!(family, Account),
            Self::Tickets | Self::Notices => true,
        }
    }
}

/// Something that was found and may be all there is to it.
///
/// Ordered by what it costs to overlook it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// A machine was broken into.
    Hacked,
    /// A web hosting is blocked by the provider.
    Blocked,
    /// An address is blocked.
    AddressBlocked,
    /// A bill is open, or a debt holds the service back.
    Unpaid,
    /// The service is cut off.
    Suspended,
    /// Its term is over.
    Expired,
    /// The provider knows of an incident there.
    Incident,
    /// Work is going on there, as planned.
    Maintenance,
    /// A task or an intervention runs, or is about to.
    Work,
    /// The machine is in rescue mode.
    Rescue,
    /// The provider has opened a ticket on it.
    ProviderTicket,
    /// The customer has one open.
    Ticket,
}

impl Finding {
    /// All findings, the costliest first.
    pub const ALL: [Self; 12] = [
        Self::Hacked,
        Self::Blocked,
        Self::AddressBlocked,
        Self::Unpaid,
        Self::Suspended,
        Self::Expired,
        Self::Incident,
        Self::Maintenance,
        Self::Work,
        Self::Rescue,
        Self::ProviderTicket,
        Self::Ticket,
    ];

    /// A stable name: the option of the question [`found`](super::NodeId::Found) that
    /// stands for it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hacked => "hacked",
            Self::Blocked => "blocked",
            Self::AddressBlocked => "address-blocked",
            Self::Unpaid => "unpaid",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
            Self::Work => "work",
            Self::Rescue => "rescue",
            Self::ProviderTicket => "provider-ticket",
            Self::Ticket => "ticket",
        }
    }

    /// Whether the signals show it.
    pub(super) fn is_in(self, signals: &Signals) -> bool {
        let machine = |state| signals.machine == Some(state);
        let service = |state| signals.service == Some(state);
        let notice = |kind| {
            let mut notices = signals.notices.iter().flatten();
            notices.any(|notice| notice.kind == kind)
        };
        let ticket = |of_customer: bool| {
            let mut tickets = signals.tickets.iter().flatten();
            tickets.any(|ticket| (ticket.by == OpenedBy::Customer) == of_customer)
        };
        match self {
            Self::Hacked => machine(MachineState::Hacked) || machine(MachineState::HackedBlocked),
            Self::Blocked => machine(MachineState::Blocked),
            Self::AddressBlocked => signals.blocks.as_ref().is_some_and(|b| !b.is_empty()),
            Self::Unpaid => service(ServiceState::Unpaid) || service(ServiceState::PendingDebt),
            Self::Suspended => service(ServiceState::Suspended),
            Self::Expired => service(ServiceState::Expired),
            Self::Incident => notice(NoticeKind::Incident),
            Self::Maintenance => {
                machine(MachineState::Maintenance) || notice(NoticeKind::Maintenance)
            }
            Self::Work => signals.work.as_ref().is_some_and(|work| !work.is_empty()),
            Self::Rescue => machine(MachineState::Rescue),
            Self::ProviderTicket => ticket(false),
            Self::Ticket => ticket(true),
        }
    }
}

impl Signals {
    /// All that was found, the costliest first.
    pub fn findings(&self) -> Vec<Finding> {
        let found = Finding::ALL.into_iter();
        found.filter(|finding| finding.is_in(self)).collect()
    }

    /// What could not be read, of what a case would show. Without a service and a family
    /// there is nothing to read but the account's tickets and the provider's notices.
    pub(super) fn unread(&self, case: &Case, family: Option<Family>) -> Vec<Signal> {
        let missing = |signal: Signal| match signal {
            Signal::Service => self.service.is_none(),
            Signal::Machine => self.machine.is_none(),
            Signal::Blocks => self.blocks.is_none(),
            Signal::Work => self.work.is_none(),
            Signal::Tickets => self.tickets.is_none(),
            Signal::Notices => self.notices.is_none(),
        };
        let concerns = |signal: Signal| match (signal, &case.service, family) {
            (Signal::Tickets | Signal::Notices, ..) => true,
            (_, Some(_), Some(family)) => signal.concerns(family),
            _ => false,
        };
        Signal::ALL
            .into_iter()
            .filter(|signal| concerns(*signal) && missing(*signal))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each state, and what is to be found in it.
    #[test]
    fn states_are_found() {
        let service = |service| Signals {
            service: Some(service),
            ..Signals::default()
        };
        let machine = |machine| Signals {
            machine: Some(machine),
            ..Signals::default()
        };
        let ticket = |by| Signals {
            tickets: Some(vec![OpenTicket {
                id: 1,
                number: None,
                by,
            }]),
            ..Signals::default()
        };
        let notice = |kind| Signals {
            notices: Some(vec![Notice {
                id: "1".into(),
                kind,
            }]),
            ..Signals::default()
        };
        let cases: &[(Signals, &[Finding])] = &[
            (Signals::default(), &[]),
            (service(ServiceState::Ok), &[]),
            (service(ServiceState::Creating), &[]),
            (service(ServiceState::Other), &[]),
            (service(ServiceState::Unpaid), &[Finding::Unpaid]),
            (service(ServiceState::PendingDebt), &[Finding::Unpaid]),
            (service(ServiceState::Suspended), &[Finding::Suspended]),
            (service(ServiceState::Expired), &[Finding::Expired]),
            (machine(MachineState::Ok), &[]),
            (machine(MachineState::Error), &[]),
            (machine(MachineState::Other), &[]),
            (machine(MachineState::Hacked), &[Finding::Hacked]),
            (machine(MachineState::HackedBlocked), &[Finding::Hacked]),
            (machine(MachineState::Blocked), &[Finding::Blocked]),
            (machine(MachineState::Rescue), &[Finding::Rescue]),
            (machine(MachineState::Maintenance), &[Finding::Maintenance]),
            (ticket(OpenedBy::Customer), &[Finding::Ticket]),
            (ticket(OpenedBy::Machine), &[Finding::ProviderTicket]),
            (ticket(OpenedBy::Abuse), &[Finding::ProviderTicket]),
            (notice(NoticeKind::Incident), &[Finding::Incident]),
            (notice(NoticeKind::Maintenance), &[Finding::Maintenance]),
        ];
        for (signals, expected) in cases {
            assert_eq!(signals.findings(), *expected, "{signals:?}");
        }
    }

    #[test]
    fn findings_are_in_the_order_of_what_they_cost() {
        assert!(Finding::ALL.is_sorted());
        let both = Signals {
            service: Some(ServiceState::Expired),
            machine: Some(MachineState::Hacked),
            blocks: Some(vec![Block {
                address: "192.0.2.7".into(),
                kind: BlockKind::Arp,
            }]),
            work: Some(vec![Work {
                id: 1,
                kind: WorkKind::Task,
            }]),
            ..Signals::default()
        };
        assert_eq!(
            both.findings(),
            [
                Finding::Hacked,
                Finding::AddressBlocked,
                Finding::Expired,
                Finding::Work
            ]
        );
    }
}
