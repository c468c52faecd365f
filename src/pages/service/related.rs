//! Services that belong to this one: what it is an option of, its own options, and those
//! of other products under the same name. All from the list that is here already.

use std::sync::Arc;

use api::ServiceId;
use leptos::prelude::*;

use super::Shown;
use crate::data::row::Row;
use crate::data::{Data, Phase, Reading};
use crate::i18n::t;
use crate::place::Place;
use crate::ui::{ConditionMark, TroubleBox, Waiting, live, titled};

/// How `other` belongs to `this`, if it does.
fn relation(this: &Row, other: &Row) -> Option<&'static str> {
    let is = |parent: Option<ServiceId>, row: &Row| parent.is_some() && parent == row.key.number();
    if other.key == this.key {
        None
    } else if is(this.parent, other) {
        Some("service.related.parent")
    } else if is(other.parent, this) {
        Some("service.related.option")
    } else if other.name == this.name {
        Some("service.related.name")
    } else {
        None
    }
}

/// The panel.
pub fn panel(shown: Shown) -> AnyView {
    let (row, list) = (shown.row, shown.list.cell.clone());
    let related = Memo::new(move |_| {
        let rows = list.read().rows.clone();
        let this = row.get();
        let (Some(rows), Some(this)) = (rows, this) else {
            return None;
        };
        let related = rows
            .iter()
            .filter_map(|other| Some((relation(&this, other)?, other.clone())));
        Some(related.collect::<Vec<_>>())
    });
    let reading = shown.list;
    let body = live(move || match related.get() {
        None => unknown(reading.clone()),
        Some(related) if related.is_empty() => {
            view! { <p class="soft">{t("service.related.none")}</p> }.into_any()
        }
        Some(related) => {
            let items = related.into_iter().map(item).collect_view();
            view! { <ul class="related">{items}</ul> }.into_any()
        }
    });
    titled("service-related", "service.related", body)
}

/// The list is awaited, or could not be had.
fn unknown(list: Reading) -> AnyView {
    let data = Data::current();
    live(move || match list.cell.read().phase.clone() {
        Phase::Failed(trouble) => {
            let (whose, list) = (list.account.id.nic.to_string(), list.clone());
            let retry = Callback::new(move |()| data.refresh(std::slice::from_ref(&list)));
            view! { <TroubleBox trouble whose kept=false retry /> }.into_any()
        }
        _ => view! { <Waiting text=t("service.related.unknown") /> }.into_any(),
    })
}

fn item((how, row): (&'static str, Arc<Row>)) -> AnyView {
    let link = Place::service(row.account.clone(), row.key.clone()).to_string();
    view! {
        <li>
            <a href=link>{row.display.to_string()}</a>
            <span class="soft">{row.product_name.to_string()}</span>
            <span class="soft small">{t(how)}</span>
            <ConditionMark condition=row.condition />
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use api::LifecycleState;

    use super::*;
    use crate::data::row::Facts;

    fn row(id: u64, parent: Option<u64>, name: &str) -> Row {
        let facts = Facts {
            lifecycle: Some(LifecycleState::Active),
            ..Facts::default()
        };
        let account = "eu:ab1-ovh".parse().unwrap();
        let mut row = Row::new(
            account,
            ServiceId(id).into(),
            "",
            name,
            "/vps/{s}",
            facts,
            0.0,
        );
        row.parent = parent.map(ServiceId);
        row
    }

    #[test]
    fn belongs_by_number_or_by_name() {
        let this = row(1, Some(9), "shop.example");
        for (other, expected) in [
            (row(1, Some(9), "shop.example"), None),
            (row(9, None, "pack"), Some("service.related.parent")),
            (row(2, Some(1), "backup"), Some("service.related.option")),
            (row(3, None, "shop.example"), Some("service.related.name")),
            (row(4, Some(9), "other.example"), None),
            (row(5, None, "x"), None),
        ] {
            assert_eq!(relation(&this, &other), expected, "{}", other.name);
        }
    }
}
