//! Keys of one's own, typed.

use api::{AccountId, Endpoint};
use leptos::prelude::*;

use super::key_field::KeyField;
use super::{Door, problem_text};
use crate::data::trouble::{Kind, Trouble};
use crate::i18n::{names, t, t_with};
use crate::session::entry::{self, Problem, Typed};
use crate::ui::{ErrorSummary, Icon, problem_links, problems_title};

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

/// The form.
#[component]
pub fn OwnKeys(door: Door) -> impl IntoView {
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

    let problem = move |field| {
        Signal::derive(move || match &*outcome.read() {
            Outcome::Problems(problems) => problems.iter().find(|one| one.field == field).copied(),
            _ => None,
        })
    };
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
                        view! { <KeyField id=field.id() field typed problem=problem(field) door /> }
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
