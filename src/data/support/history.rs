//! What happened to a service, as the API tells it: technicians, addresses that were
//! filtered or blocked, tickets, outages with a credit. Each is a question of its own, so
//! that each is there, late or missing by itself.

use std::rc::Rc;

use api::{
    ApiError, BlockedFor, BlockedIp, BlockedState, Intervention, Mitigation, Outage, OutageId,
    Page, PhishingState, Session, Ticket, TicketFilter, Timestamp,
};

use super::signals::{Addresses, Reason};
use crate::data::Question;
use crate::data::writes::{Change, Sent};
use crate::platform::now_ms;

const OUTAGES: &str = "outages-of";
const ADDRESSES: &str = "address-events";

/// So many outages of an account are looked into, the newest: each is two requests.
pub const MOST_OUTAGES: usize = 8;

/// What technicians did at a server.
pub fn interventions(server: &str) -> Question<Page<Intervention>> {
    Question {
        what: "interventions",
        of: server.to_owned(),
        call: |session, server| {
            Box::pin(async move { session.background().server_interventions(&server).await })
        },
    }
}

/// The tickets about a service, open and closed.
pub fn tickets(service: &str) -> Question<Page<Ticket>> {
    Question {
        what: super::TICKETS_ABOUT,
        of: service.to_owned(),
        call: |session, service| {
            Box::pin(async move {
                let filter = TicketFilter {
                    service_name: Some(service),
                    ..TicketFilter::default()
                };
                session.background().tickets(&filter).await
            })
        },
    }
}

/// How a block or a report stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Blocked.
    Blocked,
    /// Being blocked.
    Blocking,
    /// Being unblocked.
    Unblocking,
    /// No longer blocked.
    Over,
    /// In the API's word, which we do not know.
    Other(String),
    /// It does not say.
    Unsaid,
}

/// An address that was blocked, or on which somebody reported a false page.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressEvent {
    /// The block that it is in.
    pub block: String,
    /// The address.
    pub address: String,
    /// Why.
    pub reason: Reason,
    /// How it stands.
    pub stands: Stands,
    /// Since when.
    pub since: Option<Timestamp>,
    /// From when on its owner may have it unblocked, in milliseconds since 1970; `None` where
    /// that is not the owner's to do, or is not said.
    pub free_at: Option<f64>,
}

impl AddressEvent {
    /// Whether its owner may have it unblocked at `now`.
    pub fn may_be_unblocked(&self, now: f64) -> bool {
        self.stands == Stands::Blocked && self.free_at.is_some_and(|at| at <= now)
    }
}

/// What happened to the addresses of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddressHistory {
    /// Blocked, or reported.
    pub events: Vec<AddressEvent>,
    /// Filtered against attacks now.
    pub filtered: Vec<Mitigation>,
    /// Entries that could not be read. They exist.
    pub unreadable: usize,
}

/// What happened to the addresses of a service.
pub fn addresses(of: &Addresses) -> Question<AddressHistory> {
    Question {
        what: ADDRESSES,
        of: of.as_text(),
        call: |session, of| Box::pin(async move { addresses_of(&session.background(), &of).await }),
    }
}

async fn addresses_of(session: &Session, of: &str) -> Result<AddressHistory, ApiError> {
    let (blocks, unreadable) = Addresses::from_text(of).blocks(session).await?;
    let mut history = AddressHistory {
        unreadable,
        ..AddressHistory::default()
    };
    for block in blocks {
        read_block(session, &block, &mut history).await?;
    }
    Ok(history)
}

async fn read_block(
    session: &Session,
    block: &str,
    history: &mut AddressHistory,
) -> Result<(), ApiError> {
    for reason in BlockedFor::ALL {
        let page = session.ip_blocked(block, reason).await?;
        history.unreadable += page.bad.len();
        let now = now_ms();
        let events = page.rows.into_iter();
        let events = events.map(|ip| blocked_event(block, reason, ip, now));
        history.events.extend(events);
    }
    let reports = session.ip_phishing(block).await?;
    history.unreadable += reports.bad.len();
    let events = reports.rows.into_iter().map(|report| AddressEvent {
        block: block.to_owned(),
        address: report.address,
        reason: Reason::Phishing,
        stands: match report.state {
            Some(PhishingState::Blocking) => Stands::Blocking,
            Some(PhishingState::Blocked) => Stands::Blocked,
            Some(PhishingState::Unblocking) => Stands::Unblocking,
            Some(PhishingState::Unblocked) => Stands::Over,
            Some(PhishingState::Other(word)) => Stands::Other(word),
            None => Stands::Unsaid,
        },
        since: report.since,
        free_at: None,
    });
    history.events.extend(events);
    let filtered = session.ip_mitigation(block).await?;
    history.unreadable += filtered.bad.len();
    history.filtered.extend(filtered.rows);
    Ok(())
}

