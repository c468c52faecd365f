//! The question after the need, where there is one.

use catalog::{
    Action,
    Family::{
        self, DedicatedServer, Email, EmailPro, Exchange, Network, PublicCloud, Vps, WebHosting,
    },
    Region, Responsible, Universe,
};

use super::{Ending, Goal, Listed, Node, NodeId, UNKNOWN, always, choice, if_};
use crate::flow::{case::Kind, outcome::Part, signals::Finding, ticket::Subcategory, when::When};

/// Topics of the provider that are asked for rather than broken.
const ASKED_FOR: &[&str] = &[
    "media-destruction",
    "initial-installation",
    "network-delivery",
    "product-licences",
    "service-logs",
    "platform-backup",
    "registration",
    "forced-upgrades",
];

/// The topics of the family's perimeter; `other`: none of them.
pub(super) static TOPIC: Node = Node {
    listed: Some(Listed::Topics(&[
        if_(When::TopicIn(&["hands-on-site"]), Goal::End(Ending::Hands)),
        if_(
            When::All(&[
                When::Need("inside"),
                When::Service,
                When::TopicIn(&["part-replacement", "hardware"]),
                When::Family(&[DedicatedServer]),
            ]),
            Goal::Ask(NodeId::Part),
        ),
        if_(
            When::All(&[When::Topic(Responsible::Customer), When::TopicAction]),
            Goal::End(Ending::DoOfTopic),
        ),
        if_(
            When::Any(&[
                When::Topic(Responsible::Customer),
                When::Topic(Responsible::PartnerOrPaid),
            ]),
            Goal::End(Ending::OutOfPerimeter),
        ),
        // A question of how, something that is asked for, or what a test has to tell.
        if_(
            When::Any(&[
                When::Need("how-to"),
                When::TopicIn(ASKED_FOR),
                When::Topic(Responsible::Shared),
            ]),
            Goal::End(Ending::Advice(Subcategory::Usage)),
        ),
        always(Goal::End(Ending::Incident(Subcategory::Other))),
    ])),
    choices: &[
        choice(
            "other",
            When::Always,
            &[always(Goal::End(Ending::Advice(Subcategory::Usage)))],
        ),
        choice(
            UNKNOWN,
            When::Always,
            &[always(Goal::End(Ending::Advice(Subcategory::Usage)))],
        ),
    ],
};

/// Which part of the server fails; `other`: none of those that have a route of their own.
pub(super) static PART: Node = Node {
    listed: None,
    choices: &[
        choice(
            Part::Disk.key(),
            When::Always,
            &[
                if_(When::Service, Goal::End(Ending::Replace(Part::Disk))),
                always(Goal::End(Ending::Incident(Subcategory::Other))),
            ],
        ),
        choice(
            Part::Memory.key(),
            When::Always,
            &[
                if_(When::Service, Goal::End(Ending::Replace(Part::Memory))),
                always(Goal::End(Ending::Incident(Subcategory::Other))),
            ],
        ),
        choice(
            Part::Cooling.key(),
            When::Always,
            &[
                if_(When::Service, Goal::End(Ending::Replace(Part::Cooling))),
                always(Goal::End(Ending::Incident(Subcategory::Other))),
            ],
        ),
        choice(
            "other",
            When::Always,
            &[always(Goal::End(Ending::Incident(Subcategory::Other)))],
        ),
        choice(
            UNKNOWN,
            When::Always,
            &[always(Goal::End(Ending::Incident(Subcategory::Other)))],
        ),
    ],
};

/// | option | somebody says |
/// |---|---|
/// | `pay` | I want to pay, or a payment does not go through |
/// | `renew` | it ends, or ended, or renews in a way I do not want |
/// | `bill` | a bill is wrong, or I do not understand it |
/// | `order` | I ordered it and do not have it |
/// | `refund` | I want my money back for a new order |
/// | `credit` | it was down, and the contract gives something back |
/// | `stop` | I want to end it |
pub(super) static MONEY: Node = Node {
    listed: None,
    choices: &[
        choice(
            "pay",
            When::Always,
            &[always(Goal::End(Ending::Do(Action::Pay)))],
        ),
        choice(
            "renew",
            When::Always,
            &[
                if_(
                    When::Can(Action::Renew),
                    Goal::End(Ending::Do(Action::Renew)),
                ),
                always(Goal::End(Ending::Billing(Subcategory::Autorenew))),
            ],
        ),
        choice(
            "bill",
            When::Always,
            &[always(Goal::End(Ending::Billing(Subcategory::Bill)))],
        ),
        choice(
            "order",
            When::Always,
            &[always(Goal::End(Ending::Do(Action::FollowOrder)))],
        ),
        choice(
            "refund",
            When::Always,
            &[
                if_(
                    When::Can(Action::Withdraw),
                    Goal::End(Ending::Do(Action::Withdraw)),
                ),
                always(Goal::End(Ending::Billing(Subcategory::Bill))),
            ],
        ),
        choice(
            "credit",
            When::Always,
            &[always(Goal::End(Ending::SlaCredit))],
        ),
        choice(
            "stop",
            When::Always,
            &[
                if_(
                    When::Can(Action::Terminate),
                    Goal::End(Ending::Do(Action::Terminate)),
                ),
                always(Goal::End(Ending::Billing(Subcategory::Other))),
            ],
        ),
        choice(
            UNKNOWN,
            When::Always,
            &[always(Goal::End(Ending::Billing(Subcategory::Other)))],
        ),
    ],
};

/// What can be broken into.
const HACKABLE: &[Family] = &[DedicatedServer, Vps, PublicCloud, WebHosting];
/// What has addresses of its own.
const ADDRESSED: &[Family] = &[DedicatedServer, Vps, PublicCloud, Network];
const MAIL: &[Family] = &[Email, EmailPro, Exchange];

