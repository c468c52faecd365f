//! What happened, happens and will happen in the region, by the clock alone.
//!
//! There is always one outage that is not over, in a data centre where machines of
//! the sample stand, and one maintenance to come; known bugs come and go.

use rusqlite::Connection;
use time::OffsetDateTime;

use crate::error::ApiError;
use crate::product::Product;
use crate::region::Region;
use crate::sample::places;

use super::components;

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// How often an outage begins. It is over when the next one does.
const OUTAGE_EVERY: i64 = 3 * DAY;
/// How many outages that are over are told.
const OUTAGES_KEPT: i64 = 6;
/// How often there is a maintenance, and how long it takes.
const MAINTENANCE_EVERY: i64 = 7 * DAY;
const MAINTENANCE_TAKES: i64 = 4 * HOUR;
/// How many that are over are told.
const MAINTENANCES_KEPT: i64 = 3;
/// How long a known bug comes round, and how long of that it is there.
const BUG_EVERY: i64 = 45 * DAY;
const BUG_TAKES: i64 = 38 * DAY;

/// What kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something is broken.
    Incident,
    /// Something is planned.
    Maintenance {
        /// When it ends, seconds since 1970.
        until: i64,
    },
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What names it for ever.
    pub key: String,
    /// In one line.
    pub name: String,
    /// What kind.
    pub kind: Kind,
    /// `minor`, `major`, `critical`, `maintenance`.
    pub impact: &'static str,
    /// When it began, or will, seconds since 1970.
    pub started: i64,
    /// The names of the components concerned.
    pub components: Vec<String>,
    /// What was said, the oldest first. Never empty.
    pub updates: Vec<Update>,
}

/// What was said about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// When, seconds since 1970.
    pub at: i64,
    /// The event's state from then on.
    pub state: &'static str,
    /// In words.
    pub body: String,
}

impl Event {
    /// The state, `resolved` and `completed` being the last.
    pub fn state(&self) -> &'static str {
        self.updates
            .last()
            .map_or("investigating", |last| last.state)
    }

    /// Whether it is over.
    pub fn is_over(&self) -> bool {
        matches!(self.state(), "resolved" | "completed")
    }

    /// When what was broken worked again, seconds since 1970.
    pub fn recovered(&self) -> Option<i64> {
        self.updates
            .iter()
            .find(|update| matches!(update.state, "monitoring" | "resolved"))
            .map(|update| update.at)
    }

    /// Says `body` at `at`, when that is past.
    fn say(&mut self, now: i64, at: i64, state: &'static str, body: &str) {
        if at <= now {
            self.updates.push(Update {
                at,
                state,
                body: body.to_owned(),
            });
        }
    }
}

