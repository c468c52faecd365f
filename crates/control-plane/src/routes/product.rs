//! What every kind of product has in common: its list, its object, its edit.
//!
//! A product's file says what is particular: a [`Document`], the part of the
//! object that is stored for it, and how the object is made from it.

use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{STRING, list as list_of};
use crate::product::Product;
use crate::region::Region;
use crate::route::{Declaration, Route};
use crate::routes::tag_filter::{self, TagFilter};
use crate::store::billing::Moment;
use crate::store::services::{self, Service};

/// What is stored for one kind of product, beside what every service has.
pub trait Document: Serialize + DeserializeOwned {
    /// The kind.
    const PRODUCT: Product;

    /// The object as the API gives it, without `iam`.
    fn view(&self, seen: &Seen<'_>) -> Value;

    /// Takes the writable fields that are in `change`. The display name is the
    /// service's.
    ///
    /// # Errors
    ///
    /// When a value is refused.
    fn edit(&mut self, service: &mut Service, change: &Change<'_>) -> Result<(), ApiError>;
}

/// A service at the moment it is read.
#[derive(Debug)]
pub struct Seen<'a> {
    /// Where.
    pub region: Region,
    /// The service.
    pub service: &'a Service,
    /// What its billing facts mean now.
    pub moment: Moment,
    /// Now, domain time.
    pub now: OffsetDateTime,
}

impl<'a> Seen<'a> {
    /// `service` as of now.
    pub fn new(ctx: &Ctx<'_>, service: &'a Service) -> Seen<'a> {
        let now = ctx.now();
        Seen {
            region: ctx.region,
            service,
            moment: service.billing.at(now),
            now,
        }
    }
}

/// The body of an edit.
#[derive(Debug)]
pub struct Change<'a>(pub &'a Value);

impl Change<'_> {
    /// Puts the field `name` in `slot` when it was sent.
    ///
    /// # Errors
    ///
    /// 400 when it is not of the slot's type.
    pub fn set<T: DeserializeOwned>(&self, name: &str, slot: &mut T) -> Result<(), ApiError> {
        if let Some(value) = self.0.get(name) {
            *slot = serde_json::from_value(value.clone())
                .map_err(|_| ApiError::bad_request(format!("[{name}] {value} is not accepted")))?;
        }
        Ok(())
    }
}

/// The ids of the caller's services of this kind, those with certain labels when
/// asked: `GET /{product}`.
pub fn listed<D: Document>(route: Declaration) -> Route {
    tag_filter::declare(route)
        .returns(list_of(STRING))
        .handle(list::<D>)
}

/// What answers for [`listed`].
///
/// # Errors
///
/// 400 when the labels asked for are no conditions.
pub fn list<D: Document>(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let filter = TagFilter::of(call)?;
    if filter.is_empty() {
        return Ok(services::names(ctx.conn, ctx.nic(), D::PRODUCT)?.into());
    }
    let names: Vec<String> = services::of_product(ctx.conn, ctx.nic(), D::PRODUCT)?
        .into_iter()
        .filter(|service| filter.holds(service))
        .map(|service| service.name)
        .collect();
    Ok(names.into())
}

/// One object: `GET /{product}/{name}`.
///
/// # Errors
///
/// 404 when the caller has none of that name.
pub fn one<D: Document>(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call, D::PRODUCT)?;
    view::<D>(&Seen::new(ctx, &service))
}

/// Changes an object: `PUT /{product}/{name}`.
///
/// # Errors
///
/// 404 when the caller has none of that name, 460 when it is out of use, 400
/// when a value is refused.
pub fn edit<D: Document>(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let service = find(ctx, call, D::PRODUCT)?;
    change::<D>(ctx, service, call.body())?;
    Ok(Value::Null)
}

/// The object of `seen`, with `iam`.
///
/// # Errors
///
/// When what is stored is not a document of this kind.
pub fn view<D: Document>(seen: &Seen<'_>) -> Result<Value, ApiError> {
    let document: D = serde_json::from_str(&seen.service.document)?;
    let mut view = document.view(seen);
    view["iam"] = iam(seen);
    Ok(view)
}

/// Applies an edit to `service`.
///
/// # Errors
///
/// 460 when it is out of use, 400 when a value is refused.
pub fn change<D: Document>(
    ctx: &Ctx<'_>,
    mut service: Service,
    body: &Value,
) -> Result<(), ApiError> {
    in_use(ctx, &service)?;
    let mut document: D = serde_json::from_str(&service.document)?;
    document.edit(&mut service, &Change(body))?;
    service.document = serde_json::to_string(&document)?;
    services::update(ctx.conn, &service)?;
    Ok(())
}

/// The caller's service of this kind that the path names.
///
/// # Errors
///
/// 404 when there is none.
pub fn find(ctx: &Ctx<'_>, call: &Call, product: Product) -> Result<Service, ApiError> {
    let parameter = product.parameter();
    named(ctx, product, parameter, call.path(parameter))
}

/// The caller's service of this kind called `name`.
///
/// # Errors
///
/// 404 when there is none.
pub fn named(
    ctx: &Ctx<'_>,
    product: Product,
    parameter: &str,
    name: &str,
) -> Result<Service, ApiError> {
    services::by_name(ctx.conn, ctx.nic(), product, name)?.ok_or_else(|| missing(parameter, name))
}

/// 404: the caller has no such object.
pub fn missing(parameter: &str, name: impl std::fmt::Display) -> ApiError {
    ApiError::not_found(format!(
        "The requested object ({parameter} = {name}) does not exist"
    ))
}

/// Refuses a service that is out of use because of its bills or its end.
///
/// # Errors
///
/// 460, as the API answers for expired services.
pub fn in_use(ctx: &Ctx<'_>, service: &Service) -> Result<(), ApiError> {
    if !service.billing.at(ctx.now()).standing.stopped() {
        return Ok(());
    }
    let status = StatusCode::from_u16(460).unwrap_or(StatusCode::FORBIDDEN);
    Err(ApiError::new(
        status,
        "Client::Forbidden",
        "SERVICE_EXPIRED",
        format!(
            "{} is suspended or has ended. Renew it or pay its invoices first",
            service.name
        ),
    ))
}

/// `iam.ResourceMetadata`.
pub fn iam(seen: &Seen<'_>) -> Value {
    let service = seen.service;
    let kind = service.product.resource_type();
    let tags: Map<String, Value> = service
        .labels()
        .map(|(key, value)| (key.to_owned(), value.into()))
        .collect();
    json!({
        "id": uuid(seen.region, service.id),
        "urn": format!("urn:v1:{}:resource:{kind}:{}", seen.region, service.name),
        "displayName": service.label(),
        "state": seen.moment.standing.iam(),
        "tags": tags,
    })
}

/// A name-based UUID, the same at every reading.
fn uuid(region: Region, id: i64) -> String {
    use sha1::{Digest, Sha1};
    let hash = Sha1::digest(format!("{region}/service/{id}"));
    let mut bits = hash
        .iter()
        .take(16)
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    // Version 5, variant 1.
    bits = bits & !(0xF << 76) | 5 << 76;
    bits = bits & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{bits:032x}");
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_stable_and_well_formed() {
        let id = uuid(Region::Eu, 7);
        assert_eq!(id, uuid(Region::Eu, 7));
        assert_ne!(id, uuid(Region::Ca, 7));
        let parts: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert_eq!(id.as_bytes()[14], b'5');
    }
}
