//! What the API says of what a request is about: code and questions of their own, which
//! arrive after the page on which the request is written.

use std::sync::Arc;

use advisor::flow::{
    Block, BlockKind, MachineState, OpenTicket, OpenedBy, Partner, ServiceState, Signals, Work,
    WorkKind,
};
use api::{
    BlockedFor, Page, PartnerLevel, PlannedIntervention, PlannedState, SupportLevel, Ticket,
};
use catalog::Level;
use leptos::prelude::*;

use super::notices::{self, Named};
use crate::data::condition::Condition;
use crate::data::dashboard::questions::{self, Work as Running};
use crate::data::row::Row;
use crate::data::support::signals::{self, OpenTickets, Reason};
use crate::data::support::status::{self, Document};
use crate::data::{Data, Held, Snapshot};
use crate::lazily;
use crate::platform::now_ms;
use crate::session::Account;
use crate::session::drafts::About;
use crate::ui::arriving;

/// An intervention this near explains what is felt now, in milliseconds.
const SOON_MS: f64 = 86_400_000.0;

/// What was heard. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Heard {
    /// What the flow goes by.
    pub signals: Memo<Signals>,
    /// The account's support level.
    pub level: Memo<Option<Level>>,
    /// The account's standing in the partner programme.
    pub partner: Memo<Option<Partner>>,
    /// The tickets open on the service.
    pub tickets: Memo<Option<Arc<OpenTickets>>>,
    /// What the status page says about it.
    pub notices: Memo<Option<Arc<Vec<Named>>>>,
}

/// Asks the API, for as long as the owner of the call lives.
pub type Listen = fn(Account, Memo<Option<About>>) -> Heard;

lazily!(fetch, help_signals, Listen, listen as Listen);

/// It, once it is here. Until then nothing is known, and everything is asked.
pub fn listener() -> RwSignal<Option<Listen>> {
    arriving(fetch())
}

fn listen(account: Account, service: Memo<Option<About>>) -> Heard {
    let data = Data::current();
    let readings = data.services(std::slice::from_ref(&account));
    let row = Memo::new(move |_| {
        let key = service.get()?.key;
        let rows = Snapshot::of(&readings);
        rows.iter().find(|row| row.key == key).cloned()
    });
    let level = {
        let level = data.ask(&account, &signals::level());
        Memo::new(move |_| level_of(known(&level.cell.read())?.as_ref().clone()?))
    };
    let asks = account.clone();
    let tickets = Memo::new(move |_| {
        let service = service.get()?;
        let answer = data.ask(&asks, &signals::open_tickets(&service.name));
        known(&answer.cell.read())
    });
    let asks = account.clone();
    let running = Memo::new(move |_| {
        let row = row.get().filter(|row| questions::is_machine(row))?;
        let answer = data.ask(&asks, &questions::running_tasks(&[row]));
        known(&answer.cell.read())
    });
    let asks = account.clone();
    let planned = Memo::new(move |_| {
        let row = row.get().filter(|row| is_server(row))?;
        let answer = data.ask(&asks, &signals::planned(&row.name));
        known(&answer.cell.read())
    });
    let asks = account.clone();
    let blocked = Memo::new(move |_| {
        let addresses = signals::addresses_of(row.get()?.as_ref())?;
        let answer = data.ask(&asks, &signals::blocked(&addresses));
        known(&answer.cell.read())
    });
    let feed = status::follow(account.id.endpoint.region(), Document::Open);
    let notices = Memo::new(move |_| {
        let feed = known(&feed.as_ref()?.read())?;
        notices::of(row.get()?.as_ref(), &feed, now_ms()).map(Arc::new)
    });
    let partner = {
        let partner = data.ask(&account, &signals::partner());
        Memo::new(move |_| partner_of(known(&partner.cell.read())?.as_ref().clone()?))
    };
    let signals = Memo::new(move |_| Signals {
        service: row.read().as_ref().map(|row| service_state(row)),
        machine: row.read().as_ref().map(|row| machine_state(row)),
        blocks: blocked.read().as_ref().map(|blocks| blocks_of(blocks)),
        work: work_of(
            running.read().as_deref(),
            planned.read().as_deref(),
            row.read().as_ref().is_some_and(|row| is_server(row)),
        ),
        tickets: tickets
            .read()
            .as_ref()
            .map(|open| tickets_of(open, row.read().as_deref())),
        notices: notices
            .read()
            .as_ref()
            .map(|all| all.iter().map(|named| named.notice.clone()).collect()),
    });
    Heard {
        signals,
        level,
        partner,
        tickets,
        notices,
    }
}

