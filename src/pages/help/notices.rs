//! What the status page of the region says about the service: told before anything is
//! asked, and named where the flow ends at an incident that the provider knows.

use advisor::flow::{Notice, NoticeKind};
use api::status::Feed;
use leptos::prelude::*;

use super::desk::Desk;
use super::situation::Situation;
use crate::data::dashboard::questions::is_machine;
use crate::data::row::Row;
use crate::data::support::status::{self, Concern, Event};
use crate::i18n::t;
use crate::place::{Page, Place};
use crate::session::Scope;
use crate::ui::live;

/// Planned work this near may be what is felt, in milliseconds.
const SOON_MS: f64 = 86_400_000.0;

/// A notice, with what the page calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// As the flow knows it.
    pub notice: Notice,
    /// In the provider's words: show it as text.
    pub name: String,
}

/// What surely concerns the service, now (milliseconds since 1970) or within a day; `None`
/// while it is not known where it stands.
pub fn of(row: &Row, feed: &Feed, now: f64) -> Option<Vec<Named>> {
    if is_machine(row) && row.facts.site.is_none() {
        return None;
    }
    let events = status::concerning(feed, &status::Place::of(row), now);
    let near = |event: Event<'_>, under_way: bool| match event {
        Event::Maintenance(work) if !under_way => work
            .begins
            .is_some_and(|begins| begins.0 as f64 <= now + SOON_MS),
        _ => true,
    };
    let sure = events.into_iter().filter(|(event, under_way, concern)| {
        *concern == Concern::Sure && near(*event, *under_way)
    });
    let named = sure.map(|(event, _, _)| Named {
        notice: Notice {
            id: event.what().id.clone(),
            kind: match event {
                Event::Incident(_) => NoticeKind::Incident,
                Event::Maintenance(_) => NoticeKind::Maintenance,
            },
        },
        name: event.what().name.clone(),
    });
    Some(named.collect())
}

/// Their names, with the way to the status page.
pub fn names(desk: Desk, situation: Situation, kind: NoticeKind) -> AnyView {
    let names = live(move || {
        let all = situation.notices();
        let those = all.iter().flat_map(|all| all.iter());
        let names = those
            .filter(|named| named.notice.kind == kind)
            .map(|named| view! { <span class="small">{named.name.clone()}</span> }.into_any());
        names.collect_view().into_any()
    });
    let to = Place::Page(Scope::One(desk.draft_now().account), Page::Status).to_string();
    view! {
        <span class="help-tickets">{names}</span>
        <a class="small" href=to>{t("help.known.status")}</a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::row::{ProductSays, ProductState};
    use api::ServerState;

    fn server(site: Option<&str>) -> Row {
        let facts = crate::data::row::Facts::default();
        let key = api::ServiceId(1).into();
        let account = "eu:ab1-ovh".parse().unwrap();
        let row = Row::new(account, key, "", "ns1", "/dedicated/server/{s}", facts, 0.0);
        let says = ProductSays {
            state: Some(ProductState::Server(ServerState::Ok)),
            ip: None,
            site: site.map(str::to_owned),
        };
        row.with_product(&says, 0.0)
    }

    #[test]
    fn only_what_surely_concerns_it_and_is_near_is_told() {
        let feed = api::status::parse(
            br#"{"incidents":[
                {"id":"here","name":"Power","impact":"major","components":[{"name":"GRA3"}]},
                {"id":"there","name":"Power","impact":"major","components":[{"name":"RBX8"}]},
                {"id":"bug","name":"Graphs","impact":"minor","components":[{"name":"GRA3"}]}],
              "scheduled_maintenances":[
                {"id":"soon","name":"Routers","scheduled_for":"1970-01-01T12:00:00Z",
                 "components":[{"name":"GRA3"}]},
                {"id":"later","name":"Routers","scheduled_for":"1970-01-09T12:00:00Z",
                 "components":[{"name":"GRA3"}]}]}"#,
        )
        .unwrap();
        let ids = |row: &Row| {
            let found = of(row, &feed, 0.0)?;
            let each = found.into_iter().map(|named| named.notice.id);
            Some(each.collect::<Vec<_>>())
        };
        assert_eq!(ids(&server(Some("gra3"))).unwrap(), ["here", "soon"]);
        assert_eq!(ids(&server(Some("sbg5"))).unwrap(), [""; 0]);
        assert_eq!(ids(&server(None)), None);
    }
}
