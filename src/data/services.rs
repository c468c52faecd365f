//! Reading the services of one account: one list, then, behind it, what the products
//! whose state matters say of themselves. Accounts of brands have no list: theirs is put
//! together from their servers and addresses, and how each is paid is read behind it.

use std::sync::Arc;

use api::{AccountId, ApiError, BrandServices, DedicatedServer, Page, RenewMode, Service, Session};
use leptos::prelude::*;

use super::brands;
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
            let listed = match list(&session).await {
                Ok(listed) => listed,
                Err(error) => return failed(&entry, &cell, &error),
            };
            let now = now_ms();
            let rows = rows_of(&account, &listed.services.rows);
            entry.answered(true, now);
            cell.update(|loaded| {
                let rows = keep_terms(rows, loaded);
                loaded.rows = Some(keep_product_states(rows, loaded));
                loaded.read_at = now;
                loaded.phase = Phase::Ready;
                loaded.unreadable = listed.services.bad.len();
            });
            let session = session.background();
            let mut gap = read_product_states(&session, &cell, listed.servers).await;
            if account.endpoint.is_brand() {
                let services = listed.services.rows;
                let (services, terms) = brands::terms(session, services).await;
                let rows = rows_of(&account, &services);
                cell.update(|loaded| loaded.rows = Some(keep_product_states(rows, loaded)));
                gap = terms.err().or(gap);
            }
            let gap = gap.map(|error| Trouble::of(&error, now_ms()));
            cell.update(|loaded| loaded.gap = gap);
        })
    })
}

/// What an account has, and its servers where the asking brought them along.
struct Listed {
    services: Page<Service>,
    servers: Option<Vec<DedicatedServer>>,
}

async fn list(session: &Session) -> Result<Listed, ApiError> {
    if session.account().endpoint.is_brand() {
        let BrandServices { services, servers } = brands::list(session.clone()).await?;
        let servers = Some(servers);
        return Ok(Listed { services, servers });
    }
    Ok(Listed {
        services: session.services().await?,
        servers: None,
    })
}

fn rows_of(account: &AccountId, services: &[Service]) -> Arc<Vec<Arc<Row>>> {
    let now = now_ms();
    let rows = services
        .iter()
        .map(|service| Arc::new(row_of(account, service, now)));
    Arc::new(rows.collect())
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
        service.key.clone(),
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
            site: None,
        },
        now,
    );
    row.parent = service.parent;
    row
}

/// Until a brand tells again how a service is paid, what it said before still holds.
fn keep_terms(rows: Arc<Vec<Arc<Row>>>, earlier: &Loaded) -> Arc<Vec<Arc<Row>>> {
    let Some(earlier) = &earlier.rows else {
        return rows;
    };
    if rows.iter().all(|row| row.key.number().is_some()) {
        return rows;
    }
    let now = now_ms();
    let places = Places::of(earlier.iter().map(|row| &*row.name));
    let kept = rows.iter().map(|row| {
        let place = places.of_text(&row.name);
        let before = place.map(|place| &earlier[place]);
        let before = before.filter(|before| before.key == row.key);
        before.map_or_else(
            || row.clone(),
            |before| Arc::new(row.with_terms_of(before, now)),
        )
    });
    Arc::new(kept.collect())
}

/// Until the products answer again, what they said before still holds: a hacked server
/// does not become well because the list was read again.
fn keep_product_states(rows: Arc<Vec<Arc<Row>>>, earlier: &Loaded) -> Arc<Vec<Arc<Row>>> {
    let mut known = States::new();
    for row in earlier.rows.iter().flat_map(|rows| rows.iter()) {
        let says = ProductSays {
            state: row.facts.product.clone(),
            ip: row.facts.ip.clone(),
            site: row.facts.site.clone(),
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

/// The data centre in the zone of a VPS: `gra3` in `Region OpenStack: os-gra3`.
fn site_in(zone: &str) -> Option<String> {
    let (_, site) = zone.rsplit_once("os-")?;
    (!site.is_empty()).then(|| site.to_owned())
}

/// Asks only for products that the account has, and only for servers that are not here.
/// What went wrong comes back.
async fn read_product_states(
    session: &Session,
    cell: &ArcRwSignal<Loaded>,
    known: Option<Vec<DedicatedServer>>,
) -> Option<ApiError> {
    let has = |key: &'static str| {
        cell.with_untracked(|loaded| {
            let mut rows = loaded.rows.iter().flat_map(|rows| rows.iter());
            rows.any(|row| row.product.is_some_and(|product| product.key == key))
        })
    };
    let mut states = States::new();
    let mut gap = None;
    let servers = match known {
        Some(servers) => servers,
        None if has(SERVERS) => match session.dedicated_servers().await {
            Ok(page) => page.rows,
            Err(error) => {
                gap = Some(error);
                Vec::new()
            }
        },
        None => Vec::new(),
    };
    for server in servers {
        let says = ProductSays {
            state: server.state.map(ProductState::Server),
            ip: server.ip,
            site: Some(server.datacenter).filter(|site| !site.is_empty()),
        };
        states.push((SERVERS, server.name, says));
    }
    if has(VPS) {
        match session.vps_list().await {
            Ok(page) => {
                for vps in page.rows {
                    let says = ProductSays {
                        state: vps.state.map(ProductState::Vps),
                        ip: None,
                        site: site_in(&vps.zone),
                    };
                    states.push((VPS, vps.name, says));
                }
            }
            Err(error) => gap = Some(error),
        }
    }
    cell.update(|loaded| {
        if let Some(rows) = &loaded.rows {
            loaded.rows = Some(with_states(rows, &states));
        }
    });
    gap
}

#[cfg(test)]
mod tests {
    use super::site_in;

    #[test]
    fn the_zone_of_a_vps_names_its_data_centre() {
        for (zone, site) in [
            ("Region OpenStack: os-gra3", Some("gra3")),
            ("os-", None),
            ("somewhere", None),
            ("", None),
        ] {
            assert_eq!(site_in(zone).as_deref(), site, "{zone}");
        }
    }
}
