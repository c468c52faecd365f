//! The name that people gave a service, and giving it another.

use api::ServiceId;
use leptos::html::Input;
use leptos::prelude::*;

use super::{Shown, t_whose};
use crate::data::writes::Outcome;
use crate::data::{Data, service};
use crate::i18n::{t, t_with};
use crate::pages::writes::{Sorry, is_open, said, why};
use crate::ui::{Icon, live_if, text, titled};

/// The longest name that is sent, in characters.
const LONGEST: usize = 100;

/// The name as it would be sent, or the key of what is wrong with it.
fn check(typed: &str) -> Result<String, &'static str> {
    let name = typed.trim();
    if name.is_empty() {
        Err("service.name.empty")
    } else if name.chars().count() > LONGEST {
        Err("service.name.long")
    } else if name.chars().any(char::is_control) {
        Err("service.name.control")
    } else {
        Ok(name.to_owned())
    }
}

/// The name of what was typed here and not sent.
fn draft_of(id: ServiceId) -> String {
    ["service-name/", &id.0.to_string()].concat()
}

/// The panel, for a service that has a number: others have no name but their technical one
/// that could be changed here.
pub fn panel(shown: Shown, id: ServiceId) -> AnyView {
    let data = Data::current();
    let detail = shown.detail;
    let name = Memo::new(move |_| {
        let detail = detail.get()?;
        Some(detail.as_ref().as_ref()?.service.display_name.clone())
    });
    // What was typed here before and not sent: the form is open as it was left.
    let draft = data.draft(&shown.account.id, &draft_of(id));
    let editing = RwSignal::new(draft.is_some() && draft != name.get_untracked());
    let made = RwSignal::new(None::<usize>);
    // Done is done: the form gives way to the new name.
    Effect::new(move || {
        let outcome = made.get().and_then(|number| data.outcome(number));
        if matches!(outcome, Some(Outcome::Done { .. })) {
            editing.set(false);
        }
    });
    let (account, of) = (shown.account.id.clone(), draft_of(id));
    let (barred, whose) = (super::barred(&shown, id), shown.account.id.clone());
    let form = move || form(shown.clone(), id, name, editing, made);
    let opener = NodeRef::<leptos::html::Button>::new();
    // Whoever closes the form goes on from where it was opened.
    Effect::new(move |before: Option<bool>| {
        let now = editing.get();
        if before == Some(true) && !now {
            data.set_draft(&account, &of, None);
            request_animation_frame(move || {
                if let Some(Some(opener)) = opener.try_get_untracked() {
                    let _ = opener.focus();
                }
            });
        }
        now
    });
    let rest = move || {
        view! {
            <p class="service-display">
                <strong>{move || name.get().unwrap_or_default()}</strong>
                <button
                    class="button button-small"
                    type="button"
                    node_ref=opener
                    disabled=move || barred.get()
                    on:click=move |_| {
                        made.set(None);
                        editing.set(true);
                    }
                >
                    {t("service.name.change")}
                </button>
            </p>
        }
        .into_any()
    };
    let why_barred = super::why_barred(barred, &whose);
    let body = view! {
        {live_if(move || !editing.get(), rest)}
        {why_barred}
        {live_if(move || editing.get(), form)}
        <div role="status">{said(made)}</div>
    };
    titled("service-display", "service.name", body.into_any())
}

/// What the forms of the page say of a change that did not go well.
pub const SORRY: Sorry = Sorry {
    kept: "service.write.kept",
    unknown: "service.write.unknown",
    look: "service.write.look",
    not_applied: "service.write.not_applied",
};

fn form(
    shown: Shown,
    id: ServiceId,
    name: Memo<Option<String>>,
    editing: RwSignal<bool>,
    made: RwSignal<Option<usize>>,
) -> AnyView {
    let data = Data::current();
    let before = name.get_untracked().unwrap_or_default();
    let of = draft_of(id);
    let draft = data.draft(&shown.account.id, &of);
    let typed = RwSignal::new(draft.unwrap_or_else(|| before.clone()));
    let whose = shown.account.id.clone();
    let keep = move |event| {
        let text = event_target_value(&event);
        data.set_draft(&whose, &of, Some(text.clone()));
        typed.set(text);
    };
    let problem = RwSignal::new(None::<&'static str>);
    let input = NodeRef::<Input>::new();
    request_animation_frame(move || {
        if let Some(Some(input)) = input.try_get_untracked() {
            let _ = input.focus();
            input.select();
        }
    });
    let about = t_whose("service.name.whose", &shown);
    let account = shown.account.clone();
    let send = move |submit: web_sys::SubmitEvent| {
        submit.prevent_default();
        let wanted = match check(&typed.get_untracked()) {
            Ok(wanted) => wanted,
            Err(key) => {
                problem.set(Some(key));
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
                return;
            }
        };
        problem.set(None);
        if wanted == before {
            editing.set(false);
            return;
        }
        let title = t_with("service.name.done", &[("name", &wanted)]);
        let change = service::rename(id, wanted, title, before.clone());
        if let Some(number) = data.write(&account, change) {
            made.set(Some(number));
        }
    };
    let busy = Memo::new(move |_| is_open(data, made));
    let wrong = text(move || problem.get().map(t).unwrap_or_default());
    let invalid = text(move || problem.get().is_some().to_string());
    let close = move |key: web_sys::KeyboardEvent| {
        // What was sent is not taken back by closing the form.
        if key.key() == "Escape" && !busy.get_untracked() {
            editing.set(false);
        }
    };
    view! {
        <form class="form" novalidate=true on:submit=send on:keydown=close>
            <div class="field">
                <label for="display-name">{t("service.name.label")}</label>
                <input
                    id="display-name"
                    class="input"
                    autocomplete="off"
                    aria-describedby="display-name-about display-name-wrong"
                    aria-invalid=invalid
                    node_ref=input
                    prop:value=move || typed.get()
                    on:input=keep
                />
                <p id="display-name-about" class="field-hint">
                    {about}
                </p>
                <div id="display-name-wrong" role="alert">
                    {live_if(
                        move || problem.get().is_some(),
                        move || {
                            view! {
                                <p class="field-error">
                                    <Icon name="triangle-alert" />
                                    {wrong}
                                </p>
                            }
                                .into_any()
                        },
                    )}
                </div>
            </div>
            {why(shown.account.id, made, SORRY)}
            <p class="page-tools">
                <button class="button button-main" type="submit" disabled=move || busy.get()>
                    {t("service.save")}
                </button>
                <button
                    class="button"
                    type="button"
                    disabled=move || busy.get()
                    on:click=move |_| editing.set(false)
                >
                    {t("service.cancel")}
                </button>
            </p>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, check};

    #[test]
    fn a_name_is_text_of_some_length() {
        assert_eq!(check("  Shop in Lille "), Ok("Shop in Lille".into()));
        assert_eq!(check("é".repeat(LONGEST).as_str()), Ok("é".repeat(LONGEST)));
        for (typed, problem) in [
            (" \t", "service.name.empty"),
            ("a\u{7}b", "service.name.control"),
            (&"é".repeat(LONGEST + 1), "service.name.long"),
        ] {
            assert_eq!(check(typed), Err(problem));
        }
    }
}
