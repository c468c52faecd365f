//! What a ticket says of itself, in the words of `POST /support/tickets/create`.

use catalog::{Family, Level, Universe};

/// Gives an enum of the API its names.
macro_rules! words {
    ($(#[$about:meta])* $type:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[$each])* $variant,)+
        }

        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that the API uses.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}

words! {
    /// `support.TicketCategoryEnum`: the lane that a ticket takes.
    Category {
        /// Advice.
        Assistance = "assistance",
        /// Bills, payments, orders, renewals.
        Billing = "billing",
        /// Something that the provider runs fails.
        Incident = "incident",
    }
}

words! {
    /// `support.TicketSubCategoryEnum`.
    Subcategory {
        /// It has cuts.
        Alerts = "alerts",
        /// Renewal.
        Autorenew = "autorenew",
        /// A bill.
        Bill = "bill",
        /// It does not answer.
        Down = "down",
        /// An order under way.
        InProgress = "inProgress",
        /// Before or with a new order.
        New = "new",
        /// Anything else.
        Other = "other",
        /// It is slow.
        Perfs = "perfs",
        /// First steps.
        Start = "start",
        /// How it is used.
        Usage = "usage",
    }
}

words! {
    /// `support.TicketProductEnum`.
    TicketProduct {
        /// Internet access.
        Adsl = "adsl",
        /// Content delivery.
        Cdn = "cdn",
        /// A dedicated server.
        Dedicated = "dedicated",
        /// Money, servers.
        DedicatedBilling = "dedicated-billing",
        /// Something else around servers.
        DedicatedOther = "dedicated-other",
        /// Hosted private cloud.
        DedicatedCloud = "dedicatedcloud",
        /// Domains and their zones.
        Domain = "domain",
        /// Exchange.
        Exchange = "exchange",
        /// Fax.
        Fax = "fax",
        /// Web hosting.
        Hosting = "hosting",
        /// Housing.
        Housing = "housing",
        /// Infrastructure of an older kind; nothing leads there any more.
        Iaas = "iaas",
        /// Mailboxes.
        Mail = "mail",
        /// Addresses, load balancers, private networks.
        Network = "network",
        /// Public cloud.
        PublicCloud = "publiccloud",
        /// Text messages.
        Sms = "sms",
        /// Certificates.
        Ssl = "ssl",
        /// Network storage.
        Storage = "storage",
        /// Money, telecom.
        TelecomBilling = "telecom-billing",
        /// Something else around telecom.
        TelecomOther = "telecom-other",
        /// The protection against attacks.
        Vac = "vac",
        /// Telephony.
        Voip = "voip",
        /// Virtual private servers.
        Vps = "vps",
        /// Money, domains, hosting and e-mail.
        WebBilling = "web-billing",
        /// Something else around domains, hosting and e-mail.
        WebOther = "web-other",
    }
}

words! {
    /// `support.TicketImpactUrgencyEnum`.
    Degree {
        /// There is a way around it.
        Low = "low",
        /// There is one for a while.
        Medium = "medium",
        /// There is none.
        High = "high",
    }
}

/// How heavy a matter is. Only accounts of the two highest levels may say so
/// ([`Level::may_state_urgency`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weight {
    /// How much is affected.
    pub impact: Degree,
    /// How much it presses.
    pub urgency: Degree,
}

/// The fields of a ticket that the flow decides. Subject, text and who is told of answers
/// are the customer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The lane.
    pub category: Category,
    /// More precisely.
    pub subcategory: Subcategory,
    /// The product, where it is about one.
    pub product: Option<TicketProduct>,
    /// Technical name of the service, where it is about one.
    pub service: Option<String>,
    /// What to propose; the customer may change it before sending. `None` where the
    /// account may not state it: the field must then be left out.
    pub weight: Option<Weight>,
}

impl Ticket {
    /// A ticket about a family, as an account of a level may send it.
    pub(super) fn new(
        category: Category,
        subcategory: Subcategory,
        family: Option<Family>,
        level: Option<Level>,
    ) -> Self {
        let product = family.and_then(|family| match category {
            Category::Billing => billed_as(family),
            _ => named_as(family),
        });
        let weight = level
            .is_some_and(Level::may_state_urgency)
            .then(|| weight(category, subcategory));
        Self {
            category,
            subcategory,
            product,
            service: None,
            weight,
        }
    }
}

fn weight(category: Category, subcategory: Subcategory) -> Weight {
    let degree = match (category, subcategory) {
        (Category::Incident, Subcategory::Down) => Degree::High,
        (Category::Incident, _) => Degree::Medium,
        _ => Degree::Low,
    };
    Weight {
        impact: degree,
        urgency: degree,
    }
}

/// What the ticket system calls a family; the nearest where it has no word for it.
fn named_as(family: Family) -> Option<TicketProduct> {
    Some(match family {
        Family::Domain | Family::Dns => TicketProduct::Domain,
        Family::WebHosting => TicketProduct::Hosting,
        Family::Email | Family::EmailPro => TicketProduct::Mail,
        Family::Exchange => TicketProduct::Exchange,
        Family::Office => TicketProduct::WebOther,
        Family::Certificate => TicketProduct::Ssl,
        Family::Cdn => TicketProduct::Cdn,
        Family::Telephony => TicketProduct::Voip,
        Family::Sms => TicketProduct::Sms,
        Family::Fax => TicketProduct::Fax,
        Family::Access => TicketProduct::Adsl,
        Family::DedicatedServer => TicketProduct::Dedicated,
        Family::Vps => TicketProduct::Vps,
        Family::Network | Family::Vrack | Family::Connect => TicketProduct::Network,
        Family::Storage | Family::DiskArray | Family::FileStorage => TicketProduct::Storage,
        Family::Licence => TicketProduct::DedicatedOther,
        Family::PublicCloud | Family::Kubernetes | Family::ObjectStorage | Family::DataPlatform => {
            TicketProduct::PublicCloud
        }
        Family::PrivateCloud | Family::Nutanix => TicketProduct::DedicatedCloud,
        Family::Housing => TicketProduct::Housing,
        Family::Account => return None,
    })
}

/// Where questions of money about a family go.
fn billed_as(family: Family) -> Option<TicketProduct> {
    match family {
        Family::Telephony | Family::Sms | Family::Fax | Family::Access => {
            Some(TicketProduct::TelecomBilling)
        }
        _ => match family.universe()? {
            Universe::Market => Some(TicketProduct::WebBilling),
            Universe::Spirit => Some(TicketProduct::DedicatedBilling),
            // The ticket system has no purse of their own for these.
            Universe::Stack | Universe::Enterprise => named_as(family),
        },
    }
}
