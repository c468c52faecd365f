//! Opening a ticket.

use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::routes::{me, product};
use crate::store::accounts::{Account, SupportLevel};
use crate::store::services;
use crate::store::tickets::{self, NewTicket};

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
        automatic: false,
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
    let opened = tickets::open(ctx.conn, ctx.nic(), &ticket, Some(account.level), ctx.now())?;
    if let Some(ticket) = tickets::find(ctx.conn, ctx.nic(), opened.ticket)? {
        notify(ctx, &ticket, "Your ticket is open.")?;
    }
    Ok(json!({
        "ticketId": opened.ticket,
        "ticketNumber": opened.number,
        "messageId": opened.message,
        "additionalNotice": null,
    }))
}

fn watchers(call: &Call) -> Result<Vec<String>, ApiError> {
    let given = call.field("watchers").and_then(Value::as_array);
    let mut watchers = Vec::new();
    for watcher in given.into_iter().flatten().filter_map(Value::as_str) {
        let parts = watcher.split_once('@');
        if !parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.')) {
            return Err(ApiError::bad_request(format!(
                "[watchers] {watcher:?} is not an e-mail address"
            )));
        }
        watchers.push(watcher.to_owned());
    }
    Ok(watchers)
}

/// Impact, urgency and critical interventions are for the upper levels.
fn allowed(account: &Account, ticket: &NewTicket) -> Result<(), ApiError> {
    let upper = matches!(
        account.level,
        SupportLevel::Business | SupportLevel::Enterprise
    );
    let asks = ticket.impact.is_some()
        || ticket.urgency.is_some()
        || ticket.kind.as_deref() == Some("criticalIntervention");
    if asks && !upper {
        return Err(ApiError::forbidden(
            "impact, urgency and critical interventions are reserved for accounts with Business \
             or Enterprise support. Leave them out",
        ));
    }
    Ok(())
}
