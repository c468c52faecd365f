//! What went wrong in a region, for every page that shows its services.

use api::{AccountId, Region};
use leptos::prelude::*;

use crate::data::region_state::{RegionState, whose};
use crate::data::trouble::Kind;
use crate::i18n::names;
use crate::i18n::{t, t_count};
use crate::place::{Page, Place};
use crate::platform::history::Address;
use crate::session::Scope;
use crate::shell::{Whose, sign_in_for};
use crate::ui::{Icon, TroubleBox};

/// Where the keys of what a trouble befell are entered anew: for one account at once, for
/// several on the page that lists them.
pub fn renewal(kind: Kind, accounts: &[AccountId]) -> Option<String> {
    let keys = matches!(kind, Kind::Keys | Kind::Right);
    let address = Address::of_page();
    keys.then(|| match accounts {
        [one] => untrack(|| sign_in_for(address, &Scope::One(one.clone()))),
        _ => Place::Page(Whose::of_page(), Page::Accounts).to_string(),
    })
}

/// The way to other keys, where these are what stands in the way. It leads back here.
pub fn renew(kind: Kind, account: &AccountId) -> Option<AnyView> {
    let way = renewal(kind, std::slice::from_ref(account))?;
    let view = view! {
        <p>
            <a class="button button-small" href=way>
                <Icon name="key-round" />
                {t("trouble.renew")}
            </a>
        </p>
    };
    Some(view.into_any())
}

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
            let renew = renewal(trouble.kind, accounts);
            view! { <TroubleBox trouble=trouble.clone() whose kept gap renew retry /> }.into_any()
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
