//! The controls that keys are typed into: those one has, and those that ask for new ones.

use leptos::prelude::*;

use crate::i18n::t;
use crate::session::entry::{Field, Typed};
use crate::ui::Wired;

/// The control, which shows what was typed before.
pub fn control(
    field: Field,
    wired: Wired,
    typed: RwSignal<Typed>,
    endpoints: &[(&'static str, String)],
) -> AnyView {
    let before = typed.get_untracked();
    let set = move |value: String| {
        typed.update(|typed| match field {
            Field::Endpoint => typed.endpoint = value,
            Field::ApplicationKey => typed.application_key = value,
            Field::ApplicationSecret => typed.application_secret = value,
            Field::ConsumerKey => typed.consumer_key = value,
        });
    };
    if field == Field::Endpoint {
        let options = endpoints
            .iter()
            .map(|(slug, name)| {
                let chosen = *slug == before.endpoint;
                view! {
                    <option value=*slug selected=chosen>
                        {name.clone()}
                    </option>
                }
            })
            .collect_view();
        return view! {
            <select
                id=wired.id
                class="input"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                on:change=move |event| set(event_target_value(&event))
            >
                <option value="">{t("sign_in.endpoint.choose")}</option>
                {options}
            </select>
        }
        .into_any();
    }
    let (kind, value) = match field {
        Field::ApplicationSecret => ("password", before.application_secret),
        Field::ConsumerKey => ("password", before.consumer_key),
        Field::Endpoint | Field::ApplicationKey => ("text", before.application_key),
    };
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
            prop:value=value
            on:input=move |event| set(event_target_value(&event))
        />
    }
    .into_any()
}
