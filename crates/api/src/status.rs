//! Public status pages: what is broken and what is planned in a region, in the format
//! of Statuspage, version 2.
//!
//! The documents are public, so nothing is signed and no account is concerned: whoever
//! fetches one hands it to [`parse`] or [`read`]. `summary.json` holds everything that
//! is under way or ahead; `incidents.json` and `scheduled-maintenances.json` also what
//! is over.

use crate::{
    json::{self, Fields, Value, Wrong},
    moment::Timestamp,
    wire_enum::wire_enum,
};

wire_enum! {
    /// How bad an incident is.
    pub enum Impact {
        /// Nothing is felt.
        None = "none",
        /// A little is: a known bug, for example.
        Minor = "minor",
        /// A part does not work.
        Major = "major",
        /// Much does not work.
        Critical = "critical",
        /// It is planned.
        Maintenance = "maintenance",
    }
}

wire_enum! {
    /// How far an incident or a maintenance is.
    pub enum EventState {
        /// The cause is looked for.
        Investigating = "investigating",
        /// The cause is known.
        Identified = "identified",
        /// It works again and is watched.
        Monitoring = "monitoring",
        /// Over.
        Resolved = "resolved",
        /// Over, and explained.
        Postmortem = "postmortem",
        /// Ahead.
        Scheduled = "scheduled",
        /// Begun.
        InProgress = "in_progress",
        /// Done, and being looked at.
        Verifying = "verifying",
        /// Over.
        Completed = "completed",
    }
}

wire_enum! {
    /// How a component is.
    pub enum ComponentStatus {
        /// Well.
        Operational = "operational",
        /// Slower or less than usual.
        Degraded = "degraded_performance",
        /// A part of it does not work.
        PartialOutage = "partial_outage",
        /// It does not work.
        MajorOutage = "major_outage",
        /// Being worked on.
        Maintenance = "under_maintenance",
    }
}

/// Something that is or was broken. All texts are from outside: show them as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Identifier of the feed's own.
    pub id: String,
    /// In one line.
    pub name: String,
    /// How far it is.
    pub state: Option<EventState>,
    /// How bad it is.
    pub impact: Option<Impact>,
    /// When it began.
    pub began: Option<Timestamp>,
    /// When something was last said about it.
    pub updated: Option<Timestamp>,
    /// When it was over.
    pub resolved: Option<Timestamp>,
    /// Names of the components concerned: data centres, products.
    pub components: Vec<String>,
    /// What was said, in the feed's order: the newest first.
    pub updates: Vec<Update>,
}

/// Something that is planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Maintenance {
    /// What it is.
    pub what: Incident,
    /// When it begins.
    pub begins: Option<Timestamp>,
    /// When it should be over.
    pub ends: Option<Timestamp>,
}

/// What was said about an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The state from then on.
    pub state: Option<EventState>,
    /// When.
    pub at: Option<Timestamp>,
    /// In words, without markup.
    pub text: String,
}

/// A data centre or a product, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Identifier of the feed's own.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How it is.
    pub status: Option<ComponentStatus>,
    /// The group that it is in, by identifier.
    pub group: Option<String>,
    /// Whether it is a group itself.
    pub is_group: bool,
}

/// What a feed tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feed {
    /// Incidents, in the feed's order.
    pub incidents: Vec<Incident>,
    /// Maintenances, in the feed's order.
    pub maintenances: Vec<Maintenance>,
    /// Components, groups included.
    pub components: Vec<Component>,
    /// How many entries could not be read. Say so: they exist.
    pub unreadable: usize,
}

impl Incident {
    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        self.resolved.is_some()
            || matches!(
                self.state,
                Some(EventState::Resolved | EventState::Postmortem | EventState::Completed)
            )
    }

    /// Whether a component of that name is concerned, whatever the case of its letters:
    /// a data centre is `gra3` in the API and `GRA3` on status pages.
    pub fn concerns(&self, component: &str) -> bool {
        let mut names = self.components.iter();
        names.any(|name| name.eq_ignore_ascii_case(component))
    }
}

/// Reads a document as it was received.
///
/// # Errors
///
/// What [`read`] refuses, and what is not JSON.
pub fn parse(body: &[u8]) -> Result<Feed, Wrong> {
    match json::parse(body) {
        Ok(value) => read(&value),
        Err(_) => Err(Wrong::field("answer", "JSON")),
    }
}

