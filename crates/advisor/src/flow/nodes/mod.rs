//! The flow itself: questions, their options, and where each leads. Nothing here runs;
//! [`super::walk`] reads it, so that it can be drawn, translated and walked in full.

mod details;
mod need;

use std::fmt;

use catalog::Action;

use super::{outcome::Part, signals::Finding, ticket::Subcategory, when::When};

/// A question, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeId {
    /// What is it about?
    Product,
    /// This was found. Is that it?
    Found,
    /// What do you need?
    Need,
    /// What exactly does not work, or is to be known?
    Topic,
    /// Which part fails?
    Part,
    /// What about money?
    Money,
    /// What about abuse?
    Abuse,
    /// What about the customer account?
    Account,
    /// What about an offer?
    Offer,
    /// Did it work before?
    Unsure,
}

impl NodeId {
    /// All questions.
    pub const ALL: [Self; 10] = [
        Self::Product,
        Self::Found,
        Self::Need,
        Self::Topic,
        Self::Part,
        Self::Money,
        Self::Abuse,
        Self::Account,
        Self::Offer,
        Self::Unsure,
    ];

    /// A stable name, for links, drafts and catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Found => "found",
            Self::Need => "need",
            Self::Topic => "topic",
            Self::Part => "part",
            Self::Money => "money",
            Self::Abuse => "abuse",
            Self::Account => "account",
            Self::Offer => "offer",
            Self::Unsure => "unsure",
        }
    }

    /// The question behind a [`key`](Self::key).
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|node| node.key() == key)
    }

    /// What it is made of.
    pub(super) const fn node(self) -> &'static Node {
        match self {
            Self::Product => &PRODUCT,
            Self::Found => &FOUND,
            Self::Need => &need::NEED,
            Self::Topic => &details::TOPIC,
            Self::Part => &details::PART,
            Self::Money => &details::MONEY,
            Self::Abuse => &details::ABUSE,
            Self::Account => &details::ACCOUNT,
            Self::Offer => &details::OFFER,
            Self::Unsure => &details::UNSURE,
        }
    }
}

/// The option that every question has.
pub const UNKNOWN: &str = "unknown";

/// A question.
#[derive(Debug)]
pub(super) struct Node {
    /// Options that come from the catalogue, before the others, and where they lead.
    pub listed: Option<Listed>,
    /// The others.
    pub choices: &'static [Choice],
}

/// Options from the catalogue.
#[derive(Debug)]
pub(super) enum Listed {
    /// The families that the endpoint has.
    Families(&'static [Route]),
    /// The topics of the family.
    Topics(&'static [Route]),
}

impl Listed {
    /// Where they lead.
    pub const fn routes(&self) -> &'static [Route] {
        match self {
            Self::Families(routes) | Self::Topics(routes) => routes,
        }
    }
}

/// An option.
#[derive(Debug)]
pub(super) struct Choice {
    /// A stable name, unique in its question.
    pub key: &'static str,
    /// When it is offered.
    pub shown: When,
    /// Where it leads: the first route that holds. The last one always does.
    pub to: &'static [Route],
}

/// A way from an option, or from the start.
#[derive(Debug)]
pub(super) struct Route {
    /// When it is taken, if none before it was.
    pub when: When,
    /// Where it leads.
    pub to: Goal,
}

/// Where a way leads.
#[derive(Debug, Clone, Copy)]
pub(super) enum Goal {
    /// To a question.
    Ask(NodeId),
    /// To an end.
    End(Ending),
}

/// An end, before it is filled with what is known of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Incident(Subcategory),
    /// An incident of the protection against attacks.
    Attack,
    Advice(Subcategory),
    /// Advice about the customer account, whatever the product.
    AccountAdvice,
    Billing(Subcategory),
    Hands,
    KnownIncident,
    Tickets,
    ProviderTickets,
    Work,
    Do(Action),
    /// What lifts the block that was found, or the ticket about it.
    Unblock,
    /// What can be done about the topic.
    DoOfTopic,
    Replace(Part),
    OutOfPerimeter,
    /// Something of the customer's was broken into.
    Hacked,
    Abuse,
    AbuseReport,
    Recovery,
    HackedAccount,
    Commercial,
    PartnerProgramme,
    FastPath,
    SupportLevel,
    SlaCredit,
    EndOfProduct,
}

