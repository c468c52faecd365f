//! How the accounts of one region stand together: what arrived, what is awaited, what failed.

use api::AccountId;

use super::trouble::Trouble;
use super::{Phase, Reading};
use leptos::prelude::Read;

/// Put together from the region's accounts.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct RegionState {
    /// How many accounts the region has here.
    pub accounts: usize,
    /// How many of them have shown something.
    pub answered: usize,
    pub services: usize,
    pub attention: usize,
    /// When the oldest wait began, in milliseconds since 1970.
    pub waiting_since: Option<f64>,
    /// When the oldest of the shown values was read, likewise.
    pub read_at: Option<f64>,
    /// Each different trouble, with the accounts it befell.
    pub troubles: Vec<(Trouble, Vec<AccountId>)>,
    /// What is missing from lists that did arrive.
    pub gaps: Vec<(Trouble, Vec<AccountId>)>,
    /// Services that arrived in a form we cannot read.
    pub unreadable: usize,
}

impl RegionState {
    /// Reads the cells, tracked.
    pub fn of(readings: &[Reading]) -> Self {
        let mut state = Self {
            accounts: readings.len(),
            ..Self::default()
        };
        let oldest = |known: Option<f64>, new: f64| Some(known.map_or(new, |known| known.min(new)));
        for reading in readings {
            let loaded = reading.cell.read();
            let account = || reading.account.id.clone();
            if let Some(rows) = &loaded.rows {
                state.answered += 1;
                state.services += rows.len();
                state.attention += rows
                    .iter()
                    .filter(|row| row.condition.needs_attention())
                    .count();
                state.read_at = oldest(state.read_at, loaded.read_at);
            }
            match &loaded.phase {
                Phase::Waiting { since } => {
                    state.waiting_since = oldest(state.waiting_since, *since);
                }
                Phase::Ready => {}
                Phase::Failed(trouble) => {
                    befell(&mut state.troubles, trouble, account());
                }
            }
            if let Some(trouble) = &loaded.gap {
                befell(&mut state.gaps, trouble, account());
            }
            state.unreadable += loaded.unreadable;
        }
        state
    }
}

fn befell(troubles: &mut Vec<(Trouble, Vec<AccountId>)>, trouble: &Trouble, account: AccountId) {
    match troubles.iter_mut().find(|(known, _)| known == trouble) {
        Some((_, accounts)) => accounts.push(account),
        None => troubles.push((trouble.clone(), vec![account])),
    }
}

/// Whom a trouble befell: the region by its name when it befell everybody there,
/// otherwise the accounts.
pub fn whose(accounts: &[AccountId], region: &str, of: usize) -> String {
    if accounts.len() == of {
        region.to_owned()
    } else {
        let names: Vec<&str> = accounts
            .iter()
            .map(|account| account.nic.as_str())
            .collect();
        names.join(", ")
    }
}
