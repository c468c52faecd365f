//! How the answers of several accounts to one question stand together.

use api::{AccountId, Region};
use leptos::prelude::*;

use crate::data::trouble::Trouble;
use crate::data::{Answer, Phase, Reading};

/// What arrived, what is awaited, what failed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Everybody who was asked.
    pub accounts: Vec<AccountId>,
    /// Those of whom nothing is known.
    pub without: Vec<AccountId>,
    /// When the oldest wait for a first value began, in milliseconds since 1970.
    pub waiting_since: Option<f64>,
    /// When the oldest of the shown values was read, likewise.
    pub read_at: Option<f64>,
    /// Each different trouble of a region, with the accounts it befell.
    pub troubles: Vec<(Region, Trouble, Vec<AccountId>)>,
}

impl Standing {
    /// Reads the cells, tracked.
    pub fn of<T: Send + Sync>(answers: &[Answer<T>]) -> Self {
        let mut standing = Self::default();
        for answer in answers {
            let held = answer.cell.read();
            let read_at = held.value.is_some().then_some(held.read_at);
            standing.add(&answer.account, read_at, &held.phase);
        }
        standing
    }

    /// Likewise, of the lists of services.
    pub fn of_services(readings: &[Reading]) -> Self {
        let mut standing = Self::default();
        for reading in readings {
            let loaded = reading.cell.read();
            let read_at = loaded.rows.is_some().then_some(loaded.read_at);
            standing.add(&reading.account.id, read_at, &loaded.phase);
        }
        standing
    }

    fn add(&mut self, account: &AccountId, read_at: Option<f64>, phase: &Phase) {
        let oldest = |known: Option<f64>, new: f64| Some(known.map_or(new, |known| known.min(new)));
        self.accounts.push(account.clone());
        match read_at {
            Some(read_at) => self.read_at = oldest(self.read_at, read_at),
            None => self.without.push(account.clone()),
        }
        match phase {
            Phase::Ready => {}
            Phase::Waiting { since } => {
                if read_at.is_none() {
                    self.waiting_since = oldest(self.waiting_since, *since);
                }
            }
            Phase::Failed(trouble) => {
                let region = account.endpoint.region();
                let same = self
                    .troubles
                    .iter_mut()
                    .find(|(of, known, _)| *of == region && known == trouble);
                match same {
                    Some((.., accounts)) => accounts.push(account.clone()),
                    None => {
                        self.troubles
                            .push((region, trouble.clone(), vec![account.clone()]));
                    }
                }
            }
        }
    }

    /// The troubles that are this question's own. What befell the list of services of the
    /// same account as well, `lists` being how those stand, is said where the list is.
    pub fn own_troubles(&self, lists: &Self) -> Vec<(Region, Trouble, Vec<AccountId>)> {
        let said = |account: &AccountId, trouble: &Trouble| {
            let mut there = lists.troubles.iter();
            there.any(|(_, known, accounts)| {
                let same = known == trouble || known.kind.is_of_all() && trouble.kind.is_of_all();
                same && accounts.contains(account)
            })
        };
        let own = self.troubles.iter().map(|(region, trouble, accounts)| {
            let accounts = accounts.iter().filter(|account| !said(account, trouble));
            (*region, trouble.clone(), accounts.cloned().collect())
        });
        own.filter(|(.., accounts): &(_, _, Vec<_>)| !accounts.is_empty())
            .collect()
    }

    /// Whether some value is there.
    pub fn has_some(&self) -> bool {
        self.read_at.is_some()
    }

    /// Whether everybody has answered, and nothing went wrong.
    pub fn is_whole(&self) -> bool {
        self.without.is_empty() && self.troubles.is_empty()
    }

    /// How many accounts of a region were asked.
    pub fn in_region(&self, region: Region) -> usize {
        let here = |account: &&AccountId| account.endpoint.region() == region;
        self.accounts.iter().filter(here).count()
    }

    /// By region, the accounts whose figures are missing although nobody waits for them.
    pub fn missing(&self) -> Vec<(Region, Vec<AccountId>)> {
        let failed = |account: &AccountId| {
            let mut troubles = self.troubles.iter();
            troubles.any(|(.., accounts)| accounts.contains(account))
        };
        let of = |region: Region| {
            let here = self.without.iter();
            let here =
                here.filter(|account| account.endpoint.region() == region && failed(account));
            here.cloned().collect::<Vec<_>>()
        };
        let all = Region::ALL.into_iter().map(|region| (region, of(region)));
        all.filter(|(_, accounts)| !accounts.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use api::ApiError;

    use super::*;

    fn account(id: &str) -> AccountId {
        id.parse().unwrap()
    }

    #[test]
    fn tells_apart_who_is_awaited_who_failed_and_who_is_only_old() {
        let failed = Phase::Failed(Trouble::of(&ApiError::Timeout, 0.0));
        let mut standing = Standing::default();
        standing.add(&account("eu:aa1-ovh"), Some(20.0), &Phase::Ready);
        standing.add(&account("eu:bb1-ovh"), Some(10.0), &failed);
        standing.add(&account("ca:cc1-ovh"), None, &failed);
        standing.add(&account("ca:dd1-ovh"), None, &failed);
        standing.add(&account("us:ee1-ovh"), None, &Phase::Waiting { since: 5.0 });
        assert_eq!(standing.read_at, Some(10.0));
        assert_eq!(standing.waiting_since, Some(5.0));
        // One box a region, not one an account.
        assert_eq!(standing.troubles.len(), 2);
        assert_eq!(standing.troubles[1].2.len(), 2);
        assert_eq!(
            standing.missing(),
            [(
                Region::Ca,
                vec![account("ca:cc1-ovh"), account("ca:dd1-ovh")]
            )]
        );
        assert_eq!(standing.in_region(Region::Ca), 2);
        assert!(standing.has_some() && !standing.is_whole());
    }
    #[test]
    fn what_befell_the_lists_too_is_said_there_alone() {
        let of = |error: &ApiError| Phase::Failed(Trouble::of(error, 0.0));
        let (one, two) = (account("ca:cc1-ovh"), account("ca:dd1-ovh"));
        let own = |lists: &[(&AccountId, Phase)], answers: &[(&AccountId, Phase)]| {
            let standing = |all: &[(&AccountId, Phase)]| {
                let mut standing = Standing::default();
                for (account, phase) in all {
                    standing.add(account, None, phase);
                }
                standing
            };
            let own = standing(answers).own_troubles(&standing(lists));
            own.into_iter()
                .flat_map(|(.., accounts)| accounts)
                .collect()
        };
        let expect = |found: Vec<AccountId>, expected: &[&AccountId]| {
            assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        };
        let timeout = || of(&ApiError::Timeout);
        let odd = || of(&ApiError::Truncated { query_id: None });
        // The list says it of one account, the panel says it of the other.
        expect(
            own(
                &[(&one, timeout())],
                &[(&one, timeout()), (&two, timeout())],
            ),
            &[&two],
        );
        // A region that is down may say so in several ways.
        expect(
            own(&[(&one, timeout())], &[(&one, of(&ApiError::Unreachable))]),
            &[],
        );
        // What went wrong with this answer alone is its own.
        expect(own(&[(&one, timeout())], &[(&one, odd())]), &[&one]);
        expect(own(&[(&one, odd())], &[(&one, odd())]), &[]);
        expect(own(&[], &[(&one, timeout())]), &[&one]);
    }
}
