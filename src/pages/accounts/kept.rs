//! Where labels, colours and groups are kept, and why not in the vault.

use leptos::prelude::*;

use crate::i18n::t;
use crate::session::Session;
use crate::session::notebook::{Aside, Keeping};
use crate::session::vault::web::labels;
use crate::ui::{Icon, live, mishap};

/// The sentence about it.
pub fn sentence() -> String {
    let keeping = Session::current().notes().keeping();
    t(match keeping {
        Keeping::Vault => "accounts.kept.vault",
        Keeping::Tab | Keeping::Aside(_) => "accounts.kept.tab",
    })
}

/// The box that is there while the vault does not take them.
pub fn trouble() -> AnyView {
    let notes = Session::current().notes();
    live(move || match notes.keeping() {
        Keeping::Tab | Keeping::Vault => ().into_any(),
        Keeping::Aside(why) => drawn(why),
    })
}

fn drawn(why: Aside) -> AnyView {
    let (title, what, act) = match why {
        Aside::Damaged => (
            "accounts.aside.damaged",
            "accounts.aside.damaged.do",
            Some(("lock", "accounts.aside.replace", labels::replace as fn())),
        ),
        Aside::Newer => ("accounts.aside.newer", "accounts.aside.newer.do", None),
        Aside::Failed => (
            "accounts.aside.failed",
            "accounts.aside.failed.do",
            Some(("refresh-cw", "action.retry", labels::sync as fn())),
        ),
    };
    let act = act.map(|(icon, words, act)| {
        view! {
            <button class="button button-small" type="button" on:click=move |_| act()>
                <Icon name=icon />
                {t(words)}
            </button>
        }
        .into_any()
    });
    mishap("triangle-alert", title, what, act)
}
