//! The feed's documents.

use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::clock;
use crate::region::Region;
use crate::routes::stable_id;

use super::components::{self, Component};
use super::events::{self, Event, Kind};

/// The document called `name`, when there is one.
pub(super) fn named(
    name: &str,
    region: Region,
    places: &[String],
    now: OffsetDateTime,
) -> Option<Value> {
    let feed = Feed {
        region,
        now: now.unix_timestamp(),
        components: components::all(region, places),
        incidents: events::incidents(region, places, now),
        maintenances: events::maintenances(region, places, now),
    };
    let page = feed.page();
    Some(match name {
        "summary.json" => json!({
            "page": page,
            "components": feed.component_list(),
            "incidents": feed.views(&feed.incidents, |event| !event.is_over()),
            "scheduled_maintenances": feed.views(&feed.maintenances, |event| !event.is_over()),
            "status": feed.overall(),
        }),
        "components.json" => json!({ "page": page, "components": feed.component_list() }),
        "incidents.json" => json!({
            "page": page,
            "incidents": feed.views(&feed.incidents, |_| true),
        }),
        "incidents/unresolved.json" => json!({
            "page": page,
            "incidents": feed.views(&feed.incidents, |event| !event.is_over()),
        }),
        "scheduled-maintenances.json" => json!({
            "page": page,
            "scheduled_maintenances": feed.views(&feed.maintenances, |_| true),
        }),
        _ => return None,
    })
}

struct Feed {
    region: Region,
    now: i64,
    components: Vec<Component>,
    incidents: Vec<Event>,
    maintenances: Vec<Event>,
}

impl Feed {
    fn page_id(&self) -> String {
        stable_id(&format!("{}/status", self.region))
    }

    fn page(&self) -> Value {
        json!({
            "id": self.page_id(),
            "name": format!("Sample status, region {}", self.region),
            "url": format!("https://status-{}.example", self.region),
            "time_zone": "Etc/UTC",
            "updated_at": clock::rfc3339_from_unix(self.last_said()),
        })
    }

    fn last_said(&self) -> i64 {
        let all = self.incidents.iter().chain(&self.maintenances);
        all.flat_map(|event| &event.updates)
            .map(|update| update.at)
            .max()
            .unwrap_or(self.now)
    }

    /// What is under way: incidents that are not over, maintenances that have begun.
    fn under_way(&self) -> impl Iterator<Item = &Event> {
        let begun = self
            .maintenances
            .iter()
            .filter(|event| event.started <= self.now);
        self.incidents
            .iter()
            .chain(begun)
            .filter(|event| !event.is_over())
    }

