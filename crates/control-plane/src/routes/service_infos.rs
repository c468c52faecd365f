//! `serviceInfos`: the contacts, dates and renewal of a service, read off the
//! same facts as `/services`.

use serde_json::{Value, json};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{Model, model};
use crate::models;
use crate::product::Product;
use crate::route::{Declaration, Route};
use crate::routes::product::{self, Document};
use crate::store::billing::{EndPolicy, RenewMode};
use crate::store::services::{self, Service};

/// The models of `serviceInfos`.
pub fn models() -> Vec<Model> {
    models::service_infos::models()
}

/// Ends the declaration of a product's `GET …/serviceInfos`.
pub fn read<D: Document>(declaration: Declaration) -> Route {
    declaration
        .about("Read the contacts, dates and renewal of the service")
        .returns(model("services.Service"))
        .handle(get::<D>)
}

/// Ends the declaration of a product's `PUT …/serviceInfos`.
pub fn write<D: Document>(declaration: Declaration) -> Route {
    declaration
        .about("Change how the service is renewed")
        .body(model("services.Service"))
        .handle(put::<D>)
}

fn get<D: Document>(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = product::find(ctx, call, D::PRODUCT)?;
    Ok(view(ctx, &service))
}

fn put<D: Document>(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut service = product::find(ctx, call, D::PRODUCT)?;
    may_renew(ctx, &service)?;
    if let Some(renew) = call.field("renew").filter(|renew| renew.is_object()) {
        set_renew(&mut service, renew)?;
        services::update(ctx.conn, &service)?;
    }
    Ok(Value::Null)
}

/// `services.NonExpiringService`, for what never expires.
pub fn non_expiring(ctx: &Ctx<'_>, service: &Service) -> Value {
    let moment = service.billing.at(ctx.now());
    json!({
        "serviceId": service.id,
        "domain": service.name,
        "status": moment.standing.status(),
        "creation": clock::date(service.billing.created),
        "contactAdmin": service.contacts.admin,
        "contactTech": service.contacts.tech,
        "contactBilling": service.contacts.billing,
    })
}

/// `services.Service`.
fn view(ctx: &Ctx<'_>, service: &Service) -> Value {
    let billing = &service.billing;
    let now = ctx.now();
    let moment = billing.at(now);
    let forced = forced(service.product);
    let automatic = billing.mode == RenewMode::Automatic;
    let mut view = non_expiring(ctx, service);
    view["expiration"] = clock::date(moment.expires.or(moment.ends).unwrap_or(now)).into();
    view["engagedUpTo"] = billing
        .engaged_until
        .filter(|until| *until > now)
        .map(clock::date)
        .into();
    view["canDeleteAtExpiration"] =
        (!forced && billing.engaged_until.is_none_or(|until| until <= now)).into();
    view["possibleRenewPeriod"] = periods(service.product).into();
    view["renewalType"] = if forced {
        "automaticForcedProduct"
    } else {
        "automaticV2016"
    }
    .into();
    view["renew"] = json!({
        "automatic": automatic,
        "deleteAtExpiration": billing.end == EndPolicy::AtExpiration,
        "forced": forced,
        "manualPayment": !automatic,
        "period": billing.months,
    });
    view
}

fn set_renew(service: &mut Service, renew: &Value) -> Result<(), ApiError> {
    let flag = |name: &str| renew.get(name).and_then(Value::as_bool);
    if let Some(months) = renew.get("period").and_then(Value::as_i64) {
        set_period(service, months)?;
    }
    if let Some(delete) = flag("deleteAtExpiration") {
        let policy = if delete {
            EndPolicy::AtExpiration
        } else {
            EndPolicy::Empty
        };
        set_end(service, policy)?;
    }
    if let Some(automatic) = flag("automatic") {
        set_mode(
            service,
            if automatic {
                RenewMode::Automatic
            } else {
                RenewMode::Manual
            },
        )?;
    }
    if flag("manualPayment") == Some(true) {
        set_mode(service, RenewMode::Manual)?;
    }
    Ok(())
}

/// Chooses who renews.
///
/// # Errors
///
/// 400 when this kind of product is always renewed by itself.
pub fn set_mode(service: &mut Service, mode: RenewMode) -> Result<(), ApiError> {
    if forced(service.product) && mode == RenewMode::Manual {
        return Err(ApiError::bad_request(format!(
            "{} is always renewed automatically. To stop it, end the service",
            service.name
        )));
    }
    service.billing.mode = mode;
    Ok(())
}

/// Chooses for how many months a renewal holds.
///
/// # Errors
///
/// 400 when this kind of product has no such period.
pub fn set_period(service: &mut Service, months: i64) -> Result<(), ApiError> {
    let possible = periods(service.product);
    let months = u16::try_from(months)
        .ok()
        .filter(|months| possible.contains(months));
    let Some(months) = months else {
        return Err(ApiError::bad_request(format!(
            "[period] {} can be renewed for {possible:?} months",
            service.name
        )));
    };
    service.billing.months = months;
    Ok(())
}

/// Chooses when the service shall end.
///
/// # Errors
///
/// 400 when it cannot be left to end then.
pub fn set_end(service: &mut Service, end: EndPolicy) -> Result<(), ApiError> {
    let why = match end {
        EndPolicy::AtExpiration if !expires(service.product) => "has no expiry date",
        EndPolicy::AtEngagement if service.billing.engaged_until.is_none() => "has no commitment",
        _ => {
            service.billing.end = end;
            return Ok(());
        }
    };
    Err(ApiError::bad_request(format!(
        "{} {why}: end the service instead",
        service.name
    )))
}

/// Lets only the owner and the payer decide about renewals.
///
/// # Errors
///
/// 403 for the technical contact.
pub fn may_renew(ctx: &Ctx<'_>, service: &Service) -> Result<(), ApiError> {
    let nic = ctx.nic();
    if service.contacts.admin == nic || service.contacts.billing == nic {
        return Ok(());
    }
    Err(ApiError::forbidden(
        "Only the administrator and the billing contact may change the renewal",
    ))
}

/// Whether the renewal of this kind cannot be stopped.
pub const fn forced(product: Product) -> bool {
    matches!(
        product,
        Product::CloudProject | Product::Telephony | Product::Xdsl | Product::DedicatedCloud
    )
}

/// Whether this kind ends by itself when it is not renewed.
const fn expires(product: Product) -> bool {
    product.expires() && !forced(product)
}

/// For how many months a renewal of this kind may hold.
pub const fn periods(product: Product) -> &'static [u16] {
    match product {
        Product::Domain => &[12, 24, 36, 60, 120],
        Product::Zone | Product::HostingWeb | Product::EmailDomain => &[12, 24, 36],
        Product::DedicatedServer => &[1, 3, 6, 12, 24],
        Product::Vps => &[1, 6, 12, 24],
        Product::Ip => &[1, 12],
        Product::Telephony | Product::Xdsl | Product::CloudProject | Product::DedicatedCloud => {
            &[1]
        }
        Product::Vrack => &[],
    }
}
