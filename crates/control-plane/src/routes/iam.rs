//! `/v2/iam/resource`: the account's services as access policies see them.

use serde_json::{Value, json};

use crate::auth::rules;
use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{Model, STRING, UUID, f, list, map, model, object};
use crate::route::{Route, get};
use crate::routes::product::{Seen, iam};
use crate::store::services::{self, Filter, Service};

/// The routes of `/v2/iam`.
pub fn routes() -> Vec<Route> {
    vec![
        get("/iam/resource")
            .v2()
            .about("List your resources")
            .query("resourceName", list(STRING), "Only those of these names")
            .query("resourceType", list(STRING), "Only those of these types")
            .query(
                "resourceURN",
                list(STRING),
                "Only those whose URN fits one of these patterns",
            )
            .returns(list(model("iam.resource.Resource")))
            .cursor("urn")
            .handle(resources),
        get("/iam/resource/{resourceURN}")
            .v2()
            .about("Read a resource")
            .path("resourceURN", STRING, "URN of the resource")
            .returns(model("iam.resource.Resource"))
            .handle(resource),
    ]
}

/// The models of `/v2/iam`.
pub fn models() -> Vec<Model> {
    vec![object(
        "iam.resource.Resource",
        "A service as access policies see it",
        vec![
            f("displayName", STRING).read_only(),
            f("id", UUID).read_only(),
            f("name", STRING).read_only(),
            f("owner", STRING)
                .read_only()
                .about("The account that owns it"),
            f("tags", map(STRING)).nullable(),
            f("type", STRING).read_only(),
            f("urn", STRING).read_only(),
        ],
    )]
}

fn value(ctx: &Ctx<'_>, service: &Service) -> Value {
    let seen = iam(&Seen::new(ctx, service));
    json!({
        "displayName": seen["displayName"],
        "id": seen["id"],
        "name": service.name,
        "owner": service.contacts.admin,
        "tags": seen["tags"],
        "type": service.product.resource_type(),
        "urn": seen["urn"],
    })
}

/// Whether the list given for `parameter`, if any, has an entry that fits.
fn wanted(call: &Call, parameter: &str, fits: impl Fn(&str) -> bool) -> bool {
    match call.query(parameter).and_then(Value::as_array) {
        Some(choices) => choices.iter().filter_map(Value::as_str).any(fits),
        None => true,
    }
}

fn resources(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let services = services::all(ctx.conn, ctx.nic(), &Filter::default())?;
    let resources = services
        .iter()
        .map(|service| value(ctx, service))
        .filter(|resource| {
            let text = |name: &str| resource[name].as_str().unwrap_or_default();
            wanted(call, "resourceName", |name| name == text("name"))
                && wanted(call, "resourceType", |kind| kind == text("type"))
                && wanted(call, "resourceURN", |urn| rules::matches(urn, text("urn")))
        });
    Ok(Value::Array(resources.collect()))
}

fn resource(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let urn = call.path("resourceURN");
    // A name may hold colons, so it is compared, not cut out.
    let services = services::all(ctx.conn, ctx.nic(), &Filter::default())?;
    services
        .iter()
        .map(|service| value(ctx, service))
        .find(|resource| resource["urn"] == urn)
        .ok_or_else(|| ApiError::not_found(format!("The resource {urn} does not exist")))
}
