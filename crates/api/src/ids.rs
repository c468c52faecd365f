//! Names and numbers that identify things, each its own type.
//!
//! What converts: text to an id by [`FromStr`], an id to text by `Display`, an
//! [`Endpoint`] to its [`Region`]. What must not: one kind of id into another, or
//! a bare number into an id without saying which kind.
//!
//! ```
//! use api::{AccountId, Endpoint, Region};
//!
//! let account: AccountId = "soyoustart-ca:ab12345-ovh".parse().unwrap();
//! assert_eq!(account.endpoint, Endpoint::SoyoustartCa);
//! assert_eq!(account.endpoint.region(), Region::Ca);
//! assert_eq!(account.to_string(), "soyoustart-ca:ab12345-ovh");
//! ```
//!
//! A ticket is not a service, even if both are numbers:
//! ```compile_fail
//! let ticket = api::TicketId(7);
//! let service: api::ServiceId = ticket;
//! ```
//!
//! An account is not a string that happens to look like one:
//! ```compile_fail
//! let account: api::AccountId = "eu:ab12345-ovh";
//! ```

use std::{fmt, str::FromStr, sync::Arc};

/// Text that is not the name or number it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdError {
    /// Not one of the [`Endpoint`]s.
    Endpoint,
    /// Not a NIC handle.
    Nic,
    /// Not `endpoint:nic`.
    Account,
    /// Not a whole number that fits.
    Number,
    /// Neither a number nor `section/name`.
    Service,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Endpoint => "unknown endpoint",
            Self::Nic => "not a NIC handle",
            Self::Account => "not an account (endpoint:nic)",
            Self::Number => "not an identifier",
            Self::Service => "not a service",
        })
    }
}

impl std::error::Error for IdError {}

/// One of the control planes that share nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// Europe.
    Eu,
    /// Canada.
    Ca,
    /// United States.
    Us,
}

impl Region {
    /// All regions.
    pub const ALL: [Self; 3] = [Self::Eu, Self::Ca, Self::Us];

    /// `eu`, `ca` or `us`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Ca => "ca",
            Self::Us => "us",
        }
    }

    /// The region of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }
}

/// An address at which an API is served: a region's own, or that of a brand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// Europe.
    Eu,
    /// Canada.
    Ca,
    /// United States.
    Us,
    /// Kimsufi, Europe.
    KimsufiEu,
    /// Kimsufi, Canada.
    KimsufiCa,
    /// SoYouStart, Europe.
    SoyoustartEu,
    /// SoYouStart, Canada.
    SoyoustartCa,
}

impl Endpoint {
    /// All endpoints.
    pub const ALL: [Self; 7] = [
        Self::Eu,
        Self::Ca,
        Self::Us,
        Self::KimsufiEu,
        Self::KimsufiCa,
        Self::SoyoustartEu,
        Self::SoyoustartCa,
    ];

    /// The name in links and in the gateway's routes: `kimsufi-eu`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Ca => "ca",
            Self::Us => "us",
            Self::KimsufiEu => "kimsufi-eu",
            Self::KimsufiCa => "kimsufi-ca",
            Self::SoyoustartEu => "soyoustart-eu",
            Self::SoyoustartCa => "soyoustart-ca",
        }
    }

    /// The endpoint of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.as_str() == name)
    }

    /// The region whose data the endpoint serves.
    pub const fn region(self) -> Region {
        match self {
            Self::Eu | Self::KimsufiEu | Self::SoyoustartEu => Region::Eu,
            Self::Ca | Self::KimsufiCa | Self::SoyoustartCa => Region::Ca,
            Self::Us => Region::Us,
        }
    }

    /// Whether it belongs to a brand, which serves a small part of the API.
    pub const fn is_brand(self) -> bool {
        !matches!(self, Self::Eu | Self::Ca | Self::Us)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Endpoint {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::parse(text).ok_or(IdError::Endpoint)
    }
}

/// A NIC handle: the name of a customer on one region, `ab12345-ovh`.
///
/// Lower case letters, digits, `-`, `_` and `.`, at most 64 of them; upper case is
/// folded. That is wider than the usual form because sub-accounts and older
/// handles differ, yet leaves nothing that needs escaping in a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nic(Arc<str>);

impl Nic {
    /// The handle as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Nic {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        let starts_well = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if starts_well && text.len() <= 64 && text.bytes().all(allowed) {
            Ok(Self(text.to_ascii_lowercase().into()))
        } else {
            Err(IdError::Nic)
        }
    }
}

impl fmt::Display for Nic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One customer on one endpoint. The key under which everything of that customer
/// is kept. Text form: `eu:ab12345-ovh`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId {
    /// Where the account lives.
    pub endpoint: Endpoint,
    /// Its name there.
    pub nic: Nic,
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.endpoint.as_str())?;
        f.write_str(":")?;
        f.write_str(&self.nic.0)
    }
}

impl FromStr for AccountId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (endpoint, nic) = text.split_once(':').ok_or(IdError::Account)?;
        Ok(Self {
            endpoint: endpoint.parse()?,
            nic: nic.parse()?,
        })
    }
}

/// A section of the API whose things are services on endpoints without `/services`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// `/dedicated/server`.
    Server,
    /// `/ip`, blocks of additional addresses.
    Ip,
}

impl Section {
    /// The name in links.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Server => "dedicated-server",
            Self::Ip => "ip",
        }
    }
}

/// What tells a service from the others of its account. Text form: `120045678`, or
/// `dedicated-server/ns3012345.example`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceKey {
    /// Its number in `/services`.
    Number(ServiceId),
    /// Its section and its technical name there, on the endpoints of brands: they have no
    /// `/services`.
    Name(Section, Arc<str>),
}

