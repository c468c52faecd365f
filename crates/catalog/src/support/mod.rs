//! What each support level gives and costs.
//!
//! These facts age faster than the program: prices, hours and delays change without
//! notice and the newest are known only second-hand. So they are no code but a document,
//! `facts/support.json`, that whoever runs Manager can replace. What nobody knows is
//! absent from it.

mod fields;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::{day::Day, document::Publisher, level::Level};

/// All that is known of support levels and what goes with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Offers {
    /// When all of it was last gone through.
    pub read: Day,
    /// The levels, lowest first.
    pub levels: Vec<Offer>,
    /// What differs for advanced partners, whose [`Level::Premium`] is called
    /// `premium-accredited`.
    pub premium_accredited: Option<Offer>,
    /// What partners must buy.
    pub partner_obligations: Vec<Obligation>,
    /// Straight to a technician, for technical partners: the price a month.
    pub fast_path: Option<Fact<Price>>,
    /// The levels of which one is needed to keep health data.
    pub health_data: Option<Fact<Vec<Level>>>,
    /// How work by hand on housed machines is counted.
    pub hands: Option<Fact<Hands>>,
}

impl Offers {
    /// Reads the document.
    ///
    /// # Errors
    ///
    /// Names the first field that cannot be used. A field that we do not know is such a
    /// field: it would be a fact that nobody ever sees.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        read::text(text)
    }

    /// What a level gives, `None` where the document does not say.
    pub fn of(&self, level: Level) -> Option<&Offer> {
        self.levels.iter().find(|offer| offer.level == level)
    }
}

/// A fact and where it is from.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<T> {
    /// What is known.
    pub value: T,
    /// Where from.
    pub origin: Origin,
}

/// Where a fact is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Name of the document, as its publisher writes it. Not translated.
    pub title: String,
    /// Who wrote it.
    pub by: Publisher,
    /// Its version, or the day of reading where it carries no date.
    pub dated: Day,
    /// Whether it is first-hand. What is not has to be checked before anybody relies on it.
    pub verified: bool,
}

/// What a level gives. Absent is what nobody knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The level.
    pub level: Level,
    /// What it costs a month.
    pub price: Option<Fact<Price>>,
    /// When it answers.
    pub hours: Option<Fact<Hours>>,
    /// First response where a service is impaired, in minutes.
    pub response_impaired: Option<Fact<u32>>,
    /// First response to any other question, in minutes.
    pub response_general: Option<Fact<u32>>,
    /// How it can be reached.
    pub channels: Option<Fact<Vec<Channel>>>,
    /// The languages that it speaks, ISO 639-1. Contracts differ by country: the origin
    /// names whose it is.
    pub languages: Option<Fact<Vec<String>>>,
    /// The levels whose requests wait behind those of this one.
    pub before: Option<Fact<Vec<Level>>>,
    /// Whether it is every account's until another is ordered.
    pub by_default: Option<Fact<bool>>,
    /// Whether one price covers all services of the account.
    pub covers_all_services: Option<Fact<bool>>,
    /// Whether the people are always the same.
    pub dedicated_team: Option<Fact<bool>>,
    /// Whether tickets may say how heavy and how pressing a matter is.
    pub states_urgency: Option<Fact<bool>>,
}

/// A price a month, without tax: a share of the bill, but at least an amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// The least.
    pub least: f64,
    /// The share of the month's bill, in percent, where there is one.
    pub share_percent: Option<f64>,
    /// Currency, ISO 4217; `None` where it is not known.
    pub currency: Option<String>,
}

/// When somebody answers, in the local time of the subsidiary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// On which days.
    pub days: Days,
    /// From this full hour, 0 to 23.
    pub from: u8,
    /// To this full hour, 1 to 24.
    pub to: u8,
}

/// Days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Monday to Friday.
    MonFri,
    /// Every day.
    All,
}

/// A way to reach support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Chat.
    Chat,
    /// Tickets.
    Ticket,
    /// Telephone.
    Phone,
    /// Telephone, in business hours only.
    PhoneInBusinessHours,
    /// Telephone on a line of their own.
    OwnPhoneLine,
    /// The API.
    Api,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Chat,
        Self::Ticket,
        Self::Phone,
        Self::PhoneInBusinessHours,
        Self::OwnPhoneLine,
        Self::Api,
    ];

    /// Its name in the document, and for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Ticket => "ticket",
            Self::Phone => "phone",
            Self::PhoneInBusinessHours => "phone-in-business-hours",
            Self::OwnPhoneLine => "own-phone-line",
            Self::Api => "api",
        }
    }
}

/// What a partner must buy. The levels of partners are the API's, `GET /me/partnerLevel`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// The partner's level: `standard`, `advanced`, `strategic`.
    pub partner: String,
    /// The support level as the API names it: `premium`, `premium-accredited`.
    pub requires: String,
    /// The roles in which it is due; empty: all.
    pub roles: Vec<String>,
    /// What it is not due for.
    pub except: Vec<String>,
    /// Where that is from.
    pub origin: Origin,
}

/// How work by hand is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Hands {
    /// Length of the package that it begins with, in minutes.
    pub first_minutes: u32,
    /// Length of each slice after it, in minutes.
    pub then_minutes: u32,
    /// Price of the package, where it is known.
    pub first_price: Option<Price>,
    /// Price of a slice, where it is known.
    pub then_price: Option<Price>,
}

/// Why the document cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The field: `levels[1].price.least`; empty for the document itself.
    pub at: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is no JSON, from this line on.
    NotJson {
        /// Line, from 1.
        line: usize,
    },
    /// It has to be there.
    Missing,
    /// It is there and nobody would read it.
    NotExpected,
    /// It is something else than it should be.
    IsNot(&'static str),
    /// A word that is none of those that it can be.
    NotOneOf(&'static str),
    /// It is there already, further up.
    Twice,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = match self.at.as_str() {
            "" => "the document",
            at => at,
        };
        match &self.problem {
            Problem::NotJson { line } => write!(f, "{at} is not JSON from line {line} on"),
            Problem::Missing => write!(f, "{at} is missing"),
            Problem::NotExpected => write!(f, "{at} is not a field that is read"),
            Problem::IsNot(what) => write!(f, "{at} is not {what}"),
            Problem::NotOneOf(what) => write!(f, "{at} is not one of {what}"),
            Problem::Twice => write!(f, "{at} is there twice"),
        }
    }
}

impl std::error::Error for ReadError {}
