//! Why nothing could be done with the vault, in words.

use leptos::prelude::*;

use crate::i18n::t;
use crate::session::vault::web::StoreError;
use crate::session::vault::web::tab::Problem;
use crate::session::vault::{Refusal, Spoilt};
use crate::ui::{Icon, mishap};

/// The keys of what happened and of what to do.
fn texts(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::Store(StoreError::Unavailable) => ("unlock.no_storage", "unlock.no_storage.do"),
        Problem::Store(StoreError::Blocked) => ("unlock.blocked", "unlock.blocked.do"),
        Problem::Store(StoreError::Full) => ("unlock.full", "unlock.full.do"),
        Problem::Store(StoreError::Newer) | Problem::Refused(Refusal::Newer) => {
            ("unlock.newer", "unlock.newer.do")
        }
        Problem::Store(StoreError::Changed) | Problem::NotOpen => {
            ("unlock.changed", "unlock.changed.do")
        }
        Problem::Store(StoreError::Failed) => ("unlock.failed", "unlock.failed.do"),
        Problem::Refused(Refusal::Wrong) => ("unlock.wrong", "unlock.wrong.do"),
        Problem::Refused(Refusal::Unreadable) => ("unlock.unreadable", "unlock.unreadable.do"),
        Problem::Refused(Refusal::Weak) => ("unlock.weak", "unlock.weak.do"),
        Problem::Refused(Refusal::NoCrypto) => ("unlock.no_crypto", "unlock.no_crypto.do"),
        Problem::Wait(_) => ("unlock.pause", "unlock.wrong.do"),
        Problem::Offline => ("area.missing.title", "area.missing.text"),
    }
}

/// The box, with a way to try again.
#[component]
pub fn ProblemBox(problem: Problem, retry: Callback<()>) -> impl IntoView {
    let (title, what) = texts(problem);
    let again = view! {
        <button class="button button-small" type="button" on:click=move |_| retry.run(())>
            <Icon name="refresh-cw" />
            {t("action.retry")}
        </button>
    };
    mishap("triangle-alert", title, what, Some(again.into_any()))
}

/// What is wrong with a record that was set aside.
pub fn spoilt_words(spoilt: Spoilt) -> String {
    match spoilt {
        Spoilt::Damaged => t("unlock.spoilt.damaged"),
        Spoilt::Newer => t("unlock.spoilt.newer"),
    }
}
