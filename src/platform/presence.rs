//! Whether somebody is here, and whether there is a network: what the browser says of both.

use leptos::ev;
use leptos::prelude::*;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Somebody came back to this tab.
    Returned,
    /// The network is back.
    Online,
    /// The network is gone.
    Offline,
}

/// Whether the browser knows of a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Whether somebody can see this page.
pub fn is_seen() -> bool {
    !document().hidden()
}

/// Tells `heard`, for as long as the owner lives.
pub fn watch(heard: Callback<Presence>) {
    let events = [
        ("focus", Presence::Returned),
        ("visibilitychange", Presence::Returned),
        ("online", Presence::Online),
        ("offline", Presence::Offline),
    ];
    for (name, presence) in events {
        // Of the document; seen from the window because it bubbles.
        let listener = window_event_listener(ev::Custom::<web_sys::Event>::new(name), move |_| {
            if presence != Presence::Returned || is_seen() {
                heard.run(presence);
            }
        });
        on_cleanup(move || listener.remove());
    }
}
