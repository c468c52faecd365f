//! One clock for everything on the page that says "3 minutes ago".

use std::time::Duration;

use leptos::prelude::*;

use crate::platform::now_ms;

/// The time, a second at a time.
#[derive(Clone, Copy)]
pub struct Clock(RwSignal<f64>);

impl Clock {
    /// Starts it, for as long as the owner lives.
    pub fn start() -> Self {
        let now = RwSignal::new(now_ms());
        if let Ok(handle) = set_interval_with_handle(
            move || {
                now.try_set(now_ms());
            },
            Duration::from_secs(1),
        ) {
            on_cleanup(move || handle.clear());
        }
        Self(now)
    }

    /// The page's clock.
    pub fn current() -> Self {
        expect_context()
    }

    /// Milliseconds since 1970. Tracked.
    pub fn now(self) -> f64 {
        self.0.get()
    }

    /// Likewise, read once.
    pub fn now_untracked(self) -> f64 {
        self.0.get_untracked()
    }
}
