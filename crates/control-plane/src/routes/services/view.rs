//! `services.expanded.Service`, read off the facts and the clock.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::clock;
use crate::money::price;
use crate::routes::product::Seen;
use crate::routes::service_infos;
use crate::store::billing::{EndPolicy, Standing};
use crate::store::services::Service;

use super::duration;

/// Written as they are in `services.expanded.Route.url`.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// `services.expanded.Service`.
pub(super) fn view(seen: &Seen<'_>) -> Value {
    let service = seen.service;
    let contact = |kind: &str, code: &str| json!({ "type": kind, "customerCode": code });
    json!({
        "serviceId": service.id,
        "parentServiceId": service.parent,
        "tags": service.tags,
        "route": route(service),
        "resource": {
            "name": service.name,
            "displayName": service.label(),
            "state": seen.moment.standing.resource(),
            "product": { "name": service.product.name(), "description": service.product.description() },
            "resellingProvider": null,
        },
        "customer": { "contacts": [
            contact("administrator", &service.contacts.admin),
            contact("technical", &service.contacts.tech),
            contact("billing", &service.contacts.billing),
        ] },
        "billing": billing(seen),
    })
}

fn route(service: &Service) -> Value {
    let name = utf8_percent_encode(&service.name, PLAIN);
    json!({
        "path": service.product.route(),
        "url": format!("/{}/{name}", service.product.key()),
        "vars": [{ "key": service.product.parameter(), "value": service.name }],
    })
}

fn billing(seen: &Seen<'_>) -> Value {
    let (service, moment) = (seen.service, seen.moment);
    let facts = &service.billing;
    let expires = moment.expires.map(clock::rfc3339);
    let ends = moment.ends.map(clock::rfc3339);
    let next = moment.next_billing.map(clock::rfc3339);
    json!({
        "nextBillingDate": next,
        "expirationDate": expires,
        "plan": { "code": service.plan.code, "invoiceName": service.plan.name },
        "pricing": pricing(seen),
        "group": null,
        "lifecycle": {
            "current": {
                "state": moment.standing.lifecycle(),
                "creationDate": clock::rfc3339(facts.created),
                "terminationDate": ends,
                "pendingActions": pending(seen),
            },
            "capacities": { "actions": possible(seen) },
        },
        "renew": renew(seen),
        "engagement": engagement(seen),
        "engagementRequest": null,
    })
}

fn pricing(seen: &Seen<'_>) -> Value {
    let service = seen.service;
    if !service.product.expires() {
        return Value::Null;
    }
    let consumption = service.product.by_consumption();
    let months = service.billing.months;
    json!({
        "capacities": [if consumption { "consumption" } else { "renew" }],
        "description": if months == 1 { "Price per month".to_owned() } else { format!("Price per {months} months") },
        "duration": duration(months),
        "engagementConfiguration": null,
        "interval": months,
        "maximumQuantity": null,
        "maximumRepeat": null,
        "minimumQuantity": 1,
        "minimumRepeat": 1,
        "price": price(seen.region, service.plan.price_ucents),
        "priceInUcents": service.plan.price_ucents,
        "pricingMode": "default",
        "pricingType": if consumption { "consumption" } else { "rental" },
    })
}

fn renew(seen: &Seen<'_>) -> Value {
    let service = seen.service;
    if !service.product.expires() {
        return Value::Null;
    }
    let modes: &[&str] = if service_infos::forced(service.product) {
        &["automatic"]
    } else {
        &["automatic", "manual"]
    };
    json!({
        "current": {
            "mode": service.billing.mode.wire(),
            "nextDate": seen.moment.next_billing.map(clock::rfc3339),
            "period": duration(service.billing.months),
        },
        "capacities": { "mode": modes },
    })
}

fn engagement(seen: &Seen<'_>) -> Value {
    let Some(until) = seen
        .service
        .billing
        .engaged_until
        .filter(|until| *until > seen.now)
    else {
        return Value::Null;
    };
    let cancels = seen.service.billing.end == EndPolicy::AtEngagement;
    json!({
        "endDate": clock::date(until),
        "endRule": {
            "strategy": if cancels { "CANCEL_SERVICE" } else { "STOP_ENGAGEMENT_KEEP_PRICE" },
            "possibleStrategies": [
                "CANCEL_SERVICE", "REACTIVATE_ENGAGEMENT", "STOP_ENGAGEMENT_KEEP_PRICE",
            ],
        },
    })
}

/// What is going to happen to the service.
fn pending(seen: &Seen<'_>) -> Vec<&'static str> {
    let facts = &seen.service.billing;
    let mut actions = Vec::new();
    if seen.moment.standing == Standing::Terminated {
        return actions;
    }
    if seen.moment.standing == Standing::Renewing {
        actions.push("autorenewInProgress");
    }
    if facts.ended.is_some() {
        actions.push("terminate");
    }
    match facts.end {
        EndPolicy::Empty => {}
        EndPolicy::AtEngagement => actions.push("terminateAtEngagementDate"),
        EndPolicy::AtExpiration => actions.push("terminateAtExpirationDate"),
    }
    actions
}

/// What the customer can make happen.
fn possible(seen: &Seen<'_>) -> Vec<&'static str> {
    let service = seen.service;
    let mut actions = Vec::new();
    if matches!(
        seen.moment.standing,
        Standing::Terminated | Standing::ToDelete | Standing::InCreation
    ) {
        return actions;
    }
    if service.product.expires() && !service.product.by_consumption() {
        actions.push("earlyRenewal");
    }
    if service.billing.ended.is_none() {
        actions.push("terminate");
        if service.product.expires() && !service_infos::forced(service.product) {
            actions.push("terminateAtExpirationDate");
        }
        if service
            .billing
            .engaged_until
            .is_some_and(|until| until > seen.now)
        {
            actions.push("terminateAtEngagementDate");
        }
    }
    actions
}
