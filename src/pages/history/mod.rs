//! What goes on around a service, and what happened to it: drawn on its page, with code
//! that arrives after the page's own.

mod act;
mod entries;
mod known;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Here;
use crate::data::dashboard::questions::is_machine;
use crate::data::row::Row;
use crate::data::support::history::{self, AddressHistory, Outages};
use crate::data::support::signals;
use crate::data::trouble::{Kind, Trouble};
use crate::data::{Answer, Data, Phase, service};
use crate::i18n::{names, t, t_count, t_with};
use crate::place::{Page, Place};
use crate::session::Account;
use crate::shell::{Whose, account_of_page};
use crate::ui::{Icon, TroubleBox, Waiting, live};

/// So many entries are shown before the rest is folded.
const SHOWN: usize = 8;

/// Both parts.
#[component]
pub fn History() -> impl IntoView {
    let here = Here::of_page();
    let (Place::Page(_, Page::Service(key)), Some(account)) =
        (untrack(|| here.get()), account_of_page())
    else {
        return ().into_any();
    };
    let row = service::known(Data::current(), &account, &key);
    // Only what decides what is asked: the rest may change without asking anew.
    let asked = Memo::new(move |_| {
        row.get()
            .map(|row| (row.name.clone(), signals::addresses_of(&row), kind_of(&row)))
    });
    live(move || {
        if asked.read().is_none() {
            return ().into_any();
        }
        let Some(known) = untrack(|| row.get()) else {
            return ().into_any();
        };
        view! {
            {known::panel(account.clone(), row)}
            {panel(account.clone(), &known)}
        }
        .into_any()
    })
}

fn kind_of(row: &Row) -> Option<&'static str> {
    row.product.map(|product| product.key)
}

/// All that is asked about one service.
struct Sources {
    account: Account,
    subject: String,
    done: Option<Answer<api::Page<api::Intervention>>>,
    planned: Option<Answer<api::Page<api::PlannedIntervention>>>,
    addresses: Option<Answer<AddressHistory>>,
    tickets: Answer<api::Page<api::Ticket>>,
    outages: Option<Answer<Outages>>,
}

impl Sources {
    fn of(account: Account, row: &Row) -> Self {
        let data = Data::current();
        let server = is_machine(row) && kind_of(row) == Some("dedicated-server");
        let done = server.then(|| data.ask(&account, &history::interventions(&row.name)));
        let planned = server.then(|| data.ask(&account, &signals::planned(&row.name)));
        let addresses = signals::addresses_of(row)
            .map(|addresses| data.ask(&account, &history::addresses(&addresses)));
        // The brands give no credits.
        let outages = (!account.id.endpoint.is_brand())
            .then(|| data.ask(&account, &history::outages(&row.name)));
        Self {
            done,
            planned,
            addresses,
            tickets: data.ask(&account, &history::tickets(&row.name)),
            outages,
            subject: row.display.to_string(),
            account,
        }
    }

