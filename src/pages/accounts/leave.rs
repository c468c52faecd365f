//! Signing out of one account. One that is kept in the vault would be back with the next
//! passphrase, so that is asked.

use api::AccountId;
use leptos::prelude::*;

use crate::data::Data;
use crate::i18n::{t, t_with};
use crate::session::vault::Name;
use crate::session::vault::web::tab;
use crate::session::{Session, Standing, sample};
use crate::ui::{Dialog, Icon, live, text};

/// The button, and the question where there is one.
pub fn leave(id: AccountId, name: Signal<String>) -> AnyView {
    let session = Session::current();
    let data = Data::current();
    let asking = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let of = StoredValue::new(id);
    let here = move || {
        if let Some(id) = of.try_get_value() {
            sample::leave(&id);
            data.forget_one(&id);
            session.leave_one(&id);
        }
    };
    let press = move |_| {
        if !matches!(session.vault_untracked(), Standing::Open(_)) {
            return here();
        }
        leptos::task::spawn_local(async move {
            // Where that cannot be said, the question says why nothing can be forgotten.
            match tab::keeps(&of.get_value()).await {
                Ok(false) => here(),
                Ok(true) | Err(_) => {
                    failed.try_set(false);
                    asking.try_set(true);
                }
            }
        });
    };
    let for_good = move |_| {
        failed.set(false);
        leptos::task::spawn_local(async move {
            let Some(id) = of.try_get_value() else {
                return;
            };
            match tab::take_out(&Name::Account(id.clone()).to_string()).await {
                Ok(()) => {
                    asking.try_set(false);
                    session.notes().change(|notes| notes.forget(&id));
                    here();
                }
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    };
    let until_unlocked = move |_| {
        asking.set(false);
        here();
    };
    let body = move || {
        view! {
            <p>{t("accounts.leave.kept")}</p>
            <p class="soft small">{t("accounts.leave.kept.about")}</p>
            {live(move || {
                if !failed.get() {
                    return ().into_any();
                }
                view! {
                    <p class="field-error" role="alert">
                        <Icon name="circle-x" />
                        {t("accounts.leave.failed")}
                    </p>
                }
                    .into_any()
            })}
            <p class="dialog-actions">
                <button class="button button-main" type="button" on:click=until_unlocked>
                    {t("accounts.leave.until")}
                </button>
                <button class="button button-danger" type="button" on:click=for_good>
                    {t("accounts.leave.good")}
                </button>
                <button class="button" type="button" on:click=move |_| asking.set(false)>
                    {t("action.cancel")}
                </button>
            </p>
        }
        .into_any()
    };
    let words = text(move || t_with("accounts.leave", &[("account", &name.get())]));
    let body = Callback::new(move |()| body());
    view! {
        <p class="account-leave">
            <button class="button button-small" type="button" on:click=press>
                <Icon name="log-out" />
                {words}
            </button>
            <span class="soft small">{t("accounts.leave.about")}</span>
        </p>
        // Called as the account is called now.
        {live(move || view! { <Dialog title=words.get() open=asking body /> }.into_any())}
    }
    .into_any()
}