impl Ending {
    /// The key of the outcome's end; where what was found decides, of the usual one.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Incident(_) | Self::Attack => "incident-ticket",
            Self::Advice(_) | Self::AccountAdvice => "advice-ticket",
            Self::Billing(_) => "billing-ticket",
            Self::Hands => "hands-ticket",
            Self::KnownIncident => "known-incident",
            Self::Tickets | Self::ProviderTickets => "existing-ticket",
            Self::Work => "existing-work",
            Self::Do(_) | Self::Unblock | Self::DoOfTopic => "self-service",
            Self::Replace(_) => "replacement",
            Self::OutOfPerimeter => "out-of-perimeter",
            Self::Hacked | Self::Abuse => "abuse",
            Self::AbuseReport => "abuse-report",
            Self::Recovery | Self::HackedAccount => "account-recovery",
            Self::Commercial => "commercial",
            Self::PartnerProgramme => "partner-programme",
            Self::FastPath => "fast-path",
            Self::SupportLevel => "support-level",
            Self::SlaCredit => "sla-credit",
            Self::EndOfProduct => "end-of-product",
        }
    }
}

/// As the drawing of the flow says it.
impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())?;
        match self {
            Self::Incident(sub) | Self::Advice(sub) | Self::Billing(sub) => {
                write!(f, ": {}", sub.as_str())
            }
            Self::Attack => f.write_str(": attack"),
            Self::AccountAdvice => f.write_str(": account"),
            Self::Tickets => f.write_str(": the customer's"),
            Self::ProviderTickets => f.write_str(": the provider's"),
            Self::Do(action) => write!(f, ": {}", action.key()),
            Self::Unblock => f.write_str(": lift the block, or the provider's ticket"),
            Self::DoOfTopic => f.write_str(": what settles the topic"),
            Self::Replace(part) => write!(f, ": {}", part.key()),
            Self::Hacked | Self::HackedAccount => f.write_str(": hacked"),
            _ => Ok(()),
        }
    }
}

/// A way that is always taken.
const fn always(to: Goal) -> Route {
    Route {
        when: When::Always,
        to,
    }
}

/// A way that is taken on a condition.
const fn if_(when: When, to: Goal) -> Route {
    Route { when, to }
}

const fn choice(key: &'static str, shown: When, to: &'static [Route]) -> Choice {
    Choice { key, shown, to }
}

/// Where the flow starts.
pub(super) static START: &[Route] = &[
    if_(When::Not(&When::FamilyKnown), Goal::Ask(NodeId::Product)),
    if_(When::AnyFinding, Goal::Ask(NodeId::Found)),
    always(Goal::Ask(NodeId::Need)),
];

/// What comes once it is known what the request is about, or that it is not.
const LOOK_FIRST: &[Route] = &[
    if_(When::AnyFinding, Goal::Ask(NodeId::Found)),
    always(Goal::Ask(NodeId::Need)),
];

static PRODUCT: Node = Node {
    listed: Some(Listed::Families(LOOK_FIRST)),
    choices: &[
        choice("other", When::Always, LOOK_FIRST),
        choice(UNKNOWN, When::Always, LOOK_FIRST),
    ],
};

const fn found(finding: Finding, to: &'static [Route]) -> Choice {
    choice(finding.key(), When::Found(finding), to)
}

static FOUND: Node = Node {
    listed: None,
    choices: &[
        found(Finding::Hacked, &[always(Goal::End(Ending::Hacked))]),
        found(Finding::Blocked, &[always(Goal::End(Ending::Abuse))]),
        found(
            Finding::AddressBlocked,
            &[always(Goal::End(Ending::Unblock))],
        ),
        found(
            Finding::Unpaid,
            &[always(Goal::End(Ending::Do(Action::Pay)))],
        ),
        // Usually for want of payment; what is due is shown there.
        found(
            Finding::Suspended,
            &[always(Goal::End(Ending::Do(Action::Pay)))],
        ),
        found(
            Finding::Expired,
            &[
                if_(
                    When::Can(Action::Renew),
                    Goal::End(Ending::Do(Action::Renew)),
                ),
                always(Goal::End(Ending::Billing(Subcategory::Autorenew))),
            ],
        ),
        found(
            Finding::Incident,
            &[always(Goal::End(Ending::KnownIncident))],
        ),
        found(
            Finding::Maintenance,
            &[always(Goal::End(Ending::KnownIncident))],
        ),
        found(Finding::Work, &[always(Goal::End(Ending::Work))]),
        // The provider starts machines in rescue mode, too, when they were broken into.
        found(
            Finding::Rescue,
            &[
                if_(
                    When::Found(Finding::ProviderTicket),
                    Goal::End(Ending::Hacked),
                ),
                if_(
                    When::Can(Action::LeaveRescue),
                    Goal::End(Ending::Do(Action::LeaveRescue)),
                ),
                always(Goal::End(Ending::Advice(Subcategory::Usage))),
            ],
        ),
        found(
            Finding::ProviderTicket,
            &[always(Goal::End(Ending::ProviderTickets))],
        ),
        found(Finding::Ticket, &[always(Goal::End(Ending::Tickets))]),
        choice(
            "something-else",
            When::Always,
            &[always(Goal::Ask(NodeId::Need))],
        ),
        choice(UNKNOWN, When::Always, &[always(Goal::Ask(NodeId::Need))]),
    ],
};
