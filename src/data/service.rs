//! One service: what is asked about it, and what can be changed.

use std::rc::Rc;
use std::sync::Arc;

use api::{
    AccountId, RenewMode, Service, ServiceChange, ServiceDetail, ServiceId, ServiceKey, if_there,
};

use leptos::prelude::*;

use super::writes::{Change, Sent};
use super::{Data, Question, SERVICES, as_code, services};
use crate::data::row::Row;
use crate::platform::now_ms;
use crate::session::Account;

const DETAIL: &str = "service";

/// All about one service; `None` when the account has no such service.
pub fn detail(key: &ServiceKey) -> Question<Option<ServiceDetail>> {
    Question {
        what: DETAIL,
        of: key.to_string(),
        call: |session, of| {
            Box::pin(async move {
                let answer = match of.parse() {
                    Ok(ServiceKey::Name(section, name)) => {
                        session.named_service(section, &name).await
                    }
                    _ => session.service_detail(number(&of)).await,
                };
                if_there(answer)
            })
        },
    }
}

/// For how long its renewal may hold.
pub fn periods(id: ServiceId) -> Question<Vec<String>> {
    Question {
        what: "renew-periods",
        of: id.0.to_string(),
        call: |session, of| Box::pin(async move { session.renew_periods(number(&of)).await }),
    }
}

/// Questions are about text; this text was a number.
fn number(of: &str) -> ServiceId {
    ServiceId(of.parse().unwrap_or_default())
}

/// Gives it another name.
pub fn rename(id: ServiceId, name: String, title: String, subject: String) -> Change {
    let change = ServiceChange {
        display_name: Some(name.clone()),
        ..ServiceChange::default()
    };
    let applied = move |service: &Service| service.display_name == name;
    changing(id, "service-name", change, title, subject, Rc::new(applied))
}

/// Has it renewed by somebody else, or by another length.
pub fn renew(
    id: ServiceId,
    mode: RenewMode,
    period: String,
    title: String,
    subject: String,
) -> Change {
    let change = ServiceChange {
        renew: Some((mode.clone(), period.clone())),
        ..ServiceChange::default()
    };
    let applied = move |service: &Service| {
        service.renew_mode.as_ref() == Some(&mode)
            && service.renew_period.as_deref().map(months) == Some(months(&period))
    };
    changing(
        id,
        "service-renewal",
        change,
        title,
        subject,
        Rc::new(applied),
    )
}

fn changing(
    id: ServiceId,
    what: &'static str,
    change: ServiceChange,
    title: String,
    subject: String,
    applied: Rc<dyn Fn(&Service) -> bool>,
) -> Change {
    Change {
        what,
        of: id.0.to_string(),
        title,
        subject,
        send: Box::new(move |session| {
            Box::pin(async move { session.change_service(id, &change).await.map(Sent::from) })
        }),
        check: Rc::new(move |session| {
            let applied = applied.clone();
            Box::pin(async move { Ok(applied(&session.service(id).await?)) })
        }),
        changes: &[DETAIL, SERVICES],
    }
}

/// The months in an ISO 8601 duration (`P3M`, `P1Y`), or its text where it is another.
pub fn months(period: &str) -> Result<u16, &str> {
    let parse = || {
        let number = period.strip_prefix('P')?;
        match number.strip_suffix('M') {
            Some(months) => months.parse().ok(),
            None => number
                .strip_suffix('Y')?
                .parse::<u16>()
                .ok()?
                .checked_mul(12),
        }
    };
    parse().ok_or(period)
}

/// It as lists show it: with what its product says of its state, where the list is here,
/// else from its own answer.
pub fn known(data: Data, account: &Account, key: &ServiceKey) -> Memo<Option<Arc<Row>>> {
    let detail = data.ask(account, &detail(key)).cell;
    let list = data.services(std::slice::from_ref(account));
    let (account, key) = (account.id.clone(), key.clone());
    Memo::new(move |_| {
        let rows = list.first().and_then(|list| list.cell.read().rows.clone());
        let listed = rows.and_then(|rows| rows.iter().find(|row| row.key == key).cloned());
        listed.or_else(|| {
            let detail = detail.read().value.clone()?;
            let service = &detail.as_ref().as_ref()?.service;
            Some(Arc::new(row(&account, service)))
        })
    })
}

/// It as lists show it.
fn row(account: &AccountId, service: &Service) -> Row {
    services::row_of(account, service, now_ms())
}

/// The read behind its page, as code for a shell and for Python.
pub fn as_code(data: Data, account: &AccountId, key: &ServiceKey) -> [String; 2] {
    let config = data.config();
    let relay = config
        .endpoints
        .iter()
        .find(|relay| relay.endpoint == account.endpoint);
    let target = match key {
        ServiceKey::Number(id) => api::service_call(*id).target(),
        // What no path can hold was never read, either.
        ServiceKey::Name(section, name) => api::named_call(*section, name)
            .map(|call| call.target())
            .unwrap_or_default(),
    };
    let call = as_code::Shown {
        endpoint: account.endpoint,
        base: relay.map_or("", |relay| &relay.sign_base),
        method: "GET",
        target: &target,
        body: "",
    };
    [as_code::curl(&call), as_code::python(&call)]
}

#[cfg(test)]
mod tests {
    use super::months;

    #[test]
    fn durations_are_months_or_what_they_are() {
        for (period, expected) in [
            ("P1M", Ok(1)),
            ("P12M", Ok(12)),
            ("P2Y", Ok(24)),
            ("P1D", Err("P1D")),
            ("", Err("")),
            ("P99999Y", Err("P99999Y")),
        ] {
            assert_eq!(months(period), expected);
        }
    }
}
