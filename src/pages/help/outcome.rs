//! Where the answers lead: what to do, who solves it, the ways there, and the ticket that
//! may still be written.

use advisor::flow::{End, NoticeKind, Outcome, Way as Other};
use leptos::prelude::*;

use super::desk::Desk;
use super::question::{back, words};
use super::replace::Replacing;
use super::situation::Situation;
use super::steps::{At, Path, Way, head_of};
use super::{expect, notices, perimeter, replace};
use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::session::Scope;
use crate::ui::{Area, Icon};

// Few requests end there, and it sends.
crate::area!(REPLACE, help_replace, replace::Replace, with help);

/// Where its partners are listed.
const PARTNERS: &str = "https://partner.ovhcloud.com/";

/// The step.
pub fn outcome(desk: Desk, situation: Situation, path: Memo<Path>, way: Way) -> AnyView {
    let Some(outcome) = path.read_untracked().outcome.clone() else {
        return ().into_any();
    };
    let level = situation.case.read_untracked().level;
    let title = words(&format!("help.end.{}", outcome.end.key()));
    let about = words(&format!("help.end.{}.about", outcome.end.key()));
    let notes = outcome.notes.iter().map(|note| {
        let said = words(&format!("help.note.{}", note.key()));
        view! {
            <li>
                <Icon name="info" />
                <span>{said}</span>
            </li>
        }
        .into_any()
    });
    view! {
        {head_of(title, desk)}
        <div class="help-step">
            <p>{about}</p>
            {deed(desk, situation, &outcome)}
            {outcome.perimeter.map(perimeter::statement)}
            {others(&outcome)}
            <ul class="help-notes">{notes.collect_view()}</ul>
            {expect::levels(outcome.levels, level)}
            {ticket(&outcome, way)}
        </div>
    }
    .into_any()
}

/// What to do now, where the end is something to be done elsewhere.
fn deed(desk: Desk, situation: Situation, outcome: &Outcome) -> AnyView {
    let draft = desk.draft_now();
    let scope = Scope::One(draft.account.clone());
    let service = draft
        .service
        .as_ref()
        .map(|about| Place::service(draft.account.clone(), about.key.clone()).to_string());
    let link = |to: String, key: &'static str| {
        view! {
            <p>
                <a class="button button-main" href=to>
                    {t(key)}
                </a>
            </p>
        }
        .into_any()
    };
    match &outcome.end {
        End::ExistingTicket(tickets) | End::Abuse(tickets) if !tickets.is_empty() => {
            let items = tickets.iter().map(|ticket| {
                let to = Place::ticket(draft.account.clone(), api::TicketId(ticket.id));
                let number = ticket.number.unwrap_or(ticket.id).to_string();
                let open = t_with("help.open_ticket", &[("n", &number)]);
                view! {
                    <li>
                        <a class="button button-main" href=to.to_string()>
                            <Icon name="message-square" />
                            {open}
                        </a>
                    </li>
                }
                .into_any()
            });
            view! { <ul class="help-deeds">{items.collect_view()}</ul> }.into_any()
        }
        End::Abuse(_) | End::ExistingTicket(_) => link(
            Place::Page(scope, Page::Tickets).to_string(),
            "help.open_tickets",
        ),
        End::SelfService(action, route) => {
            let what = words(&format!("help.action.{}", action.key()));
            view! {
                <section class="help-deed">
                    <p><strong>{what}</strong></p>
                    {service.map(|to| link(to, "help.open_service"))}
                    {call(route)}
                </section>
            }
            .into_any()
        }
        End::KnownIncident(_) => view! {
            <div class="help-deed">{notices::names(desk, situation, NoticeKind::Incident)}</div>
        }
        .into_any(),
        End::ExistingWork(_) => service.map(|to| link(to, "help.open_service")).into_any(),
        End::Replacement(part) => {
            provide_context(Replacing {
                desk,
                part: *part,
                checks: outcome.checks.clone(),
            });
            view! { <Area parcel=REPLACE /> }.into_any()
        }
        End::SlaCredit => call("POST /me/sla/{id}/apply"),
        _ => ().into_any(),
    }
}

/// The call of the API that does it.
fn call(route: &'static str) -> AnyView {
    view! {
        <p class="small soft">
            {t("help.route")} " " <code>{route}</code>
        </p>
    }
    .into_any()
}

/// The other ways there.
fn others(outcome: &Outcome) -> AnyView {
    if outcome.ways.is_empty() {
        return ().into_any();
    }
    let items = outcome.ways.iter().map(|way| other(*way));
    view! {
        <section aria-labelledby="help-ways">
            <h2 id="help-ways">{t("help.ways")}</h2>
            <ul class="help-ways">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn other(way: Other) -> AnyView {
    let kind = words(&format!("help.way.{}", way.key()));
    let what = match way {
        Other::Do(action, route) => view! {
            <strong>{words(&format!("help.action.{}", action.key()))}</strong>
            " "
            <code class="small">{route}</code>
        }
        .into_any(),
        Other::Guide(guide) => perimeter::guide(guide),
        Other::PartnerDirectory => {
            perimeter::outside(PARTNERS.to_owned(), t("help.way.partner_directory.name"))
        }
        Other::ProfessionalServices | Other::FastPath => ().into_any(),
        Other::Level(level) => view! { <strong>{expect::name(level)}</strong> }.into_any(),
    };
    view! { <li><span class="soft">{kind}</span> " " {what}</li> }.into_any()
}

/// The ticket that comes next, or that may still be written.
fn ticket(outcome: &Outcome, way: Way) -> AnyView {
    if matches!(outcome.end, End::Replacement(_)) {
        // The form sends it.
        return ().into_any();
    }
    let button = outcome.ticket.is_some().then(|| {
        let (class, words) = if outcome.end.sends_ticket() {
            ("button button-main", t("help.continue"))
        } else {
            ("button", t("help.write_anyway"))
        };
        view! {
            <button class=class type="button" on:click=move |_| way.go(At::Check)>
                {words}
                <Icon name="chevron-right" />
            </button>
        }
    });
    view! { <p class="help-actions">{button} {back()}</p> }.into_any()
}
