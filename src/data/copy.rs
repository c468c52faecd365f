//! The list of services as text, for a copy that outlives the page, and back.
//!
//! Only the code that watches over an open vault calls this (`pages/vault_copies.rs`), so
//! none of it is in the first screen. What is read back is shown with the moment it was
//! read, as any old value is, until the account itself has answered.

use std::sync::Arc;

use api::{AccountId, LifecycleState, ResourceState, ServerState, ServiceId, VpsState};
use catalog::PRODUCTS;
use leptos::prelude::*;
use serde_json::{Map, Value};

use super::row::{Facts, ProductState, Row};
use super::{Data, Loaded, SERVICES, services};
use crate::platform::now_ms;
use crate::session::Account;

/// What an account has answered, as it is now.
pub struct Answered {
    /// When it was read, in milliseconds since 1970.
    pub read_at: f64,
    rows: Arc<Vec<Arc<Row>>>,
    unreadable: usize,
}

impl Answered {
    /// Differs from that of other rows, read at the same moment or not, for as long as
    /// both are there.
    pub fn mark(&self) -> usize {
        Arc::as_ptr(&self.rows).addr()
    }

    /// The copy.
    pub fn to_text(&self) -> String {
        to_text(&self.rows, self.unreadable)
    }
}

impl Data {
    /// What `account` has answered when its services were asked for last.
    pub fn answered(self, account: &AccountId) -> Option<Answered> {
        let slot = self.inner().keep.slot(account, SERVICES, "")?;
        let cell = slot.cell.downcast_ref::<ArcRwSignal<Loaded>>()?;
        let loaded = cell.read_untracked();
        Some(Answered {
            read_at: loaded.read_at,
            rows: loaded.rows.clone()?,
            unreadable: loaded.unreadable,
        })
    }

    /// Shows a copy of what `account` answered at `read_at` for as long as there is
    /// nothing newer. `false` when this is no copy.
    pub fn recall(self, account: &Account, read_at: f64, text: &str) -> bool {
        let now = now_ms();
        let Some((rows, unreadable)) = from_text(&account.id, text, now) else {
            return false;
        };
        let keep = &self.inner().keep;
        let slot = keep.find(account, SERVICES, "").unwrap_or_else(|| {
            let (cell, start) = services::begin(&account.id);
            let slot = services::slot(account, &cell, start);
            keep.add(slot, now)
        });
        let Some(cell) = slot.cell.downcast_ref::<ArcRwSignal<Loaded>>() else {
            return false;
        };
        if cell.read_untracked().rows.is_none() {
            slot.recalled(read_at, now);
            cell.update(|loaded| {
                loaded.rows = Some(rows);
                loaded.read_at = read_at;
                loaded.unreadable = unreadable;
            });
        }
        true
    }
}

fn to_text(rows: &[Arc<Row>], unreadable: usize) -> String {
    let rows = rows.iter().map(|row| of_row(row)).collect();
    object([
        ("rows", Value::Array(rows)),
        ("unreadable", unreadable.into()),
    ])
    .to_string()
}

/// An object without what is null.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(Map::from_iter(
        fields.map(|(name, value)| (name.to_owned(), value)),
    ))
}

fn of_row(row: &Row) -> Value {
    let facts = &row.facts;
    let word = |word: Option<&str>| word.map_or(Value::Null, Value::from);
    let (server, vps) = match &facts.product {
        Some(ProductState::Server(state)) => (Some(state.as_str()), None),
        Some(ProductState::Vps(state)) => (None, Some(state.as_str())),
        None => (None, None),
    };
    let tags = match facts.tags.as_slice() {
        [] => Value::Null,
        tags => tags.into(),
    };
    object([
        ("id", row.key.to_string().into()),
        ("parent", row.parent.map_or(Value::Null, |id| id.0.into())),
        ("name", (*row.name).into()),
        ("display", (*row.display).into()),
        ("product", word(row.product.map(|product| product.key))),
        (
            "resource",
            word(facts.resource.as_ref().map(ResourceState::as_str)),
        ),
        (
            "lifecycle",
            word(facts.lifecycle.as_ref().map(LifecycleState::as_str)),
        ),
        ("server", word(server)),
        ("vps", word(vps)),
        ("ends", facts.ends_ms.map_or(Value::Null, Value::from)),
        ("renews", facts.renews_itself.into()),
        ("tags", tags),
        ("ip", word(facts.ip.as_deref())),
        ("site", word(facts.site.as_deref())),
    ])
}

/// The rows of a copy and how many services could not be read. What it says of time is
/// judged for `now`: what has ended since is shown as ended.
fn from_text(account: &AccountId, text: &str, now: f64) -> Option<(Arc<Vec<Arc<Row>>>, usize)> {
    let value: Value = serde_json::from_str(text).ok()?;
    let rows = value["rows"].as_array()?.iter();
    let rows: Option<Vec<_>> = rows
        .map(|row| to_row(account, row, now).map(Arc::new))
        .collect();
    let unreadable = usize::try_from(value["unreadable"].as_u64()?).ok()?;
    Some((Arc::new(rows?), unreadable))
}

fn to_row(account: &AccountId, value: &Value, now: f64) -> Option<Row> {
    let text = |name: &str| value[name].as_str();
    let server = text("server").map(|word| ProductState::Server(ServerState::from_wire(word)));
    let vps = text("vps").map(|word| ProductState::Vps(VpsState::from_wire(word)));
    let product = text("product").and_then(|key| PRODUCTS.iter().find(|one| one.key == key));
    let tags = value["tags"].as_array().map_or(&[][..], Vec::as_slice);
    let facts = Facts {
        resource: text("resource").map(ResourceState::from_wire),
        lifecycle: text("lifecycle").map(LifecycleState::from_wire),
        product: server.or(vps),
        ends_ms: value["ends"].as_f64(),
        renews_itself: value["renews"].as_bool()?,
        tags: tags
            .iter()
            .filter_map(|tag| tag.as_str().map(str::to_owned))
            .collect(),
        ip: text("ip").map(str::to_owned),
        site: text("site").map(str::to_owned),
    };
    let mut row = Row::new(
        account.clone(),
        text("id")?.parse().ok()?,
        text("display")?,
        text("name")?,
        product.map_or("", |product| product.prefix),
        facts,
        now,
    );
    row.parent = value["parent"].as_u64().map(ServiceId);
    Some(row)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
#[path = "copy_tests.rs"]
mod tests;
