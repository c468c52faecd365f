//! The choice of the language.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use crate::i18n::{self, t};
use crate::ui::{Icon, live_if};

/// Tells what is drawn that the language has changed. In the context of everything.
#[derive(Clone, Copy)]
pub struct Spoken(RwSignal<bool>);

impl Spoken {
    /// Nothing has changed yet.
    pub fn start() -> Self {
        let spoken = Self(RwSignal::new(false));
        provide_context(spoken);
        spoken
    }

    /// Has the reader of this drawn anew when another language is chosen.
    pub fn track(self) {
        self.0.track();
    }
}

/// The languages on offer, each by its own name. Choosing one draws the page anew in it:
/// keys and data stay, what was typed does not, so that is asked first.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let Spoken(spoken) = expect_context();
    let current = i18n::language();
    let missing = RwSignal::new(false);
    let choose = move |event| {
        let select: HtmlSelectElement = event_target(&event);
        let wanted = select.value();
        missing.set(false);
        if something_typed() && !agreed(&t("language.typed")) {
            select.set_value(&i18n::language());
            return;
        }
        leptos::task::spawn_local(async move {
            if i18n::speak(&wanted).await.is_ok() {
                spoken.notify();
            } else {
                select.set_value(&i18n::language());
                missing.try_set(true);
            }
        });
    };
    let options = i18n::offered()
        .into_iter()
        .map(|(code, name)| {
            let selected = code == current;
            view! {
                <option value=code.clone() lang=code selected=selected>
                    {name}
                </option>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <label class="language">
            <Icon name="languages" />
            <span class="unseen">{t("language.label")}</span>
            <select class="input" on:change=choose>
                {options}
            </select>
        </label>
        {live_if(
            move || missing.get(),
            || {
                view! {
                    <p class="field-error" role="alert">
                        {t("language.missing")}
                    </p>
                }
                    .into_any()
            },
        )}
    }
    .into_any()
}

/// Whether a form of the page holds something of the reader's.
fn something_typed() -> bool {
    let Ok(controls) = document().query_selector_all("form input, form textarea") else {
        return false;
    };
    (0..controls.length())
        .filter_map(|at| controls.item(at))
        .any(|control| {
            // A text area has both properties as well.
            let control: &HtmlInputElement = control.unchecked_ref();
            control.value() != control.default_value()
        })
}

fn agreed(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(true)
}
