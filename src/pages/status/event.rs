//! One incident or one piece of planned work, as lists show it. Its words are the
//! provider's: they are shown as text.

use api::Timestamp;
use api::status::{EventState, Impact, Incident, Maintenance};
use leptos::prelude::*;

use crate::data::Clock;
use crate::data::support::status::Event;
use crate::i18n::{format, t, t_with};
use crate::ui::{Icon, ago, live, text};

/// What goes on, or is planned; `more` stands below it.
pub fn event(event: Event<'_>, more: AnyView) -> AnyView {
    match event {
        Event::Incident(incident) => item(incident, when_began(incident), more),
        Event::Maintenance(maintenance) => item(&maintenance.what, span(maintenance), more),
    }
}

/// An incident that is over, or a bug that is being mended.
pub fn incident(incident: &Incident) -> AnyView {
    item(incident, when_began(incident), ().into_any())
}

fn item(incident: &Incident, when: AnyView, more: AnyView) -> AnyView {
    let parts = incident.components.iter().map(|name| {
        let name = name.clone();
        view! { <span class="tag">{name}</span> }.into_any()
    });
    let said = incident.updates.first();
    let words = said
        .map(|said| said.text.clone())
        .filter(|said| !said.is_empty());
    let said_at = incident.updated.or(said.and_then(|said| said.at));
    view! {
        <li class="status-event">
            <p class="status-event-head">
                {mark(incident)}
                <strong>{incident.name.clone()}</strong>
            </p>
            <p class="status-event-facts small">
                {state(incident.state.as_ref())}
                {parts.collect_view()}
                <span class="soft">{when}</span>
            </p>
            {words.map(|words| view! { <p class="status-words">{words}</p> })}
            {said_at
                .map(|at| {
                    view! { <p class="soft small">{ago(ms(at), "status.said")}</p> }.into_any()
                })}
            {more}
        </li>
    }
    .into_any()
}

fn ms(at: Timestamp) -> f64 {
    // Milliseconds of any real date are exact in f64.
    at.0 as f64
}

fn when_began(incident: &Incident) -> AnyView {
    if let Some(at) = incident.resolved {
        return ago(ms(at), "status.over.since");
    }
    match incident.began {
        Some(at) => ago(ms(at), "status.began"),
        None => ().into_any(),
    }
}

/// From when to when, with how far that is.
fn span(maintenance: &Maintenance) -> AnyView {
    let clock = Clock::current();
    let (Some(begins), ends) = (maintenance.begins, maintenance.ends) else {
        return view! { <span>{t("status.planned.open")}</span> }.into_any();
    };
    let begins = ms(begins);
    let from = format::moment(begins);
    let days = match ends {
        Some(ends) => t_with(
            "status.planned.span",
            &[("from", &from), ("to", &format::moment(ms(ends)))],
        ),
        None => t_with("status.planned.from", &[("from", &from)]),
    };
    let far = text(move || format::relative(begins, clock.now()));
    view! {
        <span>{days}</span>
        " ("
        {far}
        ")"
    }
    .into_any()
}

/// How bad it is, as icon and word.
pub fn mark(incident: &Incident) -> AnyView {
    let (class, icon, key) = match &incident.impact {
        _ if incident.is_over() => ("state state-good", "circle-check", "status.over"),
        Some(Impact::Critical) => ("state state-bad", "circle-x", "status.impact.critical"),
        Some(Impact::Major) => ("state state-bad", "triangle-alert", "status.impact.major"),
        Some(Impact::Minor) => ("state state-warn", "triangle-alert", "status.impact.minor"),
        Some(Impact::None) => ("state state-note", "info", "status.impact.none"),
        Some(Impact::Maintenance) => ("state state-note", "wrench", "status.impact.maintenance"),
        Some(Impact::Other(_)) | None => (
            "state state-warn",
            "circle-question-mark",
            "status.impact.unknown",
        ),
    };
    view! {
        <span class=class>
            <Icon name=icon />
            <span>{t(key)}</span>
        </span>
    }
    .into_any()
}

/// How far it is; the page's own word where we have none.
fn state(state: Option<&EventState>) -> AnyView {
    let said = match state {
        None => return ().into_any(),
        Some(EventState::Investigating) => t("status.state.investigating"),
        Some(EventState::Identified) => t("status.state.identified"),
        Some(EventState::Monitoring) => t("status.state.monitoring"),
        Some(EventState::Resolved | EventState::Postmortem | EventState::Completed) => {
            t("status.state.over")
        }
        Some(EventState::Scheduled) => t("status.state.scheduled"),
        Some(EventState::InProgress) => t("status.state.in_progress"),
        Some(EventState::Verifying) => t("status.state.verifying"),
        Some(EventState::Other(word)) => word.clone(),
    };
    view! { <span>{said}</span> }.into_any()
}

/// A list of them under a heading; nothing where there is none.
pub fn list(title: String, items: Vec<AnyView>) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <h3>{title}</h3>
        <ul class="status-events">{items}</ul>
    }
    .into_any()
}

/// The whole minute, for what moves from "planned" to "now" while it is looked at. Tracked.
pub fn minute() -> Memo<f64> {
    let clock = Clock::current();
    Memo::new(move |_| (clock.now() / 60_000.0).floor() * 60_000.0)
}

/// Entries that could not be read are said: they exist.
pub fn unreadable(count: usize) -> AnyView {
    live(move || {
        if count == 0 {
            return ().into_any();
        }
        view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                <span>{crate::i18n::t_count("status.unreadable", count)}</span>
            </p>
        }
        .into_any()
    })
}
