//! The ticket before it is sent: everything that goes out, each part changeable, the exact
//! call, and one button.

use advisor::flow::{self, Degree, End};
use leptos::prelude::*;

use super::desk::{Desk, Keeping, Sending};
use super::exact::exact;
use super::handover::{Problems, actions, summary};
use super::question::option_words;
use super::situation::Situation;
use super::steps::{At, Path, Way, head};
use super::ticket::{
    self, IMPACT, SUBJECT, URGENCY, WATCHERS, new_ticket, no_addresses, refused_field, watchers,
};
use super::{expect, perimeter};
use crate::data::support::opening::Request;
use crate::data::trouble::Trouble;
use crate::i18n::{t, t_with};
use crate::pages::writes::reason;
use crate::ui::{Field, Icon, Wired, live, problem_links};

/// The step.
pub fn check(desk: Desk, situation: Situation, path: Memo<Path>, way: Way) -> AnyView {
    let Some(outcome) = path.read_untracked().outcome.clone() else {
        return ().into_any();
    };
    let Some(planned) = outcome.ticket.clone() else {
        return ().into_any();
    };
    let reference = t_with(
        "help.reference",
        &[("reference", &desk.draft_now().id.reference())],
    );
    let problems = RwSignal::new(Problems::new());
    let sending = Memo::new(move |_| desk.sending());
    let ticket = planned.clone();
    let checks = outcome.checks.clone();
    let line = reference.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = desk.draft_now();
        let found = problems_of(&draft);
        problems.set(found.clone());
        if !found.is_empty() {
            return;
        }
        let new = new_ticket(&draft, &ticket, &line);
        let subject = draft.service.as_ref().map_or_else(
            || draft.account.nic.to_string(),
            |about| about.display.clone(),
        );
        let title = t_with("help.write", &[("subject", &new.subject)]);
        // The page of the ticket lists them.
        desk.change(|draft| draft.set_checks(&checks));
        desk.send(Request::Ticket(new), title, subject);
    };
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let problems = problems.read();
            let own = problems.iter().find(|(id, _)| *id == field_id(field));
            own.map(|(_, words)| words.clone()).or_else(|| {
                let Sending::Refused(trouble) = sending.get() else {
                    return None;
                };
                let words = trouble.words.clone()?;
                (refused_field(&words) == Some(field)).then_some(words)
            })
        })
    };
    let weight = planned.weight.map(|weight| heaviness(desk, weight, error));
    let promised = expect::promised(
        situation.case.read_untracked().level,
        matches!(outcome.end, End::IncidentTicket),
    );
    let stated = outcome
        .perimeter
        .filter(|perimeter| perimeter.stated_first());
    let shown = planned.clone();
    let exact = exact(desk, move |draft| {
        Some(Request::Ticket(new_ticket(draft, &shown, &reference)))
    });
    view! {
        {head("help.check", desk)}
        <form class="form help-step" novalidate on:submit=submit>
            {summary(desk, problems.into())}
            {stated.map(perimeter::statement)}
            {lane(&planned)}
            {subject(desk, error(SUBJECT))}
            {words(desk, way)}
            {answered(path, way)}
            {weight}
            {told(desk, error(WATCHERS))}
            <section class="help-expect" aria-labelledby="help-expect">
                <h2 id="help-expect">{t("help.expect")}</h2>
                {promised}
            </section>
            {exact}
            {actions(desk)}
            {not_kept(desk)}
        </form>
    }
    .into_any()
}

/// The id of a field's control.
fn field_id(field: &str) -> &'static str {
    match field {
        SUBJECT => "help-subject",
        WATCHERS => "help-watchers",
        IMPACT => "help-impact",
        URGENCY => "help-urgency",
        _ => "help-words",
    }
}

fn problems_of(draft: &crate::session::drafts::Draft) -> Problems {
    let mut problems = Problems::new();
    if ticket::subject(draft).is_empty() {
        problems.push((field_id(SUBJECT), t("help.subject.missing")));
    }
    let bad = no_addresses(&watchers(draft));
    if !bad.is_empty() {
        let words = t_with("help.watchers.wrong", &[("addresses", &bad.join(", "))]);
        problems.push((field_id(WATCHERS), words));
    }
    problems
}

/// Why the API did not take it, and the field that it names.
pub fn refusal(trouble: &Trouble, whose: &str) -> AnyView {
    let field = trouble.words.as_deref().and_then(refused_field);
    let link = field.map(|field| {
        let words = trouble.words.clone().unwrap_or_default();
        problem_links(vec![(field_id(field), words)])
    });
    view! {
        {link}
        {reason(trouble, whose)}
        <p>{t("help.refused.kept")}</p>
    }
    .into_any()
}

