//! What is kept, what is only in this tab, and when it locks.

use api::AccountId;
use leptos::prelude::*;

use super::Desk;
use crate::i18n::{names, t, t_count, t_with};
use crate::pages::unlock::spoilt_words;
use crate::session::vault::web::tab::{self, Kept};
use crate::session::vault::{LOCK_AFTER_CHOICES, Name, Settings, Spoilt};
use crate::session::{Account, Session};
use crate::ui::{Icon, live};

pub fn kept(desk: Desk, kept: &Kept, kept_now: Callback<()>) -> AnyView {
    let session = Session::current();
    let rows = kept
        .accounts
        .iter()
        .map(|id| one_kept(desk, session, id))
        .collect_view();
    let spoilt = kept
        .spoilt
        .iter()
        .map(|(name, why)| one_spoilt(desk, session, name, *why))
        .collect_view();
    let none = (kept.accounts.is_empty() && kept.spoilt.is_empty())
        .then(|| view! { <p class="soft">{t("vault.kept.none")}</p> });
    let ids = kept.accounts.clone();
    view! {
        <section class="panel vault-part" aria-labelledby="vault-kept">
            <h2 id="vault-kept">{t("vault.kept")}</h2>
            {none}
            <ul class="vault-rows">{rows}{spoilt}</ul>
        </section>
        {live(move || {
            let only_here: Vec<Account> = session
                .accounts()
                .iter()
                .filter(|account| !ids.contains(&account.id))
                .cloned()
                .collect();
            tab_only(desk, session, only_here, kept_now)
        })}
    }
    .into_any()
}

fn row(icon: &'static str, id: &AccountId, about: String, tool: AnyView) -> AnyView {
    view! {
        <li>
            <Icon name=icon />
            <span class="vault-name">
                <strong>{id.nic.to_string()}</strong>
                <span class="soft small">{about}</span>
            </span>
            {tool}
        </li>
    }
    .into_any()
}

fn one_kept(desk: Desk, session: Session, id: &AccountId) -> AnyView {
    let name = Name::Account(id.clone()).to_string();
    let said = t_with("vault.taken_out", &[("account", id.nic.as_str())]);
    let take = move |_| {
        let name = name.clone();
        desk.run(
            session,
            said.clone(),
            async move { tab::take_out(&name).await },
        );
    };
    let tool = view! {
        <button class="button button-small" type="button" on:click=take>
            {t("vault.take_out")}
            <span class="unseen">" " {id.nic.to_string()}</span>
        </button>
    }
    .into_any();
    row("key-round", id, names::endpoint(id.endpoint), tool)
}

fn one_spoilt(desk: Desk, session: Session, name: &str, why: Spoilt) -> AnyView {
    let short = name
        .split_once('/')
        .map_or(name, |(_, short)| short)
        .to_owned();
    let said = t_with("vault.taken_out", &[("account", &short)]);
    let name = name.to_owned();
    let take = move |_| {
        let name = name.clone();
        desk.run(
            session,
            said.clone(),
            async move { tab::take_out(&name).await },
        );
    };
    view! {
        <li>
            <Icon name="triangle-alert" />
            <span class="vault-name">
                <strong>{short.clone()}</strong>
                <span class="state-bad small">{spoilt_words(why)}</span>
            </span>
            <button class="button button-small" type="button" on:click=take>
                {t("vault.take_out")}
                <span class="unseen">" " {short}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The accounts of this tab that the vault does not have.
fn tab_only(
    desk: Desk,
    session: Session,
    accounts: Vec<Account>,
    kept_now: Callback<()>,
) -> AnyView {
    if accounts.is_empty() {
        return ().into_any();
    }
    let keep = move |accounts: Vec<Account>| {
        let said = t_count("vault.put", accounts.len());
        desk.run(session, said, async move {
            tab::keep(&accounts).await?;
            kept_now.run(());
            Ok(())
        });
    };
    let rows = accounts
        .iter()
        .map(|account| {
            let one = account.clone();
            let tool = view! {
                <button
                    class="button button-small"
                    type="button"
                    on:click=move |_| keep(vec![one.clone()])
                >
                    {t("vault.keep")}
                    <span class="unseen">" " {account.id.nic.to_string()}</span>
                </button>
            }
            .into_any();
            let about = names::endpoint(account.id.endpoint);
            row("user-round", &account.id, about, tool)
        })
        .collect_view();
    view! {
        <section class="panel vault-part" aria-labelledby="vault-tab">
            <h2 id="vault-tab">{t("vault.tab_only")}</h2>
            <p class="soft">{t("vault.tab_only.about")}</p>
            <ul class="vault-rows">{rows}</ul>
            <p>
                <button
                    class="button button-main"
                    type="button"
                    on:click=move |_| keep(accounts.clone())
                >
                    {t("vault.keep_all")}
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// The choice of time until it locks.
pub fn lock_after(desk: Desk, settings: Settings) -> AnyView {
    let session = Session::current();
    let options = LOCK_AFTER_CHOICES
        .into_iter()
        .map(|minutes| {
            view! {
                <option value=minutes.to_string() selected=minutes == settings.lock_after>
                    {t_count("vault.minutes", minutes as usize)}
                </option>
            }
            .into_any()
        })
        .collect_view();
    let choose = move |event| {
        if let Ok(lock_after) = event_target_value(&event).parse() {
            desk.run(session, t("vault.lock_after.set"), async move {
                tab::set_settings(Settings { lock_after }).await
            });
        }
    };
    view! {
        <section class="panel vault-part" aria-labelledby="vault-locking">
            <h2 id="vault-locking">{t("vault.locking")}</h2>
            <div class="field">
                <label for="lock-after">{t("vault.lock_after")}</label>
                <p class="field-hint" id="lock-after-hint">
                    {t("vault.lock_after.hint")}
                </p>
                <select
                    id="lock-after"
                    class="input"
                    aria-describedby="lock-after-hint"
                    on:change=choose
                >
                    {options}
                </select>
            </div>
        </section>
    }
    .into_any()
}
