//! Not asking what keeps failing.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    rc::Rc,
    time::Duration,
};

const WINDOW_MS: f64 = 10_000.0;
const OPEN_MS: f64 = 15_000.0;
const LEAST_CALLS: usize = 5;

/// One circuit per route family of an endpoint.
///
/// Closed, it lets everything pass. When at least five requests of the last ten
/// seconds have ended and half of them failed, it opens: nothing passes for fifteen
/// seconds, then one request does, and its fate decides.
#[derive(Default)]
pub(crate) struct Circuits(RefCell<BTreeMap<String, Circuit>>);

#[derive(Default)]
struct Circuit {
    /// When each recent request ended, and whether it failed.
    ended: VecDeque<(f64, bool)>,
    state: State,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum State {
    #[default]
    Closed,
    Open {
        until_ms: f64,
    },
    Probing,
}

/// Leave to send one request. Its end must be reported; if it is dropped instead,
/// the request was cancelled and says nothing.
pub(crate) struct Pass {
    circuits: Rc<Circuits>,
    family: String,
    probe: bool,
    reported: bool,
}

impl Circuits {
    /// Whether a request may be sent now, or else in how long. Someone asking by
    /// hand is let through: they may know better, and it is one request.
    pub(crate) fn admit(
        self: &Rc<Self>,
        family: &str,
        now_ms: f64,
        by_hand: bool,
    ) -> Result<Pass, Duration> {
        let mut circuits = self.0.borrow_mut();
        let state = circuits.get(family).map_or(State::Closed, |c| c.state);
        let probe = match state {
            State::Closed => false,
            State::Open { until_ms } if by_hand || now_ms >= until_ms => true,
            State::Open { until_ms } => {
                return Err(Duration::from_millis((until_ms - now_ms).ceil() as u64));
            }
            State::Probing if by_hand => false,
            // The probe under way ends within its deadline; a second is soon enough
            // to ask again.
            State::Probing => return Err(Duration::from_secs(1)),
        };
        if probe && let Some(circuit) = circuits.get_mut(family) {
            circuit.state = State::Probing;
        }
        Ok(Pass {
            circuits: Rc::clone(self),
            family: family.to_owned(),
            probe,
            reported: false,
        })
    }

    fn report(&self, family: &str, probe: bool, now_ms: f64, failed: bool) {
        let mut circuits = self.0.borrow_mut();
        let circuit = circuits.entry(family.to_owned()).or_default();
        if probe {
            circuit.ended.clear();
            circuit.state = if failed {
                State::Open {
                    until_ms: now_ms + OPEN_MS,
                }
            } else {
                State::Closed
            };
            return;
        }
        circuit.ended.push_back((now_ms, failed));
        while circuit
            .ended
            .front()
            .is_some_and(|(at, _)| now_ms - at > WINDOW_MS)
        {
            circuit.ended.pop_front();
        }
        let failures = circuit.ended.iter().filter(|(_, failed)| *failed).count();
        if circuit.state == State::Closed
            && circuit.ended.len() >= LEAST_CALLS
            && failures * 2 >= circuit.ended.len()
        {
            circuit.ended.clear();
            circuit.state = State::Open {
                until_ms: now_ms + OPEN_MS,
            };
        }
    }
}

impl Pass {
    /// Says how the request ended.
    pub(crate) fn report(mut self, now_ms: f64, failed: bool) {
        self.reported = true;
        self.circuits
            .report(&self.family, self.probe, now_ms, failed);
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if self.probe && !self.reported {
            let mut circuits = self.circuits.0.borrow_mut();
            if let Some(circuit) = circuits.get_mut(&self.family) {
                // The next request is the probe.
                circuit.state = State::Open {
                    until_ms: f64::NEG_INFINITY,
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(circuits: &Rc<Circuits>, now: f64, failed: bool) {
        circuits
            .admit("/a", now, false)
            .ok()
            .unwrap()
            .report(now, failed);
    }

    fn open() -> Rc<Circuits> {
        let circuits = Rc::new(Circuits::default());
        for _ in 0..5 {
            end(&circuits, 0.0, true);
        }
        circuits
    }

    #[test]
    fn opens_at_five_calls_of_which_half_failed() {
        for (outcomes, opens) in [
            (&[true, true, true, true][..], false),
            (&[true, true, true, true, true], true),
            (&[false, false, false, true, true], false),
            (&[false, false, false, true, true, true], true),
            (&[false, false, true, true, true], true),
        ] {
            let circuits = Rc::new(Circuits::default());
            for failed in outcomes {
                end(&circuits, 0.0, *failed);
            }
            assert_eq!(
                circuits.admit("/a", 1.0, false).is_err(),
                opens,
                "{outcomes:?}"
            );
            assert!(circuits.admit("/b", 1.0, false).is_ok());
        }
    }

    #[test]
    fn failures_long_ago_do_not_count() {
        let circuits = Rc::new(Circuits::default());
        for second in 0..20 {
            end(&circuits, f64::from(second) * 3000.0, true);
        }
        assert!(circuits.admit("/a", 57_000.0, false).is_ok());
    }

    #[test]
    fn one_probe_after_fifteen_seconds_decides() {
        for (failed, wait) in [(false, None), (true, Some(Duration::from_secs(15)))] {
            let circuits = open();
            let left = circuits.admit("/a", 14_000.0, false).err();
            assert_eq!(left, Some(Duration::from_secs(1)));
            let probe = circuits.admit("/a", 15_000.0, false).ok().unwrap();
            assert!(
                circuits.admit("/a", 15_000.0, false).is_err(),
                "a second probe"
            );
            probe.report(16_000.0, failed);
            assert_eq!(circuits.admit("/a", 16_000.0, false).err(), wait);
        }
    }

    #[test]
    fn a_cancelled_probe_leaves_room_for_the_next() {
        let circuits = open();
        drop(circuits.admit("/a", 15_000.0, false));
        assert!(circuits.admit("/a", 15_000.0, false).is_ok());
    }

    #[test]
    fn by_hand_is_let_through() {
        let circuits = open();
        let probe = circuits.admit("/a", 1.0, true).ok().unwrap();
        assert!(circuits.admit("/a", 1.0, false).is_err());
        probe.report(2.0, false);
        assert!(circuits.admit("/a", 2.0, false).is_ok());
    }
}
