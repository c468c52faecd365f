//! What the provider knows about the services of an account and says elsewhere than in
//! their state: blocked addresses, technicians at work, credits for outages.
//!
//! Written after the services and without dice, so that it changes none of them.

use rusqlite::Connection;
use time::{Duration, OffsetDateTime};

use crate::error::ApiError;
use crate::product::Product;
use crate::region::Region;
use crate::routes::dedicated_server::Server;
use crate::routes::interventions::{Intervention, Planned};
use crate::routes::ip::Block;
use crate::routes::ip::blocked::{Blocked, Message, Reason};
use crate::routes::ip::mitigation::Mitigation;
use crate::routes::ip::phishing::Phishing;
use crate::status::events::{self, Event};
use crate::store::accounts::Account;
use crate::store::services::{self, Service};
use crate::store::sla::{self, Affected, Outage};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Outages that an account may ask a credit for.
const OUTAGES: usize = 2;

/// Writes the signals of an account.
///
/// # Errors
///
/// When the database cannot be written.
pub fn write(
    conn: &Connection,
    region: Region,
    account: &Account,
    now: OffsetDateTime,
) -> Result<(), ApiError> {
    let own = |product| -> Result<Vec<Service>, ApiError> {
        let mut own = services::of_product(conn, &account.nic, product)?;
        own.retain(|service| service.contacts.admin == account.nic);
        Ok(own)
    };
    addresses(conn, own(Product::Ip)?, now.unix_timestamp())?;
    let servers = own(Product::DedicatedServer)?;
    outages(conn, region, account, &servers, now)?;
    technicians(conn, servers, now.unix_timestamp())
}

/// The first single address attacked others and is under attack itself, the second sent
/// spam and shows a page that is not its own; in the first wide block one address
/// answers for another.
fn addresses(conn: &Connection, blocks: Vec<Service>, now: i64) -> Result<(), ApiError> {
    let (mut singles, mut wides) = (0, 0);
    for mut service in blocks {
        let mut block: Block = serde_json::from_str(&service.document)?;
        let Some((first, length)) = block.block.split_once('/') else {
            continue;
        };
        let (first, single) = (first.to_owned(), length == "32");
        let count = if single { &mut singles } else { &mut wides };
        *count += 1;
        match (single, *count) {
            _ if first.contains(':') => continue,
            (true, 1) => {
                block.blocked.push(attacker(&first, now));
                block.mitigation.push(filtered(&first, now));
            }
            (true, 2) => {
                block.blocked.push(spammer(&first, now));
                block.phishing.push(Phishing {
                    id: 700_000 + service.id % 100_000,
                    url: format!("http://{first}/wp-content/login.html"),
                    address: first,
                    state: "blocked".to_owned(),
                    since: now - 31 * HOUR,
                });
            }
            (false, 1) => {
                block.mitigation.push(filtered(&first, now));
                block.blocked.push(arp(&second_of(&first), now));
            }
            _ => continue,
        }
        service.document = serde_json::to_string(&block)?;
        services::update(conn, &service)?;
    }
    Ok(())
}

/// The address after the first of a block.
fn second_of(first: &str) -> String {
    first
        .parse::<std::net::Ipv4Addr>()
        .ok()
        .and_then(|first| first.to_bits().checked_add(1))
        .map_or_else(
            || first.to_owned(),
            |bits| std::net::Ipv4Addr::from_bits(bits).to_string(),
        )
}

/// Blocked minutes ago: it cannot be unblocked yet.
fn attacker(address: &str, now: i64) -> Blocked {
    Blocked {
        reason: Reason::Antihack,
        address: address.to_owned(),
        since: now - 25 * MINUTE,
        seconds: 4 * HOUR,
        asked: None,
        logs: Some(format!(
            "Attack detail: 38 kpps, 19 Mbps\n{address}:41022 > 203.0.113.77:22 SYN, 64 bytes\n\
             {address}:41023 > 203.0.113.78:22 SYN, 64 bytes"
        )),
        messages: Vec::new(),
    }
}

