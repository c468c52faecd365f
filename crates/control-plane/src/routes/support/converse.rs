//! Going on with a ticket: replies, its end, a new start, a score.

use serde_json::Value;

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::routes::interventions;
use crate::store::tickets::{self, Sender};

use super::desk::{self, Notice};
use super::{filled, find, notify, scorable};

pub(super) fn reply(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let ticket = find(ctx, call)?;
    if !ticket.open {
        return Err(ApiError::conflict(
            "This ticket is closed. Reopen it to write on it",
        ));
    }
    let body = filled(call, "body")?;
    tickets::write(
        ctx.conn,
        ticket.id,
        Sender::Customer,
        &body,
        ctx.now().unix_timestamp(),
    )?;
    desk::heard(ctx, &ticket)?;
    notify(ctx, &ticket, Notice::Added)?;
    Ok(Value::Null)
}

pub(super) fn close(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let ticket = find(ctx, call)?;
    if !ticket.open {
        return Err(ApiError::conflict("This ticket is closed already"));
    }
    tickets::set_open(ctx.conn, ticket.id, false, ctx.now().unix_timestamp())?;
    interventions::withdrawn(ctx, &ticket)?;
    notify(ctx, &ticket, Notice::Closed)?;
    Ok(Value::Null)
}

pub(super) fn reopen(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let ticket = find(ctx, call)?;
    if ticket.open {
        return Err(ApiError::conflict("This ticket is open: reply to it"));
    }
    let body = filled(call, "body")?;
    let at = ctx.now().unix_timestamp();
    tickets::set_open(ctx.conn, ticket.id, true, at)?;
    tickets::write(ctx.conn, ticket.id, Sender::Customer, &body, at)?;
    desk::resumed(ctx, &ticket)?;
    notify(ctx, &ticket, Notice::Reopened)?;
    Ok(Value::Null)
}

pub(super) fn score(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let ticket = find(ctx, call)?;
    if !scorable(ctx, &ticket)? {
        return Err(ApiError::conflict(
            "A ticket can be scored once, after it was answered and closed",
        ));
    }
    let score = filled(call, "score")?;
    if !matches!(score.as_str(), "1" | "2" | "3" | "4" | "5") {
        return Err(ApiError::bad_request("[score] goes from 1 to 5"));
    }
    tickets::score(ctx.conn, ticket.id, &score, call.field_str("scoreComment"))?;
    Ok(Value::Null)
}
