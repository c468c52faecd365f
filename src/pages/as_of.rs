//! The age of what a list shows of a region while something newer is missing.

use api::Region;
use leptos::prelude::*;

use crate::data::Clock;
use crate::i18n::{format, names, t_with};
use crate::ui::{OLD_MS, live, text};

/// One line, once what is shown is old; `key` is that of its text, with the region and when.
/// `read_at` says when the oldest of it was read (milliseconds since 1970), where something
/// newer is missing.
pub fn as_of(
    region: Region,
    key: &'static str,
    read_at: impl Fn() -> Option<f64> + Send + Sync + 'static,
) -> AnyView {
    let clock = Clock::current();
    let old = Memo::new(move |_| read_at().filter(|at| clock.now() - at > OLD_MS));
    live(move || {
        let Some(at) = old.get() else {
            return ().into_any();
        };
        let said = text(move || {
            let when = format::ago(at, clock.now());
            let region = names::region(region);
            t_with(key, &[("region", &region), ("when", &when)])
        });
        view! {
            <p class="soft small">
                <time title=format::moment(at)>{said}</time>
            </p>
        }
        .into_any()
    })
}
