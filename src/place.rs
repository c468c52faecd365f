//! The places of the product and their addresses: its table of contents.
//!
//! Every address is read and written here and nowhere else, so a link cannot lead to a
//! page that does not exist, nor forget whose page it is.

use std::fmt;

use api::{AccountId, ServiceKey, TicketId};
use catalog::{Family, Universe};

use crate::session::drafts::DraftId;
use crate::session::{Scope, scope::decode};

/// Where one can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/sign-in`
    SignIn,
    /// A page of a scope: `/{scope}/…`
    Page(Scope, Page),
    /// Anywhere else.
    Nowhere,
}

/// The pages that every scope has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// `/{scope}/overview`, also reached by `/{scope}` and `/`
    Overview,
    /// `/{scope}/services`
    Services,
    /// `/{scope}/services/{number}`, for the scope of one account: numbers are the account's;
    /// on the endpoint of a brand `/{scope}/services/{section}/{name}`.
    Service(ServiceKey),
    /// `/{scope}/help`: where asking for help begins, and what was begun.
    Help,
    /// `/{scope}/help/{draft}`, for the scope of one account: a request being written.
    Draft(DraftId),
    /// `/{scope}/tickets`
    Tickets,
    /// `/{scope}/tickets/{id}`, for the scope of one account, as numbers are the account's.
    Ticket(TicketId),
    /// `/{scope}/activity`
    Activity,
    /// `/{scope}/status`: what is broken and planned at the provider's.
    Status,
    /// `/{scope}/responsibilities`, `?product=` names one: who is responsible for what.
    Responsibilities,
    /// `/{scope}/accounts`
    Accounts,
    /// `/{scope}/vault`
    Vault,
    /// `/{scope}/market`, `/{scope}/spirit`, …
    Universe(Universe),
    /// `/{scope}/design`: every part of the interface in every state.
    Design,
}

impl Page {
    /// Those that their name is enough for.
    const ALL: [Self; 10] = [
        Self::Overview,
        Self::Services,
        Self::Tickets,
        Self::Help,
        Self::Activity,
        Self::Status,
        Self::Responsibilities,
        Self::Accounts,
        Self::Vault,
        Self::Design,
    ];

    /// The page of that kind that every scope has.
    fn of_any(&self) -> Self {
        match self {
            Self::Service(_) => Self::Services,
            Self::Draft(_) => Self::Help,
            Self::Ticket(_) => Self::Tickets,
            other => other.clone(),
        }
    }

    /// The page of one thing of that account which `list` lists; what belongs to one account
    /// has no address under any other scope.
    fn one_of(account: &AccountId, list: &str, first: &str, second: Option<&str>) -> Option<Self> {
        match (list, second) {
            ("services", _) => {
                let key: ServiceKey = match second {
                    None => first.parse().ok()?,
                    Some(name) => [first, "/", &decode(name)?].concat().parse().ok()?,
                };
                key.is_of(account.endpoint).then_some(Self::Service(key))
            }
            ("help", None) => first.parse().ok().map(Self::Draft),
            ("tickets", None) => {
                let id: TicketId = first.parse().ok()?;
                // Written as we would write it: `007` is no number of ours.
                (id.to_string() == first).then_some(Self::Ticket(id))
            }
            _ => None,
        }
    }

    fn slug(&self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Services | Self::Service(_) => "services",
            Self::Help | Self::Draft(_) => "help",
            Self::Tickets | Self::Ticket(_) => "tickets",
            Self::Activity => "activity",
            Self::Status => "status",
            Self::Responsibilities => "responsibilities",
            Self::Accounts => "accounts",
            Self::Vault => "vault",
            Self::Universe(universe) => universe.key(),
            Self::Design => "design",
        }
    }
}

impl Place {
    /// The overview of everything: where one begins.
    pub const START: Self = Self::Page(Scope::All, Page::Overview);

    /// The page of one service.
    pub fn service(account: AccountId, key: ServiceKey) -> Self {
        Self::Page(Scope::One(account), Page::Service(key))
    }

    /// The address at which a request for help about a service begins; `from` says where it
    /// was asked for: `service`, `panel`, `alert`.
    pub fn help(account: AccountId, key: &ServiceKey, from: &str) -> String {
        let place = Self::Page(Scope::One(account), Page::Help);
        let mut to = format!("{place}?from={from}&service=");
        api::percent_encode(&mut to, &key.to_string());
        to
    }

    /// A request for help of an account.
    pub fn draft(account: AccountId, id: DraftId) -> Self {
        Self::Page(Scope::One(account), Page::Draft(id))
    }

    /// The address of who is responsible for what, of one product or of all.
    pub fn responsibilities(scope: Scope, product: Option<Family>) -> String {
        let mut way = Self::Page(scope, Page::Responsibilities).to_string();
        if let Some(family) = product {
            way.push_str("?product=");
            way.push_str(family.key());
        }
        way
    }

    /// The page of one ticket.
    pub fn ticket(account: AccountId, id: TicketId) -> Self {
        Self::Page(Scope::One(account), Page::Ticket(id))
    }

