//! What a status page says, in the order in which people need it.

use api::status::{EventState, Feed, Impact, Incident, Maintenance};

/// What goes on now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// Something is broken.
    Incident(&'a Incident),
    /// Planned work has begun.
    Maintenance(&'a Maintenance),
}

impl<'a> Event<'a> {
    /// What is said about it.
    pub fn what(self) -> &'a Incident {
        match self {
            Self::Incident(incident) => incident,
            Self::Maintenance(maintenance) => &maintenance.what,
        }
    }
}

/// The sorted page.
#[derive(Debug, Default, PartialEq)]
pub struct Board<'a> {
    /// What goes on, the worst first, and of equals what began last.
    pub now: Vec<Event<'a>>,
    /// What is planned, what comes next first.
    pub planned: Vec<&'a Maintenance>,
    /// Known bugs that are being mended, by the component concerned, in the page's order.
    pub bugs: Vec<(&'a str, Vec<&'a Incident>)>,
    /// Incidents that are over, the newest first.
    pub over: Vec<&'a Incident>,
}

impl<'a> Board<'a> {
    /// Sorts what `feed` says at `now` (milliseconds since 1970).
    pub fn of(feed: &'a Feed, now: f64) -> Self {
        let mut board = Self::default();
        for incident in &feed.incidents {
            if incident.is_over() {
                board.over.push(incident);
            } else if is_bug(incident) {
                let of = incident.components.first().map_or("", String::as_str);
                match board.bugs.iter_mut().find(|(name, _)| *name == of) {
                    Some((_, bugs)) => bugs.push(incident),
                    None => board.bugs.push((of, vec![incident])),
                }
            } else {
                board.now.push(Event::Incident(incident));
            }
        }
        for maintenance in &feed.maintenances {
            match when(maintenance, now) {
                When::Over => {}
                When::Now => board.now.push(Event::Maintenance(maintenance)),
                When::Ahead => board.planned.push(maintenance),
            }
        }
        let newest = |incident: &Incident| std::cmp::Reverse(incident.began);
        board
            .now
            .sort_by_key(|event| (rank(event.what()), newest(event.what())));
        board
            .planned
            .sort_by_key(|maintenance| (maintenance.begins.is_none(), maintenance.begins));
        board.over.sort_by_key(|incident| newest(incident));
        board
    }

    /// Whether nothing goes on, is planned, or is being mended.
    pub fn is_quiet(&self) -> bool {
        self.now.is_empty() && self.planned.is_empty() && self.bugs.is_empty()
    }
}

/// Whether little is felt of it. One whose impact is in a word that we do not know is no
/// bug: it may be bad.
fn is_bug(incident: &Incident) -> bool {
    matches!(incident.impact, Some(Impact::Minor | Impact::None))
}

/// The worst first; what is planned last.
fn rank(incident: &Incident) -> u8 {
    match incident.impact {
        Some(Impact::Critical) => 0,
        Some(Impact::Major) => 1,
        Some(Impact::Other(_)) | None => 2,
        Some(Impact::Minor | Impact::None) => 3,
        Some(Impact::Maintenance) => 4,
    }
}

enum When {
    Over,
    Now,
    Ahead,
}

fn when(maintenance: &Maintenance, now: f64) -> When {
    let what = &maintenance.what;
    if what.is_over() {
        return When::Over;
    }
    match what.state {
        Some(EventState::InProgress | EventState::Verifying) => When::Now,
        // Pages are late now and then: the plan's own time counts as much as its state.
        _ => match maintenance.begins {
            Some(begins) if begins.0 as f64 <= now => When::Now,
            _ => When::Ahead,
        },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use api::Timestamp;

    pub fn incident(id: &str, impact: &str, components: &[&str]) -> Incident {
        Incident {
            id: id.into(),
            name: id.into(),
            state: Some(EventState::Identified),
            impact: Some(Impact::from_wire(impact)),
            began: Some(Timestamp(1_000)),
            updated: None,
            resolved: None,
            components: components.iter().map(|name| (*name).into()).collect(),
            updates: Vec::new(),
        }
    }

    pub fn maintenance(id: &str, begins: Option<i64>) -> Maintenance {
        Maintenance {
            what: Incident {
                state: Some(EventState::Scheduled),
                ..incident(id, "maintenance", &["GRA3"])
            },
            begins: begins.map(Timestamp),
            ends: None,
        }
    }

    fn ids<'a>(of: impl IntoIterator<Item = &'a Incident>) -> Vec<&'a str> {
        of.into_iter().map(|one| one.id.as_str()).collect()
    }

    #[test]
    fn what_goes_on_what_is_planned_and_what_is_mended_stand_apart() {
        let over = Incident {
            resolved: Some(Timestamp(5_000)),
            ..incident("over", "critical", &["GRA3"])
        };
        let later = Incident {
            began: Some(Timestamp(2_000)),
            ..incident("later", "major", &["RBX8"])
        };
        let begun = Maintenance {
            what: Incident {
                state: Some(EventState::InProgress),
                ..maintenance("begun", Some(9_000)).what
            },
            ..maintenance("begun", Some(9_000))
        };
        let done = Maintenance {
            what: Incident {
                state: Some(EventState::Completed),
                ..maintenance("done", Some(1)).what
            },
            ..maintenance("done", Some(1))
        };
        let feed = Feed {
            incidents: vec![
                over,
                incident("bug", "minor", &["VPS"]),
                incident("earlier", "major", &["GRA3"]),
                later,
                incident("worst", "critical", &["SBG5"]),
                incident("odd", "haunted", &["SBG5"]),
                incident("another bug", "none", &["VPS"]),
                incident("no part", "minor", &[]),
            ],
            maintenances: vec![
                maintenance("unknown day", None),
                maintenance("in a while", Some(9_000)),
                maintenance("next", Some(8_000)),
                maintenance("late", Some(7_000)),
                begun,
                done,
            ],
            ..Feed::default()
        };
        let board = Board::of(&feed, 7_500.0);
        assert_eq!(
            ids(board.now.iter().map(|event| event.what())),
            ["worst", "later", "earlier", "odd", "late", "begun"]
        );
        assert_eq!(
            ids(board.planned.iter().map(|one| &one.what)),
            ["next", "in a while", "unknown day"]
        );
        let bugs: Vec<_> = board
            .bugs
            .iter()
            .map(|(name, bugs)| (*name, ids(bugs.iter().copied())))
            .collect();
        assert_eq!(
            bugs,
            [("VPS", vec!["bug", "another bug"]), ("", vec!["no part"])]
        );
        assert_eq!(ids(board.over.iter().copied()), ["over"]);
        assert!(!board.is_quiet());
        assert!(Board::of(&Feed::default(), 0.0).is_quiet());
    }
}
