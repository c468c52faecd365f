//! The sheet of the keyboard's shortcuts.

use leptos::prelude::*;

use crate::app::Here;
use crate::i18n::t;
use crate::keyboard::{Keyboard, SHORTCUTS};
use crate::place::{Page, Place};
use crate::session::Scope;
use crate::ui::Dialog;

/// The sheet, a dialog.
#[component]
pub fn KeySheet() -> impl IntoView {
    let keyboard = Keyboard::of_page();
    let here = Here::of_page();
    let body = move || {
        let rows = SHORTCUTS
            .iter()
            .map(|shortcut| {
                view! {
                    <div>
                        <dt>{t(shortcut.text)}</dt>
                        <dd>{keys(shortcut.keys)}</dd>
                    </div>
                }
                .into_any()
            })
            .collect_view();
        let place = untrack(|| here.get());
        let scope = place.scope().cloned().unwrap_or(Scope::All);
        let design = Place::Page(scope, Page::Design).to_string();
        view! {
            <dl class="keys">{rows}</dl>
            <label class="keys-switch">
                <input
                    type="checkbox"
                    prop:checked=move || keyboard.letters.get()
                    on:change=move |event| keyboard.allow_letters(event_target_checked(&event))
                />
                <span>{t("keys.letters")}</span>
            </label>
            <p class="soft small">{t("keys.letters.about")}</p>
            <p class="small">
                <a href=design on:click=move |_| keyboard.sheet.set(false)>
                    {t("keys.design")}
                </a>
            </p>
        }
        .into_any()
    };
    view! {
        <Dialog
            title=t("keys.title")
            open=keyboard.sheet
            body=Callback::new(move |()| body())
        />
    }
    .into_any()
}

/// The keys as they are labelled.
fn keys(keys: &'static str) -> AnyView {
    keys.split(' ')
        .map(|key| {
            let label = match key {
                "mod" => t("keys.mod"),
                key => key.to_uppercase(),
            };
            view! { <kbd>{label}</kbd> }.into_any()
        })
        .collect_view()
        .into_any()
}