impl ServiceKey {
    /// Whether services of `endpoint` are told apart so.
    pub fn is_of(&self, endpoint: Endpoint) -> bool {
        endpoint.is_brand() == matches!(self, Self::Name(..))
    }

    /// Its number, where it has one.
    pub fn number(&self) -> Option<ServiceId> {
        match self {
            Self::Number(id) => Some(*id),
            Self::Name(..) => None,
        }
    }
}

impl From<ServiceId> for ServiceKey {
    fn from(id: ServiceId) -> Self {
        Self::Number(id)
    }
}

impl fmt::Display for ServiceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(id) => id.fmt(f),
            Self::Name(section, name) => {
                f.write_str(section.as_str())?;
                f.write_str("/")?;
                f.write_str(name)
            }
        }
    }
}

impl FromStr for ServiceKey {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let Some((section, name)) = text.split_once('/') else {
            let id: ServiceId = text.parse()?;
            // Written as we would write it: `007` is no number of ours.
            return if id.0.to_string() == text {
                Ok(Self::Number(id))
            } else {
                Err(IdError::Number)
            };
        };
        let section = [Section::Server, Section::Ip]
            .into_iter()
            .find(|known| known.as_str() == section)
            .ok_or(IdError::Service)?;
        if name.is_empty() || name.chars().any(char::is_control) {
            return Err(IdError::Service);
        }
        Ok(Self::Name(section, name.into()))
    }
}

macro_rules! number_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                // `u64` alone would admit a sign.
                if text.bytes().all(|b| b.is_ascii_digit()) {
                    text.parse().map(Self).map_err(|_| IdError::Number)
                } else {
                    Err(IdError::Number)
                }
            }
        }
    )+};
}

number_id! {
    /// A line of `/services`: one thing that is billed, renewed and configured.
    ServiceId;
    /// A support ticket, `/support/tickets/{ticketId}`. People are shown the ticket
    /// *number* instead, which is another number.
    TicketId;
    /// A message in a support ticket.
    MessageId;
    /// A client account of a reseller, `/me/subAccount/{id}`.
    SubAccountId;
    /// An application key with the rights a customer gave it.
    CredentialId;
    /// Something the provider is doing, numbered by the service it is done to.
    TaskId;
    /// An outage that missed what was promised, `/me/sla/{id}`.
    OutageId;
    /// Technicians at a server, numbered by the server.
    InterventionId;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn endpoints_round_trip_and_know_their_region() {
        for endpoint in Endpoint::ALL {
            assert_eq!(Endpoint::parse(endpoint.as_str()), Some(endpoint));
            let brand = endpoint.as_str().contains('-');
            assert_eq!(endpoint.is_brand(), brand);
            let suffix = endpoint.as_str().rsplit('-').next();
            assert_eq!(Some(endpoint.region().as_str()), suffix);
        }
        assert_eq!(Endpoint::parse("EU"), None);
    }

    #[test]
    fn handles_are_validated() {
        for good in ["ab12345-ovh", "AB12345-OVH", "xx1.y_z-ovh", "a"] {
            assert_eq!(good.parse::<Nic>().unwrap().as_str(), good.to_lowercase());
        }
        let long = "a".repeat(65);
        for bad in [
            "",
            "-ovh",
            "a b",
            "a/b",
            "a:b",
            "é",
            "..",
            long.as_str(),
            "a\n",
        ] {
            assert_eq!(bad.parse::<Nic>(), Err(IdError::Nic), "{bad:?}");
        }
    }

    #[test]
    fn accounts_are_parsed_strictly() {
        for (text, error) in [
            ("", IdError::Account),
            ("eu", IdError::Account),
            ("xx:ab-ovh", IdError::Endpoint),
            ("eu:", IdError::Nic),
            ("eu:a:b", IdError::Nic),
        ] {
            assert_eq!(text.parse::<AccountId>(), Err(error), "{text}");
        }
    }

    #[test]
    fn numbers_keep_every_digit() {
        assert_eq!(
            "9007199254740993".parse(),
            Ok(ServiceId(9_007_199_254_740_993))
        );
        for bad in ["", "-1", "+1", "1.0", "18446744073709551616", "1 "] {
            assert_eq!(bad.parse::<TicketId>(), Err(IdError::Number), "{bad}");
        }
    }

    #[test]
    fn services_are_told_apart_by_number_or_by_section_and_name() {
        for (text, brand) in [
            ("0", false),
            ("120045678", false),
            ("dedicated-server/ns3012345.example", true),
            ("ip/192.0.2.0/28", true),
            ("ip/2001:db8::/64", true),
        ] {
            let key: ServiceKey = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
            assert_eq!(key.is_of(Endpoint::KimsufiEu), brand, "{text}");
            assert_eq!(key.is_of(Endpoint::Us), !brand, "{text}");
            assert_eq!(key.number().is_none(), brand);
        }
        for bad in [
            "", "007", "+7", "x", "vps/a", "/", "ip/", "/7", "ip/a\nb", "Ip/a",
        ] {
            assert!(bad.parse::<ServiceKey>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn account_text_round_trips(index in 0usize..7, nic in "[a-z0-9][a-z0-9._-]{0,63}") {
            let account = AccountId { endpoint: Endpoint::ALL[index], nic: nic.parse().unwrap() };
            prop_assert_eq!(account.to_string().parse::<AccountId>().unwrap(), account);
        }

        #[test]
        fn any_text_is_refused_or_round_trips(text in ".{0,40}") {
            if let Ok(account) = text.parse::<AccountId>() {
                prop_assert_eq!(account.to_string(), text.to_lowercase());
            }
        }
    }
}
