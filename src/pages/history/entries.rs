//! The entries of the history, from each source, in one order.

use std::sync::Arc;

use api::{BlockedFor, MitigationState, PlannedState, TicketState, Timestamp};
use leptos::prelude::*;

use super::Sources;
use super::act::act;
use crate::data::Clock;
use crate::data::support::history::{self, AddressEvent, Down, Stands};
use crate::data::support::signals::Reason;
use crate::i18n::{format, t, t_with};
use crate::place::Place;
use crate::ui::{Icon, ago, live};

/// One entry.
pub struct Entry {
    /// When, in milliseconds since 1970; `None` for what goes on and nobody says since when.
    at: Option<f64>,
    class: &'static str,
    icon: &'static str,
    /// How it stands.
    state: String,
    title: String,
    more: AnyView,
}

/// All that is known, newest first; what goes on without a date first of all. Tracked.
pub fn of(sources: &Arc<Sources>) -> Vec<Entry> {
    let mut all = Vec::new();
    if let Some(done) = &sources.done
        && let Some(page) = &done.cell.read().value
    {
        all.extend(page.rows.iter().map(intervention));
    }
    if let Some(planned) = &sources.planned
        && let Some(page) = &planned.cell.read().value
    {
        all.extend(page.rows.iter().map(plan));
    }
    if let Some(addresses) = &sources.addresses
        && let Some(known) = &addresses.cell.read().value
    {
        all.extend(known.filtered.iter().map(filtered));
        all.extend(known.events.iter().map(|event| address(sources, event)));
    }
    if let Some(page) = &sources.tickets.cell.read().value {
        all.extend(page.rows.iter().map(|of| ticket(sources, of)));
    }
    if let Some(outages) = &sources.outages
        && let Some(known) = &outages.cell.read().value
    {
        all.extend(known.rows.iter().map(|down| outage(sources, down)));
    }
    newest_first(&mut all, |entry| entry.at);
    all
}

/// Newest first; what has no date before all that has one.
fn newest_first<T>(all: &mut [T], at: impl Fn(&T) -> Option<f64>) {
    let moment = |one: &T| at(one).unwrap_or(f64::INFINITY);
    all.sort_by(|a, b| moment(b).total_cmp(&moment(a)));
}

/// As they are drawn.
pub fn views(entries: Vec<Entry>) -> Vec<AnyView> {
    let view = |entry: Entry| {
        let when = entry.at.map(|at| ago(at, "history.when"));
        view! {
            <li>
                <p class="history-head">
                    <span class=entry.class>
                        <Icon name=entry.icon />
                        <span>{entry.state}</span>
                    </span>
                    <span class="soft small">{when}</span>
                </p>
                <p>{entry.title}</p>
                {entry.more}
            </li>
        }
        .into_any()
    };
    entries.into_iter().map(view).collect()
}

fn ms(at: Timestamp) -> f64 {
    // Milliseconds of any real date are exact in f64.
    at.0 as f64
}

fn intervention(done: &api::Intervention) -> Entry {
    let kind = done.kind.clone().unwrap_or_default();
    let at = done.at.map(ms);
    let (class, icon, state) = match at {
        Some(_) => ("state state-good", "circle-check", t("history.done")),
        None => ("state state-note", "wrench", t("history.running")),
    };
    Entry {
        at,
        class,
        icon,
        state,
        title: t_with("history.intervention", &[("kind", &kind)]),
        more: ().into_any(),
    }
}

fn plan(plan: &api::PlannedIntervention) -> Entry {
    let (class, icon, state) = match &plan.state {
        Some(PlannedState::Done) => ("state state-good", "circle-check", t("history.done")),
        Some(PlannedState::Doing) => ("state state-note", "wrench", t("history.running")),
        Some(PlannedState::Other(word)) => ("state state-note", "wrench", word.clone()),
        Some(PlannedState::Todo) | None => {
            ("state state-note", "calendar-clock", t("history.planned"))
        }
    };
    let ends = plan.ends.map(|ends| {
        let said = t_with("history.until", &[("when", &format::moment(ms(ends)))]);
        view! { <p class="soft small">{said}</p> }
    });
    Entry {
        at: plan.begins.map(ms),
        class,
        icon,
        state,
        title: t_with("history.planned.what", &[("kind", &plan.kind)]),
        more: ends.into_any(),
    }
}

fn filtered(one: &api::Mitigation) -> Entry {
    let key = if one.auto {
        "history.filtered.attack"
    } else {
        "history.filtered.wanted"
    };
    let state = match &one.state {
        Some(MitigationState::Other(word)) => word.clone(),
        Some(MitigationState::Removing) => t("history.filtered.ending"),
        Some(MitigationState::Creating | MitigationState::Ok) | None => t("history.running"),
    };
    Entry {
        at: None,
        class: "state state-warn",
        icon: "shield-alert",
        state,
        title: t_with(key, &[("address", &one.address)]),
        more: ().into_any(),
    }
}

