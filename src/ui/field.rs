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
                        <p class="field-error" id=format!("{id}-error")>
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
