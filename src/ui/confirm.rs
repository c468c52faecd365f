//! The question before something that cannot be undone: only who writes the name of what
//! is lost goes on.

use leptos::prelude::*;

use crate::i18n::{t, t_with};
use crate::ui::{Dialog, Field, exact_input};

/// A dialog that asks for the name.
#[component]
pub fn ConfirmByName(
    open: RwSignal<bool>,
    title: String,
    /// What happens, and to whose account.
    consequence: String,
    /// What has to be written.
    name: String,
    /// What the button says that goes on.
    act: String,
    /// The name was written.
    confirmed: Callback<()>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    Effect::new(move || {
        // Each time it is asked anew.
        if open.get() {
            typed.set(String::new());
            wrong.set(None);
        }
    });
    let body = move || {
        let name = name.clone();
        let label = t_with("confirm.label", &[("name", &name)]);
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if typed.read_untracked().trim() == name {
                open.set(false);
                confirmed.run(());
            } else {
                wrong.set(Some(t_with("confirm.wrong", &[("name", &name)])));
            }
        };
        let control = Callback::new(move |wired| {
            exact_input(wired, "text", String::new(), move |text| typed.set(text))
        });
        view! {
            <p>{consequence.clone()}</p>
            <form class="form" novalidate on:submit=submit>
                <Field id="confirm-name" label error=wrong control />
                <p class="dialog-actions">
                    <button class="button button-danger" type="submit">
                        {act.clone()}
                    </button>
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {t("action.cancel")}
                    </button>
                </p>
            </form>
        }
        .into_any()
    };
    let keeps = Signal::derive(move || !typed.read().is_empty());
    view! { <Dialog title open keeps body=Callback::new(move |()| body()) /> }.into_any()
}
