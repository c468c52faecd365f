//! Making the vault.

use std::sync::Arc;

use api::Secret;
use leptos::prelude::*;

use super::passphrases::Passphrases;
use super::{Desk, carry};
use crate::i18n::{names, t};
use crate::session::vault::web::tab;
use crate::session::{Account, Session};
use crate::ui::Icon;

pub fn new_vault(desk: Desk, kept_now: Callback<()>) -> AnyView {
    let session = Session::current();
    let passphrases = Passphrases::new();
    let working = RwSignal::new(false);
    let accounts = untrack(|| session.accounts());
    // Those that stay in this tab only, by their place.
    let left_out = RwSignal::new(Vec::<usize>::new());
    let boxes = accounts
        .iter()
        .enumerate()
        .map(|(place, account)| one_box(place, account, left_out))
        .collect_view();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        let Some(passphrase) = passphrases.check() else {
            return;
        };
        working.set(true);
        let chosen = chosen(&accounts, &left_out.read_untracked());
        desk.run(session, t("vault.made"), async move {
            let made = tab::create(session, &Secret::new(passphrase), &chosen).await;
            working.try_set(false);
            if made.is_ok() {
                kept_now.run(());
            }
            made
        });
    };
    view! {
        <section class="panel vault-part" aria-labelledby="vault-new">
            <h2 id="vault-new">{t("vault.new")}</h2>
            <p class="soft">{t("vault.new.about")}</p>
            <form class="vault-form" novalidate on:submit=submit>
                {passphrases.fields()}
                <fieldset class="vault-choice">
                    <legend>{t("vault.new.which")}</legend>
                    {boxes}
                </fieldset>
                <button
                    class="button button-main"
                    type="submit"
                    aria-disabled=move || working.get().to_string()
                >
                    <Icon name="lock" />
                    {t("vault.new.make")}
                </button>
            </form>
        </section>
        {carry::adopt(desk)}
    }
    .into_any()
}

fn chosen(accounts: &Arc<Vec<Account>>, left_out: &[usize]) -> Vec<Account> {
    accounts
        .iter()
        .enumerate()
        .filter(|(place, _)| !left_out.contains(place))
        .map(|(_, account)| account.clone())
        .collect()
}

fn one_box(place: usize, account: &Account, left_out: RwSignal<Vec<usize>>) -> AnyView {
    let change = move |event| {
        left_out.update(|left_out| {
            left_out.retain(|other| *other != place);
            if !event_target_checked(&event) {
                left_out.push(place);
            }
        });
    };
    view! {
        <label class="vault-box">
            <input type="checkbox" checked=true on:change=change />
            <span>
                {account.id.nic.to_string()} " "
                <span class="soft small">{names::endpoint(account.id.endpoint)}</span>
            </span>
        </label>
    }
    .into_any()
}
