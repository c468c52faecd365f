//! Forgetting the vault, which a word has to be typed for.

use leptos::prelude::*;

use super::ProblemBox;
use crate::i18n::{t, t_with};
use crate::session::Session;
use crate::session::vault::web::tab::{self, Problem};
use crate::ui::{Icon, live, live_if};

/// Folded away until it is wanted.
#[component]
pub fn Forget() -> impl IntoView {
    let session = Session::current();
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(false);
    let problem = RwSignal::new(None::<Problem>);
    let word = t("unlock.forget.word");
    let fits = {
        let word = word.clone();
        Memo::new(move |_| typed.read().trim().to_lowercase() == word)
    };
    let forget = move || {
        asked.set(true);
        if !fits.get_untracked() {
            return;
        }
        problem.set(None);
        leptos::task::spawn_local(async move {
            if let Err(why) = tab::forget(session).await {
                problem.try_set(Some(why));
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        forget();
    };
    view! {
        <details class="forget">
            <summary>{t("unlock.forget")}</summary>
            <form class="vault-form" novalidate on:submit=submit>
                <p>{t("unlock.forget.about")}</p>
                <div class="field">
                    <label for="forget-word">
                        {t_with("unlock.forget.type", &[("word", &word)])}
                    </label>
                    <input
                        id="forget-word"
                        class="input"
                        type="text"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-describedby="forget-error"
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <div id="forget-error">
                        {live_if(
                            move || asked.get() && !fits.get(),
                            move || {
                                view! {
                                    <p class="field-error" role="alert">
                                        <Icon name="circle-x" />
                                        {t("unlock.forget.not_typed")}
                                    </p>
                                }
                                    .into_any()
                            },
                        )}
                    </div>
                </div>
                {live(move || match problem.get() {
                    Some(problem) => {
                        let retry = Callback::new(move |()| forget());
                        view! { <ProblemBox problem retry /> }.into_any()
                    }
                    None => ().into_any(),
                })}
                <button class="button button-danger" type="submit">
                    {t("unlock.forget.now")}
                </button>
            </form>
        </details>
    }
    .into_any()
}
