//! What is known before anything is asked: the draft's own words, the service, and what the
//! API says of it. None of it is waited for: what arrives late is shown when it arrives.

use std::sync::Arc;

use advisor::flow::{
    Answers, Block, BlockKind, Case, Entry, MachineState, OpenTicket, OpenedBy, Partner,
    ServiceState, Signals, Suggestion, Work, WorkKind,
};
use advisor::text;
use api::{
    BlockedFor, Page, PartnerLevel, PlannedIntervention, PlannedState, SupportLevel, Ticket,
};
use catalog::{Family, Level};
use leptos::prelude::*;

use super::desk::Desk;
use super::notices::{self, Named};
use super::reading::{Suggest, reader as reader_of_words};
use crate::data::condition::Condition;
use crate::data::dashboard::questions::{self, Work as Running};
use crate::data::row::Row;
use crate::data::support::signals::{self, OpenTickets, Reason};
use crate::data::support::status::{self, Document};
use crate::data::{Data, Held, Snapshot};
use crate::i18n;
use crate::platform::history::Address;
use crate::platform::now_ms;

/// An intervention this near explains what is felt now, in milliseconds.
const SOON_MS: f64 = 86_400_000.0;

/// What is known. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Situation {
    /// Where the flow begins.
    pub case: Memo<Case>,
    /// What was answered.
    pub answers: Memo<Answers>,
    /// What the words suggest, and which words.
    pub reading: Memo<Option<text::Suggestion>>,
    /// The tickets open on it.
    pub tickets: Memo<Option<Arc<OpenTickets>>>,
    /// What the status page says about it.
    pub notices: Memo<Option<Arc<Vec<Named>>>>,
    /// What the API had said when the questions began.
    settled: RwSignal<Option<Signals>>,
}

impl Situation {
    /// That of the draft on the desk.
    pub fn of(desk: Desk) -> Self {
        let data = Data::current();
        let account = desk.account();
        let entry = entry_in(&untrack(|| Address::of_page().search()));
        let readings = data.services(std::slice::from_ref(&account));
        let service = Memo::new(move |_| desk.draft().service);
        let row = Memo::new(move |_| {
            let key = service.get()?.key;
            let rows = Snapshot::of(&readings);
            rows.iter().find(|row| row.key == key).cloned()
        });
        let level = {
            let level = data.ask(&account, &signals::level());
            Memo::new(move |_| known(&level.cell.read()))
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
            Memo::new(move |_| known(&partner.cell.read()))
        };
        let text = Memo::new(move |_| desk.draft().field("text").to_owned());
        let reader = RwSignal::new(None::<Suggest>);
        leptos::task::spawn_local(async move {
            let arrived = reader_of_words().await;
            // The page may have been left meanwhile.
            reader.try_set(arrived);
        });
        let reading = Memo::new(move |_| {
            let suggest = reader.get()?;
            Some(suggest(&text.read(), Some(&i18n::language())))
        });
        let answers = Memo::new(move |_| desk.draft().answers.into_iter().collect());
        let case = Memo::new(move |_| {
            let mut case = Case::new(region_of(account.id.endpoint.region()));
            case.brand = account.id.endpoint.is_brand();
            case.entry = entry;
            let service = service.get();
            case.product = service
                .as_ref()
                .and_then(|about| Case::product_named(about.product.as_deref()?));
            case.universe = case.product.map(|product| product.universe);
            case.service = service.map(|about| about.name);
            let said = level
                .read()
                .as_ref()
                .and_then(|level| level.as_ref().clone());
            case.level = said.and_then(level_of);
            let partner = partner
                .read()
                .as_ref()
                .and_then(|level| level.as_ref().clone());
            case.partner = partner.and_then(partner_of);
            case.suggestion = reading
                .read()
                .as_ref()
                .map_or_else(Suggestion::default, suggestion_of);
            case.signals = Signals {
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
            };
            case
        });
        Self {
            case,
            answers,
            reading,
            tickets,
            notices,
            settled: RwSignal::new(None),
        }
    }

    /// From here on the questions go by what is known now: what arrives later is shown, and
    /// takes nobody back to a question.
    pub fn settle(self) {
        self.settled
            .set(Some(self.case.read_untracked().signals.clone()));
    }

    /// The case that the questions go by. Tracked.
    pub fn case_for_flow(self) -> Case {
        let mut case = self.case.get();
        if let Some(settled) = self.settled.get() {
            case.signals = settled;
        }
        case
    }
}

fn known<T>(held: &Held<T>) -> Option<Arc<T>> {
    held.value.clone()
}

/// Where help was asked for: `?from=panel`.
fn entry_in(search: &str) -> Entry {
    let pairs = search.trim_start_matches('?').split('&');
    let mut from = pairs.filter_map(|pair| pair.strip_prefix("from="));
    match from.next() {
        Some("service") => Entry::Service,
        Some("panel") => Entry::Panel,
        Some("alert") => Entry::Alert,
        _ => Entry::Blank,
    }
}

fn region_of(region: api::Region) -> catalog::Region {
    match region {
        api::Region::Eu => catalog::Region::Eu,
        api::Region::Ca => catalog::Region::Ca,
        api::Region::Us => catalog::Region::Us,
    }
}

fn level_of(level: SupportLevel) -> Option<Level> {
    Level::parse(level.as_str())
}

/// What the words suggest; nothing where none of them was known.
fn suggestion_of(reading: &text::Suggestion) -> Suggestion {
    if reading.because.is_empty() {
        return Suggestion::default();
    }
    use advisor::flow::Kind;
    Suggestion {
        kind: Some(match reading.kind {
            text::Kind::Incident => Kind::Incident,
            text::Kind::Advice => Kind::Advice,
            text::Kind::Billing => Kind::Billing,
            text::Kind::Abuse => Kind::Abuse,
            text::Kind::Intervention => Kind::Intervention,
            text::Kind::Commercial => Kind::Commercial,
            text::Kind::Account => Kind::Account,
        }),
        family: family_of(reading.product),
        responsible: Some(match reading.responsible {
            text::Responsible::Provider => catalog::Responsible::Provider,
            text::Responsible::Customer => catalog::Responsible::Customer,
            text::Responsible::PartnerOrPaid => catalog::Responsible::PartnerOrPaid,
        }),
    }
}

/// The family of the product that the words name.
fn family_of(product: text::Product) -> Option<Family> {
    use text::Product as Said;
    Some(match product {
        Said::WebHosting => Family::WebHosting,
        Said::Domain => Family::Domain,
        Said::Dns => Family::Dns,
        Said::Email => Family::Email,
        Said::Ssl => Family::Certificate,
        Said::Voip => Family::Telephony,
        Said::Sms => Family::Sms,
        Said::Fax => Family::Fax,
        Said::Access => Family::Access,
        Said::DedicatedServer | Said::Kimsufi | Said::SoYouStart | Said::GameServer => {
            Family::DedicatedServer
        }
        Said::Vps => Family::Vps,
        Said::NetworkIp => Family::Network,
        Said::License => Family::Licence,
        Said::PublicCloudInstance => Family::PublicCloud,
        Said::Kubernetes => Family::Kubernetes,
        Said::ObjectStorage => Family::ObjectStorage,
        Said::PrivateCloud => Family::PrivateCloud,
        Said::Nutanix => Family::Nutanix,
        Said::Vrack => Family::Vrack,
        Said::Connect => Family::Connect,
        Said::Housing => Family::Housing,
        Said::Account => Family::Account,
        // An attack, or a database, may be about any of several.
        Said::Ddos | Said::Database => return None,
    })
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