    /// Whose, in words: account and region.
    fn whose(&self) -> [(&'static str, String); 2] {
        let id = &self.account.id;
        [
            ("account", id.nic.to_string()),
            ("region", names::endpoint(id.endpoint)),
        ]
    }

    /// How each reading stands. Tracked.
    fn stands(&self) -> Vec<Stand> {
        let mut all = Vec::new();
        let done = self.done.as_ref();
        all.extend(done.map(|of| stand("history.of.done", of, bad)));
        let planned = self.planned.as_ref();
        all.extend(planned.map(|of| stand("history.of.planned", of, bad)));
        let addresses = self.addresses.as_ref();
        let of_addresses = |known: &AddressHistory| known.unreadable;
        all.extend(addresses.map(|of| stand("history.of.addresses", of, of_addresses)));
        all.push(stand("history.of.tickets", &self.tickets, bad));
        let outages = self.outages.as_ref();
        let of_outages = |known: &Outages| known.unreadable;
        all.extend(outages.map(|of| stand("history.of.outages", of, of_outages)));
        all
    }

    /// Older outages than those shown were not looked into. Tracked.
    fn older(&self) -> bool {
        let outages = self.outages.as_ref();
        outages.is_some_and(|of| {
            of.cell
                .read()
                .value
                .as_ref()
                .is_some_and(|known| known.older)
        })
    }
}

/// How the reading of one source stands.
struct Stand {
    name: &'static str,
    waits: bool,
    trouble: Option<Trouble>,
    kept: bool,
    /// So many entries are there and could not be read.
    unreadable: usize,
    again: Callback<()>,
}

impl Stand {
    /// All of it was read.
    fn is_whole(&self) -> bool {
        !self.waits && self.trouble.is_none() && self.unreadable == 0
    }
}

fn bad<T>(page: &api::Page<T>) -> usize {
    page.bad.len()
}

fn stand<T: Clone + Send + Sync>(
    name: &'static str,
    answer: &Answer<T>,
    unreadable: fn(&T) -> usize,
) -> Stand {
    let held = answer.cell.read();
    let kept = held.value.is_some();
    let again = answer.clone();
    Stand {
        name,
        waits: !kept && !matches!(held.phase, Phase::Failed(_)),
        trouble: match &held.phase {
            Phase::Failed(trouble) => Some(trouble.clone()),
            _ => None,
        },
        kept,
        unreadable: held.value.as_deref().map_or(0, unreadable),
        again: Callback::new(move |()| again.again()),
    }
}

fn panel(account: Account, row: &Row) -> AnyView {
    let sources = Arc::new(Sources::of(account, row));
    let of = sources.clone();
    let family = row.product.map(catalog::Family::of);
    let responsible = Place::responsibilities(Whose::of_page(), family);
    view! {
        <section class="panel" aria-labelledby="service-history">
            <div class="panel-head">
                <h2 id="service-history">{t("history.title")}</h2>
            </div>
            <div class="panel-body">
                {live(move || list(&sources))} {live(move || readings(&of))}
                <p class="small">
                    <a href=responsible>{t("history.responsible")}</a>
                </p>
            </div>
        </section>
    }
    .into_any()
}

fn list(sources: &Arc<Sources>) -> AnyView {
    let mut entries = entries::of(sources);
    if entries.is_empty() {
        // What is missing is said below: only whole silence is good news.
        let whole = sources.stands().iter().all(Stand::is_whole);
        return whole
            .then(|| view! { <p class="soft">{t("history.none")}</p> })
            .into_any();
    }
    let rest = entries.split_off(entries.len().min(SHOWN));
    let more = rest.len();
    let rest = (more > 0).then(|| {
        view! {
            <details class="history-more">
                <summary>{t_count("history.more", more)}</summary>
                <ol class="history">{entries::views(rest)}</ol>
            </details>
        }
    });
    view! {
        <ol class="history">{entries::views(entries)}</ol>
        {rest}
    }
    .into_any()
}

/// What is awaited and what could not be read, source by source.
fn readings(sources: &Arc<Sources>) -> AnyView {
    let stands = sources.stands();
    let waiting: Vec<String> = stands
        .iter()
        .filter(|stand| stand.waits)
        .map(|stand| t(stand.name))
        .collect();
    let waits = (!waiting.is_empty()).then(|| {
        let said = t_with("history.waiting", &[("what", &waiting.join(", "))]);
        view! { <Waiting text=said /> }
    });
    let account = sources.account.id.nic.to_string();
    let unreadable: usize = stands.iter().map(|stand| stand.unreadable).sum();
    let unread = (unreadable > 0).then(|| {
        view! {
            <p class="state state-warn small">
                <Icon name="triangle-alert" />
                <span>{t_count("history.unreadable", unreadable)}</span>
            </p>
        }
    });
    let older = sources.older().then(|| {
        let n = history::MOST_OUTAGES.to_string();
        view! { <p class="soft small">{t_with("history.older", &[("n", &n)])}</p> }
    });
    let boxes = stands.into_iter().filter_map(|stand| {
        let trouble = stand.trouble?;
        let name = t(stand.name);
        if trouble.kind == Kind::Right {
            let said = t_with(
                "history.forbidden",
                &[("what", &name), ("account", &account)],
            );
            return Some(
                view! {
                    <p class="state state-note small">
                        <Icon name="lock" />
                        <span>{said}</span>
                    </p>
                }
                .into_any(),
            );
        }
        let (kept, retry) = (stand.kept, stand.again);
        let whose = t_with("history.whose", &[("what", &name), ("account", &account)]);
        Some(view! { <TroubleBox trouble whose kept retry /> }.into_any())
    });
    let boxes: Vec<_> = boxes.collect();
    view! {
        <div role="status">{waits}</div>
        {unread}
        {older}
        {boxes}
    }
    .into_any()
}
