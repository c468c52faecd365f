//! A link to accounts whose keys are not in this tab.

use leptos::prelude::*;

use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::platform::history::Address;
use crate::session::{Scope, Session};
use crate::shell::{Whose, sign_in_for};
use crate::ui::{PageHead, live};

/// A link to accounts whose keys are not in this tab, or to a group that is not known
/// here, explains itself.
#[component]
pub fn NoKeys() -> impl IntoView {
    let address = Address::of_page();
    let notes = Session::current().notes();
    live(move || {
        let scope = Whose::of_page();
        let (title, about, sign_in) = match &scope {
            Scope::Group(name) => match notes.get().group(name) {
                None => ("scope.no_group.title", "scope.no_group.text", false),
                Some(group) if group.members.is_empty() => {
                    ("scope.empty_group.title", "scope.empty_group.text", false)
                }
                Some(_) => ("scope.no_keys.title", "scope.no_keys.group", true),
            },
            Scope::All | Scope::One(_) => ("scope.no_keys.title", "scope.no_keys.text", true),
        };
        let name = match &scope {
            Scope::Group(name) => name.as_str().to_owned(),
            other => other.to_string(),
        };
        let about = t_with(about, &[("scope", &name)]);
        let (way, words) = if sign_in {
            (
                untrack(|| sign_in_for(address, &scope)),
                "scope.no_keys.sign_in",
            )
        } else {
            (
                Place::Page(Scope::All, Page::Accounts).to_string(),
                "accounts.title",
            )
        };
        view! {
            <div class="main-inner">
                    <PageHead
                        title=t_with(title, &[("scope", &name)])
                        about=view! { <p>{about}</p> }.into_any()
                        tools=().into_any()
                    />
                    <p class="page-tools">
                        <a class="button button-main" href=way>
                            {t(words)}
                        </a>
                        <a class="button" href=Place::START.to_string()>
                            {t("scope.show_all")}
                        </a>
                    </p>
            </div>
        }
        .into_any()
    })
}
