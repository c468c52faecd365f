//! The only door between pages and the network: cached reads, each keyed by the account
//! it belongs to, each with its load state.
//!
//! A page asks for the readings of some accounts and gets a cell for each. The first
//! asking starts the read; the cell then tells how it goes, and keeps its last good
//! value when a later read fails.

pub mod as_code;
pub mod condition;
pub mod dashboard;
pub mod drafts;
pub mod follow;
pub mod region_state;
pub mod row;
pub mod service;
pub mod summary;
pub mod support;
pub mod tickets;
pub mod trouble;
pub mod writes;

mod ask;
mod brands;
mod clock;
mod copy;
mod fresh;
mod keep;
mod keys;
mod looking;
mod order;
mod rows;
mod services;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod isolation_tests;

pub use ask::{Answer, Call, Held, Question};
pub use clock::Clock;
pub use copy::Answered;
pub use fresh::Network;
pub use keys::credential;
pub use rows::Snapshot;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use api::{AccountId, ApiError, Client, Endpoint, EndpointConfig, Region};
use leptos::prelude::*;

use crate::platform::{Browser, now_ms};
use crate::session::config::Config;
use crate::session::{Account, Session};
use drafts::Drafts;
use keep::{Keep, Slot, Why};
use row::Row;
use trouble::Trouble;
use writes::Writes;

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
    /// Who has the keys, for as long as they are there.
    session: Session,
    // A handful of each: looking through them is quicker to download than a map.
    clients: Vec<Client>,
    keep: Keep,
    writes: Writes,
    drafts: Drafts,
    /// Whether it will soon be looked for what nobody waits for any more.
    leaving: Cell<bool>,
}

/// The name of the list of services among the questions.
pub const SERVICES: &str = "services";

/// The data of this page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Data(StoredValue<Rc<Inner>, LocalStorage>);

impl Data {
    /// Nothing is known yet.
    pub fn new(config: Config, session: Session) -> Self {
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
        let data = Self(StoredValue::new_local(Rc::new(Inner {
            config,
            session,
            clients,
            keep: Keep::default(),
            writes: Writes::default(),
            drafts: Drafts::default(),
            leaving: Cell::default(),
        })));
        fresh::watch(data);
        data
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
                let cell = self.kept(account, SERVICES, "", || services::begin(&account.id));
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
            if let Some(entry) = self.inner().keep.find(&reading.account, SERVICES, "") {
                self.start(&entry, Why::AskedFor);
            }
        }
    }

    /// How long the endpoints of `readings` still want to be left alone, in milliseconds;
    /// 0 when none asked for a pause. What is asked meanwhile waits for its end.
    pub fn paused_ms(self, readings: &[Reading]) -> f64 {
        let pauses = readings.iter().filter_map(|reading| {
            let client = self.client(reading.account.id.endpoint)?;
            client.paused_for()
        });
        pauses
            .max()
            .map_or(0.0, |pause| pause.as_secs_f64() * 1000.0)
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

    /// Forgets everything of one account. What is under way is cancelled.
    pub fn forget_one(self, account: &AccountId) {
        let inner = self.inner();
        inner.keep.forget_one(account);
        inner.writes.forget_one(account);
        tickets::forget(Some(account));
        inner.drafts.forget_one(account);
    }

    /// Forgets everything of every account. What is under way is cancelled.
    pub fn forget(self) {
        let inner = self.inner();
        inner.keep.forget();
        inner.writes.forget();
        tickets::forget(None);
        inner.drafts.forget();
    }

    /// A write has changed what `account` says to the questions `what`: what is looked at
    /// is asked anew, the rest when it is shown next.
    pub fn changed(self, account: &AccountId, what: &str) {
        for entry in self.inner().keep.about(account, what) {
            if entry.is_looked_at() {
                self.start(&entry, Why::Changed);
            } else {
                Keep::outdate(&entry);
            }
        }
    }

    /// What signs for an account.
    fn session_of(self, account: &Account) -> Result<api::Session, ApiError> {
        let endpoint = account.id.endpoint;
        // Keys for an endpoint that this gateway does not relay to.
        let client = self.client(endpoint);
        let client = client.ok_or(ApiError::NotInRegion { endpoint })?;
        Ok(client.session(&account.id, &account.keys))
    }

    /// Asks, if the time for it has come.
    fn start(self, entry: &Rc<Slot>, why: Why) {
        let work = entry.begin(why, now_ms(), |account| self.session_of(account));
        if let Some(work) = work {
            leptos::task::spawn_local(work);
        }
    }

    /// Asks nobody and watches nothing.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    fn for_tests() -> Self {
        Self(StoredValue::new_local(Rc::new(Inner {
            config: Config::default(),
            session: Session::nobody(),
            clients: Vec::new(),
            keep: Keep::default(),
            writes: Writes::default(),
            drafts: Drafts::default(),
            leaving: Cell::default(),
        })))
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
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
}