/// In which lane it goes, and what it says of itself.
fn lane(ticket: &flow::Ticket) -> AnyView {
    let (icon, key) = match ticket.category {
        flow::Category::Incident => ("triangle-alert", "help.lane.incident"),
        flow::Category::Assistance => ("life-buoy", "help.lane.assistance"),
        flow::Category::Billing => ("credit-card", "help.lane.billing"),
    };
    view! {
        <p class="help-lane">
            <Icon name=icon />
            <span>{t(key)}</span>
        </p>
    }
    .into_any()
}

fn subject(desk: Desk, error: Signal<Option<String>>) -> AnyView {
    let typed = ticket::subject(&desk.draft_now());
    let control = Callback::new(move |wired: Wired| {
        view! {
            <input
                id=wired.id
                class="input"
                type="text"
                autocomplete="off"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                prop:value=typed.clone()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    desk.change(|draft| draft.set_field(SUBJECT, &text));
                }
            />
        }
        .into_any()
    });
    view! { <Field id="help-subject" label=t("help.subject") error control /> }.into_any()
}

/// What was written at first, and the way back to it.
fn words(desk: Desk, way: Way) -> AnyView {
    let draft = desk.draft_now();
    view! {
        <section class="help-part" id="help-words" tabindex="-1">
            <div class="help-part-head">
                <h2>{t("help.text")}</h2>
                {change(way, At::Describe, t("help.text"))}
            </div>
            <p class="help-quote">{draft.field("text").trim().to_owned()}</p>
        </section>
    }
    .into_any()
}

/// What was answered, and the way back to each.
fn answered(path: Memo<Path>, way: Way) -> AnyView {
    let path = path.get_untracked();
    let items = path.questions.iter().enumerate().map(|(place, question)| {
        let node = question.node.key();
        let asked = super::question::words(&format!("help.q.{node}"));
        let answer = question.answer.map(|answer| option_words(node, answer));
        view! {
            <div>
                <dt>{asked.clone()}</dt>
                <dd>
                    <span>{answer}</span>
                    {change(way, At::Question(place), asked)}
                </dd>
            </div>
        }
        .into_any()
    });
    view! { <dl class="help-answers">{items.collect_view()}</dl> }.into_any()
}

fn change(way: Way, at: At, what: String) -> AnyView {
    view! {
        <button class="button button-small" type="button" on:click=move |_| way.go(at)>
            {t("help.change")}
            <span class="unseen">" " {what}</span>
        </button>
    }
    .into_any()
}

/// How heavy it is, for accounts that may say so.
fn heaviness(
    desk: Desk,
    weight: flow::Weight,
    error: impl Fn(&'static str) -> Signal<Option<String>>,
) -> AnyView {
    let one = |id: &'static str, field: &'static str, label: &'static str, proposed: Degree| {
        let chosen = ticket::degree(&desk.draft_now(), field, proposed);
        let control = Callback::new(move |wired: Wired| {
            let options = Degree::ALL.iter().map(|degree| {
                view! {
                    <option value=degree.as_str() selected=*degree == chosen>
                        {t(degree_key(*degree))}
                    </option>
                }
                .into_any()
            });
            view! {
                <select
                    id=wired.id
                    class="input"
                    aria-describedby=wired.described
                    aria-invalid=wired.invalid
                    aria-required=wired.required
                    on:change=move |event| {
                        let text = event_target_value(&event);
                        desk.change(|draft| draft.set_field(field, &text));
                    }
                >
                    {options.collect_view()}
                </select>
            }
            .into_any()
        });
        view! { <Field id=id label=t(label) error=error(field) control /> }.into_any()
    };
    view! {
        <div class="help-weight">
            {one("help-impact", IMPACT, "help.impact", weight.impact)}
            {one("help-urgency", URGENCY, "help.urgency", weight.urgency)}
        </div>
    }
    .into_any()
}

fn degree_key(degree: Degree) -> &'static str {
    match degree {
        Degree::Low => "help.degree.low",
        Degree::Medium => "help.degree.medium",
        Degree::High => "help.degree.high",
    }
}

/// Who else is told of each message.
fn told(desk: Desk, error: Signal<Option<String>>) -> AnyView {
    let typed = desk.draft_now().field(WATCHERS).to_owned();
    let control = Callback::new(move |wired: Wired| {
        view! {
            <input
                id=wired.id
                class="input"
                type="text"
                inputmode="email"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                prop:value=typed.clone()
                on:input=move |event| {
                    let text = event_target_value(&event);
                    desk.change(|draft| draft.set_field(WATCHERS, &text));
                }
            />
        }
        .into_any()
    });
    view! {
        <Field
            id="help-watchers"
            label=t("help.watchers")
            hint=t("help.watchers.hint")
            error
            optional=true
            control
        />
    }
    .into_any()
}

/// Said once more beside the button where a reload would lose it.
fn not_kept(desk: Desk) -> AnyView {
    live(move || match desk.keeping() {
        Keeping::Not(_) => {
            view! { <p class="soft small">{t("help.kept.not.about")}</p> }.into_any()
        }
        _ => ().into_any(),
    })
}
