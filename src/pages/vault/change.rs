//! Another passphrase.

use api::Secret;
use leptos::prelude::*;

use super::Desk;
use super::passphrases::Passphrases;
use crate::i18n::t;
use crate::pages::unlock::{PassphraseField, Use};
use crate::session::Session;
use crate::session::vault::Refusal;
use crate::session::vault::web::tab::{self, Problem};
use crate::ui::text;

pub fn change(desk: Desk) -> AnyView {
    let session = Session::current();
    let old = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let working = RwSignal::new(false);
    let passphrases = Passphrases::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        wrong.set(false);
        let Some(new) = passphrases.check() else {
            return;
        };
        let old = Secret::new(old.get_untracked());
        working.set(true);
        leptos::task::spawn_local(async move {
            let changed = tab::change_passphrase(&old, &Secret::new(new)).await;
            working.try_set(false);
            if changed == Err(Problem::Refused(Refusal::Wrong)) {
                wrong.try_set(true);
            } else {
                desk.run(session, t("vault.change.done"), async move { changed });
            }
        });
    };
    let wrong = text(move || {
        if wrong.get() {
            t("vault.change.wrong")
        } else {
            String::new()
        }
    });
    view! {
        <details class="panel vault-part">
            <summary>{t("vault.change")}</summary>
            <form class="vault-form" novalidate on:submit=submit>
                <p class="soft">{t("vault.change.about")}</p>
                <PassphraseField
                    id="old-passphrase"
                    label=t("vault.passphrase.old")
                    purpose=Use::Known
                    value=old
                    wrong
                />
                {passphrases.fields()}
                <button
                    class="button button-main"
                    type="submit"
                    aria-disabled=move || working.get().to_string()
                >
                    {t("vault.change.now")}
                </button>
            </form>
        </details>
    }
    .into_any()
}
