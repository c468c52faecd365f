//! Signing in: with the sample accounts where the gateway has them, or with keys of one's own.

mod ask;

use api::{AccountId, Endpoint};
use leptos::prelude::*;

use crate::data::Data;
use crate::data::trouble::{Kind, Trouble};
use crate::i18n::names;
use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::entry::{self, Problem, Typed};
use crate::session::{Account, Scope, Session, Standing, sample};
use crate::ui::{
    ErrorSummary, Field, Icon, LanguageChoice, PageHead, ThemeChoice, Wired, live, problem_links,
    problems_title,
};

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

#[component]
fn SampleEntry(keep: RwSignal<bool>) -> impl IntoView {
    let data = Data::current();
    let session = Session::current();
    let address = Address::of_page();
    let entering = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let enter = move |_| {
        if entering.get_untracked() {
            return;
        }
        entering.set(true);
        failed.set(false);
        leptos::task::spawn_local(async move {
            match sample::read().await {
                Ok(accounts) => {
                    session.enter(accounts.clone());
                    accounts.iter().for_each(|account| data.renewed(account));
                    sample::remember();
                    go_on_in(address, keep);
                }
                Err(sample::NoSample) => {
                    failed.try_set(true);
                }
            }
            entering.try_set(false);
        });
    };
    view! {
        <section class="panel sign-in-part" aria-labelledby="sample">
            <h2 id="sample">{t("sign_in.sample.title")}</h2>
            <p class="soft">{t("sign_in.sample.about")}</p>
            <button
                class="button button-main button-wide"
                type="button"
                aria-disabled=move || entering.get().to_string()
                on:click=enter
            >
                {t("sign_in.sample")}
                <Icon name="chevron-right" />
            </button>
            <div role="alert">
                <Show when=move || failed.get()>
                    <p class="field-error">
                        <Icon name="circle-x" />
                        {t("sign_in.sample.failed")}
                    </p>
                </Show>
            </div>
        </section>
    }
}

/// What keeps the form from being accepted.
#[derive(Clone, PartialEq)]
enum Outcome {
    Typing,
    Checking,
    Problems(Vec<Problem>),
    Refused(Trouble),
    /// The keys work, but are those of another account than was asked for.
    Another(AccountId),
}

#[component]
fn OwnKeys(door: Door) -> impl IntoView {
    let data = door.data;
    let typed = RwSignal::new(Typed {
        endpoint: door.endpoint(),
        ..Typed::default()
    });
    let outcome = RwSignal::new(Outcome::Typing);
    let wrong = Signal::derive(move || title_of(&outcome.read(), &typed.read_untracked()));

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if *outcome.read_untracked() == Outcome::Checking {
            return;
        }
        match entry::check(&typed.read_untracked()) {
            Err(problems) => outcome.set(Outcome::Problems(problems)),
            Ok(entry) => {
                outcome.set(Outcome::Checking);
                leptos::task::spawn_local(async move {
                    match data.identify(entry).await {
                        Ok(account) => {
                            if let Err(other) = door.enter(account) {
                                outcome.try_set(Outcome::Another(other));
                            }
                        }
                        Err(trouble) => {
                            outcome.try_set(Outcome::Refused(trouble));
                        }
                    }
                });
            }
        }
    };

    let endpoints = door.endpoints();

    view! {
        <section class="panel sign-in-part" aria-labelledby="own">
            <h2 id="own">{t("sign_in.own.title")}</h2>
            <p class="soft">{t("sign_in.own.about")}</p>
            <form class="form" novalidate on:submit=submit>
                <ErrorSummary
                    title=wrong
                    body=Callback::new(move |()| outcome.with_untracked(body_of))
                />
                {entry::Field::ALL
                    .map(|field| {
                        view! { <KeyField field typed outcome endpoints=endpoints.clone() /> }
                    })
                    .collect_view()}
                <button
                    class="button button-wide"
                    type="submit"
                    aria-disabled=move || (*outcome.read() == Outcome::Checking).to_string()
                >
                    <Icon name="key-round" />
                    {move || {
                        if *outcome.read() == Outcome::Checking {
                            t("sign_in.checking")
                        } else {
                            t("sign_in.own")
                        }
                    }}
                </button>
            </form>
        </section>
    }
}

