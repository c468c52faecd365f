//! `/services`: everything that is billed, whatever its kind.

mod view;

use serde_json::Value;

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{DURATION, LONG, Model, STRING, list, model};
use crate::models;
use crate::product::Product;
use crate::route::{Declaration, Route, get, put};
use crate::routes::product::Seen;
use crate::routes::service_infos;
use crate::store::billing::{EndPolicy, RenewMode};
use crate::store::services::{self, Filter, Service};

use view::view;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::services::models()
}

/// The routes of this section; those that end a service are in
/// [`termination`](super::termination).
pub fn routes() -> Vec<Route> {
    let id =
        |declaration: Declaration| declaration.path("serviceId", LONG, "The number of the service");
    vec![
        get("/services")
            .about("List the services you look after")
            .query(
                "orderBy",
                STRING,
                "The property to order by, such as resource.name",
            )
            .query(
                "resourceName",
                STRING,
                "Only the services of this technical name",
            )
            .query(
                "routes",
                STRING,
                "Only these kinds: paths such as /vps/{serviceName}, with commas between",
            )
            .query("sort", STRING, "ASC or DESC, with orderBy")
            .returns(list(LONG))
            .iam("account:apiovh:services/get")
            .handle(ids),
        id(get("/services/{serviceId}"))
            .about("Read one service")
            .returns(model("services.expanded.Service"))
            .iam("account:apiovh:services/get")
            .handle(one),
        id(put("/services/{serviceId}"))
            .about("Change the display name, the renewal or the end of a service")
            .body(model("services.update.Service"))
            .iam("account:apiovh:services/edit")
            .handle(edit),
        id(get("/services/{serviceId}/options"))
            .about("Read the options of a service")
            .returns(list(model("services.expanded.Service")))
            .iam("account:apiovh:services/options/get")
            .handle(options),
        id(get("/services/{serviceId}/renewPeriodCapacities"))
            .about("List for how long a renewal may hold")
            .returns(list(DURATION))
            .iam("account:apiovh:services/renewPeriodCapacities/get")
            .handle(periods),
    ]
}

/// The caller's service that the path names.
///
/// # Errors
///
/// 404 when there is none.
pub fn find(ctx: &Ctx<'_>, call: &Call) -> Result<Service, ApiError> {
    let id = call.path_long("serviceId")?;
    services::by_id(ctx.conn, ctx.nic(), id)?
        .ok_or_else(|| super::product::missing("serviceId", id))
}

fn ids(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let products: Option<Vec<Product>> = call
        .query_str("routes")
        .map(|routes| routes.split(',').filter_map(kind).collect());
    let filter = Filter {
        name: call.query_str("resourceName"),
        products: products.as_deref(),
    };
    let descending = match call
        .query_str("sort")
        .map(str::to_ascii_uppercase)
        .as_deref()
    {
        None | Some("ASC") => false,
        Some("DESC") => true,
        Some(_) => return Err(ApiError::bad_request("[sort] must be ASC or DESC")),
    };
    let Some(order) = call.query_str("orderBy") else {
        return Ok(services::ids(ctx.conn, ctx.nic(), &filter)?.into());
    };
    let mut keyed: Vec<(Value, i64)> = Vec::new();
    for service in services::all(ctx.conn, ctx.nic(), &filter)? {
        let view = view(&Seen::new(ctx, &service));
        let pointer = format!("/{}", order.replace('.', "/"));
        keyed.push((
            view.pointer(&pointer).cloned().unwrap_or_default(),
            service.id,
        ));
    }
    keyed.sort_by(|(left, a), (right, b)| compare(left, right).then(a.cmp(b)));
    if descending {
        keyed.reverse();
    }
    Ok(keyed
        .into_iter()
        .map(|(_, id)| id)
        .collect::<Vec<_>>()
        .into())
}

/// The kind that a route names: with its parameter, or up to it.
fn kind(route: &str) -> Option<Product> {
    let route = route.trim();
    Product::from_route(route).or_else(|| {
        Product::ALL
            .into_iter()
            .find(|product| route.strip_prefix('/') == Some(product.key()))
    })
}

/// Nothing first, then numbers, then text.
fn compare(left: &Value, right: &Value) -> std::cmp::Ordering {
    let rank = |value: &Value| match value {
        Value::Null => 0,
        Value::Number(_) => 1,
        _ => 2,
    };
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left
            .as_f64()
            .unwrap_or(0.0)
            .total_cmp(&right.as_f64().unwrap_or(0.0)),
        (Value::String(left), Value::String(right)) => left.cmp(right),
        _ => rank(left)
            .cmp(&rank(right))
            .then_with(|| left.to_string().cmp(&right.to_string())),
    }
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    Ok(view(&Seen::new(ctx, &service)))
}

fn options(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let parent = find(ctx, call)?;
    let options = services::options(ctx.conn, ctx.nic(), parent.id)?;
    Ok(options
        .iter()
        .map(|option| view(&Seen::new(ctx, option)))
        .collect::<Vec<_>>()
        .into())
}

fn periods(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call)?;
    let periods = service_infos::periods(service.product);
    Ok(periods
        .iter()
        .map(|months| duration(*months))
        .collect::<Vec<_>>()
        .into())
}

fn edit(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut service = find(ctx, call)?;
    if let Some(name) = call.field("displayName") {
        service.display_name = name.as_str().map(str::to_owned);
    }
    let renew = call.field("renew").filter(|renew| renew.is_object());
    let policy = call.field_str("terminationPolicy");
    if renew.is_some() || policy.is_some() {
        service_infos::may_renew(ctx, &service)?;
    }
    if let Some(renew) = renew {
        if let Some(mode) = renew
            .get("mode")
            .and_then(Value::as_str)
            .and_then(RenewMode::from_wire)
        {
            service_infos::set_mode(&mut service, mode)?;
        }
        if let Some(period) = renew.get("period").and_then(Value::as_str) {
            let months = months(period).ok_or_else(|| {
                ApiError::bad_request(format!(
                    "[renew.period] {period:?} is not a number of months, such as P1M"
                ))
            })?;
            service_infos::set_period(&mut service, months)?;
        }
    }
    if let Some(policy) = policy.and_then(EndPolicy::from_wire) {
        service_infos::set_end(&mut service, policy)?;
    }
    services::update(ctx.conn, &service)?;
    Ok(Value::Null)
}

/// ISO 8601: `P1M`.
fn duration(months: u16) -> String {
    format!("P{months}M")
}

/// The months in `P3M` or `P1Y`.
fn months(duration: &str) -> Option<i64> {
    let number = duration.strip_prefix('P')?;
    if let Some(months) = number.strip_suffix('M') {
        return months.parse().ok();
    }
    number
        .strip_suffix('Y')?
        .parse::<i64>()
        .ok()?
        .checked_mul(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_months() {
        for (text, expected) in [
            ("P1M", Some(1)),
            ("P2Y", Some(24)),
            ("1M", None),
            ("P1D", None),
            ("PM", None),
        ] {
            assert_eq!(months(text), expected, "{text}");
        }
    }

    #[test]
    fn kinds_are_named_with_or_without_their_parameter() {
        assert_eq!(kind("/vps/{serviceName}"), Some(Product::Vps));
        assert_eq!(kind(" /domain/zone"), Some(Product::Zone));
        assert_eq!(kind("/nothing"), None);
    }
}