/// The data centres that are spoken of: those where servers stand, or else those of
/// the region.
///
/// # Errors
///
/// When the database cannot be read.
pub fn places(conn: &Connection, region: Region) -> Result<Vec<String>, ApiError> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT json_extract(document, '$.datacenter') FROM service \
         WHERE product = ?1 ORDER BY 1",
    )?;
    let found: Vec<String> = statement
        .query_map([Product::DedicatedServer.key()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if !found.is_empty() {
        return Ok(found);
    }
    let all = places::of(region).iter();
    Ok(all.map(|place| place.datacenter.to_owned()).collect())
}

/// The incidents, the newest first: outages and known bugs.
pub fn incidents(region: Region, places: &[String], now: OffsetDateTime) -> Vec<Event> {
    let now = now.unix_timestamp();
    let mut events = outages(region, places, now);
    events.extend(known_bugs(region, now));
    events.sort_by_key(|event| std::cmp::Reverse(event.started));
    events
}

/// The outages, the newest first; the first is not over.
pub fn outages(region: Region, places: &[String], now: i64) -> Vec<Event> {
    let first = shift(region);
    let latest = (now - first).div_euclid(OUTAGE_EVERY);
    (0..=OUTAGES_KEPT)
        .filter_map(|back| outage(region, places, latest - back, now))
        .collect()
}

/// Regions do not fail at the same moment.
const fn shift(region: Region) -> i64 {
    match region {
        Region::Eu => 0,
        Region::Ca => 17 * HOUR,
        Region::Us => 41 * HOUR,
    }
}

/// The place whose turn it is, as components name it; none where there are no places.
fn place_of(places: &[String], turn: i64) -> Option<String> {
    let count = i64::try_from(places.len()).ok()?;
    let at = turn.checked_rem_euclid(count)?;
    Some(places.get(usize::try_from(at).ok()?)?.to_uppercase())
}

fn outage(region: Region, places: &[String], number: i64, now: i64) -> Option<Event> {
    let place = place_of(places, number)?;
    let started = shift(region) + number * OUTAGE_EVERY;
    let (name, impact, product, cause, repaired) = match number.rem_euclid(3) {
        0 => (
            "Power supply of a room",
            "critical",
            "Dedicated servers",
            "A power feed of one room failed. Servers in racks fed by it are off.",
            "The feed is replaced and the servers are on again.",
        ),
        1 => (
            "Packet loss on the network",
            "major",
            "IP and network",
            "A router drops packets on one of its links. Traffic is being led around it.",
            "Traffic goes another way and no more packets are lost.",
        ),
        _ => (
            "Hosts restarted after a fault of the cooling",
            "major",
            "VPS",
            "Hosts of one row stopped because they became too hot.",
            "The cooling works again and the hosts are back.",
        ),
    };
    let mut event = Event {
        key: format!("outage/{number}"),
        name: format!("{name} in {place}"),
        kind: Kind::Incident,
        impact,
        started,
        components: vec![place, product.to_owned()],
        updates: Vec::new(),
    };
    // Back after four to eight hours, and watched until the next one.
    let back = started + 4 * HOUR + number.rem_euclid(5) * HOUR;
    event.say(
        now,
        started,
        "investigating",
        "We see a fault and look for its cause.",
    );
    event.say(now, started + 25 * MINUTE, "identified", cause);
    event.say(now, back, "monitoring", repaired);
    event.say(
        now,
        started + OUTAGE_EVERY,
        "resolved",
        "Nothing has happened since, so this is over.",
    );
    Some(event)
}

/// Bugs that are being repaired: the product, what is seen, what to do meanwhile.
const BUGS: [(&str, &str, &str); 9] = [
    (
        "Dedicated servers",
        "Graphs of network traffic show gaps",
        "Traffic itself is not concerned. The graphs are repaired with the next version.",
    ),
    (
        "VPS",
        "The console closes after a minute",
        "Open it again, or use the rescue mode. A correction is being tested.",
    ),
    (
        "Public Cloud",
        "Snapshots of large volumes stay in the state creating",
        "The snapshot is complete although its state does not say so. Do not start it again.",
    ),
    (
        "Hosted Private Cloud",
        "Names of tasks are shown in another language",
        "The tasks themselves are not concerned.",
    ),
    (
        "API and customer area",
        "Some lists are up to five minutes old",
        "Changes are applied at once and shown late.",
    ),
    (
        "Web hosting",
        "Statistics of visits are a day late",
        "Nothing is lost; they are completed during the night.",
    ),
    (
        "Domain names",
        "Mails about transfers arrive twice",
        "One answer is enough.",
    ),
    (
        "E-mail",
        "Out-of-office answers show the date of yesterday",
        "They are sent on the right days all the same.",
    ),
    (
        "Telephony",
        "The log of calls counts forwarded calls twice",
        "The bill counts them once.",
    ),
];

fn known_bugs(region: Region, now: i64) -> Vec<Event> {
    let sold = components::products(region);
    let mut events = Vec::new();
    for (index, (product, seen, meanwhile)) in (0..).zip(BUGS) {
        if !sold.contains(&product) {
            continue;
        }
        let first = shift(region) + index * 5 * DAY;
        let number = (now - first).div_euclid(BUG_EVERY);
        let started = first + number * BUG_EVERY;
        let mut event = Event {
            key: format!("bug/{index}/{number}"),
            name: seen.to_owned(),
            kind: Kind::Incident,
            impact: "minor",
            started,
            components: vec![product.to_owned()],
            updates: Vec::new(),
        };
        event.say(now, started, "identified", meanwhile);
        event.say(
            now,
            started + BUG_TAKES,
            "resolved",
            "The correction is in place.",
        );
        events.push(event);
    }
    events
}

/// The maintenances, the one to come first.
pub fn maintenances(region: Region, places: &[String], now: OffsetDateTime) -> Vec<Event> {
    let now = now.unix_timestamp();
    let first = shift(region) + 2 * DAY + 21 * HOUR;
    let next = (now - first).div_euclid(MAINTENANCE_EVERY) + 1;
    (0..=MAINTENANCES_KEPT)
        .filter_map(|back| maintenance(region, places, next - back, first, now))
        .collect()
}

fn maintenance(
    region: Region,
    places: &[String],
    number: i64,
    first: i64,
    now: i64,
) -> Option<Event> {
    let place = place_of(places, number + 1)?;
    let started = first + number * MAINTENANCE_EVERY;
    let until = started + MAINTENANCE_TAKES;
    let (name, product) = match number.rem_euclid(2) {
        0 => ("New software on routers", "IP and network"),
        _ => ("Hosts moved to another room", "VPS"),
    };
    debug_assert!(components::products(region).contains(&product));
    let mut event = Event {
        key: format!("maintenance/{number}"),
        name: format!("{name} in {place}"),
        kind: Kind::Maintenance { until },
        impact: "maintenance",
        started,
        components: vec![place, product.to_owned()],
        updates: Vec::new(),
    };
    event.say(
        now,
        started - MAINTENANCE_EVERY,
        "scheduled",
        "Connections may break for up to five minutes. There is nothing to do on your side.",
    );
    event.say(now, started, "in_progress", "The work has begun.");
    event.say(now, until, "completed", "The work is done.");
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn two() -> Vec<String> {
        vec!["gra3".to_owned(), "rbx8".to_owned()]
    }

    proptest! {
        /// Whenever one looks: one outage under way, one maintenance ahead, and
        /// nothing is said before its time or out of order.
        #[test]
        fn there_is_always_something_to_see(seconds in 1_600_000_000_i64..2_200_000_000) {
            let now = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            for region in Region::ALL {
                let outages = outages(region, &two(), seconds);
                prop_assert_eq!(outages.iter().filter(|event| !event.is_over()).count(), 1);
                prop_assert!(outages[1..].iter().all(|event| event.recovered().is_some()));
                let maintenances = maintenances(region, &two(), now);
                let ahead = maintenances.iter().filter(|event| event.started > seconds);
                prop_assert_eq!(ahead.count(), 1);
                prop_assert_eq!(maintenances[0].state(), "scheduled");
                for event in incidents(region, &two(), now).iter().chain(&maintenances) {
                    prop_assert!(!event.updates.is_empty());
                    prop_assert!(event.updates.is_sorted_by_key(|update| update.at));
                    prop_assert!(event.updates.iter().all(|update| update.at <= seconds));
                }
            }
        }
    }

    #[test]
    fn an_event_keeps_its_name_as_time_passes() {
        let at = |seconds| outages(Region::Eu, &two(), seconds);
        let seconds = 1_790_000_000;
        let (now, later) = (&at(seconds)[0], &at(seconds + OUTAGE_EVERY)[1]);
        assert_eq!(
            (&now.key, &now.name, now.started),
            (&later.key, &later.name, later.started)
        );
        assert!(!now.is_over() && later.is_over());
    }
}
