//! At most two requests in flight per endpoint.
//!
//! A browser opens six connections to one origin and all regions share it, so an
//! endpoint that hangs may hold two of them and no more. Until it has answered
//! something it gets one: there is nothing to gain from asking a silent endpoint
//! twice.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use crate::call::Priority;

const PROVEN: usize = 2;
const UNPROVEN: usize = 1;

/// The queue before one endpoint: first in, first out, visible before background.
#[derive(Default)]
pub(crate) struct Gate {
    in_flight: Cell<usize>,
    proven: Cell<bool>,
    /// When the endpoint last answered, on the monotonic clock.
    last_answer_ms: Cell<Option<f64>>,
    /// No request before this moment: the endpoint asked for a pause.
    closed_until_ms: Cell<f64>,
    waiting: RefCell<VecDeque<Rc<Waiter>>>,
}

struct Waiter {
    /// Shared with whoever waits for the same answer and may be in more of a hurry.
    priority: Rc<Cell<Priority>>,
    granted: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

/// The right to have one request in flight; given back on drop.
pub(crate) struct Slot(Rc<Gate>);

/// Waiting for a [`Slot`]. Dropping it leaves the queue.
pub(crate) struct Acquire {
    gate: Rc<Gate>,
    waiter: Option<Rc<Waiter>>,
}

impl Gate {
    /// Joins the queue.
    pub(crate) fn acquire(self: &Rc<Self>, priority: &Rc<Cell<Priority>>) -> Acquire {
        let waiter = Rc::new(Waiter {
            priority: Rc::clone(priority),
            granted: Cell::new(false),
            waker: RefCell::new(None),
        });
        self.waiting.borrow_mut().push_back(Rc::clone(&waiter));
        self.grant();
        Acquire {
            gate: Rc::clone(self),
            waiter: Some(waiter),
        }
    }

    /// The endpoint answered something: it may have two requests.
    pub(crate) fn answered(self: &Rc<Self>, now_ms: f64) {
        self.last_answer_ms.set(Some(now_ms));
        self.proven.set(true);
        self.grant();
    }

    /// The endpoint could not be reached or kept silent: back to one at a time.
    pub(crate) fn silent(&self) {
        self.proven.set(false);
    }

    pub(crate) fn last_answer_ms(&self) -> Option<f64> {
        self.last_answer_ms.get()
    }

    /// Lets nothing through until then.
    pub(crate) fn close_until(&self, ms: f64) {
        self.closed_until_ms.set(self.closed_until_ms.get().max(ms));
    }

    /// How much longer the gate is closed, in milliseconds; 0 when it is not.
    pub(crate) fn closed_for_ms(&self, now_ms: f64) -> f64 {
        (self.closed_until_ms.get() - now_ms).max(0.0)
    }

    fn grant(&self) {
        let room = if self.proven.get() { PROVEN } else { UNPROVEN };
        let mut waiting = self.waiting.borrow_mut();
        while self.in_flight.get() < room {
            let visible = waiting
                .iter()
                .position(|w| w.priority.get() == Priority::Visible);
            let Some(next) = waiting.remove(visible.unwrap_or(0)) else {
                return;
            };
            self.in_flight.set(self.in_flight.get() + 1);
            next.granted.set(true);
            if let Some(waker) = next.waker.borrow_mut().take() {
                waker.wake();
            }
        }
    }

