//! One endpoint, as everybody who speaks to it shares it.

use std::{rc::Rc, time::Duration};

use crate::{
    budget::RetryBudget,
    circuit::Circuits,
    clock::Clock,
    flights::Flights,
    gate::Gate,
    ids::{AccountId, Endpoint},
    keys::Keys,
    platform::Platform,
    session::Session,
};

/// Which endpoint, and the address that signatures are made over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointConfig {
    /// The endpoint's name, part of the gateway's routes.
    pub endpoint: Endpoint,
    /// Scheme, host and port of the provider, without a final slash:
    /// `https://eu.api.ovh.com`. `/1.0/…` follows it in what is signed.
    pub sign_base: String,
}

/// One endpoint. Make one and clone it: clones share the queue, the clock, the
/// circuits and the reads in flight.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

pub(crate) struct Inner {
    pub(crate) platform: Rc<dyn Platform>,
    pub(crate) config: EndpointConfig,
    pub(crate) gate: Rc<Gate>,
    pub(crate) circuits: Rc<Circuits>,
    pub(crate) retries: RetryBudget,
    pub(crate) clock: Clock,
    pub(crate) flights: Flights,
}

impl Inner {
    /// Until when a call waits that was asked at `asked_ms`: its allowance, counted
    /// anew from each answer the endpoint gives to anyone.
    pub(crate) fn patience_until(&self, asked_ms: f64, allowed_ms: f64) -> f64 {
        self.gate.last_answer_ms().unwrap_or(asked_ms).max(asked_ms) + allowed_ms
    }
}

impl Client {
    /// A client of that endpoint. Sends nothing yet.
    pub fn new(platform: Rc<dyn Platform>, config: EndpointConfig) -> Self {
        Self(Rc::new(Inner {
            platform,
            config,
            gate: Rc::default(),
            circuits: Rc::default(),
            retries: RetryBudget::new(),
            clock: Clock::default(),
            flights: Flights::default(),
        }))
    }

    /// The endpoint it speaks to.
    pub fn endpoint(&self) -> Endpoint {
        self.0.config.endpoint
    }

    pub(crate) fn inner(&self) -> Rc<Inner> {
        Rc::clone(&self.0)
    }

    /// Calls for one account. An account of another endpoint is refused at each
    /// call ([`ApiError::NotInRegion`](crate::ApiError::NotInRegion)): its keys are
    /// never sent here.
    pub fn session(&self, account: &AccountId, keys: &Keys) -> Session {
        Session::new(Rc::clone(&self.0), account.clone(), keys.clone())
    }

    /// How long the endpoint asked to be left alone, while it lasts. Calls wait for
    /// it by themselves; this is for showing a countdown.
    pub fn paused_for(&self) -> Option<Duration> {
        let left = self.0.gate.closed_for_ms(self.0.platform.monotonic_ms());
        (left > 0.0).then(|| Duration::from_millis(left.ceil() as u64))
    }
}
