//! Ending a service takes two steps: it is asked for, and confirmed with the
//! token that was mailed to its owner.

use serde_json::{Value, json};
use time::Duration;

use crate::auth::secret;
use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{LONG, model};
use crate::route::{Declaration, Route, post};
use crate::routes::services::find;
use crate::store::accounts;
use crate::store::billing::Standing;
use crate::store::services::{self, Service};

/// How long a mailed token works.
const TOKEN_LIFE: Duration = Duration::days(3);
/// Characters of a mailed token: 190 bits.
const TOKEN_LENGTH: usize = 32;

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let id = |declaration: Declaration| {
        declaration
            .path("serviceId", LONG, "The number of the service")
            .returns(model("services.terminate.TerminationAnswer"))
    };
    vec![
        id(post("/services/{serviceId}/terminate"))
            .about("Ask for the end of a service; a token is mailed to its administrator")
            .iam("account:apiovh:services/terminate")
            .handle(ask),
        id(post("/services/{serviceId}/terminate/confirm"))
            .about("Confirm the end of a service with the token that was mailed")
            .body(model("services.terminate.ConfirmServiceTerminationRequest"))
            .iam("account:apiovh:services/terminate/confirm")
            .handle(confirm),
    ]
}

fn ask(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    may_end(ctx, &service)?;
    let token = secret::random(TOKEN_LENGTH)?;
    services::ask_termination(
        ctx.conn,
        service.id,
        &token,
        ctx.now().saturating_add(TOKEN_LIFE),
    )?;
    let admin = &service.contacts.admin;
    let email = accounts::find(ctx.conn, admin)?
        .map(|account| account.email().to_owned())
        .unwrap_or_default();
    ctx.mail(
        admin,
        &email,
        &format!("Confirm the end of {}", service.label()),
        &format!(
            "Hello,\n\nYou asked to end this service:\n\n{} ({}), service {}\n\nTo confirm, use \
             this token within three days:\n\n{token}\n\nIf you did not ask for it, do nothing: \
             the service goes on.",
            service.label(),
            service.name,
            service.id,
        ),
    )?;
    Ok(
        json!({ "message": format!("A mail with the token that confirms the end of {} is on its way", service.name) }),
    )
}

fn confirm(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut service = find(ctx, call)?;
    may_end(ctx, &service)?;
    let token = call.field_str("token").unwrap_or_default();
    if !services::take_termination(ctx.conn, service.id, token, ctx.now())? {
        return Err(ApiError::bad_request(
            "[token] This is not the token that was mailed last, or it is too old. Ask again",
        ));
    }
    let now = ctx.now();
    // What is paid stays usable until the end of what was paid for.
    let end = match service.billing.at(now).expires {
        Some(expires) if !service.product.by_consumption() => expires.max(now),
        _ => now,
    };
    service.billing.ended = Some(end);
    services::update(ctx.conn, &service)?;
    Ok(json!({ "message": format!("{} ends on {}", service.name, crate::clock::date(end)) }))
}

fn may_end(ctx: &Ctx<'_>, service: &Service) -> Result<(), ApiError> {
    if service.contacts.admin != ctx.nic() {
        return Err(ApiError::forbidden(
            "Only the administrator of a service may end it",
        ));
    }
    if service.billing.ended.is_some()
        || service.billing.at(ctx.now()).standing == Standing::Terminated
    {
        return Err(ApiError::conflict(format!(
            "The end of {} is already decided",
            service.name
        )));
    }
    Ok(())
}
