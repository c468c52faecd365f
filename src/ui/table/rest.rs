//! Doing something once typing rests.

use std::time::Duration;

use leptos::prelude::*;

/// How long typing rests before the address is rewritten and the count is said.
const REST: Duration = Duration::from_millis(500);

/// Does something once nothing has happened for a while; forgotten with the page.
#[derive(Clone, Copy)]
pub struct Resting(StoredValue<Option<TimeoutHandle>>);

impl Resting {
    /// Nothing is to be done yet.
    pub fn new() -> Self {
        let resting = Self(StoredValue::new(None));
        on_cleanup(move || resting.replace(None));
        resting
    }

    /// Does this instead of what was to be done.
    pub fn then(self, act: impl FnOnce() + 'static) {
        self.replace(set_timeout_with_handle(act, REST).ok());
    }

    fn replace(self, handle: Option<TimeoutHandle>) {
        let earlier = self
            .0
            .try_update_value(|current| std::mem::replace(current, handle));
        if let Some(Some(earlier)) = earlier {
            earlier.clear();
        }
    }
}
