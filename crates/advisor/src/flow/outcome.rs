//! Where the flow ends.

use catalog::{Action, Family, Level, Responsible, Topic};

use super::{
    signals::{Notice, OpenTicket, Signal, Work},
    ticket::Ticket,
};

/// The end of the flow: what to do, and all that has to be said with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What to do.
    pub end: End,
    /// Who solves it. Where [`Perimeter::stated_first`], it must be shown before the
    /// ticket can be sent.
    pub perimeter: Option<Perimeter>,
    /// The ticket to send where the end is one ([`End::sends_ticket`]); elsewhere the one
    /// that may still be sent if what is proposed does not help. `None` where another
    /// ticket would only be in the way.
    pub ticket: Option<Ticket>,
    /// Other ways to get there, the nearest first.
    pub ways: Vec<Way>,
    /// What else to say.
    pub notes: Vec<Note>,
    /// Keys of the diagnostics to add to the ticket once it is open ([`catalog::check`]),
    /// the most telling first. Never before.
    pub checks: Vec<&'static str>,
    /// The support levels to compare: those that the universe offers. Empty where none
    /// are sold, or nothing is said of a universe.
    pub levels: &'static [Level],
    /// Signals that could not be read, so that "nothing was found" is not said of them.
    pub unread: Vec<Signal>,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Open a ticket in the lane of incidents, now.
    IncidentTicket,
    /// Open a ticket for advice.
    AdviceTicket,
    /// Open a ticket about money.
    BillingTicket,
    /// Open a ticket for hands on the customer's own machines. They are charged.
    HandsTicket,
    /// The provider knows: follow what it says.
    KnownIncident(Vec<Notice>),
    /// There is a ticket: go on there.
    ExistingTicket(Vec<OpenTicket>),
    /// It is being worked on: follow that.
    ExistingWork(Vec<Work>),
    /// The customer can do it now: the action and the route that does it.
    SelfService(Action, &'static str),
    /// Ask for a part to be replaced, by the API's own route, which opens the ticket.
    Replacement(Part),
    /// It is not the provider's to solve.
    OutOfPerimeter,
    /// The provider has blocked something for abuse: answer the ticket that it opened.
    /// Those that were found; where there are none, they have to be looked for.
    Abuse(Vec<OpenTicket>),
    /// Report abuse by another customer of the provider.
    AbuseReport,
    /// Get back into the customer account.
    AccountRecovery,
    /// Talk about an offer.
    Commercial,
    /// The partner programme.
    PartnerProgramme,
    /// Straight to a technician, for technical partners.
    FastPath,
    /// Change the support level.
    SupportLevel,
    /// Claim the credit for a broken commitment: `/me/sla`.
    SlaCredit,
    /// A product comes to its end.
    EndOfProduct,
}

impl End {
    /// Every key.
    pub const KEYS: [&'static str; 19] = [
        "incident-ticket",
        "advice-ticket",
        "billing-ticket",
        "hands-ticket",
        "known-incident",
        "existing-ticket",
        "existing-work",
        "self-service",
        "replacement",
        "out-of-perimeter",
        "abuse",
        "abuse-report",
        "account-recovery",
        "commercial",
        "partner-programme",
        "fast-path",
        "support-level",
        "sla-credit",
        "end-of-product",
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::IncidentTicket => "incident-ticket",
            Self::AdviceTicket => "advice-ticket",
            Self::BillingTicket => "billing-ticket",
            Self::HandsTicket => "hands-ticket",
            Self::KnownIncident(_) => "known-incident",
            Self::ExistingTicket(_) => "existing-ticket",
            Self::ExistingWork(_) => "existing-work",
            Self::SelfService(..) => "self-service",
            Self::Replacement(_) => "replacement",
            Self::OutOfPerimeter => "out-of-perimeter",
            Self::Abuse(_) => "abuse",
            Self::AbuseReport => "abuse-report",
            Self::AccountRecovery => "account-recovery",
            Self::Commercial => "commercial",
            Self::PartnerProgramme => "partner-programme",
            Self::FastPath => "fast-path",
            Self::SupportLevel => "support-level",
            Self::SlaCredit => "sla-credit",
            Self::EndOfProduct => "end-of-product",
        }
    }

    /// Whether the end is to send [`Outcome::ticket`]. Elsewhere that ticket is only for
    /// when what is proposed did not help.
    pub const fn sends_ticket(&self) -> bool {
        matches!(
            self,
            Self::IncidentTicket | Self::AdviceTicket | Self::BillingTicket | Self::HandsTicket
        )
    }
}

/// Who solves a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Perimeter {
    /// As a document of the provider or of this project says.
    Known(&'static Topic),
    /// It depends on what exactly it is, which was not said: the family's whole table.
    Depends(Family),
    /// The provider publishes nothing about it.
    NotPublished,
}

impl Perimeter {
    /// Whether it has to be read before a ticket is sent: the problem is not the
    /// provider's alone.
    pub fn stated_first(&self) -> bool {
        match self {
            Self::Known(topic) => topic.responsible != Responsible::Provider,
            Self::Depends(_) => true,
            Self::NotPublished => false,
        }
    }
}

