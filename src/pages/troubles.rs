//! What went wrong in a region, for every page that shows its services.

use api::Region;
use leptos::prelude::*;

use crate::data::region_state::{RegionState, whose};
use crate::i18n::names;
use crate::i18n::t_count;
use crate::ui::{Icon, TroubleBox};

/// A box for each different trouble, and a line for what could not be read.
pub fn troubles(region: Region, state: &RegionState, retry: Callback<()>) -> AnyView {
    let name = names::region(region);
    let boxes = state
        .troubles
        .iter()
        .map(|of| (of, false))
        .chain(state.gaps.iter().map(|of| (of, true)))
        .map(|((trouble, accounts), gap)| {
            let whose = whose(accounts, &name, state.accounts);
            let kept = gap || state.answered > 0;
            view! { <TroubleBox trouble=trouble.clone() whose kept gap retry /> }.into_any()
        })
        .collect_view();
    let unreadable = (state.unreadable > 0).then(|| {
        view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                {t_count("region.unreadable", state.unreadable)}
            </p>
        }
    });
    view! {
        {boxes}
        {unreadable}
    }
    .into_any()
}
