//! How many requests may be in flight: in all, and to each endpoint, so that one
//! that hangs cannot use up what the others need.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The places there are, told apart by `K`: an endpoint, or a region's status page.
pub struct Bulkhead<K> {
    all: Arc<Semaphore>,
    each: HashMap<K, Arc<Semaphore>>,
}

/// A place, held until the last byte of the answer is sent.
#[derive(Debug)]
pub struct Place {
    _all: OwnedSemaphorePermit,
    _own: OwnedSemaphorePermit,
}

impl<K: Eq + Hash> Bulkhead<K> {
    /// `all` places, of which each of `keys` may use `per_key`.
    pub fn new(keys: impl IntoIterator<Item = K>, all: usize, per_key: usize) -> Self {
        let own = |key| (key, Arc::new(Semaphore::new(per_key)));
        Self {
            all: Arc::new(Semaphore::new(all)),
            each: keys.into_iter().map(own).collect(),
        }
    }

    /// A place for a request to `key`, if there is one now.
    pub fn enter(&self, key: K) -> Option<Place> {
        let own = self.each.get(&key)?.clone().try_acquire_owned().ok()?;
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
    use crate::endpoint::Endpoint;

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