/// A part that can be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A disk.
    Disk,
    /// Memory.
    Memory,
    /// A fan or a heat sink.
    Cooling,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 3] = [Self::Disk, Self::Memory, Self::Cooling];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Disk => "disk",
            Self::Memory => "memory",
            Self::Cooling => "cooling",
        }
    }

    /// The route that asks for it.
    pub const fn route(self) -> &'static str {
        match self {
            Self::Disk => "POST /dedicated/server/{serviceName}/support/replace/hardDiskDrive",
            Self::Memory => "POST /dedicated/server/{serviceName}/support/replace/memory",
            Self::Cooling => "POST /dedicated/server/{serviceName}/support/replace/cooling",
        }
    }

    /// What has to be asked for before it can be sent, in this order.
    pub const fn needs(self) -> &'static [Need] {
        match self {
            Self::Disk => &[
                Need::FaultySerials,
                Need::HealthySerials,
                Need::Inverse,
                Need::SlotIds,
                Need::Comment,
                Need::BackupConfirmed,
                Need::DataLossAccepted,
            ],
            Self::Memory => &[Need::Slots, Need::Details, Need::Comment],
            Self::Cooling => &[Need::Details, Need::Comment],
        }
    }
}

/// Something that a replacement needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// Serial numbers of the faulty disks, the worst first: `disks[].disk_serial`.
    FaultySerials,
    /// Serial numbers of every healthy disk, so that none of them is pulled. Where the
    /// faulty one cannot be read they are what is sent, with [`Need::Inverse`].
    HealthySerials,
    /// The disks that are named are those *not* to replace: `inverse`.
    Inverse,
    /// Slots of the disks, for machines that take them while they run: `disks[].slot_id`.
    /// May be left out.
    SlotIds,
    /// Slots of the memory: `slots`. May be left out.
    Slots,
    /// What shows the fault: `details`.
    Details,
    /// When to do it, with the time zone, and anything else: `comment`.
    Comment,
    /// The customer has a backup.
    BackupConfirmed,
    /// The customer accepts that data may be lost.
    DataLossAccepted,
}

impl Need {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::FaultySerials,
        Self::HealthySerials,
        Self::Inverse,
        Self::SlotIds,
        Self::Slots,
        Self::Details,
        Self::Comment,
        Self::BackupConfirmed,
        Self::DataLossAccepted,
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FaultySerials => "faulty-serials",
            Self::HealthySerials => "healthy-serials",
            Self::Inverse => "inverse",
            Self::SlotIds => "slot-ids",
            Self::Slots => "slots",
            Self::Details => "details",
            Self::Comment => "comment",
            Self::BackupConfirmed => "backup-confirmed",
            Self::DataLossAccepted => "data-loss-accepted",
        }
    }

    /// Whether the request may not be sent without it.
    pub const fn required(self) -> bool {
        !matches!(self, Self::Inverse | Self::SlotIds | Self::Slots)
    }
}

/// Another way to get there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The customer can do it: the action and the route that does it.
    Do(Action, &'static str),
    /// A guide, by its stable name.
    Guide(&'static str),
    /// The provider's directory of partners.
    PartnerDirectory,
    /// The provider's own paid help.
    ProfessionalServices,
    /// A level that the universe offers and the account does not have.
    Level(Level),
    /// Straight to a technician, for technical partners.
    FastPath,
}

impl Way {
    /// The keys of all ways.
    pub const KEYS: [&'static str; 6] = [
        "do",
        "guide",
        "partner-directory",
        "professional-services",
        "level",
        "fast-path",
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Do(..) => "do",
            Self::Guide(_) => "guide",
            Self::PartnerDirectory => "partner-directory",
            Self::ProfessionalServices => "professional-services",
            Self::Level(_) => "level",
            Self::FastPath => "fast-path",
        }
    }
}

/// Something to say with an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Downtime counts from the opening of the ticket, for a credit too.
    DowntimeFromTicket,
    /// What the customer wrote sounds like something of their own; they say it is not.
    WordsSuggestAdvice,
    /// The time of a diagnosis may be charged where the fault is not the provider's.
    DiagnosisMayBeCharged,
    /// Work by hand is charged: a first half hour, then by the half hour. No price is
    /// published.
    HandsAreCharged,
    /// Machines that were broken into and are cut off come back only through the
    /// provider.
    ProviderMustUnlock,
    /// A hacked customer account: the provider asks for a copy of the police report.
    PoliceReport,
}

impl Note {
    /// All notes.
    pub const ALL: [Self; 6] = [
        Self::DowntimeFromTicket,
        Self::WordsSuggestAdvice,
        Self::DiagnosisMayBeCharged,
        Self::HandsAreCharged,
        Self::ProviderMustUnlock,
        Self::PoliceReport,
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::DowntimeFromTicket => "downtime-from-ticket",
            Self::WordsSuggestAdvice => "words-suggest-advice",
            Self::DiagnosisMayBeCharged => "diagnosis-may-be-charged",
            Self::HandsAreCharged => "hands-are-charged",
            Self::ProviderMustUnlock => "provider-must-unlock",
            Self::PoliceReport => "police-report",
        }
    }
}
