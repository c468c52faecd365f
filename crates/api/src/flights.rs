//! One request per question: who asks what is already being asked waits for the
//! same answer.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use futures_util::future::{FutureExt, Shared, WeakShared};

use crate::{call::Priority, error::ApiError, platform::LocalFuture, session::Reply};

type Answer = LocalFuture<Result<Reply, ApiError>>;

/// Reads in flight, by account, keys, path and headers.
///
/// Held weakly: when everybody who waits for an answer has left, the request is
/// cancelled; when one of several leaves, the others do not notice.
#[derive(Default)]
pub(crate) struct Flights(RefCell<BTreeMap<String, Flight>>);

struct Flight {
    answer: WeakShared<Answer>,
    priority: Rc<Cell<Priority>>,
}

impl Flights {
    /// Joins the flight of that key or starts one.
    pub(crate) fn join(
        &self,
        key: String,
        priority: Priority,
        start: impl FnOnce(Rc<Cell<Priority>>) -> Answer,
    ) -> Shared<Answer> {
        let mut flights = self.0.borrow_mut();
        if let Some(flight) = flights.get(&key)
            && let Some(answer) = flight.answer.upgrade()
            && answer.peek().is_none()
        {
            // One of us is being looked at: so is the request.
            flight.priority.set(flight.priority.get().min(priority));
            return answer;
        }
        flights.retain(|_, flight| flight.answer.upgrade().is_some());
        let shared_priority = Rc::new(Cell::new(priority));
        let answer = start(Rc::clone(&shared_priority)).shared();
        if let Some(weak) = answer.downgrade() {
            let flight = Flight {
                answer: weak,
                priority: shared_priority,
            };
            flights.insert(key, flight);
        }
        answer
    }

    /// A write of that account ended: what was asked before it may be out of date,
    /// so nobody joins it any more. Those who wait for it still get it.
    pub(crate) fn forget(&self, key_prefix: &str) {
        self.0
            .borrow_mut()
            .retain(|key, _| !key.starts_with(key_prefix));
    }
}
