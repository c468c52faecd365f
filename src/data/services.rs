//! Reading the services of one account: one list, then, behind it, what the products
//! whose state matters say of themselves.

use std::sync::Arc;

use api::{AccountId, ApiError, RenewMode, Service, Session};
use leptos::prelude::*;

use super::keep::{Slot, Start};
use super::order::Places;
use super::row::{Facts, ProductSays, ProductState, Row};
use super::trouble::Trouble;
use super::{Loaded, Phase, SERVICES};
use crate::platform::now_ms;
use crate::session::Account;

const SERVERS: &str = "dedicated-server";
const VPS: &str = "vps";

/// The cell of an account's services, and what reads them into it.
pub fn begin(account: &AccountId) -> (ArcRwSignal<Loaded>, Start) {
    let cell = ArcRwSignal::new(Loaded {
        rows: None,
        read_at: 0.0,
        phase: Phase::Ready,
        gap: None,
        unreadable: 0,
    });
    (cell.clone(), reading(account.clone(), cell))
}

/// Where they are kept.
pub fn slot(account: &Account, cell: &ArcRwSignal<Loaded>, start: Start) -> Slot {
    let cell = Box::new(cell.clone());
    Slot::new(account.clone(), SERVICES, String::new(), cell, start)
}

/// What reads them and keeps `cell` told. What fails leaves the earlier value where it is.
fn reading(account: AccountId, cell: ArcRwSignal<Loaded>) -> Start {
    Box::new(move |entry, session| {
        // Untracked: a page may ask while it is being drawn.
        cell.update_untracked(|loaded| loaded.phase = Phase::Waiting { since: now_ms() });
        let (account, cell) = (account.clone(), cell.clone());
        Box::pin(async move {
            // Those who already look at the cell learn that it waits.
            cell.notify();
            let session = match session {
                Ok(session) => session,
                Err(error) => return failed(&entry, &cell, &error),
            };
            let page = match session.services().await {
                Ok(page) => page,
                Err(error) => return failed(&entry, &cell, &error),
            };
            let now = now_ms();
            let rows = page
                .rows
                .iter()
                .map(|service| row_of(&account, service, now));
            let rows: Arc<Vec<Arc<Row>>> = Arc::new(rows.map(Arc::new).collect());
            entry.answered(true, now);
            cell.update(|loaded| {
                loaded.rows = Some(keep_product_states(rows, loaded));
                loaded.read_at = now;
                loaded.phase = Phase::Ready;
                loaded.unreadable = page.bad.len();
            });
            read_product_states(&session.background(), &cell).await;
        })
    })
}

fn failed(entry: &Slot, cell: &ArcRwSignal<Loaded>, error: &ApiError) {
    let now = now_ms();
    entry.answered(false, now);
    cell.update(|loaded| loaded.phase = Phase::Failed(Trouble::of(error, now)));
}

/// A service as lists show it; `now` in milliseconds since 1970.
pub fn row_of(account: &AccountId, service: &Service, now: f64) -> Row {
    let mut row = Row::new(
        account.clone(),
        service.id,
        &service.display_name,
        &service.name,
        service.route_path.as_deref().unwrap_or_default(),
        Facts {
            resource: service.state.clone(),
            lifecycle: service.lifecycle.clone(),
            product: None,
            ends_ms: service
                .terminates
                .or(service.expires)
                // Milliseconds of any real date are exact in f64.
                .map(|moment| moment.0 as f64),
            renews_itself: service.renew_mode == Some(RenewMode::Automatic),
            tags: service.tags.clone(),
            ip: None,
        },
        now,
    );
    row.parent = service.parent;
    row
}

/// Until the products answer again, what they said before still holds: a hacked server
/// does not become well because the list was read again.
fn keep_product_states(rows: Arc<Vec<Arc<Row>>>, earlier: &Loaded) -> Arc<Vec<Arc<Row>>> {
    let mut known = States::new();
    for row in earlier.rows.iter().flat_map(|rows| rows.iter()) {
        let says = ProductSays {
            state: row.facts.product.clone(),
            ip: row.facts.ip.clone(),
        };
        if let (Some(product), true) = (row.product, says != ProductSays::default()) {
            known.push((product.key, row.name.to_string(), says));
        }
    }
    with_states(&rows, &known)
}

/// What products say: the product's key, the service's technical name, its state.
type States = Vec<(&'static str, String, ProductSays)>;

fn with_states(rows: &[Arc<Row>], states: &States) -> Arc<Vec<Arc<Row>>> {
    let now = now_ms();
    let places = Places::of(states.iter().map(|(_, name, _)| name.as_str()));
    let state_of = |row: &Row| {
        let (key, _, says) = states.get(places.of_text(&row.name)?)?;
        (row.product?.key == *key).then_some(says)
    };
    let merged = rows.iter().map(|row| match state_of(row) {
        Some(says) if !row.knows(says) => Arc::new(row.with_product(says, now)),
        _ => row.clone(),
    });
    Arc::new(merged.collect())
}

/// Asks only for products that the account has.
async fn read_product_states(session: &Session, cell: &ArcRwSignal<Loaded>) {
    let has = |key: &'static str| {
        cell.with_untracked(|loaded| {
            let mut rows = loaded.rows.iter().flat_map(|rows| rows.iter());
            rows.any(|row| row.product.is_some_and(|product| product.key == key))
        })
    };
    let mut states = States::new();
    let mut gap = None;
    if has(SERVERS) {
        match session.dedicated_servers().await {
            Ok(page) => {
                for server in page.rows {
                    let says = ProductSays {
                        state: server.state.map(ProductState::Server),
                        ip: server.ip,
                    };
                    states.push((SERVERS, server.name, says));
                }
            }
            Err(error) => gap = Some(error),
        }
    }
    if has(VPS) {
        match session.vps_list().await {
            Ok(page) => {
                for vps in page.rows {
                    let says = ProductSays {
                        state: vps.state.map(ProductState::Vps),
                        ip: None,
                    };
                    states.push((VPS, vps.name, says));
                }
            }
            Err(error) => gap = Some(error),
        }
    }
    let gap = gap.map(|error| Trouble::of(&error, now_ms()));
    cell.update(|loaded| {
        if let Some(rows) = &loaded.rows {
            loaded.rows = Some(with_states(rows, &states));
        }
        loaded.gap = gap;
    });
}
