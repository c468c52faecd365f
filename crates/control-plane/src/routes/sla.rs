//! `/me/sla`: outages that missed what was promised, and the credit for them.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{BOOLEAN, LONG, Model, STRING, list, model};
use crate::models;
use crate::route::{Declaration, Route, get, post};
use crate::routes::product::missing;
use crate::store::sla::{self, Outage};

/// How long after the end of an outage its credit may be asked for.
const CLAIM_WITHIN: Duration = Duration::days(60);

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::sla::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let outage = |declaration: Declaration| declaration.path("id", LONG, "The outage");
    vec![
        get("/me/sla")
            .about("List the outages that missed what was promised")
            .returns(list(LONG))
            .iam("account:apiovh:me/sla/get")
            .handle(|ctx, _| Ok(sla::ids(ctx.conn, ctx.nic())?.into())),
        outage(get("/me/sla/{id}"))
            .about("Read an outage")
            .returns(model("billing.SlaOperation"))
            .iam("account:apiovh:me/sla/get")
            .handle(one),
        outage(get("/me/sla/{id}/canBeApplied"))
            .about("Say whether its credit can be asked for")
            .returns(BOOLEAN)
            .iam("account:apiovh:me/sla/canBeApplied/get")
            .handle(can_be_applied),
        outage(get("/me/sla/{id}/services"))
            .about("List your services that were down")
            .returns(list(model("billing.SlaOperationService")))
            .iam("account:apiovh:me/sla/services/get")
            .handle(services),
        outage(get("/me/sla/{id}/status"))
            .about("Say how far the credit is")
            .returns(STRING)
            .iam("account:apiovh:me/sla/status/get")
            .handle(status),
        outage(post("/me/sla/{id}/apply"))
            .about("Ask for its credit")
            .iam("account:apiovh:me/sla/apply")
            .handle(apply),
    ]
}

fn find(ctx: &Ctx<'_>, call: &Call) -> Result<Outage, ApiError> {
    let id = call.path_long("id")?;
    sla::find(ctx.conn, ctx.nic(), id)?.ok_or_else(|| missing("id", id))
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let outage = find(ctx, call)?;
    Ok(json!({
        "id": outage.id,
        "name": outage.name,
        "description": outage.description,
        "date": clock::rfc3339_from_unix(outage.ended),
        "startDate": clock::rfc3339_from_unix(outage.started),
        "endDate": clock::rfc3339_from_unix(outage.ended),
    }))
}

fn services(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let services: Vec<Value> = find(ctx, call)?
        .services
        .iter()
        .map(|service| {
            json!({
                "serviceName": service.name,
                "description": service.description,
                "slaPlan": service.plan,
                "slaApplication": service.credit,
            })
        })
        .collect();
    Ok(services.into())
}

fn too_late(outage: &Outage, now: OffsetDateTime) -> bool {
    now.unix_timestamp() > outage.ended + CLAIM_WITHIN.whole_seconds()
}

fn can_be_applied(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let outage = find(ctx, call)?;
    Ok((outage.applied.is_none() && !too_late(&outage, ctx.now())).into())
}

fn status(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let outage = find(ctx, call)?;
    Ok(match outage.applied {
        Some(_) => "applied",
        None if too_late(&outage, ctx.now()) => "expired",
        None => "toApply",
    }
    .into())
}

fn apply(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let outage = find(ctx, call)?;
    if outage.applied.is_some() {
        return Err(ApiError::conflict("This credit was asked for already"));
    }
    if too_late(&outage, ctx.now()) {
        return Err(ApiError::conflict(format!(
            "A credit can be asked for within {} days of the end of an outage",
            CLAIM_WITHIN.whole_days()
        )));
    }
    sla::apply(ctx.conn, outage.id, ctx.now().unix_timestamp())?;
    Ok(Value::Null)
}
