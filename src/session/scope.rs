//! The scope: the set of accounts that a page speaks about. It is the first part of
//! every address, so that a link says whose data it shows and two tabs may differ.

use std::fmt;

use api::AccountId;

/// Whose services a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All accounts that are signed in.
    All,
    /// One account.
    One(AccountId),
}

impl Scope {
    /// Reads the first part of an address: `all` or `eu:ab12345-ovh`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "all" {
            Some(Self::All)
        } else {
            text.parse().ok().map(Self::One)
        }
    }

    /// Whether the account belongs to the scope.
    pub fn holds(&self, account: &AccountId) -> bool {
        match self {
            Self::All => true,
            Self::One(one) => one == account,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::One(account) => account.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["all", "eu:ab12345-ovh", "soyoustart-ca:zz1-ovh"] {
            assert_eq!(
                Scope::parse(text).map(|s| s.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in ["", "everything", "eu:", "mars:ab12345-ovh", "ab12345-ovh"] {
            assert_eq!(Scope::parse(text), None, "{text}");
        }
    }

    #[test]
    fn one_account_holds_only_itself() {
        let a: AccountId = "eu:ab12345-ovh".parse().unwrap();
        // The same handle on another endpoint is another account.
        let b: AccountId = "ca:ab12345-ovh".parse().unwrap();
        assert!(Scope::All.holds(&a) && Scope::All.holds(&b));
        assert!(Scope::One(a.clone()).holds(&a));
        assert!(!Scope::One(a).holds(&b));
    }
}