    /// Reads the path of an address.
    pub fn parse(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, more) = (parts.next(), parts.next(), parts.next());
        match (first, second, more) {
            (Some(scope), Some(list), Some(first)) => {
                let (second, rest) = (parts.next(), parts.next());
                let one = |account: &AccountId| {
                    let page = Page::one_of(account, list, first, second)?;
                    rest.is_none().then_some(page)
                };
                match Scope::parse(scope) {
                    Some(Scope::One(account)) => match one(&account) {
                        Some(page) => Self::Page(Scope::One(account), page),
                        None => Self::Nowhere,
                    },
                    _ => Self::Nowhere,
                }
            }
            (None, ..) => Self::START,
            (Some("sign-in"), None, _) => Self::SignIn,
            (Some(scope), page, None) => match Scope::parse(scope) {
                None => Self::Nowhere,
                Some(scope) => match page {
                    None => Self::Page(scope, Page::Overview),
                    Some(slug) => Page::ALL
                        .into_iter()
                        .find(|page| page.slug() == slug)
                        .or_else(|| Universe::parse(slug).map(Page::Universe))
                        .map_or(Self::Nowhere, |page| Self::Page(scope, page)),
                },
            },
            _ => Self::Nowhere,
        }
    }

    /// The same page about other accounts: the list, where the page is about one thing
    /// in it.
    pub fn about(&self, scope: Scope) -> Self {
        match self {
            Self::Page(_, page) => Self::Page(scope, page.of_any()),
            Self::SignIn | Self::Nowhere => Self::Page(scope, Page::Overview),
        }
    }

    /// The scope a page speaks about.
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Page(scope, _) => Some(scope),
            Self::SignIn | Self::Nowhere => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignIn => f.write_str("/sign-in"),
            Self::Page(scope, page) => {
                write!(f, "/{scope}/{}", page.slug())?;
                match page {
                    Page::Service(ServiceKey::Number(id)) => write!(f, "/{id}"),
                    Page::Service(ServiceKey::Name(section, name)) => {
                        let mut text = ["/", section.as_str(), "/"].concat();
                        api::percent_encode(&mut text, name);
                        f.write_str(&text)
                    }
                    Page::Draft(id) => write!(f, "/{id}"),
                    Page::Ticket(id) => write!(f, "/{id}"),
                    _ => Ok(()),
                }
            }
            Self::Nowhere => f.write_str("/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for path in [
            "/sign-in",
            "/all/overview",
            "/all/services",
            "/all/activity",
            "/all/vault",
            "/all/status",
            "/all/responsibilities",
            "/all/design",
            "/eu:ab12345-ovh/services",
            "/eu:ab12345-ovh/services/120045678",
            "/all/tickets",
            "/ca:ab12345-ovh/tickets/1000007",
            "/kimsufi-eu:ab12345-ovh/services/dedicated-server/ns1.example",
            "/soyoustart-ca:ab12345-ovh/services/ip/192.0.2.0%2F28",
            "/all/help",
            "/eu:ab12345-ovh/help/0123456789abcdef",
            "/group:a%2Fb/accounts",
            "/all/market",
            "/us:ab12345-ovh/enterprise",
        ] {
            assert_eq!(Place::parse(path).to_string(), path);
        }
    }

    #[test]
    fn short_addresses_lead_to_the_overview() {
        for (path, place) in [
            ("/", "/all/overview"),
            ("", "/all/overview"),
            ("/all", "/all/overview"),
            ("/all/", "/all/overview"),
            ("/us:ab1-ovh/", "/us:ab1-ovh/overview"),
        ] {
            assert_eq!(Place::parse(path).to_string(), place, "{path}");
        }
    }

    #[test]
    fn switching_keeps_the_page() {
        let one = Scope::parse("us:ab1-ovh").unwrap();
        for (from, to) in [
            ("/all/services", "/us:ab1-ovh/services"),
            ("/group:x/accounts", "/us:ab1-ovh/accounts"),
            ("/eu:ab1-ovh/tickets/7", "/us:ab1-ovh/tickets"),
            ("/sign-in", "/us:ab1-ovh/overview"),
            ("/eu:ab1-ovh/services/7", "/us:ab1-ovh/services"),
            ("/eu:ab1-ovh/help/0123456789abcdef", "/us:ab1-ovh/help"),
        ] {
            assert_eq!(Place::parse(from).about(one.clone()).to_string(), to);
        }
    }

    #[test]
    fn what_does_not_exist_is_nowhere() {
        for path in [
            "/all/nothing",
            "/sign-in/x",
            "/moon:ab1-ovh/services",
            "/all/services/x",
            "/all/services/7",
            "/eu:ab1-ovh/services/x",
            "/eu:ab1-ovh/services/-7",
            "/eu:ab1-ovh/services/007",
            "/eu:ab1-ovh/services/7/x",
            "/all/tickets/7",
            "/eu:ab1-ovh/tickets/07",
            "/eu:ab1-ovh/tickets/7/x",
            "/eu:ab1-ovh/services/ip/x",
            "/kimsufi-eu:ab1-ovh/services/7",
            "/kimsufi-eu:ab1-ovh/services/vps/x",
            "/kimsufi-eu:ab1-ovh/services/ip/%zz",
            "/kimsufi-eu:ab1-ovh/services/ip/x/y",
            "/eu:ab1-ovh/services/99999999999999999999",
            "/eu:ab1-ovh/overview/7",
            "/all/help/0123456789abcdef",
            "/eu:ab1-ovh/help/0123456789ABCDEF",
            "/eu:ab1-ovh/help/7",
            "/eu:ab1-ovh/help/0123456789abcdef/x",
            "/x",
        ] {
            assert_eq!(Place::parse(path), Place::Nowhere, "{path}");
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use super::*;
    use crate::session::GroupName;
    use proptest::prelude::*;

    proptest! {
        /// No name of a group can lead to another page, or out of its own.
        #[test]
        fn the_address_of_any_group_leads_back(name in "\\PC{1,40}", at in 0..Page::ALL.len()) {
            let Some(name) = GroupName::new(&name) else { return Ok(()) };
            let place = Place::Page(Scope::Group(name), Page::ALL[at].clone());
            prop_assert_eq!(Place::parse(&place.to_string()), place);
        }
    }
}
