//! How often and how soon a read may be repeated.

use std::{cell::Cell, time::Duration};

/// Attempts of one read, the first included.
pub(crate) const ATTEMPTS: u32 = 3;

const FULL: u32 = 100;
const COST: u32 = 5;
const BASE_MS: f64 = 200.0;
const CAP_MS: f64 = 20_000.0;

/// Tokens that retries use up, so that an endpoint in trouble is not asked three
/// times as much as a healthy one. One bucket per endpoint.
pub(crate) struct RetryBudget(Cell<u32>);

impl RetryBudget {
    pub(crate) fn new() -> Self {
        Self(Cell::new(FULL))
    }

    /// Takes what one retry costs. `false` if there is not enough left.
    pub(crate) fn spend(&self) -> bool {
        match self.0.get().checked_sub(COST) {
            Some(left) => {
                self.0.set(left);
                true
            }
            None => false,
        }
    }

    /// A call worked: one token back.
    pub(crate) fn refund(&self) {
        self.0.set((self.0.get() + 1).min(FULL));
    }
}

/// The pause before retry number `retry` (from 0): any length up to the doubled
/// base, so that clients that failed together do not come back together. `chance`
/// is in `0.0..1.0`.
pub(crate) fn backoff(retry: u32, chance: f64) -> Duration {
    let ceiling = (BASE_MS * f64::from(1u32 << retry.min(16))).min(CAP_MS);
    let chance = if chance.is_finite() {
        chance.clamp(0.0, 1.0)
    } else {
        0.5
    };
    Duration::from_millis((ceiling * chance) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_bucket_refills_by_successes() {
        let budget = RetryBudget::new();
        let spent = (0..1000).filter(|_| budget.spend()).count();
        assert_eq!(spent, 20);
        for _ in 0..4 {
            budget.refund();
        }
        assert!(!budget.spend());
        budget.refund();
        assert!(budget.spend());
        for _ in 0..1000 {
            budget.refund();
        }
        assert_eq!((0..1000).filter(|_| budget.spend()).count(), 20);
    }

    proptest! {
        #[test]
        fn pauses_stay_below_base_and_cap(retry in 0u32..100, chance in any::<f64>()) {
            let pause = backoff(retry, chance).as_millis();
            let doubled = 200u128 << retry.min(60);
            prop_assert!(pause <= doubled.min(20_000));
        }
    }
}