/// `now`: when it was answered, in milliseconds since 1970.
fn blocked_event(block: &str, reason: BlockedFor, ip: BlockedIp, now: f64) -> AddressEvent {
    let ms = |seconds: u64| seconds as f64 * 1000.0;
    let free_at = match (reason, ip.since, ip.seconds) {
        // So long from the beginning on; without a beginning it is not known.
        (BlockedFor::Spam, Some(since), Some(seconds)) => Some(since.0 as f64 + ms(seconds)),
        (BlockedFor::Spam, _, _) => None,
        (_, _, seconds) => Some(now + ms(seconds.unwrap_or_default())),
    };
    AddressEvent {
        block: block.to_owned(),
        address: ip.address,
        reason: Reason::Sent(reason),
        stands: match ip.state {
            Some(BlockedState::BlockedForSpam | BlockedState::Blocked) => Stands::Blocked,
            Some(BlockedState::Unblocking) => Stands::Unblocking,
            Some(BlockedState::Unblocked) => Stands::Over,
            Some(BlockedState::Other(word)) => Stands::Other(word),
            None => Stands::Unsaid,
        },
        since: ip.since,
        free_at,
    }
}

/// Has an address unblocked. `title` and `subject` in the reader's words.
pub fn unblock(
    block: String,
    reason: BlockedFor,
    address: String,
    title: String,
    subject: String,
) -> Change {
    let (in_block, of_address) = (block.clone(), address.clone());
    Change {
        what: "unblock",
        of: format!("{reason:?} {address}"),
        title,
        subject,
        send: Box::new(move |session| {
            Box::pin(async move {
                let sent = session.unblock_ip(&block, reason, &address).await;
                sent.map(Sent::from)
            })
        }),
        check: Rc::new(move |session| {
            let (block, address) = (in_block.clone(), of_address.clone());
            Box::pin(async move {
                let page = session.ip_blocked(&block, reason).await?;
                let still = |ip: &BlockedIp| {
                    ip.address == address && ip.state.as_ref().is_none_or(BlockedState::is_blocked)
                };
                Ok(!page.rows.iter().any(still))
            })
        }),
        changes: &[ADDRESSES, super::BLOCKED],
    }
}

/// An outage in which the service was down.
#[derive(Clone, Debug, PartialEq)]
pub struct Down {
    /// It.
    pub outage: Outage,
    /// The commitment that was missed, in the provider's words.
    pub plan: String,
    /// The credit that it brings, in the provider's words.
    pub credit: String,
    /// The credit can be asked for.
    pub claimable: bool,
}

/// The outages in which a service was down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outages {
    /// The newest first.
    pub rows: Vec<Down>,
    /// Older ones of the account were not looked into.
    pub older: bool,
    /// How many could not be read. They exist.
    pub unreadable: usize,
}

/// The outages in which a service was down.
pub fn outages(service: &str) -> Question<Outages> {
    Question {
        what: OUTAGES,
        of: service.to_owned(),
        call: |session, service| {
            Box::pin(async move { outages_of(&session.background(), &service).await })
        },
    }
}

async fn outages_of(session: &Session, service: &str) -> Result<Outages, ApiError> {
    let page = session.outages().await?;
    let mut all = page.rows;
    all.sort_by_key(|outage| std::cmp::Reverse(outage.began));
    let mut found = Outages {
        rows: Vec::new(),
        older: all.len() > MOST_OUTAGES,
        unreadable: page.bad.len(),
    };
    for outage in all.into_iter().take(MOST_OUTAGES) {
        let services = session.outage_services(outage.id).await?;
        found.unreadable += services.bad.len();
        let Some(own) = services.rows.into_iter().find(|one| one.name == service) else {
            continue;
        };
        found.rows.push(Down {
            claimable: session.can_claim_outage(outage.id).await?,
            plan: own.plan,
            credit: own.credit,
            outage,
        });
    }
    Ok(found)
}

/// Claims the credit for an outage. `title` and `subject` in the reader's words.
pub fn claim(id: OutageId, title: String, subject: String) -> Change {
    Change {
        what: "claim-credit",
        of: id.0.to_string(),
        title,
        subject,
        send: Box::new(move |session| {
            Box::pin(async move { session.claim_outage(id).await.map(Sent::from) })
        }),
        check: Rc::new(move |session| {
            Box::pin(async move { Ok(!session.can_claim_outage(id).await?) })
        }),
        changes: &[OUTAGES],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(state: &str, since: Option<i64>, seconds: Option<u64>) -> BlockedIp {
        BlockedIp {
            address: "192.0.2.7".into(),
            state: Some(BlockedState::from_wire(state)),
            since: since.map(Timestamp),
            seconds,
            logs: None,
        }
    }

    #[test]
    fn an_address_may_be_unblocked_when_its_time_has_come() {
        use BlockedFor::{Arp, Attack, Spam};
        for (reason, ip, free_at) in [
            // After spam the time counts from the beginning, else from the answer.
            (
                Spam,
                ip("blockedForSpam", Some(1_000), Some(60)),
                Some(61_000.0),
            ),
            (Spam, ip("blockedForSpam", None, Some(60)), None),
            (Spam, ip("blockedForSpam", Some(1_000), None), None),
            (Attack, ip("blocked", Some(1_000), Some(60)), Some(70_000.0)),
            (Arp, ip("blocked", None, Some(0)), Some(10_000.0)),
        ] {
            let event = blocked_event("192.0.2.0/28", reason, ip, 10_000.0);
            assert_eq!(event.free_at, free_at, "{reason:?}");
            let may = |now| event.may_be_unblocked(now);
            match free_at {
                None => assert!(!may(f64::MAX)),
                Some(at) => assert!(!may(at - 1.0) && may(at)),
            }
        }
        for state in ["unblocking", "unblocked", "bewitched"] {
            let event = blocked_event("b", Attack, ip(state, None, None), 0.0);
            assert!(!event.may_be_unblocked(f64::MAX), "{state}");
        }
    }
}
