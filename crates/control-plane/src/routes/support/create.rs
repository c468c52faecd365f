//! Opening a ticket.

use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::routes::{me, product};
use crate::store::accounts::{Account, SupportLevel};
use crate::store::services;
use crate::store::tickets::{self, NewTicket, Opened};

use super::desk::Notice;
use super::{filled, notify};

pub(super) fn create(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let account = me::account(ctx)?;
    let text = |name: &str| call.field_str(name).map(str::to_owned);
    let ticket = NewTicket {
        subject: filled(call, "subject")?,
        body: filled(call, "body")?,
        category: text("category"),
        subcategory: text("subcategory"),
        product: text("product"),
        service_name: text("serviceName"),
        kind: text("type"),
        impact: text("impact"),
        urgency: text("urgency"),
        watchers: watchers(call)?,
        ..NewTicket::default()
    };
    allowed(&account, &ticket)?;
    if let Some(name) = &ticket.service_name {
        let filter = services::Filter {
            name: Some(name),
            products: None,
        };
        if services::ids(ctx.conn, ctx.nic(), &filter)?.is_empty() {
            return Err(product::missing("serviceName", name));
        }
    }
    Ok(opened(open(ctx, &ticket)?, None))
}

/// Opens a ticket of the caller, and tells.
///
/// # Errors
///
/// When the database cannot be written.
pub fn open(ctx: &Ctx<'_>, ticket: &NewTicket) -> Result<Opened, ApiError> {
    let level = me::account(ctx)?.level;
    let opened = tickets::open(ctx.conn, ctx.nic(), ticket, Some(level), ctx.now())?;
    if let Some(ticket) = tickets::find(ctx.conn, ctx.nic(), opened.ticket)? {
        notify(ctx, &ticket, Notice::Opened)?;
    }
    Ok(opened)
}

/// `support.NewMessageInfo`, with what is to be known before waiting for an answer.
pub fn opened(opened: Opened, notice: Option<&str>) -> Value {
    json!({
        "ticketId": opened.ticket,
        "ticketNumber": opened.number,
        "messageId": opened.message,
        "additionalNotice": notice,
    })
}

/// Most addresses that are told of a ticket.
const MOST_WATCHERS: usize = 20;

fn watchers(call: &Call) -> Result<Vec<String>, ApiError> {
    let given = call.field("watchers").and_then(Value::as_array);
    let mut watchers: Vec<String> = Vec::new();
    for watcher in given.into_iter().flatten().filter_map(Value::as_str) {
        if !is_address(watcher) {
            return Err(ApiError::bad_request(format!(
                "[watchers] {watcher:?} is not an e-mail address"
            )));
        }
        if !watchers.iter().any(|other| other == watcher) {
            watchers.push(watcher.to_owned());
        }
    }
    if watchers.len() > MOST_WATCHERS {
        return Err(ApiError::bad_request(format!(
            "[watchers] holds more than {MOST_WATCHERS} addresses"
        )));
    }
    Ok(watchers)
}

fn is_address(text: &str) -> bool {
    let clean = text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    clean
        && text.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty()
                && host.contains('.')
                && host
                    .split('.')
                    .all(|label| !label.is_empty() && !label.contains('@'))
        })
}

/// Impact, urgency and critical interventions are for the upper levels.
fn allowed(account: &Account, ticket: &NewTicket) -> Result<(), ApiError> {
    if matches!(
        account.level,
        SupportLevel::Business | SupportLevel::Enterprise
    ) {
        return Ok(());
    }
    let critical = ticket.kind.as_deref() == Some("criticalIntervention");
    let asked = [
        ("impact", ticket.impact.is_some()),
        ("urgency", ticket.urgency.is_some()),
        ("type", critical),
    ];
    match asked.into_iter().find(|(_, asked)| *asked) {
        None => Ok(()),
        Some((field, _)) => Err(ApiError::forbidden(format!(
            "[{field}] is reserved for accounts with Business or Enterprise support. Leave it out"
        ))),
    }
}
