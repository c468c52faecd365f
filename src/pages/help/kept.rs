//! Whether what was typed is kept, in one line.

use leptos::prelude::*;

use super::desk::{Desk, Keeping};
use crate::i18n::t;
use crate::session::drafts::shelf::NotKept;
use crate::ui::{Icon, ago, live};

/// The line.
pub fn kept(desk: Desk) -> AnyView {
    let keeping = Memo::new(move |_| desk.keeping());
    let body = live(move || match keeping.get() {
        Keeping::Nothing => ().into_any(),
        Keeping::Due => view! { <span class="soft">{t("help.kept.due")}</span> }.into_any(),
        Keeping::Kept(at) => view! {
            <span class="state state-good">
                <Icon name="circle-check" />
                {ago(at, "help.kept")}
            </span>
        }
        .into_any(),
        Keeping::Not(why) => {
            let key = match why {
                NotKept::Full => "help.kept.full",
                NotKept::Changed => "help.kept.changed",
                NotKept::Unavailable => "help.kept.not",
            };
            view! {
                <span class="state state-warn">
                    <Icon name="triangle-alert" />
                    {t(key)}
                </span>
            }
            .into_any()
        }
    });
    view! { <p class="small help-kept" role="status">{body}</p> }.into_any()
}
