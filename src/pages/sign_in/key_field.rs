//! One field of the keys: those one has, and those that ask for new ones.

use leptos::prelude::*;

use super::{Door, problem_text};
use crate::i18n::t;
use crate::session::entry::{Field, Problem, Typed};
use crate::ui::{self, Wired, exact_input};

/// The field, which shows what was typed before and what is wrong with it.
#[component]
pub fn KeyField(
    /// The id of its control, of its own in each form.
    id: &'static str,
    field: Field,
    typed: RwSignal<Typed>,
    /// What the form found wrong.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Whether the problem is read out here, as the form has no summary.
    #[prop(optional)]
    announced: bool,
    door: Door,
) -> impl IntoView {
    let (label, hint) = field.texts();
    let error = Signal::derive(move || problem.get().map(problem_text));
    let control = Callback::new(move |wired| control(field, wired, typed, door));
    view! { <ui::Field id label=t(label) hint=t(hint) error announced control /> }.into_any()
}

fn control(field: Field, wired: Wired, typed: RwSignal<Typed>, door: Door) -> AnyView {
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
        let options = door.endpoints().into_iter().map(|(slug, name)| {
            let chosen = slug == before.endpoint;
            view! {
                <option value=slug selected=chosen>
                    {name}
                </option>
            }
        });
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
                {options.collect_view()}
            </select>
        }
        .into_any();
    }
    let (kind, value) = match field {
        Field::ApplicationSecret => ("password", before.application_secret),
        Field::ConsumerKey => ("password", before.consumer_key),
        Field::Endpoint | Field::ApplicationKey => ("text", before.application_key),
    };
    exact_input(wired, kind, value, set)
}
