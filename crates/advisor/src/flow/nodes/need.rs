//! What is needed: the one question between a description and a filed incident.

use catalog::Family::{
    self, Access, Account, Cdn, Certificate, Connect, DataPlatform, DedicatedServer, DiskArray,
    Dns, Domain, Email, EmailPro, Exchange, Fax, FileStorage, Housing, Kubernetes, Licence,
    Network, Nutanix, ObjectStorage, Office, PrivateCloud, PublicCloud, Sms, Storage, Telephony,
    Vps, Vrack, WebHosting,
};

use super::{Ending, Goal, Node, NodeId, UNKNOWN, always, choice, if_};
use crate::flow::{case::Entry, ticket::Subcategory, when::When};

/// What runs, and so can stop, slow down or have cuts.
const RUNS: &[Family] = &[
    WebHosting,
    Email,
    EmailPro,
    Exchange,
    Office,
    Cdn,
    Telephony,
    Sms,
    Fax,
    Access,
    DedicatedServer,
    Vps,
    Network,
    Storage,
    DiskArray,
    PublicCloud,
    Kubernetes,
    ObjectStorage,
    DataPlatform,
    PrivateCloud,
    Nutanix,
    Vrack,
    Connect,
    FileStorage,
    Housing,
];

/// Names: what fails is what answers for them.
const NAMES: &[Family] = &[Domain, Dns];

/// What is valid or not.
const PAPERS: &[Family] = &[Certificate, Licence];

/// A true incident is one answer away, so what sounds like one and is not has its own
/// answer beside it: it answers, but something on it does not work.
///
/// | option | somebody says |
/// |---|---|
/// | `down` | it does not answer at all |
/// | `cuts` | it comes and goes |
/// | `slow` | it answers, but slowly |
/// | `name-servers` | the provider's name servers do not answer for the name |
/// | `failing` | it was valid and is refused, and I changed nothing |
/// | `part` | a disk, memory or a fan of the server fails |
/// | `hands` | somebody must do something to my machine on site |
/// | `interface` | this page, Manager or the API shows errors |
/// | `inside` | it answers, but something that I run or set on it does not work |
/// | `how-to` | I want to know how something is done |
/// | `money` | a bill, a payment, a renewal, an order, a refund, an end |
/// | `blocked` | it was hacked, blocked or reported, or is attacked |
/// | `account` | signing in, contacts, rights, my details |
/// | `offer` | before buying, another offer, a support level, a partner |
pub(super) static NEED: Node = Node {
    listed: None,
    choices: &[
        choice(
            "down",
            When::FamilyOrUnknown(RUNS),
            &[always(Goal::End(Ending::Incident(Subcategory::Down)))],
        ),
        choice(
            "cuts",
            When::FamilyOrUnknown(RUNS),
            &[always(Goal::End(Ending::Incident(Subcategory::Alerts)))],
        ),
        choice(
            "slow",
            When::FamilyOrUnknown(RUNS),
            &[always(Goal::End(Ending::Incident(Subcategory::Perfs)))],
        ),
        choice(
            "name-servers",
            When::Family(NAMES),
            &[always(Goal::End(Ending::Incident(Subcategory::Down)))],
        ),
        choice(
            "failing",
            When::Family(PAPERS),
            &[always(Goal::End(Ending::Incident(Subcategory::Other)))],
        ),
        choice(
            "part",
            When::Family(&[DedicatedServer]),
            &[always(Goal::Ask(NodeId::Part))],
        ),
        choice(
            "hands",
            When::Family(&[Housing]),
            &[always(Goal::End(Ending::Hands))],
        ),
        // Manager or the API behind it, rather than a service.
        choice(
            "interface",
            When::Any(&[When::Entry(Entry::Panel), When::Family(&[Account])]),
            &[always(Goal::End(Ending::Incident(Subcategory::Other)))],
        ),
        choice(
            "inside",
            When::Not(&When::Family(&[Account])),
            &[
                if_(When::Topics, Goal::Ask(NodeId::Topic)),
                always(Goal::End(Ending::Advice(Subcategory::Usage))),
            ],
        ),
        choice(
            "how-to",
            When::Always,
            &[
                if_(When::Topics, Goal::Ask(NodeId::Topic)),
                always(Goal::End(Ending::Advice(Subcategory::Usage))),
            ],
        ),
        choice("money", When::Always, &[always(Goal::Ask(NodeId::Money))]),
        choice("blocked", When::Always, &[always(Goal::Ask(NodeId::Abuse))]),
        choice(
            "account",
            When::Always,
            &[always(Goal::Ask(NodeId::Account))],
        ),
        choice("offer", When::Always, &[always(Goal::Ask(NodeId::Offer))]),
        choice(UNKNOWN, When::Always, &[always(Goal::Ask(NodeId::Unsure))]),
    ],
};
