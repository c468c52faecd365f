//! What the list lacks: regions that are still loading, regions in trouble, and those of
//! which only something old is there.

use api::Region;
use leptos::prelude::*;

use crate::data::region_state::RegionState;
use crate::data::{Data, Reading};
use crate::i18n::{names, t_with};
use crate::pages::as_of::as_of;
use crate::pages::troubles::troubles;
use crate::ui::{Waiting, live};

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
    let age = as_of(region, "services.as_of", move || {
        let state = state.read();
        let lacks = state.waiting_since.is_some() || !state.troubles.is_empty();
        state.read_at.filter(|_| lacks)
    });
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
        {age}
    }
    .into_any()
}