    fn release(&self) {
        self.in_flight.set(self.in_flight.get() - 1);
        self.grant();
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.release();
    }
}

impl Future for Acquire {
    type Output = Slot;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Slot> {
        match self.waiter.take() {
            Some(waiter) if waiter.granted.get() => Poll::Ready(Slot(Rc::clone(&self.gate))),
            Some(waiter) => {
                *waiter.waker.borrow_mut() = Some(context.waker().clone());
                self.waiter = Some(waiter);
                Poll::Pending
            }
            // Already handed over; the slot must not be counted twice.
            None => Poll::Pending,
        }
    }
}

impl Drop for Acquire {
    fn drop(&mut self) {
        let Some(waiter) = self.waiter.take() else {
            return;
        };
        if waiter.granted.get() {
            self.gate.release();
        } else {
            let mut waiting = self.gate.waiting.borrow_mut();
            waiting.retain(|other| !Rc::ptr_eq(other, &waiter));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use proptest::prelude::*;

    fn join(gate: &Rc<Gate>, priority: Priority) -> Acquire {
        gate.acquire(&Rc::new(Cell::new(priority)))
    }

    fn try_take(acquire: &mut Acquire) -> Option<Slot> {
        acquire.now_or_never()
    }

    #[test]
    fn one_until_it_answered_then_two() {
        let gate = Rc::new(Gate::default());
        let mut queue: Vec<_> = (0..4).map(|_| join(&gate, Priority::Visible)).collect();
        let first = try_take(&mut queue[0]).unwrap();
        assert!(try_take(&mut queue[1]).is_none());
        gate.answered(1.0);
        let second = try_take(&mut queue[1]).unwrap();
        assert!(try_take(&mut queue[2]).is_none());
        gate.silent();
        drop(first);
        assert!(try_take(&mut queue[2]).is_none(), "silent: one at a time");
        drop(second);
        assert!(try_take(&mut queue[2]).is_some());
    }

    #[test]
    fn visible_goes_first_and_background_may_become_visible() {
        let gate = Rc::new(Gate::default());
        let mut first = join(&gate, Priority::Visible);
        let slot = try_take(&mut first).unwrap();
        let raised = Rc::new(Cell::new(Priority::Background));
        let mut background = join(&gate, Priority::Background);
        let mut joined = gate.acquire(&raised);
        let mut visible = join(&gate, Priority::Visible);
        raised.set(Priority::Visible);
        drop(slot);
        let slot = try_take(&mut joined).unwrap();
        assert!(try_take(&mut visible).is_none());
        drop(slot);
        let slot = try_take(&mut visible).unwrap();
        assert!(try_take(&mut background).is_none());
        drop(slot);
        assert!(try_take(&mut background).is_some());
    }

    #[test]
    fn leaving_the_queue_or_a_granted_place_gives_it_on() {
        let gate = Rc::new(Gate::default());
        let granted = join(&gate, Priority::Visible);
        let waiting = join(&gate, Priority::Visible);
        let mut last = join(&gate, Priority::Visible);
        drop(waiting);
        assert!(try_take(&mut last).is_none());
        drop(granted);
        assert!(try_take(&mut last).is_some());
    }

    proptest! {
        /// Whatever joins, leaves, is granted and given back in whatever order: never
        /// more than two in flight, and when everything is gone the gate is empty.
        #[test]
        fn never_more_than_two_and_nothing_leaks(steps in prop::collection::vec((0u8..5, any::<prop::sample::Index>()), 1..120)) {
            let gate = Rc::new(Gate::default());
            let mut waiting: Vec<Acquire> = Vec::new();
            let mut held: Vec<Slot> = Vec::new();
            for (step, index) in steps {
                match step {
                    0 => waiting.push(join(&gate, Priority::Visible)),
                    1 => waiting.push(join(&gate, Priority::Background)),
                    2 if !waiting.is_empty() => {
                        let at = index.index(waiting.len());
                        if let Some(slot) = try_take(&mut waiting[at]) {
                            held.push(slot);
                        }
                        if waiting[at].waiter.is_none() { waiting.remove(at); }
                    }
                    3 if !waiting.is_empty() => { waiting.remove(index.index(waiting.len())); }
                    4 if !held.is_empty() => { held.remove(index.index(held.len())); }
                    _ => gate.answered(0.0),
                }
                prop_assert!(gate.in_flight.get() <= 2);
                prop_assert!(held.len() <= gate.in_flight.get());
            }
            drop(waiting);
            drop(held);
            prop_assert_eq!(gate.in_flight.get(), 0);
            prop_assert!(gate.waiting.borrow().is_empty());
            let mut next = join(&gate, Priority::Background);
            prop_assert!(try_take(&mut next).is_some());
        }
    }
}
