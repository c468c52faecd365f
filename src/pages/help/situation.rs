//! What is known before anything is asked: the draft's own words, the service, and what the
//! API says of it. None of it is waited for: what arrives late is shown when it arrives.

use std::sync::Arc;

use advisor::flow::{Answers, Case, Entry, Signals, Suggestion};
use advisor::text;
use catalog::Family;
use leptos::prelude::*;

use super::desk::Desk;
use super::heard::{Heard, listener};
use super::notices::Named;
use super::reading::reader as reader_of_words;
use crate::data::support::signals::OpenTickets;
use crate::i18n;
use crate::platform::history::Address;
use crate::session::drafts::About;

/// What is known. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Situation {
    /// Where the flow begins.
    pub case: Memo<Case>,
    /// What was answered.
    pub answers: Memo<Answers>,
    /// What the words suggest, and which words.
    pub reading: Memo<Option<text::Suggestion>>,
    /// What the API says, once somebody listens.
    heard: RwSignal<Option<Heard>>,
    /// What the API had said when the questions began.
    settled: RwSignal<Option<Signals>>,
}

impl Situation {
    /// That of the draft on the desk.
    pub fn of(desk: Desk) -> Self {
        let account = desk.account();
        let entry = entry_in(&untrack(|| Address::of_page().search()));
        let service = Memo::new(move |_| desk.draft().service);
        let heard = hear(desk, service);
        let text = Memo::new(move |_| desk.draft().field("text").to_owned());
        let reader = reader_of_words();
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
            let heard = heard.get();
            case.level = heard.and_then(|heard| heard.level.get());
            case.partner = heard.and_then(|heard| heard.partner.get());
            case.suggestion = reading
                .read()
                .as_ref()
                .map_or_else(Suggestion::default, suggestion_of);
            case.signals = heard.map_or_else(Signals::default, |heard| heard.signals.get());
            case
        });
        Self {
            case,
            answers,
            reading,
            heard,
            settled: RwSignal::new(None),
        }
    }

    /// The tickets open on the service. Tracked.
    pub fn tickets(self) -> Option<Arc<OpenTickets>> {
        self.heard.get()?.tickets.get()
    }

    /// What the status page says about the service. Tracked.
    pub fn notices(self) -> Option<Arc<Vec<Named>>> {
        self.heard.get()?.notices.get()
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

/// Begins to listen as soon as the code for it is here.
fn hear(desk: Desk, service: Memo<Option<About>>) -> RwSignal<Option<Heard>> {
    let (listener, heard) = (listener(), RwSignal::new(None));
    Effect::new(move || {
        if let Some(listen) = listener.get() {
            heard.set(Some(untrack(|| listen(desk.account(), service))));
        }
    });
    heard
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
