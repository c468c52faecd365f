//! The passphrase, and what came of it.

use api::Secret;
use leptos::prelude::*;

use super::{PassphraseField, ProblemBox, Use, spoilt_words};
use crate::data::{Clock, Data};
use crate::i18n::{format, t, t_with};
use crate::platform::now_ms;
use crate::session::vault::web::tab::{self, Problem, Unlocked};
use crate::session::vault::{Refusal, Spoilt};
use crate::session::{Session, Standing};
use crate::ui::{Icon, live, text};

#[derive(Clone)]
enum Outcome {
    Typing,
    Opening,
    Wrong,
    Problem(Problem),
    /// Open, but these records are not.
    SetAside(Vec<(String, Spoilt)>),
}

/// The form. Once the passphrase fits, the session has the accounts and the page that was
/// asked for takes the place of the form.
#[component]
pub fn UnlockForm() -> impl IntoView {
    let session = Session::current();
    let data = Data::current();
    let clock = Clock::current();
    let typed = RwSignal::new(String::new());
    let outcome = RwSignal::new(Outcome::Typing);
    let again_at = RwSignal::new(0.0);
    let unlocked = StoredValue::new_local(None::<Unlocked>);

    let look_for_pause = move || {
        leptos::task::spawn_local(async move {
            let wait = tab::wait_ms().await;
            // The page's clock is up to a second behind: no pause is no moment at all.
            if wait > 0.0 {
                again_at.try_set(now_ms() + wait);
            }
        });
    };
    look_for_pause();

    let open = move || {
        if matches!(*outcome.read_untracked(), Outcome::Opening)
            || typed.read_untracked().is_empty()
        {
            return;
        }
        outcome.set(Outcome::Opening);
        let passphrase = Secret::new(typed.get_untracked());
        leptos::task::spawn_local(async move {
            match tab::unlock(&passphrase).await {
                Ok(opened) => {
                    typed.try_set(String::new());
                    let spoilt = opened.spoilt().to_vec();
                    if spoilt.is_empty() {
                        opened.enter(session);
                    } else if unlocked.try_set_value(Some(opened)).is_none() {
                        outcome.try_set(Outcome::SetAside(spoilt));
                    }
                }
                Err(Problem::Refused(Refusal::Wrong)) => {
                    outcome.try_set(Outcome::Wrong);
                    look_for_pause();
                    focus();
                }
                Err(Problem::Wait(ms)) => {
                    again_at.try_set(now_ms() + ms);
                    // It was not even tried.
                    outcome.try_set(Outcome::Typing);
                }
                // Another tab forgot it.
                Err(Problem::NotOpen) => session.set_vault(Standing::Nothing),
                Err(problem) => {
                    outcome.try_set(Outcome::Problem(problem));
                }
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open();
    };
    let go_on = move |_| {
        data.forget();
        if let Some(opened) = unlocked.try_update_value(Option::take).flatten() {
            opened.enter(session);
        }
    };

    let wrong = text(move || match *outcome.read() {
        Outcome::Wrong => t("unlock.wrong.field"),
        _ => String::new(),
    });
    let pause = text(move || {
        let seconds = ((again_at.get() - clock.now()) / 1000.0).ceil();
        if seconds >= 1.0 {
            let seconds = format::number(seconds as usize);
            t_with("unlock.pause.left", &[("seconds", &seconds)])
        } else {
            String::new()
        }
    });
    let label = text(move || match *outcome.read() {
        Outcome::Opening => t("unlock.opening"),
        _ => t("unlock.open"),
    });
    live(move || {
        if let Outcome::SetAside(spoilt) = outcome.get() {
            return set_aside(&spoilt, go_on);
        }
        view! {
            <form class="vault-form" novalidate on:submit=submit>
                <PassphraseField
                    id="passphrase"
                    label=t("unlock.passphrase")
                    purpose=Use::Known
                    value=typed
                    wrong
                />
                {live(move || match outcome.get() {
                    Outcome::Problem(problem) => {
                        let retry = Callback::new(move |()| open());
                        view! { <ProblemBox problem retry /> }.into_any()
                    }
                    _ => ().into_any(),
                })}
                <button
                    class="button button-main button-wide"
                    type="submit"
                    aria-describedby="pause"
                    aria-disabled=text(move || {
                        (matches!(*outcome.read(), Outcome::Opening) || !pause.read().is_empty())
                            .to_string()
                    })
                >
                    <Icon name="key-round" />
                    {label}
                </button>
                <p id="pause" class="small soft">
                    {pause}
                </p>
            </form>
        }
        .into_any()
    })
}

fn focus() {
    if let Some(input) = document().get_element_by_id("passphrase") {
        let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(input);
        let _ = input.focus();
        input.select();
    }
}

fn set_aside(
    spoilt: &[(String, Spoilt)],
    go_on: impl Fn(leptos::ev::MouseEvent) + Clone + 'static,
) -> AnyView {
    let items = spoilt
        .iter()
        .map(|(name, why)| {
            let name = name.split_once('/').map_or(&**name, |(_, name)| name);
            view! {
                <li>
                    <strong>{name.to_owned()}</strong>
                    " "
                    {spoilt_words(*why)}
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="vault-form">
            <div class="trouble trouble-quiet" role="alert">
                <p class="trouble-title">
                    <Icon name="triangle-alert" />
                    {t("unlock.spoilt")}
                </p>
                <ul>{items}</ul>
                <p>{t("unlock.spoilt.do")}</p>
            </div>
            <button class="button button-main button-wide" type="button" on:click=go_on>
                {t("unlock.spoilt.go_on")}
            </button>
        </div>
    }
    .into_any()
}