fn address(sources: &Arc<Sources>, event: &AddressEvent) -> Entry {
    let key = match event.reason {
        Reason::Sent(BlockedFor::Spam) => "history.address.spam",
        Reason::Sent(BlockedFor::Attack) => "history.address.attack",
        Reason::Sent(BlockedFor::Arp) => "history.address.arp",
        Reason::Phishing => "history.address.phishing",
    };
    let (class, icon, state) = match &event.stands {
        Stands::Blocked => ("state state-bad", "ban", t("history.blocked")),
        Stands::Blocking => ("state state-bad", "ban", t("history.blocking")),
        Stands::Unblocking => ("state state-note", "hourglass", t("history.unblocking")),
        Stands::Over => ("state state-good", "circle-check", t("history.unblocked")),
        Stands::Other(word) => ("state state-warn", "circle-question-mark", word.clone()),
        Stands::Unsaid => (
            "state state-warn",
            "circle-question-mark",
            t("history.unsaid"),
        ),
    };
    Entry {
        at: event.since.map(ms),
        class,
        icon,
        state,
        title: t_with(key, &[("address", &event.address)]),
        more: unblocking(sources, event),
    }
}

/// The way to have it unblocked, once its time has come.
fn unblocking(sources: &Arc<Sources>, event: &AddressEvent) -> AnyView {
    if event.stands != Stands::Blocked {
        return ().into_any();
    }
    let Reason::Sent(reason) = event.reason else {
        return view! { <p class="soft small">{t("history.address.provider")}</p> }.into_any();
    };
    let (sources, event) = (sources.clone(), event.clone());
    let clock = Clock::current();
    let free = {
        let event = event.clone();
        Memo::new(move |_| event.may_be_unblocked(clock.now()))
    };
    live(move || {
        if !free.get() {
            let said = match event.free_at {
                Some(at) => t_with("history.unblock.from", &[("when", &format::moment(at))]),
                None => t("history.unblock.unknown"),
            };
            return view! { <p class="soft small">{said}</p> }.into_any();
        }
        let [(a, account), (r, region)] = sources.whose();
        let values = [
            ("address", event.address.as_str()),
            (a, account.as_str()),
            (r, region.as_str()),
        ];
        let button = t_with("history.unblock", &values);
        let asks = t_with("history.unblock.asks", &values);
        let title = t_with("history.unblock.done", &values);
        let (event, subject) = (event.clone(), sources.subject.clone());
        let make = Arc::new(move || {
            history::unblock(
                event.block.clone(),
                reason,
                event.address.clone(),
                title.clone(),
                subject.clone(),
            )
        });
        act(&sources.account, button, asks, make)
    })
}

fn ticket(sources: &Sources, ticket: &api::Ticket) -> Entry {
    let to = Place::ticket(sources.account.id.clone(), ticket.id).to_string();
    let (class, icon, state) = match &ticket.state {
        Some(TicketState::Closed) => (
            "state state-good",
            "circle-check",
            t("history.ticket.closed"),
        ),
        Some(TicketState::Open) => (
            "state state-note",
            "message-square",
            t("history.ticket.open"),
        ),
        Some(other) => (
            "state state-note",
            "message-square",
            other.as_str().to_owned(),
        ),
        None => ("state state-note", "message-square", t("history.unsaid")),
    };
    let number = ticket.number.unwrap_or(ticket.id.0).to_string();
    Entry {
        at: ticket.updated.or(ticket.created).map(ms),
        class,
        icon,
        state,
        title: t_with(
            "history.ticket",
            &[("n", &number), ("subject", &ticket.subject)],
        ),
        more: view! {
            <p class="small">
                <a href=to>{t("history.ticket.see")}</a>
            </p>
        }
        .into_any(),
    }
}

fn outage(sources: &Arc<Sources>, down: &Down) -> Entry {
    let facts = t_with(
        "history.outage.facts",
        &[("plan", &down.plan), ("credit", &down.credit)],
    );
    let claim = down.claimable.then(|| {
        let [(a, account), (r, region)] = sources.whose();
        let values = [
            ("name", down.outage.name.as_str()),
            (a, account.as_str()),
            (r, region.as_str()),
        ];
        let (button, asks) = (t("history.claim"), t_with("history.claim.asks", &values));
        let title = t_with("history.claim.done", &values);
        let (id, subject) = (down.outage.id, sources.subject.clone());
        let make = Arc::new(move || history::claim(id, title.clone(), subject.clone()));
        act(&sources.account, button, asks, make)
    });
    let (class, icon, key) = match down.outage.ended {
        Some(_) => ("state state-note", "clock", "history.outage.over"),
        None => ("state state-bad", "triangle-alert", "history.running"),
    };
    Entry {
        at: down.outage.began.map(ms),
        class,
        icon,
        state: t(key),
        title: t_with("history.outage", &[("name", &down.outage.name)]),
        more: view! {
            <p class="soft small">{facts}</p>
            {claim}
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::newest_first;

    #[test]
    fn the_newest_comes_first_and_what_goes_on_before_it() {
        let mut all = [Some(1.0), None, Some(3.0), Some(2.0)];
        newest_first(&mut all, |at| *at);
        assert_eq!(all, [None, Some(3.0), Some(2.0), Some(1.0)]);
    }
}
