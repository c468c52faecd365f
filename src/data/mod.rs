//! The only door between pages and the network: cached reads, each keyed by the account
//! it belongs to, each with its load state.
//!
//! A page asks for the readings of some accounts and gets a cell for each. The first
//! asking starts the read; the cell then tells how it goes, and keeps its last good
//! value when a later read fails.

pub mod condition;
pub mod query;
pub mod region_state;
pub mod row;
pub mod summary;
pub mod trouble;

mod clock;
mod order;
mod rows;
mod services;

pub use clock::Clock;
pub use rows::Snapshot;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use api::{AccountId, Client, Endpoint, EndpointConfig, Region};
use leptos::prelude::*;

use crate::platform::{Browser, now_ms};
use crate::session::Account;
use crate::session::config::Config;
use crate::session::entry::Entry;
use row::Row;
use trouble::Trouble;

/// How a read stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Asked, not answered; `since` in milliseconds since 1970.
    Waiting { since: f64 },
    /// Answered.
    Ready,
    /// The last asking failed. Earlier values are kept.
    Failed(Trouble),
}

/// The services of one account, as far as they are known.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The last good value.
    pub rows: Option<Arc<Vec<Arc<Row>>>>,
    /// When it was read, in milliseconds since 1970.
    pub read_at: f64,
    pub phase: Phase,
    /// The list is there, but what the products themselves say of their state is not.
    pub gap: Option<Trouble>,
    /// Services that arrived in a form we cannot read.
    pub unreadable: usize,
}

/// One account and the cell of its services.
#[derive(Clone)]
pub struct Reading {
    pub account: Account,
    pub cell: ArcRwSignal<Loaded>,
}

impl Reading {
    /// The region the account lives in.
    pub fn region(&self) -> Region {
        self.account.id.endpoint.region()
    }
}

/// Whether an answer that was never there before is still on its way. Tracked.
pub fn still_waiting(readings: &[Reading]) -> bool {
    readings.iter().any(|reading| {
        let loaded = reading.cell.read();
        loaded.rows.is_none() && matches!(loaded.phase, Phase::Waiting { .. })
    })
}

struct Inner {
    config: Config,
    // A handful of each: looking through them is quicker to download than a map.
    clients: Vec<Client>,
    services: RefCell<Vec<(AccountId, ArcRwSignal<Loaded>)>>,
}

/// What makes a read happen.
#[derive(Clone, Copy)]
enum Why {
    /// A page shows it for the first time.
    Shown,
    /// A person pressed a button for it.
    AskedFor,
}

impl Why {
    /// The session as calls for this reason are made.
    fn of(self, session: api::Session) -> api::Session {
        match self {
            Self::Shown => session,
            Self::AskedFor => session.by_hand(),
        }
    }
}

/// The data of this page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Data(StoredValue<Rc<Inner>, LocalStorage>);

impl Data {
    /// Nothing is known yet.
    pub fn new(config: Config) -> Self {
        provide_context(Clock::start());
        let platform: Rc<dyn api::Platform> = Rc::new(Browser);
        let clients = config
            .endpoints
            .iter()
            .map(|relay| {
                Client::new(
                    platform.clone(),
                    EndpointConfig {
                        endpoint: relay.endpoint,
                        sign_base: relay.sign_base.clone(),
                    },
                )
            })
            .collect();
        Self(StoredValue::new_local(Rc::new(Inner {
            config,
            clients,
            services: RefCell::default(),
        })))
    }

    /// The data of this page.
    pub fn current() -> Self {
        expect_context()
    }

    /// What the gateway said about itself.
    pub fn config(self) -> Config {
        self.0.with_value(|inner| inner.config.clone())
    }

    /// The services of each of `accounts`; asks for those that were never asked for.
    pub fn services(self, accounts: &[Account]) -> Vec<Reading> {
        accounts
            .iter()
            .map(|account| {
                let known = self.0.with_value(|inner| {
                    let services = inner.services.borrow();
                    services
                        .iter()
                        .find(|(id, _)| *id == account.id)
                        .map(|(_, cell)| cell.clone())
                });
                let cell = known.unwrap_or_else(|| self.first_read(account));
                Reading {
                    account: account.clone(),
                    cell,
                }
            })
            .collect()
    }

    /// Asks again for all of `readings` that are not being asked for already.
    pub fn refresh(self, readings: &[Reading]) {
        for reading in readings {
            let waiting = matches!(reading.cell.read_untracked().phase, Phase::Waiting { .. });
            if !waiting {
                self.read(reading.clone(), Why::AskedFor);
            }
        }
    }

    /// Asks again for those of `readings` that failed or lack something.
    pub fn retry_failed(self, readings: &[Reading]) {
        let failed: Vec<Reading> = readings
            .iter()
            .filter(|reading| {
                let loaded = reading.cell.read_untracked();
                matches!(loaded.phase, Phase::Failed(_)) || loaded.gap.is_some()
            })
            .cloned()
            .collect();
        self.refresh(&failed);
    }

    /// Asks whose the keys are.
    ///
    /// # Errors
    /// What went wrong, as a person can act on it.
    pub async fn identify(self, entry: Entry) -> Result<Account, Trouble> {
        let client = self.client(entry.endpoint);
        // The form offers only endpoints of the configuration.
        let Some(client) = client else {
            return Err(Trouble::of(&api::ApiError::NoConnection, now_ms()));
        };
        match client.identify(&entry.keys).await {
            Ok(nic) => Ok(entry.account(nic)),
            Err(error) => Err(Trouble::of(&error, now_ms())),
        }
    }

    /// Forgets everything of every account.
    pub fn forget(self) {
        self.0
            .with_value(|inner| inner.services.borrow_mut().clear());
    }

    fn client(self, endpoint: Endpoint) -> Option<Client> {
        self.0.with_value(|inner| {
            inner
                .clients
                .iter()
                .find(|client| client.endpoint() == endpoint)
                .cloned()
        })
    }

    fn first_read(self, account: &Account) -> ArcRwSignal<Loaded> {
        let cell = ArcRwSignal::new(Loaded {
            rows: None,
            read_at: 0.0,
            phase: Phase::Ready,
            gap: None,
            unreadable: 0,
        });
        self.0.with_value(|inner| {
            inner
                .services
                .borrow_mut()
                .push((account.id.clone(), cell.clone()));
        });
        self.read(
            Reading {
                account: account.clone(),
                cell: cell.clone(),
            },
            Why::Shown,
        );
        cell
    }

    fn read(self, reading: Reading, why: Why) {
        let endpoint = reading.account.id.endpoint;
        let client = self.client(endpoint);
        let Reading { account, cell } = reading;
        let Some(client) = client else {
            // Keys for an endpoint that this gateway does not relay to.
            let trouble = Trouble::of(&api::ApiError::NotInRegion { endpoint }, now_ms());
            cell.update_untracked(|loaded| loaded.phase = Phase::Failed(trouble));
            return;
        };
        // Untracked: a page may ask while it is being drawn.
        cell.update_untracked(|loaded| loaded.phase = Phase::Waiting { since: now_ms() });
        leptos::task::spawn_local(async move {
            // Those who already look at the cell learn that it waits.
            cell.notify();
            services::read(client, account, cell, why).await;
        });
    }
}
