//! What the list lacks: regions that are still loading, and regions in trouble.

use api::Region;
use leptos::prelude::*;

use crate::data::region_state::{RegionState, whose};
use crate::data::{Data, Reading};
use crate::i18n::{t_count, t_with};
use crate::pages::names;
use crate::ui::{Icon, TroubleBox, Waiting};

/// One line or box for each region that is not complete.
#[component]
pub fn Notices(readings: Signal<Vec<Reading>>) -> impl IntoView {
    Region::ALL
        .into_iter()
        .map(|region| view! { <Notice region readings /> })
        .collect_view()
}

#[component]
fn Notice(region: Region, readings: Signal<Vec<Reading>>) -> impl IntoView {
    let data = Data::current();
    let mine = move || -> Vec<Reading> {
        readings.get().into_iter().filter(|reading| reading.region() == region).collect()
    };
    let state = Memo::new(move |_| RegionState::of(&mine()));
    let retry = Callback::new(move |()| data.retry_failed(&untrack(mine)));
    let name = names::region(region);
    view! {
        <Show when=move || { state.with(|s| s.waiting_since.is_some() && s.answered < s.accounts) }>
            <div role="status">
                <Waiting text=t_with("services.loading", &[("region", &names::region(region))]) />
            </div>
        </Show>
        {move || {
            let state = state.get();
            let kept = state.answered > 0;
            let troubles = state.troubles.into_iter().map(|of| (of, false));
            let gaps = state.gaps.into_iter().map(|of| (of, true));
            troubles
                .chain(gaps)
                .map(|((trouble, accounts), gap)| {
                    let whose = whose(&accounts, &name, state.accounts);
                    view! { <TroubleBox trouble whose kept=kept || gap gap retry /> }
                })
                .collect_view()
        }}
        <Show when=move || { state.read().unreadable > 0 }>
            <p class="state state-warn">
                <Icon name="triangle-alert" />
                {move || t_count("region.unreadable", state.read().unreadable)}
            </p>
        </Show>
    }
}
