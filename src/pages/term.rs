//! When a service's paid term ends, for every list that shows it.

use leptos::prelude::*;

use crate::data::Clock;
use crate::data::row::Row;
use crate::i18n::{format, t_with};
use crate::ui::text;

/// Relative, with the exact moment on hover; nothing for a service without a term.
pub fn term(row: &Row) -> AnyView {
    let clock = Clock::current();
    let renews = row.facts.renews_itself;
    let term = row.facts.ends_ms.map(|ends| {
        let said = text(move || {
            let now = clock.now();
            let key = match (ends < now, renews) {
                (true, _) => "service.ended",
                (false, true) => "service.renews",
                (false, false) => "service.ends",
            };
            t_with(key, &[("when", &format::relative(ends, now))])
        });
        view! { <time title=format::moment(ends)>{said}</time> }
    });
    term.into_any()
}