/// | option | somebody says |
/// |---|---|
/// | `hacked` | it was broken into |
/// | `address-blocked` | its address is blocked, or its mail does not get out |
/// | `mailbox-blocked` | a mailbox is blocked for spam |
/// | `reported` | I was told that something of mine harms others |
/// | `report` | another customer of the provider harms me |
/// | `attack` | I am under attack now, or the protection stops my visitors |
pub(super) static ABUSE: Node = Node {
    listed: None,
    choices: &[
        choice(
            "hacked",
            When::FamilyOrUnknown(HACKABLE),
            &[always(Goal::End(Ending::Hacked))],
        ),
        choice(
            "address-blocked",
            When::FamilyOrUnknown(ADDRESSED),
            &[
                if_(
                    When::Found(Finding::AddressBlocked),
                    Goal::End(Ending::Unblock),
                ),
                always(Goal::End(Ending::Abuse)),
            ],
        ),
        choice(
            "mailbox-blocked",
            When::FamilyOrUnknown(MAIL),
            &[always(Goal::End(Ending::Abuse))],
        ),
        choice(
            "reported",
            When::Always,
            &[always(Goal::End(Ending::Abuse))],
        ),
        choice(
            "report",
            When::Always,
            &[always(Goal::End(Ending::AbuseReport))],
        ),
        choice(
            "attack",
            When::Not(&When::Family(&[Family::Account])),
            &[always(Goal::End(Ending::Attack))],
        ),
        choice(UNKNOWN, When::Always, &[always(Goal::End(Ending::Abuse))]),
    ],
};

/// | option | somebody says |
/// |---|---|
/// | `sign-in` | I cannot get into my account: password, second factor, lost mailbox |
/// | `hacked-account` | somebody else is in my account |
/// | `contacts` | somebody else is to look after a service |
/// | `rights` | users, keys and what they may do |
/// | `details` | my name, address or company is wrong |
pub(super) static ACCOUNT: Node = Node {
    listed: None,
    choices: &[
        choice(
            "sign-in",
            When::Always,
            &[always(Goal::End(Ending::Recovery))],
        ),
        choice(
            "hacked-account",
            When::Always,
            &[always(Goal::End(Ending::HackedAccount))],
        ),
        choice(
            "contacts",
            When::Always,
            &[
                if_(
                    When::Can(Action::ChangeContacts),
                    Goal::End(Ending::Do(Action::ChangeContacts)),
                ),
                always(Goal::End(Ending::AccountAdvice)),
            ],
        ),
        choice(
            "rights",
            When::Always,
            &[always(Goal::End(Ending::AccountAdvice))],
        ),
        choice(
            "details",
            When::Always,
            &[always(Goal::End(Ending::AccountAdvice))],
        ),
        choice(
            UNKNOWN,
            When::Always,
            &[always(Goal::End(Ending::AccountAdvice))],
        ),
    ],
};

/// | option | somebody says |
/// |---|---|
/// | `before-buying` | is this the right offer for me |
/// | `change-offer` | I want a larger or smaller one |
/// | `migrate` | I want to move here, or from one product to another |
/// | `end-of-product` | I was told that my product comes to its end |
/// | `level` | I want another support level |
/// | `partner` | I am, or want to be, a partner |
/// | `fast-path` | I want to get straight to a technician |
pub(super) static OFFER: Node = Node {
    listed: None,
    choices: &[
        choice(
            "before-buying",
            When::Always,
            &[always(Goal::End(Ending::Commercial))],
        ),
        choice(
            "change-offer",
            When::Always,
            &[always(Goal::End(Ending::Commercial))],
        ),
        choice(
            "migrate",
            When::Always,
            &[always(Goal::End(Ending::Commercial))],
        ),
        choice(
            "end-of-product",
            When::Always,
            &[always(Goal::End(Ending::EndOfProduct))],
        ),
        choice(
            "level",
            When::LevelsSold,
            &[always(Goal::End(Ending::SupportLevel))],
        ),
        choice(
            "partner",
            When::Not(&When::Region(Region::Us)),
            &[always(Goal::End(Ending::PartnerProgramme))],
        ),
        choice(
            "fast-path",
            When::All(&[
                When::Partner,
                When::LevelsSold,
                When::Universe(Universe::Spirit),
            ]),
            &[always(Goal::End(Ending::FastPath))],
        ),
        choice(
            UNKNOWN,
            When::Always,
            &[always(Goal::End(Ending::Commercial))],
        ),
    ],
};

/// For who cannot say what they need: what worked and stopped by itself is an incident.
///
/// | option | somebody says |
/// |---|---|
/// | `worked` | it worked, and I changed nothing |
/// | `changed` | it worked until I changed something |
/// | `never-worked` | it has not worked yet |
pub(super) static UNSURE: Node = Node {
    listed: None,
    choices: &[
        choice(
            "worked",
            When::Always,
            &[
                if_(
                    When::WordsSuggestAdvice,
                    Goal::End(Ending::Advice(Subcategory::Other)),
                ),
                always(Goal::End(Ending::Incident(Subcategory::Other))),
            ],
        ),
        choice(
            "changed",
            When::Always,
            &[always(Goal::End(Ending::Advice(Subcategory::Usage)))],
        ),
        choice(
            "never-worked",
            When::Always,
            &[always(Goal::End(Ending::Advice(Subcategory::Start)))],
        ),
        choice(
            UNKNOWN,
            When::Always,
            &[
                if_(
                    When::Words(Kind::Incident),
                    Goal::End(Ending::Incident(Subcategory::Other)),
                ),
                always(Goal::End(Ending::Advice(Subcategory::Other))),
            ],
        ),
    ],
};