/// Blocked two days ago for a day: it can be unblocked.
fn spammer(address: &str, now: i64) -> Blocked {
    let since = now - 2 * DAY;
    let message = |index: i64| Message {
        at: since - 20 * MINUTE + index * 3 * MINUTE,
        to: format!("203.0.113.{}", 20 + index),
        id: format!("<{index:02}.offer@mailer.example>"),
        score: 310 + index * 12,
    };
    Blocked {
        reason: Reason::Spam,
        address: address.to_owned(),
        since,
        seconds: DAY,
        asked: None,
        logs: None,
        messages: (0..6).map(message).collect(),
    }
}

fn arp(address: &str, now: i64) -> Blocked {
    Blocked {
        reason: Reason::Arp,
        address: address.to_owned(),
        since: now - 3 * HOUR,
        seconds: HOUR,
        asked: None,
        logs: Some(format!(
            "{address} is-at 02:00:00:5e:00:53, which is not a virtual MAC address of it"
        )),
        messages: Vec::new(),
    }
}

fn filtered(address: &str, now: i64) -> Mitigation {
    Mitigation {
        address: address.to_owned(),
        permanent: false,
        auto: true,
        since: now - 12 * MINUTE,
        removed: None,
    }
}

/// Broken servers wait for a technician; of the others the first is to get more
/// hardware, and the second has a new disk.
fn technicians(conn: &Connection, servers: Vec<Service>, now: i64) -> Result<(), ApiError> {
    let mut sound = 0;
    for mut service in servers {
        let mut server: Server = serde_json::from_str(&service.document)?;
        let id = 500_000 + service.id % 100_000;
        let intervention = |at| Intervention {
            id,
            kind: "hardDiskDriveReplacement".to_owned(),
            at,
        };
        match server.state.as_str() {
            "error" => server.interventions.push(intervention(None)),
            "ok" => {
                sound += 1;
                match sound {
                    1 => server.planned.push(Planned {
                        id,
                        start: now + 2 * DAY,
                        end: now + 2 * DAY + HOUR,
                    }),
                    2 => server
                        .interventions
                        .push(intervention(Some(now - 40 * DAY))),
                    _ => continue,
                }
            }
            _ => continue,
        }
        service.document = serde_json::to_string(&server)?;
        services::update(conn, &service)?;
    }
    Ok(())
}

/// Outages that the status feed tells of, where they concerned a server of the account.
/// The credit for the older one was asked for.
fn outages(
    conn: &Connection,
    region: Region,
    account: &Account,
    servers: &[Service],
    now: OffsetDateTime,
) -> Result<(), ApiError> {
    if servers.is_empty() {
        return Ok(());
    }
    let places = events::places(conn, region)?;
    let mut written = 0;
    for event in events::outages(region, &places, now.unix_timestamp()) {
        let Some(ended) = event.recovered().filter(|_| event.is_over()) else {
            continue;
        };
        let affected = affected(&event, ended, servers)?;
        if affected.is_empty() || written == OUTAGES {
            continue;
        }
        let asked = ended + Duration::days(1).whole_seconds();
        let outage = Outage {
            id: 0,
            description: format!("{}. The promised recovery time was missed.", event.name),
            name: event.name,
            started: event.started,
            ended,
            services: affected,
            applied: (written > 0).then_some(asked),
        };
        sla::insert(conn, &account.nic, &outage)?;
        written += 1;
    }
    Ok(())
}

fn affected(event: &Event, ended: i64, servers: &[Service]) -> Result<Vec<Affected>, ApiError> {
    let mut affected = Vec::new();
    for service in servers {
        let server: Server = serde_json::from_str(&service.document)?;
        let there = event.components.contains(&server.datacenter.to_uppercase());
        if there && service.billing.delivered.unix_timestamp() < event.started {
            affected.push(Affected {
                name: service.name.clone(),
                description: service.label().to_owned(),
                plan: "Dedicated server, 99.9 %".to_owned(),
                credit: format!("{} %", credit(ended - event.started)),
            });
        }
    }
    Ok(affected)
}

/// In percent of a month: five for each half hour after the two that a technician has to
/// come and to repair, half of it at most.
fn credit(seconds: i64) -> i64 {
    let late = (seconds - 2 * HOUR).max(0);
    ((late + 30 * MINUTE - 1) / (30 * MINUTE) * 5).min(50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_grow_with_each_half_hour() {
        for (minutes, percent) in [(0, 0), (120, 0), (121, 5), (150, 5), (151, 10), (900, 50)] {
            assert_eq!(credit(minutes * MINUTE), percent, "{minutes}");
        }
    }
}
