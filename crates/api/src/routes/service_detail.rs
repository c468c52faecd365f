//! One service in full: what its page shows beyond what lists show.

use crate::{
    call::Call,
    error::ApiError,
    ids::ServiceId,
    json::{Fields, Value, Wrong, text_of},
    regions::Where,
    routes::services::{RenewMode, Service, read},
    session::Session,
};

/// In every region, not on the brands.
const PLACE: Where = Where::REGIONS;

/// One service, `services.expanded.Service`, in full.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceDetail {
    /// What lists know, too.
    pub service: Service,
    /// Labels; an object with key and value is written `key=value`.
    pub tags: Vec<String>,
    /// Who may renew it: `billing.renew.capacities.mode`. Empty: it has no renewal.
    pub renew_modes: Vec<RenewMode>,
    /// Name of the plan on the invoice.
    pub invoice_name: Option<String>,
    /// The answer itself, indented, its fields in the order of the alphabet.
    pub json: String,
}

fn read_detail(value: &Value) -> Result<ServiceDetail, Wrong> {
    let fields = Fields::of(value)?;
    let mut detail = ServiceDetail {
        service: read(&fields)?,
        tags: fields.list("tags")?.iter().filter_map(tag).collect(),
        renew_modes: Vec::new(),
        invoice_name: None,
        json: format!("{value:#}"),
    };
    if let Some(billing) = fields.object("billing")? {
        if let Some(plan) = billing.object("plan")? {
            detail.invoice_name = plan.text_or_none("invoiceName")?;
        }
        if let Some(renew) = billing.object("renew")?
            && let Some(capacities) = renew.object("capacities")?
        {
            detail.renew_modes = capacities.words("mode", RenewMode::from_wire)?;
        }
    }
    Ok(detail)
}

fn tag(value: &Value) -> Option<String> {
    let Ok(fields) = Fields::of(value) else {
        return text_of(value);
    };
    let (key, value) = (
        fields.text("key").ok()?,
        fields.text_or_empty("value").ok()?,
    );
    Some([key, value].join("="))
}

impl Session {
    /// One service in full. `GET /services/{serviceId}`.
    pub async fn service_detail(&self, id: ServiceId) -> Result<ServiceDetail, ApiError> {
        let reply = self.call(PLACE, service_call(id)).await?;
        read_detail(&reply.value).map_err(|wrong| reply.unexpected(wrong))
    }

    /// For how long a renewal of it may hold, ISO 8601 durations (`P1M`).
    /// `GET /services/{serviceId}/renewPeriodCapacities`.
    pub async fn renew_periods(&self, id: ServiceId) -> Result<Vec<String>, ApiError> {
        let call = service_call(id).then("/renewPeriodCapacities");
        let reply = self.call(PLACE, call).await?;
        match &*reply.value {
            Value::Array(list) => Ok(list.iter().filter_map(text_of).collect()),
            _ => Err(reply.unexpected(Wrong::field("answer", "a list"))),
        }
    }
}

/// The read behind a service's page, to be shown as code.
pub fn service_call(id: ServiceId) -> Call {
    Call::get("/services").number(id.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_page_shows_and_keeps_the_answer() {
        let value = serde_json::json!({
            "serviceId": 9_007_199_254_740_993_u64,
            "tags": ["shop", {"key": "team", "value": "web"}, 7, [], null],
            "resource": {"name": "vps-1.example", "displayName": "Shop"},
            "billing": {
                "plan": {"code": "vps-le-2", "invoiceName": "VPS LE 2"},
                "renew": {"capacities": {"mode": ["automatic", "later"]},
                          "current": {"mode": "manual", "period": "P1M"}},
            },
        });
        let detail = read_detail(&value).unwrap();
        assert_eq!(detail.tags, ["shop", "team=web", "7"]);
        assert_eq!(detail.renew_modes[0], RenewMode::Automatic);
        assert_eq!(detail.service.renew_period.as_deref(), Some("P1M"));
        assert_eq!(detail.invoice_name.as_deref(), Some("VPS LE 2"));
        // No digit of an identifier is lost.
        assert!(detail.json.contains("\"serviceId\": 9007199254740993"));
    }

    #[test]
    fn a_service_without_billing_has_no_renewal() {
        let detail = read_detail(&serde_json::json!({"serviceId": 1})).unwrap();
        assert!(detail.renew_modes.is_empty() && detail.tags.is_empty());
        assert!(read_detail(&serde_json::json!([])).is_err());
    }
}
