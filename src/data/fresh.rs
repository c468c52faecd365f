//! What is looked at is read again when somebody comes back to it, or the network does.

use leptos::prelude::*;

use super::Data;
use super::keep::Why;
use crate::platform::presence::{self, Presence};

/// Whether there is a network. In the context of everything that is drawn.
#[derive(Clone, Copy)]
pub struct Network(RwSignal<bool>);

impl Network {
    /// The page's.
    pub fn current() -> Self {
        expect_context()
    }

    /// Whether the browser knows of none. Tracked.
    pub fn is_off(self) -> bool {
        !self.0.get()
    }
}

/// Watches, for as long as the owner lives.
pub fn watch(data: Data) {
    let online = RwSignal::new(presence::is_online());
    provide_context(Network(online));
    presence::watch(Callback::new(move |heard| {
        online.set(presence::is_online());
        let why = match heard {
            Presence::Returned => Why::Returned,
            Presence::Online => Why::Online,
            Presence::Offline => return,
        };
        // Without a network nothing would come of it but troubles.
        if presence::is_online() {
            for entry in data.inner().keep.looked_at() {
                data.start(&entry, why);
            }
        }
    }));
}

impl Data {
    /// When the oldest of what the page shows was read, in milliseconds since 1970.
    pub fn oldest_shown(self) -> Option<f64> {
        self.inner().keep.oldest_shown()
    }
}
