//! What the status page says about where the service stands.

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::Phase;
use crate::data::row::Row;
use crate::data::support::status::{self, Concern, Document};
use crate::i18n::t;
use crate::pages::status::event;
use crate::place::{Page, Place};
use crate::session::{Account, Scope};
use crate::ui::{Icon, live};

/// The panel; nothing where nothing concerns it, and a line where that is not known.
pub fn panel(account: Account, row: Memo<Option<Arc<Row>>>) -> AnyView {
    let region = account.id.endpoint.region();
    let Some(cell) = status::follow(region, Document::Open) else {
        return ().into_any();
    };
    let minute = event::minute();
    let to = Place::Page(Scope::One(account.id), Page::Status).to_string();
    live(move || {
        let held = cell.read();
        let Some(feed) = &held.value else {
            return match held.phase {
                Phase::Failed(_) => unread(&to),
                Phase::Waiting { .. } | Phase::Ready => ().into_any(),
            };
        };
        let Some(row) = row.get() else {
            return ().into_any();
        };
        let found = status::concerning(feed, &status::Place::of(&row), minute.get());
        let items: Vec<_> = found
            .into_iter()
            .map(|(one, _, concern)| {
                let perhaps = (concern == Concern::Perhaps)
                    .then(|| view! { <p class="soft small">{t("history.perhaps")}</p> });
                event::event(one, perhaps.into_any())
            })
            .collect();
        if items.is_empty() {
            return ().into_any();
        }
        view! {
            <section class="panel" aria-labelledby="service-known">
                <div class="panel-head">
                    <h2 id="service-known">{t("history.known")}</h2>
                    <a class="small" href=to.clone()>
                        {t("history.known.all")}
                    </a>
                </div>
                <div class="panel-body">
                    <ul class="status-events">{items}</ul>
                </div>
            </section>
        }
        .into_any()
    })
}

fn unread(to: &str) -> AnyView {
    let to = to.to_owned();
    view! {
        <p class="state state-warn small">
            <Icon name="triangle-alert" />
            <span>{t("history.known.unread")}</span>
            <a href=to>{t("history.known.all")}</a>
        </p>
    }
    .into_any()
}
