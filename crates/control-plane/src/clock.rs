//! Domain time: real time multiplied by the time scale.
//!
//! The origin is kept in the database, so a restart, with the same scale or
//! another, goes on from where domain time would be and never jumps back.
//! Signatures are checked against the real clock, not this one.

use rusqlite::Connection;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::store::meta;

/// Turns real time into domain time.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    real_origin: OffsetDateTime,
    domain_origin: OffsetDateTime,
    scale: f64,
}

impl Clock {
    /// Takes up the clock of `conn`, from real time `now` at `scale` on. The
    /// first time, both times start equal.
    ///
    /// # Errors
    ///
    /// When the database cannot be read or written.
    pub fn resume(
        conn: &Connection,
        now: OffsetDateTime,
        scale: f64,
    ) -> Result<Self, rusqlite::Error> {
        let domain_now = match stored(conn)? {
            Some(clock) => clock.at(now),
            None => now,
        };
        let clock = Self {
            real_origin: now,
            domain_origin: domain_now,
            scale,
        };
        meta::set(conn, "clock.real", &now.unix_timestamp_nanos().to_string())?;
        meta::set(
            conn,
            "clock.domain",
            &domain_now.unix_timestamp_nanos().to_string(),
        )?;
        meta::set(conn, "clock.scale", &scale.to_string())?;
        Ok(clock)
    }

    /// Domain time at real time `real`. Never before the origin.
    pub fn at(&self, real: OffsetDateTime) -> OffsetDateTime {
        let elapsed = (real - self.real_origin).max(Duration::ZERO);
        let scaled = Duration::checked_seconds_f64(elapsed.as_seconds_f64() * self.scale)
            .unwrap_or(Duration::ZERO);
        self.domain_origin
            .checked_add(scaled)
            .unwrap_or(self.domain_origin)
    }

    /// Domain time now.
    pub fn now(&self) -> OffsetDateTime {
        self.at(OffsetDateTime::now_utc())
    }
}

fn stored(conn: &Connection) -> Result<Option<Clock>, rusqlite::Error> {
    let instant = |key: &str| -> Result<Option<OffsetDateTime>, rusqlite::Error> {
        Ok(meta::get(conn, key)?
            .and_then(|text| text.parse().ok())
            .and_then(|nanos: i128| OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()))
    };
    let scale = meta::get(conn, "clock.scale")?.and_then(|text| text.parse().ok());
    Ok(
        match (instant("clock.real")?, instant("clock.domain")?, scale) {
            (Some(real_origin), Some(domain_origin), Some(scale)) => Some(Clock {
                real_origin,
                domain_origin,
                scale,
            }),
            _ => None,
        },
    )
}

/// A date and time as the API writes it: RFC 3339, whole seconds.
pub fn rfc3339(instant: OffsetDateTime) -> String {
    instant
        .replace_nanosecond(0)
        .unwrap_or(instant)
        .format(&Rfc3339)
        .unwrap_or_default()
}

/// As [`rfc3339`], from unix seconds.
pub fn rfc3339_from_unix(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds)
        .map(rfc3339)
        .unwrap_or_default()
}

/// A date as the API writes it: `2026-11-22`.
pub fn date(instant: OffsetDateTime) -> String {
    instant.date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;
    use proptest::prelude::*;

    const START: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    #[test]
    fn domain_time_runs_at_its_scale() {
        let conn = store::in_memory().unwrap();
        let clock = Clock::resume(&conn, START, 60.0).unwrap();
        assert_eq!(clock.at(START), START);
        assert_eq!(
            clock.at(START + Duration::minutes(2)),
            START + Duration::hours(2)
        );
        // A real clock that is put back does not take domain time with it.
        assert_eq!(clock.at(START - Duration::days(1)), START);
    }

    #[test]
    fn time_that_passes_while_stopped_counts() {
        let conn = store::in_memory().unwrap();
        Clock::resume(&conn, START, 2.0).unwrap();
        let later = START + Duration::hours(3);
        let clock = Clock::resume(&conn, later, 1.0).unwrap();
        assert_eq!(clock.at(later), START + Duration::hours(6));
        assert_eq!(
            clock.at(later + Duration::hours(1)),
            START + Duration::hours(7)
        );
    }

    #[test]
    fn an_absurd_scale_does_not_overflow() {
        let conn = store::in_memory().unwrap();
        let clock = Clock::resume(&conn, START, f64::MAX).unwrap();
        assert!(clock.at(START + Duration::days(36_500)) >= START);
    }

    #[test]
    fn instants_are_written_as_the_api_does() {
        let instant = START + Duration::milliseconds(1_500);
        assert_eq!(rfc3339(instant), "1970-01-01T00:00:01Z");
        assert_eq!(rfc3339_from_unix(86_400), "1970-01-02T00:00:00Z");
        assert_eq!(date(instant), "1970-01-01");
    }

    proptest! {
        #[test]
        fn no_restart_goes_back(steps in prop::collection::vec((0_i64..100_000, 1_u32..5_000), 1..8)) {
            let conn = store::in_memory().unwrap();
            let mut real = START;
            let mut seen = START;
            for (seconds, scale) in steps {
                let clock = Clock::resume(&conn, real, f64::from(scale)).unwrap();
                prop_assert!(clock.at(real) >= seen);
                real += Duration::seconds(seconds);
                seen = clock.at(real);
            }
        }
    }
}