/// What the summary of problems is called, where there is one.
fn title_of(outcome: &Outcome, typed: &Typed) -> Option<String> {
    match outcome {
        Outcome::Typing | Outcome::Checking => None,
        Outcome::Problems(_) => Some(problems_title()),
        Outcome::Another(id) => Some(t_with("sign_in.another", &[("account", id.nic.as_str())])),
        Outcome::Refused(trouble) => {
            let whose = Endpoint::parse(&typed.endpoint)
                .map(names::endpoint)
                .unwrap_or_default();
            Some(t_with(refused_texts(trouble).0, &[("whose", &whose)]))
        }
    }
}

fn refused_texts(trouble: &Trouble) -> (&'static str, &'static str) {
    match trouble.kind {
        // Here nobody is signed in yet, so other words help more.
        Kind::Keys => ("sign_in.refused", "sign_in.refused.do"),
        Kind::Right => ("sign_in.no_right", "sign_in.no_right.do"),
        other => other.texts(),
    }
}

/// What the summary says.
fn body_of(outcome: &Outcome) -> AnyView {
    match outcome {
        Outcome::Typing | Outcome::Checking => ().into_any(),
        Outcome::Problems(problems) => {
            let link = |problem: &Problem| (problem.field.id(), problem_text(*problem));
            problem_links(problems.iter().map(link).collect())
        }
        Outcome::Another(_) => view! { <p>{t("sign_in.another.do")}</p> }.into_any(),
        Outcome::Refused(trouble) => view! {
            <p>{t(refused_texts(trouble).1)}</p>
            {trouble.words.clone().map(|words| view! { <p class="mono small">{words}</p> })}
            {trouble
                .query_id
                .clone()
                .map(|id| {
                    view! {
                        <p class="small">
                            {t("trouble.query")} " " <span class="mono">{id}</span>
                        </p>
                    }
                })}
        }
        .into_any(),
    }
}

fn problem_text(problem: Problem) -> String {
    t_with(problem.text, &[("field", &t(problem.field.texts().0))])
}

/// One field of the keys.
#[component]
fn KeyField(
    field: entry::Field,
    typed: RwSignal<Typed>,
    outcome: RwSignal<Outcome>,
    endpoints: Vec<(&'static str, String)>,
) -> impl IntoView {
    let (label, hint) = field.texts();
    let error = Signal::derive(move || match &*outcome.read() {
        Outcome::Problems(problems) => problems
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| problem_text(*problem)),
        _ => None,
    });
    let control = Callback::new(move |wired| control(field, wired, typed, &endpoints));
    view! { <Field id=field.id() label=t(label) hint=t(hint) error control /> }.into_any()
}

fn control(
    field: entry::Field,
    wired: Wired,
    typed: RwSignal<Typed>,
    endpoints: &[(&'static str, String)],
) -> AnyView {
    let set = move |value: String| {
        typed.update(|typed| match field {
            entry::Field::Endpoint => typed.endpoint = value,
            entry::Field::ApplicationKey => typed.application_key = value,
            entry::Field::ApplicationSecret => typed.application_secret = value,
            entry::Field::ConsumerKey => typed.consumer_key = value,
        });
    };
    if field == entry::Field::Endpoint {
        let options = endpoints
            .iter()
            .map(|(slug, name)| {
                let chosen = *slug == typed.read_untracked().endpoint;
                view! {
                    <option value=*slug selected=chosen>
                        {name.clone()}
                    </option>
                }
            })
            .collect_view();
        return view! {
            <select
                id=wired.id
                class="input"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                on:change=move |event| set(event_target_value(&event))
            >
                <option value="">{t("sign_in.endpoint.choose")}</option>
                {options}
            </select>
        }
        .into_any();
    }
    let kind = if field == entry::Field::ApplicationKey {
        "text"
    } else {
        "password"
    };
    view! {
        <input
            id=wired.id
            class="input mono"
            type=kind
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-describedby=wired.described
            aria-invalid=wired.invalid
            aria-required=wired.required
            on:input=move |event| set(event_target_value(&event))
        />
    }
    .into_any()
}
