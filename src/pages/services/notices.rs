//! What the list lacks: regions that are still loading, regions in trouble, and those of
//! which only something old is there.

use api::Region;
use leptos::prelude::*;

use crate::data::region_state::RegionState;
use crate::data::{Clock, Data, Reading};
use crate::i18n::{format, names, t_with};
use crate::pages::troubles::troubles;
use crate::ui::{OLD_MS, Waiting, live, text};

/// One line or box for each region that is not complete.
pub fn notices(readings: Signal<Vec<Reading>>) -> AnyView {
    Region::ALL
        .map(|region| notice(region, readings))
        .into_any()
}

fn notice(region: Region, readings: Signal<Vec<Reading>>) -> AnyView {
    let data = Data::current();
    let mine = move || -> Vec<Reading> {
        readings
            .get()
            .into_iter()
            .filter(|reading| reading.region() == region)
            .collect()
    };
    let state = Memo::new(move |_| RegionState::of(&mine()));
    let retry = Callback::new(move |()| data.retry_failed(&untrack(mine)));
    let clock = Clock::current();
    let old = Memo::new(move |_| {
        let state = state.read();
        let lacks = state.waiting_since.is_some() || !state.troubles.is_empty();
        let read_at = state.read_at.filter(|_| lacks);
        read_at.filter(|at| clock.now() - at > OLD_MS)
    });
    let age = move || {
        let Some(at) = old.get() else {
            return ().into_any();
        };
        let said = text(move || {
            let when = format::ago(at, clock.now());
            let region = names::region(region);
            t_with("services.as_of", &[("region", &region), ("when", &when)])
        });
        view! {
            <p class="soft small">
                <time title=format::moment(at)>{said}</time>
            </p>
        }
        .into_any()
    };
    let rest = live(move || {
        let state = state.read();
        let loading = state.waiting_since.is_some() && state.answered < state.accounts;
        let waiting = loading.then(|| {
            let text = t_with("services.loading", &[("region", &names::region(region))]);
            view! {
                <div role="status">
                    <Waiting text />
                </div>
            }
        });
        view! {
            {waiting}
            {troubles(region, &state, retry)}
        }
        .into_any()
    });
    view! {
        {rest}
        {live(age)}
    }
    .into_any()
}
