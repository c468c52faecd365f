//! The places of the product and their addresses: its table of contents.
//!
//! Every address is read and written here and nowhere else, so a link cannot lead to a
//! page that does not exist, nor forget whose page it is.

use std::fmt;

use crate::session::Scope;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// `/{scope}/overview`, also reached by `/{scope}` and `/`
    Overview,
    /// `/{scope}/services`
    Services,
    /// `/{scope}/design`: every part of the interface in every state.
    Design,
}

impl Page {
    const ALL: [Self; 3] = [Self::Overview, Self::Services, Self::Design];

    fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Services => "services",
            Self::Design => "design",
        }
    }
}

impl Place {
    /// The overview of everything: where one begins.
    pub const START: Self = Self::Page(Scope::All, Page::Overview);

    /// Reads the path of an address.
    pub fn parse(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, more) = (parts.next(), parts.next(), parts.next());
        match (first, second, more) {
            (None, ..) => Self::START,
            (Some("sign-in"), None, _) => Self::SignIn,
            (Some(scope), page, None) => match Scope::parse(scope) {
                None => Self::Nowhere,
                Some(scope) => match page {
                    None => Self::Page(scope, Page::Overview),
                    Some(slug) => Page::ALL
                        .into_iter()
                        .find(|page| page.slug() == slug)
                        .map_or(Self::Nowhere, |page| Self::Page(scope, page)),
                },
            },
            _ => Self::Nowhere,
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
            Self::Page(scope, page) => write!(f, "/{scope}/{}", page.slug()),
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
            "/all/design",
            "/eu:ab12345-ovh/services",
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
    fn what_does_not_exist_is_nowhere() {
        for path in [
            "/all/nothing",
            "/sign-in/x",
            "/moon:ab1-ovh/services",
            "/all/services/x",
            "/x",
        ] {
            assert_eq!(Place::parse(path), Place::Nowhere, "{path}");
        }
    }
}