/// Reads a document. An entry that cannot be read is counted and hides no other.
///
/// # Errors
///
/// When it is no document of such a feed: read as an empty one, it would say that all
/// is well.
pub fn read(document: &Value) -> Result<Feed, Wrong> {
    const LISTS: [&str; 3] = ["incidents", "scheduled_maintenances", "components"];
    let fields = Fields::of(document).map_err(|_| Wrong::field("answer", "an object"))?;
    if LISTS.iter().all(|list| fields.get(list).is_none()) {
        return Err(Wrong::field("answer", "a status feed"));
    }
    let mut unreadable = 0;
    let feed = Feed {
        incidents: rows(&fields, "incidents", read_incident, &mut unreadable)?,
        maintenances: rows(
            &fields,
            "scheduled_maintenances",
            read_maintenance,
            &mut unreadable,
        )?,
        components: rows(&fields, "components", read_component, &mut unreadable)?,
        unreadable: 0,
    };
    Ok(Feed { unreadable, ..feed })
}

/// The entries of a list that can be read.
fn rows<T>(
    fields: &Fields<'_>,
    name: &'static str,
    read: fn(&Fields<'_>) -> Result<T, Wrong>,
    unreadable: &mut usize,
) -> Result<Vec<T>, Wrong> {
    let mut rows = Vec::new();
    for value in fields.list(name)? {
        match Fields::of(value).and_then(|fields| read(&fields)) {
            Ok(row) => rows.push(row),
            Err(_) => *unreadable += 1,
        }
    }
    Ok(rows)
}

fn read_incident(fields: &Fields<'_>) -> Result<Incident, Wrong> {
    let updates = fields.list("incident_updates")?;
    let mut components = names(fields.list("components")?);
    for update in updates.iter().filter_map(|update| Fields::of(update).ok()) {
        // Pages that name no components with the incident do so with what they say.
        for name in names(update.list("affected_components")?) {
            if !components.contains(&name) {
                components.push(name);
            }
        }
    }
    let began = match fields.moment("started_at")? {
        None => fields.moment("created_at")?,
        began => began,
    };
    Ok(Incident {
        id: fields.text("id")?,
        name: plain(&fields.text("name")?),
        state: fields.word("status", EventState::from_wire)?,
        impact: fields.word("impact", Impact::from_wire)?,
        began,
        updated: fields.moment("updated_at")?,
        resolved: fields.moment("resolved_at")?,
        components,
        // What was said is worth less than that it happened: one that cannot be read
        // is left out.
        updates: updates
            .iter()
            .filter_map(|update| read_update(&Fields::of(update).ok()?).ok())
            .collect(),
    })
}

fn read_update(fields: &Fields<'_>) -> Result<Update, Wrong> {
    let at = match fields.moment("display_at")? {
        None => fields.moment("created_at")?,
        at => at,
    };
    Ok(Update {
        state: fields.word("status", EventState::from_wire)?,
        at,
        text: plain(&fields.text_or_empty("body")?),
    })
}

fn read_maintenance(fields: &Fields<'_>) -> Result<Maintenance, Wrong> {
    Ok(Maintenance {
        what: read_incident(fields)?,
        begins: fields.moment("scheduled_for")?,
        ends: fields.moment("scheduled_until")?,
    })
}

fn read_component(fields: &Fields<'_>) -> Result<Component, Wrong> {
    Ok(Component {
        id: fields.text("id")?,
        name: fields.text("name")?,
        status: fields.word("status", ComponentStatus::from_wire)?,
        group: fields.text_or_none("group_id")?,
        is_group: fields.flag("group")?,
    })
}

/// The names of components, groups aside.
fn names(components: &[Value]) -> Vec<String> {
    let components = components.iter().filter_map(|value| Fields::of(value).ok());
    components
        .filter(|component| component.flag("group") != Ok(true))
        .filter_map(|component| component.text("name").ok())
        .collect()
}

/// Text without the markup that people write into status pages.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, mark) = rest.split_at(at);
        plain.push_str(before);
        rest = match tag(mark) {
            Some((name, after)) => {
                let breaks = matches!(name, "br" | "/p" | "/li" | "/div" | "/ul" | "/ol");
                if breaks && !plain.ends_with('\n') {
                    plain.push('\n');
                }
                after
            }
            None => match entity(mark) {
                Some((letter, after)) => {
                    plain.push(letter);
                    after
                }
                None => {
                    let (letter, after) = mark.split_at(1);
                    plain.push_str(letter);
                    after
                }
            },
        };
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

/// The name of the tag that `text` begins with, in small letters, and what follows.
fn tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('<')?;
    let named = inside.strip_prefix('/').unwrap_or(inside);
    // `a < b` and `<3` are no tags.
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (inside, after) = inside.split_once('>')?;
    let end = inside
        .find(|c: char| c.is_whitespace())
        .unwrap_or(inside.len());
    Some((inside.get(..end)?.trim_end_matches('/'), after))
}

