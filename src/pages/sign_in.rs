//! Signing in: with the sample accounts where the gateway has them, or with keys of one's own.

mod ask;
mod key_field;
mod own;
mod sampled;

use api::AccountId;
use leptos::prelude::*;

use crate::data::Data;
use crate::i18n::names;
use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::entry::Problem;
use crate::session::{Account, Scope, Session, Standing};
use crate::ui::{Icon, LanguageChoice, PageHead, ThemeChoice, live};
use own::OwnKeys;
use sampled::SampleEntry;

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let data = Data::current();
    let sampled = data.config().sample;
    let door = Door::of_page();
    let wanted = door.wanted.get_value();
    let asked = query_of(door.address, "asked").is_some();
    let about = match wanted {
        Some(id) => t_with(
            "sign_in.wanted",
            &[
                ("account", id.nic.as_str()),
                ("endpoint", &names::endpoint(id.endpoint)),
            ],
        ),
        None => t("sign_in.about"),
    };
    view! {
        <main id="main" class="sign-in" tabindex="-1">
            <header class="sign-in-head">
                <p class="brand">
                    <img src="/favicon.svg" alt={""} />
                    {t("app.name")}
                </p>
                <LanguageChoice />
                <ThemeChoice />
            </header>
            <PageHead
                title=t("sign_in.title")
                about=view! { <p class="soft">{about}</p> }.into_any()
                tools=().into_any()
            />
            {asked
                .then(|| {
                    view! {
                        <p class="panel sign-in-part" role="status">
                            {t("sign_in.ask.back")}
                        </p>
                    }
                })}
            <LockedVault />
            <Keeping keep=door.keep />
            {sampled.then(|| view! { <SampleEntry keep=door.keep /> })}
            <OwnKeys door />
            {ask::ask(door)}
            <p class="soft small sign-in-foot">{t("app.independent")}</p>
        </main>
    }
    .into_any()
}

/// A parameter of the page's address.
fn query_of(address: Address, name: &str) -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(&untrack(|| address.search()))
        .ok()?
        .get(name)
}

/// Goes to where the person came from, or to the overview.
pub fn go_on(address: Address) {
    address.go(&wanted(address), Step::Instead);
}

/// Likewise once somebody is signed in; by way of the vault, if keys are to be kept.
fn go_on_in(address: Address, keep: RwSignal<bool>) {
    if keep.get_untracked() {
        let mut vault = Place::Page(Scope::All, Page::Vault).to_string();
        vault.push_str("?return=");
        api::percent_encode(&mut vault, &wanted(address));
        address.go(&vault, Step::Instead);
    } else {
        go_on(address);
    }
}

fn wanted(address: Address) -> String {
    let wanted = query_of(address, "return")
        // Only a place of our own: `//host` would be another site's.
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
    wanted.unwrap_or_else(|| Place::START.to_string())
}

/// Where there is a vault, its passphrase is the shorter way in.
#[component]
fn LockedVault() -> impl IntoView {
    let session = Session::current();
    let address = Address::of_page();
    live(move || match session.vault() {
        Standing::Locked => view! {
            <section class="panel sign-in-part" aria-labelledby="locked">
                <h2 id="locked">{t("sign_in.vault.title")}</h2>
                <p class="soft">{t("sign_in.vault.about")}</p>
                <a class="button button-main button-wide" href=wanted(address)>
                    <Icon name="lock" />
                    {t("sign_in.vault")}
                </a>
            </section>
        }
        .into_any(),
        _ => ().into_any(),
    })
}

/// Where keys are kept once they are accepted.
#[component]
fn Keeping(keep: RwSignal<bool>) -> impl IntoView {
    let choice = move |vault: bool, text: &'static str| {
        view! {
            <label class="keeping">
                <input
                    type="radio"
                    name="keeping"
                    prop:checked=move || keep.get() == vault
                    on:change=move |_| keep.set(vault)
                />
                {t(text)}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="sign-in-keeping">
            <legend>{t("sign_in.keep")}</legend>
            {choice(false, "sign_in.keep.tab")}
            {choice(true, "sign_in.keep.vault")}
        </fieldset>
    }
    .into_any()
}

/// The way in, for whoever has keys.
#[derive(Clone, Copy)]
struct Door {
    data: Data,
    session: Session,
    address: Address,
    /// The account whose keys the address asks for.
    wanted: StoredValue<Option<AccountId>>,
    /// Whether keys are to be kept in the vault.
    keep: RwSignal<bool>,
}

impl Door {
    fn of_page() -> Self {
        let address = Address::of_page();
        let wanted = query_of(address, "account").and_then(|id| id.parse().ok());
        Self {
            data: Data::current(),
            session: Session::current(),
            address,
            wanted: StoredValue::new(wanted),
            keep: RwSignal::new(false),
        }
    }

    /// The endpoint to begin with: that of the account that is asked for.
    fn endpoint(self) -> String {
        let wanted = self.wanted.get_value();
        wanted.map_or_else(String::new, |id| id.endpoint.to_string())
    }

    /// The endpoints that keys can be of: name and words.
    fn endpoints(self) -> Vec<(&'static str, String)> {
        let config = self.data.config();
        let relays = config.endpoints.iter();
        relays
            .map(|relay| (relay.endpoint.as_str(), names::endpoint(relay.endpoint)))
            .collect()
    }

    /// Lets an account in, asks again for what had failed without these keys, and goes on.
    ///
    /// # Errors
    /// The account, when another was asked for: then nothing is changed.
    fn enter(self, account: Account) -> Result<(), AccountId> {
        let wanted = self.wanted.get_value();
        if wanted.is_some_and(|wanted| wanted != account.id) {
            return Err(account.id);
        }
        self.session.enter(vec![account.clone()]);
        self.data.renewed(&account);
        go_on_in(self.address, self.keep);
        Ok(())
    }
}

/// What is wrong with a field, and how to mend it.
fn problem_text(problem: Problem) -> String {
    t_with(problem.text, &[("field", &t(problem.field.texts().0))])
}
