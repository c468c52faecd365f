//! How the keys of an account stand: what they may do, until when, since when.

use api::{AccountId, Credential, CredentialStatus};
use leptos::prelude::*;

use crate::data::trouble::Kind;
use crate::data::{Answer, Clock, Data, Phase, credential};
use crate::i18n::{format, t, t_count};
use crate::platform::history::Address;
use crate::session::rights::Rights;
use crate::session::{Scope, Session};
use crate::shell::sign_in_for;
use crate::ui::{Icon, TroubleBox, Waiting, live};

/// Keys that end within this many milliseconds are worth a warning: a week.
const SOON: f64 = 7.0 * 86_400_000.0;

/// Asks, and draws what is known; the rules themselves only when `open`.
pub fn keys(id: &AccountId, open: RwSignal<bool>) -> AnyView {
    let data = Data::current();
    let session = Session::current();
    let id = id.clone();
    live(move || {
        let accounts = session.accounts();
        let Some(account) = accounts.iter().find(|account| account.id == id) else {
            return ().into_any();
        };
        let answer = StoredValue::new_local(data.ask(account, &credential()));
        live(move || answer.with_value(|answer| drawn(answer, open)))
    })
}

fn drawn(answer: &Answer<Credential>, open: RwSignal<bool>) -> AnyView {
    let held = answer.cell.get();
    let failed = match &held.phase {
        Phase::Failed(trouble) => {
            let again = StoredValue::new_local(answer.clone());
            let address = Address::of_page();
            let scope = Scope::One(answer.account.clone());
            let renew = matches!(trouble.kind, Kind::Keys | Kind::Right)
                .then(|| untrack(|| sign_in_for(address, &scope)));
            Some(view! {
                <TroubleBox
                    trouble=trouble.clone()
                    whose=answer.account.nic.to_string()
                    kept=held.value.is_some()
                    renew=renew
                    retry=Callback::new(move |()| again.with_value(Answer::again))
                />
            })
        }
        _ => None,
    };
    let known = match (&held.value, &held.phase) {
        (Some(credential), _) => facts(credential, open),
        (None, Phase::Waiting { .. }) => {
            view! { <Waiting text=t("accounts.keys.waiting") /> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        {failed}
        {known}
    }
    .into_any()
}

fn facts(credential: &Credential, open: RwSignal<bool>) -> AnyView {
    let clock = Clock::current();
    let now = untrack(move || clock.now());
    // Milliseconds of any real date are exact in f64.
    let ms = |moment: api::Timestamp| moment.0 as f64;
    let day = |moment: Option<api::Timestamp>, none: &str| {
        moment.map_or_else(|| t(none), |moment| format::day(ms(moment)))
    };
    let rights = match Rights::of(&credential.rules) {
        Rights::Everything => "accounts.rights.everything",
        Rights::Reading => "accounts.rights.reading",
        Rights::ReadingSome => "accounts.rights.reading_some",
        Rights::Some => "accounts.rights.some",
    };
    let ends = credential.expires.map(ms);
    let (class, icon, state) = match (&credential.status, ends) {
        (Some(CredentialStatus::Expired), _) => {
            ("state state-bad", "circle-x", "accounts.keys.expired")
        }
        (_, Some(end)) if end < now => ("state state-bad", "circle-x", "accounts.keys.expired"),
        (_, Some(end)) if end - now < SOON => {
            ("state state-warn", "hourglass", "accounts.keys.soon")
        }
        _ => ("state state-good", "circle-check", "accounts.keys.good"),
    };
    let rules = credential.rules.clone();
    let list = move || {
        let rules = rules.clone();
        if !open.get() {
            return ().into_any();
        }
        let lines = rules.into_iter().map(|rule| {
            view! { <li class="mono small">{rule.method} " " {rule.path}</li> }
        });
        view! {
            <details class="rules">
                <summary>{t_count("accounts.rules", lines.len())}</summary>
                <ul>{lines.collect_view()}</ul>
            </details>
        }
        .into_any()
    };
    view! {
        <dl class="account-keys">
            <div>
                <dt>{t("accounts.keys")}</dt>
                <dd>
                    <span class=class>
                        <Icon name=icon />
                        {t(state)}
                    </span>
                </dd>
            </div>
            <div>
                <dt>{t("accounts.rights")}</dt>
                <dd>{t(rights)}</dd>
            </div>
            <div>
                <dt>{t("accounts.keys.end")}</dt>
                <dd>{day(credential.expires, "accounts.keys.never_ends")}</dd>
            </div>
            <div>
                <dt>{t("accounts.keys.made")}</dt>
                <dd>{day(credential.created, "accounts.keys.unknown")}</dd>
            </div>
            <div>
                <dt>{t("accounts.keys.used")}</dt>
                <dd>
                    {credential
                        .last_used
                        .map_or_else(
                            || t("accounts.keys.unknown"),
                            |moment| format::relative(ms(moment), now),
                        )}
                </dd>
            </div>
        </dl>
        {live(list)}
    }
    .into_any()
}
