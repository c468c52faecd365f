//! How a write stands, for every page that makes or lists them.

use api::AccountId;
use leptos::prelude::*;

use crate::data::trouble::Trouble;
use crate::data::writes::{End, Outcome, Progress, Write};
use crate::data::{Clock, Data};
use crate::i18n::{format, names, t, t_with};
use crate::pages::troubles::renew;
use crate::ui::{Icon, live, text};

/// Icon and word.
pub fn outcome_mark(outcome: &Outcome) -> AnyView {
    let (class, icon) = match outcome {
        Outcome::Pending | Outcome::Checking => ("state state-note", "hourglass"),
        Outcome::Done { .. } => ("state state-good", "circle-check"),
        Outcome::Failed(_)
        | Outcome::NotApplied
        | Outcome::Ended(End::Failed(_) | End::Cancelled) => ("state state-bad", "circle-x"),
        Outcome::Unknown(_) | Outcome::Ended(End::Gone) => {
            ("state state-warn", "circle-question-mark")
        }
        Outcome::Running(_) => ("state state-note", "wrench"),
    };
    view! {
        <span class=class>
            <Icon name=icon />
            <span>{t(outcome.key())}</span>
        </span>
    }
    .into_any()
}

/// How far a task is, and how old that is where it could not be asked.
fn progress(progress: &Progress) -> AnyView {
    let clock = Clock::current();
    let percent = progress.percent.map(|percent| {
        let said = t_with(
            "write.task.percent",
            &[("n", &format::number(percent as usize))],
        );
        view! {
            <p>
                <progress max="100" value=percent aria-label=said.clone()></progress>
                " "
                {said}
            </p>
        }
    });
    let heard_at = progress.heard_at;
    let silent = progress.silent.then(|| {
        let said = text(move || {
            if heard_at > 0.0 {
                let when = format::ago(heard_at, clock.now());
                t_with("write.task.silent", &[("when", &when)])
            } else {
                t("write.task.unheard")
            }
        });
        view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                <span>{said}</span>
            </p>
        }
    });
    view! {
        {percent}
        {silent}
    }
    .into_any()
}

/// What went wrong, in words, with the reference that the provider can look up.
pub fn reason(trouble: &Trouble, whose: &str) -> AnyView {
    let (title, todo) = trouble.kind.texts();
    let words = trouble.words.clone();
    let query = trouble.query_id.clone();
    view! {
        <p>{t_with(title, &[("whose", whose)])}</p>
        {words.map(|words| view! { <p class="mono small">{words}</p> })}
        <p class="soft">{t(todo)}</p>
        {query
            .map(|id| {
                view! {
                    <p class="small soft">
                        {t("trouble.query")} " " <span class="mono">{id}</span>
                    </p>
                }
            })}
    }
    .into_any()
}

/// How the last write that a form made went. `made` holds its number.
pub fn said(made: RwSignal<Option<usize>>) -> AnyView {
    let data = Data::current();
    live(move || {
        let number = made.get();
        match number.and_then(|number| data.outcome(number)) {
            Some(outcome) => outcome_mark(&outcome),
            None => ().into_any(),
        }
    })
}

/// Whether it is under way, or may be.
pub fn is_open(data: Data, made: RwSignal<Option<usize>>) -> bool {
    let outcome = made.get().and_then(|number| data.outcome(number));
    outcome.is_some_and(|outcome| outcome.is_open())
}

/// What a form says of a write that did not go well: the keys of the texts.
#[derive(Clone, Copy)]
pub struct Sorry {
    /// It was refused; what was typed is still there.
    pub kept: &'static str,
    /// Its fate is unknown.
    pub unknown: &'static str,
    /// The button that looks again.
    pub look: &'static str,
    /// It was lost, and may be sent again.
    pub not_applied: &'static str,
}

/// Why it failed, and a way on where its fate is unknown.
pub fn why(account: AccountId, made: RwSignal<Option<usize>>, sorry: Sorry) -> AnyView {
    let data = Data::current();
    live(move || {
        let Some(number) = made.get() else {
            return ().into_any();
        };
        let whose = account.nic.as_str();
        match data.outcome(number) {
            Some(Outcome::Failed(trouble)) => view! {
                <div class="trouble" role="alert">
                    {reason(&trouble, whose)}
                    <p>{t(sorry.kept)}</p>
                    {renew(trouble.kind, &account)}
                </div>
            }
            .into_any(),
            Some(Outcome::Unknown(trouble)) => view! {
                <div class="trouble trouble-quiet" role="alert">
                    {reason(&trouble, whose)}
                    <p>{t(sorry.unknown)}</p>
                    <p>
                        <button
                            class="button button-small"
                            type="button"
                            on:click=move |_| data.look_again(number)
                        >
                            {t(sorry.look)}
                        </button>
                    </p>
                </div>
            }
            .into_any(),
            Some(Outcome::NotApplied) => view! {
                <div class="trouble trouble-quiet" role="alert">
                    <p>{t(sorry.not_applied)}</p>
                </div>
            }
            .into_any(),
            _ => ().into_any(),
        }
    })
}

/// One line of a list of writes.
pub fn write_item(write: Write, with_subject: bool) -> AnyView {
    let clock = Clock::current();
    let at = write.at;
    let when = text(move || format::ago(at, clock.now()));
    let whose = write.account.nic.to_string();
    let why = match &write.outcome {
        Outcome::Failed(trouble) | Outcome::Unknown(trouble) => Some(reason(trouble, &whose)),
        Outcome::Running(running) => Some(progress(running)),
        Outcome::Ended(End::Failed(Some(words))) => {
            let words = words.clone();
            Some(view! { <p class="mono small">{words}</p> }.into_any())
        }
        _ => None,
    };
    let subject = with_subject.then(|| {
        view! { <strong>{write.subject}</strong> }
    });
    view! {
        <li>
            {outcome_mark(&write.outcome)}
            <div>
                <p>{subject} " " {write.title}</p>
                {why}
            </div>
            <span class="soft">
                <span class="tag">{names::endpoint(write.account.endpoint)}</span>
                " "
                {whose}
            </span>
            <time class="soft" title=format::moment(at)>
                {when}
            </time>
        </li>
    }
    .into_any()
}
