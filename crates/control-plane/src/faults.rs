//! Faults on demand: what a network and a busy provider do to a client, by
//! rules that are set and cleared while the control plane runs.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use http::StatusCode;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::auth::rules;
use crate::status;

/// What a rule does to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Waits `ms` before the call goes on.
    Latency,
    /// Answers `status` (500) without carrying the call out.
    Error,
    /// Answers 429, with `retryAfter` as it stands.
    RateLimit,
    /// Closes the connection before the call is carried out.
    Drop,
    /// Answers nothing until the rules change.
    Hang,
    /// Carries the call out and closes the connection halfway through the answer.
    Truncate,
    /// Answers 200 with a page, as a captive portal does.
    Html,
    /// Closes every connection, whatever the route.
    Down,
}

/// A rule. The first of a set that fits decides; latencies add up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The path after the version, `*` standing for any characters; `/auth/`
    /// for the validation page.
    pub route: String,
    /// Only this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What happens.
    pub kind: Kind,
    /// Milliseconds of a latency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ms: Option<u64>,
    /// Status of an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Share of the calls it happens to, from 0 to 1; all when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// How many calls it still happens to; no end when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// The header `Retry-After`, whatever it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<String>,
}

/// A rule that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRule {
    /// Not the JSON of a list of rules.
    #[error("the rules cannot be read: {0}")]
    Json(String),
    /// No status, or one that is no error.
    #[error("the status {0} is not between 400 and 599")]
    Status(u16),
    /// Not between 0 and 1.
    #[error("the rate must be between 0 and 1")]
    Rate,
    /// Not a text that a header can hold.
    #[error("retryAfter must be text that a header can hold")]
    RetryAfter,
}

/// What happens to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Wait so long first.
    pub latency: Duration,
    /// Then this, or else the call goes on as usual.
    pub then: Option<Then>,
}

/// What happens instead of, or to, the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Answer this status.
    Error(StatusCode),
    /// Answer 429 with this `Retry-After`.
    RateLimit(Option<String>),
    /// Close the connection.
    Drop,
    /// Wait for the rules to change.
    Hang,
    /// Cut the answer off.
    Truncate,
    /// Answer a page.
    Html,
}

/// The rules in force.
#[derive(Debug)]
pub struct Faults {
    rules: Mutex<Vec<Rule>>,
    changed: watch::Sender<u64>,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            rules: Mutex::new(Vec::new()),
            changed: watch::Sender::new(0),
        }
    }
}

/// Reads a set of rules.
///
/// # Errors
///
/// What is wrong with the first rule that cannot be used.
pub fn parse(json: &[u8]) -> Result<Vec<Rule>, InvalidRule> {
    let rules: Vec<Rule> =
        serde_json::from_slice(json).map_err(|error| InvalidRule::Json(error.to_string()))?;
    for rule in &rules {
        if let Some(status) = rule.status
            && !(400..600).contains(&status)
        {
            return Err(InvalidRule::Status(status));
        }
        if rule.rate.is_some_and(|rate| !(0.0..=1.0).contains(&rate)) {
            return Err(InvalidRule::Rate);
        }
        if let Some(retry_after) = &rule.retry_after
            && http::HeaderValue::from_str(retry_after).is_err()
        {
            return Err(InvalidRule::RetryAfter);
        }
    }
    Ok(rules)
}

impl Faults {
    /// Replaces all rules and releases the calls that hang.
    pub fn set(&self, rules: Vec<Rule>) {
        *self.rules.lock().unwrap_or_else(PoisonError::into_inner) = rules;
        self.changed.send_modify(|version| *version += 1);
    }

    /// The rules in force.
    pub fn list(&self) -> Vec<Rule> {
        self.rules
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Tells when the rules change from now on.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// What happens to a call; `dice` gives numbers from 0 to 1.
    pub fn plan(&self, method: &str, path: &str, mut dice: impl FnMut() -> f64) -> Plan {
        let mut plan = Plan {
            latency: Duration::ZERO,
            then: None,
        };
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        for rule in rules.iter_mut() {
            if !rule.fits(method, path) || rule.rate.is_some_and(|rate| dice() >= rate) {
                continue;
            }
            match &mut rule.times {
                Some(0) => continue,
                Some(times) => *times -= 1,
                None => {}
            }
            plan.then = match rule.kind {
                Kind::Latency => {
                    plan.latency += Duration::from_millis(rule.ms.unwrap_or_default());
                    continue;
                }
                Kind::Error => Some(Then::Error(rule.error_status())),
                Kind::RateLimit => Some(Then::RateLimit(rule.retry_after.clone())),
                Kind::Drop | Kind::Down => Some(Then::Drop),
                Kind::Hang => Some(Then::Hang),
                Kind::Truncate => Some(Then::Truncate),
                Kind::Html => Some(Then::Html),
            };
            break;
        }
        plan
    }
}

impl Rule {
    fn fits(&self, method: &str, path: &str) -> bool {
        // The status feed stands beside the API: it fails when it is named.
        if path.starts_with(status::PREFIX) && !self.route.starts_with(status::PREFIX) {
            return false;
        }
        self.kind == Kind::Down
            || (self.method.as_ref().is_none_or(|own| own == method)
                && rules::matches(&self.route, path))
    }