    /// The worst that is under way on a component.
    fn status(&self, component: &str) -> &'static str {
        let words = self
            .under_way()
            .filter(|event| event.components.iter().any(|name| name == component))
            .map(|event| match event.impact {
                "critical" => (4, "major_outage"),
                "major" => (3, "partial_outage"),
                "minor" => (2, "degraded_performance"),
                _ => (1, "under_maintenance"),
            });
        words.max().map_or("operational", |(_, word)| word)
    }

    fn overall(&self) -> Value {
        let (indicator, description) = self
            .under_way()
            .map(|event| match event.impact {
                "critical" => (4, "critical", "Major outage of a part"),
                "major" => (3, "major", "Partial outage"),
                "minor" => (2, "minor", "Minor trouble"),
                _ => (1, "maintenance", "Maintenance under way"),
            })
            .max()
            .map_or(("none", "All is well"), |(_, word, text)| (word, text));
        json!({ "indicator": indicator, "description": description })
    }

    fn component_list(&self) -> Vec<Value> {
        (1..)
            .zip(&self.components)
            .map(|(position, component)| self.component(position, component))
            .collect()
    }

    fn component(&self, position: usize, component: &Component) -> Value {
        let created = clock::rfc3339_from_unix(1_577_836_800);
        let mut view = json!({
            "id": component.id,
            "name": component.name,
            "status": self.status(&component.name),
            "created_at": created,
            "updated_at": created,
            "position": position,
            "description": null,
            "showcase": false,
            "start_date": null,
            "group_id": component.group,
            "page_id": self.page_id(),
            "group": component.group.is_none(),
            "only_show_if_degraded": false,
        });
        if component.group.is_none() {
            let inside = self
                .components
                .iter()
                .filter(|other| other.group.as_ref() == Some(&component.id));
            view["components"] = inside
                .map(|other| other.id.as_str())
                .collect::<Vec<_>>()
                .into();
        }
        view
    }

    fn views(&self, events: &[Event], wanted: impl Fn(&Event) -> bool) -> Vec<Value> {
        let wanted = events.iter().filter(|event| wanted(event));
        wanted.map(|event| self.view(event)).collect()
    }

    fn view(&self, event: &Event) -> Value {
        let id = stable_id(&format!("{}/status/{}", self.region, event.key));
        let at = |state: &str| {
            let found = event.updates.iter().find(|update| update.state == state);
            found.map(|update| clock::rfc3339_from_unix(update.at))
        };
        let first = event
            .updates
            .first()
            .map_or(event.started, |first| first.at);
        let last = event.updates.last().map_or(event.started, |last| last.at);
        let positions = (1..).zip(&self.components);
        let components: Vec<Value> = positions
            .filter(|(_, component)| event.components.contains(&component.name))
            .map(|(position, component)| self.component(position, component))
            .collect();
        let codes: Vec<Value> = event
            .components
            .iter()
            .map(|name| json!({ "code": components::id(self.region, name), "name": name }))
            .collect();
        // The newest first, as on such pages.
        let updates: Vec<Value> = event
            .updates
            .iter()
            .rev()
            .map(|update| {
                let said = clock::rfc3339_from_unix(update.at);
                json!({
                    "id": stable_id(&format!("{id}/{}", update.state)),
                    "status": update.state,
                    "body": update.body,
                    "incident_id": id,
                    "created_at": said,
                    "updated_at": said,
                    "display_at": said,
                    "affected_components": codes,
                })
            })
            .collect();
        let mut view = json!({
            "id": id,
            "name": event.name,
            "status": event.state(),
            "impact": event.impact,
            "created_at": clock::rfc3339_from_unix(first),
            "updated_at": clock::rfc3339_from_unix(last),
            "started_at": clock::rfc3339_from_unix(event.started),
            "monitoring_at": at("monitoring"),
            "resolved_at": at("resolved").or_else(|| at("completed")),
            "shortlink": format!("https://status-{}.example/incidents/{id}", self.region),
            "page_id": self.page_id(),
            "incident_updates": updates,
            "components": components,
        });
        if let Kind::Maintenance { until } = event.kind {
            view["scheduled_for"] = clock::rfc3339_from_unix(event.started).into();
            view["scheduled_until"] = clock::rfc3339_from_unix(until).into();
        }
        view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_agree_with_each_other() {
        let places = ["gra3".to_owned(), "rbx8".to_owned(), "sbg5".to_owned()];
        for region in Region::ALL {
            for day in 0..40 {
                let now =
                    OffsetDateTime::from_unix_timestamp(1_790_000_000 + day * 86_400).unwrap();
                let read = |name| named(name, region, &places, now).unwrap();
                let summary = read("summary.json");
                assert_eq!(
                    summary["incidents"],
                    read("incidents/unresolved.json")["incidents"]
                );
                let components = read("components.json")["components"].clone();
                assert_eq!(summary["components"], components);
                let all = read("incidents.json")["incidents"]
                    .as_array()
                    .unwrap()
                    .clone();
                for open in summary["incidents"].as_array().unwrap() {
                    assert!(all.contains(open));
                    assert_eq!(open["resolved_at"], Value::Null);
                    for affected in open["components"].as_array().unwrap() {
                        assert!(components.as_array().unwrap().contains(affected));
                        assert_ne!(affected["status"], "operational");
                    }
                    assert_ne!(open["components"], serde_json::json!([]));
                }
                assert!(all.len() > summary["incidents"].as_array().unwrap().len());
                assert_ne!(summary["status"]["indicator"], "none");
                assert_ne!(summary["scheduled_maintenances"], serde_json::json!([]));
            }
        }
        let now = OffsetDateTime::UNIX_EPOCH;
        assert_eq!(named("subscribers.json", Region::Eu, &places, now), None);
    }
}