/// The letter that the entity at the beginning of `text` stands for, and what follows.
fn entity(text: &str) -> Option<(char, &str)> {
    const ENTITIES: [(&str, char); 7] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&apos;", '\''),
        ("&nbsp;", ' '),
    ];
    ENTITIES
        .iter()
        .find_map(|(name, letter)| Some((*letter, text.strip_prefix(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn incident() -> Value {
        json!({
            "id": "p31zjtct2jer", "name": "Packet loss in GRA3", "status": "monitoring",
            "impact": "major", "created_at": "2026-11-22T08:10:00.123Z", "started_at": null,
            "updated_at": "2026-11-22T12:00:00+01:00", "resolved_at": null,
            "incident_updates": [
                {
                    "status": "monitoring", "body": "It works again.<br />We <b>watch</b> it.",
                    "display_at": "2026-11-22T11:00:00Z",
                    "affected_components": [{ "code": "x", "name": "IP and network" }],
                },
                { "status": "identified", "body": null, "created_at": "2026-11-22T08:30:00Z" },
            ],
            "components": [
                { "id": "g", "name": "Data centres", "group": true },
                { "id": "c", "name": "GRA3", "status": "partial_outage", "group": false },
            ],
        })
    }

    #[test]
    fn a_summary_is_read() {
        let feed = read(&json!({
            "page": {}, "status": { "indicator": "major" }, "incidents": [incident()],
            "scheduled_maintenances": [{
                "id": "m", "name": "Routers", "status": "scheduled", "impact": "maintenance",
                "scheduled_for": "2026-12-01T21:00:00Z", "scheduled_until": "2026-12-02T01:00:00Z",
            }],
            "components": [
                { "id": "g", "name": "Data centres", "status": "operational", "group": true },
                { "id": "c", "name": "GRA3", "status": "partial_outage", "group_id": "g" },
            ],
        }))
        .unwrap();
        let incident = &feed.incidents[0];
        assert_eq!(incident.state, Some(EventState::Monitoring));
        assert_eq!(incident.impact, Some(Impact::Major));
        assert_eq!(incident.began, Timestamp::parse("2026-11-22T08:10:00.123Z"));
        assert_eq!(incident.components, ["GRA3", "IP and network"]);
        assert!(incident.concerns("gra3") && !incident.concerns("gra"));
        assert!(!incident.is_over());
        assert_eq!(incident.updates[0].text, "It works again.\nWe watch it.");
        assert_eq!(incident.updates[1].text, "");
        let maintenance = &feed.maintenances[0];
        assert!(maintenance.begins < maintenance.ends);
        assert!(maintenance.what.updates.is_empty());
        assert_eq!(feed.components[1].group.as_deref(), Some("g"));
        assert_eq!(
            feed.components[1].status,
            Some(ComponentStatus::PartialOutage)
        );
        assert_eq!(feed.unreadable, 0);
    }

    #[test]
    fn an_entry_that_cannot_be_read_hides_no_other() {
        let with = |name: &str, value: Value| {
            let mut bad = incident();
            bad[name] = value;
            bad
        };
        let feed = read(&json!({ "incidents": [
            with("id", json!(null)),
            with("status", json!(7)),
            with("created_at", json!("noon")),
            with("components", json!("all")),
            "text",
            // A word that did not exist when this was written.
            with("status", json!("haunted")),
            // What was said does not matter as much.
            with("incident_updates", json!([5, { "body": [] }])),
        ] }))
        .unwrap();
        assert_eq!((feed.incidents.len(), feed.unreadable), (2, 5));
        let state = feed.incidents[0].state.as_ref().unwrap();
        assert_eq!(state.as_str(), "haunted");
        assert!(feed.incidents[1].updates.is_empty());
    }

    #[test]
    fn what_is_no_feed_does_not_say_that_all_is_well() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "7",
            "<html>",
            r#"{"incidents":null}"#,
            r#"{"incidents":{}}"#,
            r#"{"message":"no"}"#,
            r#"{"incidents":["#,
        ] {
            assert!(parse(body.as_bytes()).is_err(), "{body}");
        }
        assert_eq!(parse(br#"{"incidents":[]}"#), Ok(Feed::default()));
    }

    #[test]
    fn markup_becomes_text() {
        for (written, text) in [
            ("plain", "plain"),
            ("<p>One</p><p>Two</p>", "One\nTwo"),
            ("a &lt; b &amp;&amp; c", "a < b && c"),
            ("a < b > c", "a < b > c"),
            ("5 <3 <a href=\"https://x.example/\">here</a>", "5 <3 here"),
            ("<script>alert(1)</script>", "alert(1)"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("open <b", "open <b"),
            ("&unknown; & é", "&unknown; & é"),
            ("a<br>b<br/>c", "a\nb\nc"),
        ] {
            assert_eq!(plain(written), text, "{written}");
        }
    }

    proptest! {
        /// Whatever is written, reading it ends and adds nothing.
        #[test]
        fn any_text_becomes_plain(text in "[<>/&a-z; é\n]{0,40}") {
            prop_assert!(plain(&text).len() <= text.len());
        }
    }
}
