//! How many requests may be in flight: in all, and to each endpoint, so that one
//! that hangs cannot use up what the others need.

use crate::endpoint::Endpoint;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The places there are.
pub struct Bulkhead {
    all: Arc<Semaphore>,
    each: HashMap<Endpoint, Arc<Semaphore>>,
}

/// A place, held until the last byte of the answer is sent.
#[derive(Debug)]
pub struct Place {
    _all: OwnedSemaphorePermit,
    _own: OwnedSemaphorePermit,
}

impl Bulkhead {
    /// `all` places, of which each endpoint may use `per_endpoint`.
    pub fn new(
        endpoints: impl IntoIterator<Item = Endpoint>,
        all: usize,
        per_endpoint: usize,
    ) -> Self {
        let own = |endpoint| (endpoint, Arc::new(Semaphore::new(per_endpoint)));
        Self {
            all: Arc::new(Semaphore::new(all)),
            each: endpoints.into_iter().map(own).collect(),
        }
    }

    /// A place for a request to `endpoint`, if there is one now.
    pub fn enter(&self, endpoint: Endpoint) -> Option<Place> {
        let own = self.each.get(&endpoint)?.clone().try_acquire_owned().ok()?;
        let all = self.all.clone().try_acquire_owned().ok()?;
        Some(Place {
            _all: all,
            _own: own,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_endpoint_cannot_take_the_places_of_another() {
        let bulkhead = Bulkhead::new([Endpoint::Eu, Endpoint::Ca], 5, 3);
        let held: Vec<_> = (0..3)
            .map(|_| bulkhead.enter(Endpoint::Ca).expect("free"))
            .collect();
        assert!(bulkhead.enter(Endpoint::Ca).is_none());
        let eu = [bulkhead.enter(Endpoint::Eu), bulkhead.enter(Endpoint::Eu)];
        assert!(eu.iter().all(Option::is_some));
        assert!(bulkhead.enter(Endpoint::Eu).is_none(), "five in all");
        drop(held);
        assert!(bulkhead.enter(Endpoint::Ca).is_some());
    }
}
