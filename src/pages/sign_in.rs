//! Signing in: with the sample accounts where the gateway has them, or with keys of one's own.

use api::Endpoint;
use leptos::html::Div;
use leptos::prelude::*;

use crate::data::Data;
use crate::data::trouble::{Kind, Trouble};
use crate::i18n::names;
use crate::i18n::{t, t_with};
use crate::place::Place;
use crate::platform::history::{Address, Step};
use crate::session::entry::{self, Field, Problem, Typed};
use crate::session::{Session, sample};
use crate::ui::{Icon, LanguageChoice, ThemeChoice};

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let data = Data::current();
    let sampled = data.config().sample;
    document().set_title(&t_with(
        "page.title",
        &[("page", &t("sign_in.title")), ("app", &t("app.name"))],
    ));
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
            <h1>{t("sign_in.title")}</h1>
            <p class="soft">{t("sign_in.about")}</p>
            {sampled.then(|| view! { <SampleEntry /> })}
            <OwnKeys />
            <p class="soft small sign-in-foot">{t("app.independent")}</p>
        </main>
    }
    .into_any()
}

/// Goes to where the person came from, or to the overview.
fn go_on(address: Address) {
    let wanted = web_sys::UrlSearchParams::new_with_str(&untrack(|| address.search()))
        .ok()
        .and_then(|params| params.get("return"))
        // Only a place of our own: `//host` would be another site's.
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
    let start = || Place::START.to_string();
    address.go(&wanted.unwrap_or_else(start), Step::Instead);
}

#[component]
fn SampleEntry() -> impl IntoView {
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
                    session.enter(accounts);
                    sample::remember();
                    go_on(address);
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
}

#[component]
fn OwnKeys() -> impl IntoView {
    let data = Data::current();
    let session = Session::current();
    let address = Address::of_page();
    let typed = RwSignal::new(Typed::default());
    let outcome = RwSignal::new(Outcome::Typing);
    let summary = NodeRef::<Div>::new();

    Effect::new(move || {
        if matches!(*outcome.read(), Outcome::Problems(_) | Outcome::Refused(_))
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });

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
                            session.enter(vec![account]);
                            go_on(address);
                        }
                        Err(trouble) => {
                            outcome.try_set(Outcome::Refused(trouble));
                        }
                    }
                });
            }
        }
    };

    let endpoints: Vec<(&'static str, String)> = data
        .config()
        .endpoints
        .iter()
        // The brands' endpoints have no list of services to show yet.
        .filter(|relay| matches!(relay.endpoint, Endpoint::Eu | Endpoint::Ca | Endpoint::Us))
        .map(|relay| (relay.endpoint.as_str(), names::endpoint(relay.endpoint)))
        .collect();

    view! {
        <section class="panel sign-in-part" aria-labelledby="own">
            <h2 id="own">{t("sign_in.own.title")}</h2>
            <p class="soft">{t("sign_in.own.about")}</p>
            <form class="form" novalidate on:submit=submit>
                <div node_ref=summary tabindex="-1">
                    {move || outcome.with(|outcome| summary_of(outcome, &typed.read_untracked()))}
                </div>
                {Field::ALL
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

fn summary_of(outcome: &Outcome, typed: &Typed) -> Option<AnyView> {
    match outcome {
        Outcome::Typing | Outcome::Checking => None,
        Outcome::Problems(problems) => {
            let items = problems
                .iter()
                .map(|problem| {
                    view! {
                        <li>
                            <a href=format!("#{}", problem.field.id())>{problem_text(*problem)}</a>
                        </li>
                    }
                })
                .collect_view();
            Some(
                view! {
                    <div class="summary" role="alert">
                        <h2>{t("sign_in.problems")}</h2>
                        <ul>{items}</ul>
                    </div>
                }
                .into_any(),
            )
        }
        Outcome::Refused(trouble) => {
            let whose = Endpoint::parse(&typed.endpoint)
                .map(names::endpoint)
                .unwrap_or_default();
            let (title, text) = match trouble.kind {
                // Here nobody is signed in yet, so other words help more.
                Kind::Keys => ("sign_in.refused", "sign_in.refused.do"),
                Kind::Right => ("sign_in.no_right", "sign_in.no_right.do"),
                other => other.texts(),
            };
            Some(
                view! {
                    <div class="summary" role="alert">
                        <h2>{t_with(title, &[("whose", &whose)])}</h2>
                        <p>{t(text)}</p>
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
                    </div>
                }
                .into_any(),
            )
        }
    }
}

fn problem_text(problem: Problem) -> String {
    t_with(problem.text, &[("field", &t(problem.field.texts().0))])
}

/// One field with its label, help and problem.
#[component]
fn KeyField(
    field: Field,
    typed: RwSignal<Typed>,
    outcome: RwSignal<Outcome>,
    endpoints: Vec<(&'static str, String)>,
) -> impl IntoView {
    let id = field.id();
    let (label, hint) = field.texts();
    let problem = Memo::new(move |_| match &*outcome.read() {
        Outcome::Problems(problems) => problems
            .iter()
            .find(|problem| problem.field == field)
            .copied(),
        _ => None,
    });
    let set = move |value: String| {
        typed.update(|typed| match field {
            Field::Endpoint => typed.endpoint = value,
            Field::ApplicationKey => typed.application_key = value,
            Field::ApplicationSecret => typed.application_secret = value,
            Field::ConsumerKey => typed.consumer_key = value,
        });
    };
    let described = move || {
        if problem.get().is_some() {
            format!("{id}-hint {id}-error")
        } else {
            format!("{id}-hint")
        }
    };
    let invalid = move || problem.get().is_some().to_string();
    let input = if field == Field::Endpoint {
        let options = endpoints
            .into_iter()
            .map(|(slug, name)| view! { <option value=slug>{name}</option> })
            .collect_view();
        view! {
            <select
                id=id
                class="input"
                aria-describedby=described
                aria-invalid=invalid
                on:change=move |event| set(event_target_value(&event))
            >
                <option value="">{t("sign_in.endpoint.choose")}</option>
                {options}
            </select>
        }
        .into_any()
    } else {
        let kind = if field == Field::ApplicationKey {
            "text"
        } else {
            "password"
        };
        view! {
            <input
                id=id
                class="input mono"
                type=kind
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=invalid
                on:input=move |event| set(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <p class="field-hint" id=format!("{id}-hint")>
                {t(hint)}
            </p>
            {input}
            {move || {
                problem
                    .get()
                    .map(|problem| {
                        view! {
                            <p class="field-error" id=format!("{id}-error")>
                                <Icon name="circle-x" />
                                {problem_text(problem)}
                            </p>
                        }
                    })
            }}
        </div>
    }
}
