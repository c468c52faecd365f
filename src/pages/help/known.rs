//! What was found about the service before anything was asked, with ways there; and what
//! could not be read, so that silence is not taken for good news.

use advisor::flow::{Finding, NoticeKind};
use leptos::prelude::*;

use super::desk::Desk;
use super::notices;
use super::situation::Situation;
use crate::i18n::{t, t_with};
use crate::place::Place;
use crate::ui::{Icon, live};

/// The panel; nothing where nothing was found.
pub fn known(desk: Desk, situation: Situation) -> AnyView {
    let findings = Memo::new(move |_| situation.case.read().signals.findings());
    live(move || {
        let findings = findings.get();
        if findings.is_empty() {
            return ().into_any();
        }
        let items = findings
            .into_iter()
            .map(|finding| item(desk, situation, finding));
        view! {
            <section class="help-known" aria-labelledby="help-known">
                <h2 id="help-known">{t("help.known")}</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn item(desk: Desk, situation: Situation, finding: Finding) -> AnyView {
    let (class, icon, key) = look(finding);
    let more = match finding {
        Finding::Ticket | Finding::ProviderTicket => tickets(situation),
        Finding::Incident => notices::names(desk, situation, NoticeKind::Incident),
        // What the machine says of itself, or what the status page says of the place.
        Finding::Maintenance => view! {
            {notices::names(desk, situation, NoticeKind::Maintenance)}
            {service_link(desk)}
        }
        .into_any(),
        _ => service_link(desk),
    };
    view! {
        <li>
            <span class=class>
                <Icon name=icon />
                <span>{t(key)}</span>
            </span>
            {more}
        </li>
    }
    .into_any()
}

/// How it is shown: class, icon and words.
pub fn look(finding: Finding) -> (&'static str, &'static str, &'static str) {
    match finding {
        Finding::Hacked => ("state state-bad", "shield-alert", "help.found.hacked"),
        Finding::Blocked => ("state state-bad", "ban", "help.found.blocked"),
        Finding::AddressBlocked => ("state state-bad", "ban", "help.found.address_blocked"),
        Finding::Unpaid => ("state state-bad", "credit-card", "help.found.unpaid"),
        Finding::Suspended => ("state state-bad", "circle-pause", "help.found.suspended"),
        Finding::Expired => ("state state-bad", "calendar-clock", "help.found.expired"),
        Finding::Incident => ("state state-bad", "triangle-alert", "help.found.incident"),
        Finding::Maintenance => ("state state-note", "wrench", "help.found.maintenance"),
        Finding::Work => ("state state-note", "hourglass", "help.found.work"),
        Finding::Rescue => ("state state-warn", "life-buoy", "help.found.rescue"),
        Finding::ProviderTicket => (
            "state state-warn",
            "message-square",
            "help.found.provider_ticket",
        ),
        Finding::Ticket => ("state state-note", "message-square", "help.found.ticket"),
    }
}

/// The open tickets on the service.
fn tickets(situation: Situation) -> AnyView {
    let page = situation.tickets();
    let names = page.iter().flat_map(|page| page.rows.iter()).map(|ticket| {
        let number = ticket
            .number
            .map_or_else(|| ticket.id.0.to_string(), |n| n.to_string());
        let words = t_with(
            "help.found.ticket.named",
            &[("n", &number), ("subject", &ticket.subject)],
        );
        view! { <span class="small">{words}</span> }.into_any()
    });
    view! { <span class="help-tickets">{names.collect_view()}</span> }.into_any()
}

fn service_link(desk: Desk) -> AnyView {
    let draft = desk.draft_now();
    let link = draft
        .service
        .map(|about| Place::service(draft.account, about.key.clone()).to_string());
    link.map(|link| view! { <a class="small" href=link>{t("help.known.service")}</a> })
        .into_any()
}