    fn error_status(&self) -> StatusCode {
        self.status
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Faults {
        let faults = Faults::default();
        faults.set(parse(json.as_bytes()).unwrap());
        faults
    }

    fn then(faults: &Faults, method: &str, path: &str) -> Option<Then> {
        faults.plan(method, path, || 0.5).then
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let faults = faults(
            r#"[{"route":"/services*","method":"GET","kind":"error","status":502},
                {"route":"*","kind":"rate-limit","retryAfter":"soon"}]"#,
        );
        for (method, path, expected) in [
            ("GET", "/services/12", Then::Error(StatusCode::BAD_GATEWAY)),
            ("PUT", "/services/12", Then::RateLimit(Some("soon".into()))),
            ("GET", "/me", Then::RateLimit(Some("soon".into()))),
        ] {
            assert_eq!(
                then(&faults, method, path),
                Some(expected),
                "{method} {path}"
            );
        }
    }

    #[test]
    fn latencies_add_up_before_what_follows() {
        let faults = faults(
            r#"[{"route":"*","kind":"latency","ms":30},{"route":"/me","kind":"latency","ms":12},
                {"route":"/me","kind":"html"}]"#,
        );
        let plan = faults.plan("GET", "/me", || 0.0);
        assert_eq!(plan.latency, Duration::from_millis(42));
        assert_eq!(plan.then, Some(Then::Html));
        assert_eq!(then(&faults, "GET", "/vps"), None);
    }

    #[test]
    fn a_rule_happens_so_many_times_and_to_such_a_share() {
        let few = faults(r#"[{"route":"*","kind":"drop","times":2}]"#);
        let happened: Vec<bool> = (0..4).map(|_| then(&few, "GET", "/").is_some()).collect();
        assert_eq!(happened, [true, true, false, false]);

        let some = faults(r#"[{"route":"*","kind":"drop","rate":0.25}]"#);
        assert!(some.plan("GET", "/", || 0.24).then.is_some());
        assert!(some.plan("GET", "/", || 0.25).then.is_none());
        let never = faults(r#"[{"route":"*","kind":"drop","rate":0}]"#);
        assert!(never.plan("GET", "/", || 0.0).then.is_none());
    }

    #[test]
    fn down_is_every_route() {
        let faults = faults(r#"[{"route":"/x","method":"PUT","kind":"down"}]"#);
        assert_eq!(then(&faults, "GET", "/me"), Some(Then::Drop));
    }

    #[test]
    fn the_status_feed_fails_when_it_is_named() {
        let feed = "/_status/api/v2/summary.json";
        let others = faults(r#"[{"route":"*","kind":"down"},{"route":"*","kind":"drop"}]"#);
        assert_eq!(then(&others, "GET", feed), None);
        let own = faults(r#"[{"route":"/_status*","kind":"html"}]"#);
        assert_eq!(then(&own, "GET", feed), Some(Then::Html));
        assert_eq!(then(&own, "GET", "/me"), None);
    }

    #[test]
    fn rules_that_make_no_sense_are_refused() {
        for json in [
            "{}",
            r#"[{"kind":"drop"}]"#,
            r#"[{"route":"*","kind":"explode"}]"#,
            r#"[{"route":"*","kind":"error","status":200}]"#,
            r#"[{"route":"*","kind":"error","rate":2}]"#,
            r#"[{"route":"*","kind":"rate-limit","retryAfter":"a\nb"}]"#,
            r#"[{"route":"*","kind":"drop","tiems":1}]"#,
        ] {
            assert!(parse(json.as_bytes()).is_err(), "{json}");
        }
    }

    #[test]
    fn setting_rules_is_noticed() {
        let faults = Faults::default();
        let changes = faults.changes();
        assert!(!changes.has_changed().unwrap());
        faults.set(Vec::new());
        assert!(changes.has_changed().unwrap());
    }
}
