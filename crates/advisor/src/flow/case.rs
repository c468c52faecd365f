//! What is known before the first question.

use catalog::{Family, Level, PRODUCTS, Product, Region, Responsible, Universe};

use super::signals::Signals;

/// A request for help, as far as it is known before anything is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Region of the account.
    pub region: Region,
    /// The account is on an endpoint of Kimsufi or SoYouStart.
    pub brand: bool,
    /// The universe, where that much is known: the page that help was asked on.
    pub universe: Option<Universe>,
    /// The product of the service.
    pub product: Option<&'static Product>,
    /// Technical name of the service.
    pub service: Option<String>,
    /// The account's support level, `GET /me/supportLevel`; `None` where it could not be
    /// read or does not exist (the United States, the brands).
    pub level: Option<Level>,
    /// The account's standing as a partner, `GET /me/partnerLevel`; `None` where it could
    /// not be read.
    pub partner: Option<Partner>,
    /// Where help was asked for.
    pub entry: Entry,
    /// What the customer's own words suggest.
    pub suggestion: Suggestion,
    /// What the API says.
    pub signals: Signals,
}

impl Case {
    /// A blank request of an account in a region.
    pub fn new(region: Region) -> Self {
        Self {
            region,
            brand: false,
            universe: None,
            product: None,
            service: None,
            level: None,
            partner: None,
            entry: Entry::Blank,
            suggestion: Suggestion::default(),
            signals: Signals::default(),
        }
    }

    /// What the service's product says the request is about. A product that the endpoint
    /// lacks says nothing.
    pub(super) fn family(&self) -> Option<Family> {
        let product = self.product?;
        let family = Family::of(product);
        if !family.exists_in(self.region, self.brand) {
            return None;
        }
        // A public cloud project holds several: the words may say which.
        match self.suggestion.family {
            Some(said) if said.products() == family.products() => Some(said),
            _ => Some(family),
        }
    }

    /// The product behind a [key](Product::key).
    pub fn product_named(key: &str) -> Option<&'static Product> {
        PRODUCTS.iter().find(|product| product.key == key)
    }

    /// Whether support levels are sold here. The brands include what they give; the
    /// United States have a support of their own.
    pub(super) fn sells_levels(&self) -> bool {
        self.region != Region::Us && !self.brand
    }
}

/// Where help was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Entry {
    /// The menu: nothing is known.
    #[default]
    Blank,
    /// The page of a service.
    Service,
    /// A panel that could not show what it should.
    Panel,
    /// An alert: something that needs attention.
    Alert,
}

/// A partner's standing, `me.partnerLevel.LevelTypeEnum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partner {
    /// No partner.
    None,
    /// In the programme.
    Standard,
    /// Advanced.
    Advanced,
    /// Strategic.
    Strategic,
}

/// What an engineer would treat a request as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The provider's service fails.
    Incident,
    /// How to use, configure or repair what is the customer's own.
    Advice,
    /// Bills, payments, renewals, and what is suspended for want of them.
    Billing,
    /// Attacks, hacked or blocked services, reports of them.
    Abuse,
    /// Somebody must put hands on hardware.
    Intervention,
    /// Orders, offers, prices, migrations, ends of products.
    Commercial,
    /// Access to the customer account, its contacts and identity.
    Account,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Incident,
        Self::Advice,
        Self::Billing,
        Self::Abuse,
        Self::Intervention,
        Self::Commercial,
        Self::Account,
    ];
}

/// What the customer's own words suggest. Only ever preselects an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Suggestion {
    /// What kind of request it is.
    pub kind: Option<Kind>,
    /// What it is about.
    pub family: Option<Family>,
    /// Who would have to act.
    pub responsible: Option<Responsible>,
}

impl Suggestion {
    /// Whether the words speak of something that fails or is to be known, and is not the
    /// provider's to solve.
    pub(super) fn is_for_advice(&self) -> bool {
        match self.kind {
            Some(Kind::Advice) => true,
            Some(Kind::Incident) | None => matches!(
                self.responsible,
                Some(Responsible::Customer | Responsible::PartnerOrPaid)
            ),
            Some(_) => false,
        }
    }
}