fn known<T>(held: &Held<T>) -> Option<Arc<T>> {
    held.value.clone()
}

fn level_of(level: SupportLevel) -> Option<Level> {
    Level::parse(level.as_str())
}

fn service_state(row: &Row) -> ServiceState {
    match row.condition {
        Condition::Unpaid => ServiceState::Unpaid,
        Condition::Suspended => ServiceState::Suspended,
        Condition::Expired => ServiceState::Expired,
        Condition::Creating => ServiceState::Creating,
        Condition::Unknown => ServiceState::Other,
        _ => ServiceState::Ok,
    }
}

fn machine_state(row: &Row) -> MachineState {
    match row.condition {
        Condition::HackedBlocked => MachineState::HackedBlocked,
        Condition::Hacked => MachineState::Hacked,
        Condition::Failing => MachineState::Error,
        Condition::Rescue => MachineState::Rescue,
        Condition::Maintenance => MachineState::Maintenance,
        _ => MachineState::Ok,
    }
}

fn is_server(row: &Row) -> bool {
    row.product
        .is_some_and(|product| product.key == "dedicated-server")
}

/// Tasks and interventions; `None` while one of the answers is missing.
fn work_of(
    running: Option<&Running>,
    planned: Option<&Page<PlannedIntervention>>,
    server: bool,
) -> Option<Vec<Work>> {
    let mut work: Vec<Work> = running?
        .running
        .iter()
        .map(|running| Work {
            id: running.task.id.0,
            kind: WorkKind::Task,
        })
        .collect();
    if server {
        let soon = now_ms() + SOON_MS;
        let near =
            |one: &&PlannedIntervention| one.begins.is_none_or(|begins| begins.0 as f64 <= soon);
        let ahead = planned?.rows.iter().filter(near).filter_map(|one| {
            let kind = match one.state {
                Some(PlannedState::Done) => return None,
                Some(PlannedState::Doing) => WorkKind::Intervention,
                _ => WorkKind::PlannedIntervention,
            };
            Some(Work { id: one.id.0, kind })
        });
        work.extend(ahead);
    }
    Some(work)
}

fn blocks_of(blocks: &[signals::Block]) -> Vec<Block> {
    let kind = |reason| match reason {
        Reason::Sent(BlockedFor::Spam) => BlockKind::Spam,
        Reason::Sent(BlockedFor::Attack) => BlockKind::Hacking,
        Reason::Sent(BlockedFor::Arp) => BlockKind::Arp,
        Reason::Phishing => BlockKind::Phishing,
    };
    let each = blocks.iter().map(|block| Block {
        address: block.address.clone(),
        kind: kind(block.reason),
    });
    each.collect()
}

fn partner_of(level: PartnerLevel) -> Option<Partner> {
    Some(match level {
        PartnerLevel::None => Partner::None,
        PartnerLevel::Standard => Partner::Standard,
        PartnerLevel::Advanced => Partner::Advanced,
        PartnerLevel::Strategic => Partner::Strategic,
        PartnerLevel::Other(_) => return None,
    })
}

/// Who opened each: of those that a machine opened on what is hacked or blocked, the ones
/// that are about that.
fn tickets_of(open: &OpenTickets, row: Option<&Row>) -> Vec<OpenTicket> {
    let hacked = row
        .is_some_and(|row| matches!(row.condition, Condition::Hacked | Condition::HackedBlocked));
    let by = |ticket: &Ticket| match open.automatic.contains(&ticket.id) {
        true if hacked => OpenedBy::Abuse,
        true => OpenedBy::Machine,
        false => OpenedBy::Customer,
    };
    let each = open.rows.iter().map(|ticket| OpenTicket {
        id: ticket.id.0,
        number: ticket.number,
        by: by(ticket),
    });
    each.collect()
}
