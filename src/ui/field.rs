//! A field of a form with its label, its help and what is wrong with it.

use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::{Icon, live, text};

/// What ties a control to its field. The control sets all of it on itself.
#[derive(Clone, Copy)]
pub struct Wired {
    /// `id`
    pub id: &'static str,
    /// `aria-describedby`
    pub described: Signal<String>,
    /// `aria-invalid`
    pub invalid: Signal<String>,
    /// `aria-required`
    pub required: &'static str,
}

/// The field around a control.
#[component]
pub fn Field(
    id: &'static str,
    label: String,
    /// How to fill it, where the label does not say so by itself.
    #[prop(optional)]
    hint: String,
    /// What is wrong with it and how to mend it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// May stay empty; the label says so.
    #[prop(optional)]
    optional: bool,
    /// The error is read out when it appears, in a form that has no summary of them.
    #[prop(optional)]
    announced: bool,
    control: Callback<Wired, AnyView>,
) -> impl IntoView {
    let hinted = !hint.is_empty();
    let described = text(move || match (hinted, error.read().is_some()) {
        (true, true) => format!("{id}-hint {id}-error"),
        (true, false) => format!("{id}-hint"),
        (false, true) => format!("{id}-error"),
        (false, false) => String::new(),
    });
    let wired = Wired {
        id,
        described,
        invalid: text(move || error.read().is_some().to_string()),
        required: if optional { "false" } else { "true" },
    };
    view! {
        <div class="field">
            <label for=id>
                {label}
                {optional.then(|| view! { <span class="soft">" " {t("form.optional")}</span> })}
            </label>
            {hinted
                .then(|| {
                    view! {
                        <p class="field-hint" id=format!("{id}-hint")>
                            {hint}
                        </p>
                    }
                })}
            {control.run(wired)}
            {live(move || match error.get() {
                Some(error) => {
                    view! {
                        <p
                            class="field-error"
                            id=format!("{id}-error")
                            role=announced.then_some("alert")
                        >
                            <Icon name="circle-x" />
                            {error}
                        </p>
                    }
                        .into_any()
                }
                None => ().into_any(),
            })}
        </div>
    }
    .into_any()
}

/// A line for what must be typed exactly: no help of the browser changes it.
///
/// `kind` is the input's type, `before` what was typed so far, `set` takes what is typed.
pub fn exact_input(
    wired: Wired,
    kind: &'static str,
    before: String,
    set: impl Fn(String) + 'static,
) -> AnyView {
    view! {
        <input
            id=wired.id
            class="input mono"
            type=kind
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-describedby=wired.described
            aria-invalid=wired.invalid
            aria-required=wired.required
            prop:value=before
            on:input=move |event| set(event_target_value(&event))
        />
    }
    .into_any()
}
