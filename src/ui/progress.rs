//! How a reading goes: awaited, awaited for long, or when it was made.

use leptos::prelude::*;

use crate::data::Clock;
use crate::i18n::{format, t, t_with};
use crate::ui::{Waiting, live, live_if, text};

/// After this long a wait is worth a word about whose it is, in milliseconds.
pub const LONG_WAIT_MS: f64 = 4_000.0;

/// After this long what is shown while something newer is awaited says its age, in
/// milliseconds.
pub const OLD_MS: f64 = 60_000.0;

/// The line: `since` is when the wait began, while something is awaited; `read_at` when
/// the oldest of what is shown was read. Both in milliseconds since 1970.
pub fn progress(
    whose: String,
    since: Signal<Option<f64>>,
    read_at: Signal<Option<f64>>,
) -> AnyView {
    let clock = Clock::current();
    let since = Memo::new(move |_| since.get());
    let read_at = Memo::new(move |_| read_at.get());
    let long = Memo::new(move |_| {
        since
            .get()
            .is_some_and(|since| clock.now() - since > LONG_WAIT_MS)
    });
    let waiting = text(move || {
        if long.get() {
            t_with("region.still_waiting", &[("region", &whose)])
        } else {
            t("region.waiting")
        }
    });
    let old = Memo::new(move |_| {
        let waits = since.get().is_some();
        read_at
            .get()
            .filter(|at| !waits || clock.now() - at > OLD_MS)
    });
    let age = move || match old.get() {
        Some(read_at) => {
            view! { <p class="soft small">{ago(read_at, "region.updated")}</p> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        {live_if(
            move || since.get().is_some(),
            move || view! { <Waiting text=waiting /> }.into_any(),
        )}
        {live(age)}
    }
    .into_any()
}

/// When what is shown was read (milliseconds since 1970), once something was.
pub fn updated(read_at: impl Fn() -> Option<f64> + Send + Sync + 'static) -> AnyView {
    let read_at = Memo::new(move |_| read_at());
    live(move || match read_at.get() {
        Some(read_at) => {
            view! { <span class="soft small">{ago(read_at, "region.updated")}</span> }.into_any()
        }
        None => ().into_any(),
    })
}

/// How long ago `at` was (milliseconds since 1970), in the text of that key, which calls it
/// `{when}`; with the moment itself for whoever points at it.
pub fn ago(at: f64, key: &'static str) -> AnyView {
    let clock = Clock::current();
    let said = text(move || t_with(key, &[("when", &format::ago(at, clock.now()))]));
    view! { <time title=format::moment(at)>{said}</time> }.into_any()
}
