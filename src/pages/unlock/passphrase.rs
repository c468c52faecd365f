//! A field for a passphrase. It can be shown, pasted into and filled by a manager of
//! passwords.

use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::{Icon, live_if, text};

/// Which passphrase is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The one that the vault was sealed with.
    Known,
    /// One that it is to be sealed with.
    New,
}

/// The field, with what is wrong with it.
#[component]
pub fn PassphraseField(
    id: &'static str,
    label: String,
    purpose: Use,
    value: RwSignal<String>,
    /// What is wrong, or nothing.
    #[prop(into)]
    wrong: Signal<String>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let hint = purpose == Use::New;
    let error_id = format!("{id}-error");
    let described = {
        let (hint_id, error_id) = (format!("{id}-hint"), error_id.clone());
        text(move || {
            let mut ids = String::new();
            if hint {
                ids.push_str(&hint_id);
            }
            if !wrong.read().is_empty() {
                ids.push(' ');
                ids.push_str(&error_id);
            }
            ids
        })
    };
    let kind = text(move || if shown.get() { "text" } else { "password" }.to_owned());
    let complete = match purpose {
        Use::Known => "current-password",
        Use::New => "new-password",
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {hint
                .then(|| {
                    view! {
                        <p class="field-hint" id=format!("{id}-hint")>
                            {t("unlock.passphrase.hint")}
                        </p>
                    }
                        .into_any()
                })}
            <div class="passphrase">
                <input
                    id=id
                    class="input mono"
                    type=kind
                    autocomplete=complete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described
                    aria-invalid=text(move || (!wrong.read().is_empty()).to_string())
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <button
                    class="button"
                    type="button"
                    aria-pressed=text(move || shown.get().to_string())
                    aria-controls=id
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {t("unlock.show")}
                </button>
            </div>
            {live_if(
                move || !wrong.read().is_empty(),
                move || {
                    view! {
                        <p class="field-error" id=error_id.clone() role="alert">
                            <Icon name="circle-x" />
                            <span>{wrong}</span>
                        </p>
                    }
                        .into_any()
                },
            )}
        </div>
    }
    .into_any()
}
