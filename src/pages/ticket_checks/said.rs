//! Findings in the reader's words.

use advisor::diagnostics::{Bounce, Finding, Meaning, Missing, Tool};
use catalog::CHECKS;

use crate::i18n::{format, t, t_with};

/// How a finding is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something fails.
    Bad,
    /// It may be what is felt.
    Odd,
    /// It is well.
    Good,
    /// What technicians want to know.
    Fact,
}

/// How it is to be taken, and in words.
pub fn finding(finding: &Finding) -> (Weight, String) {
    let words = match finding {
        Finding::Bounced(bounce) => bounced(bounce),
        other => with_values(&found_key(other.key()), other.values()),
    };
    (weight(finding), words)
}

/// What is missing, in words.
pub fn missing(missing: &Missing) -> String {
    with_values(&missing_key(missing.key()), missing.values())
}

fn weight(finding: &Finding) -> Weight {
    match finding {
        Finding::LossToTarget { .. }
        | Finding::RouterRefuses { .. }
        | Finding::Loop { .. }
        | Finding::HealthFailed { .. }
        | Finding::PendingSectors { .. }
        | Finding::UncorrectableSectors { .. }
        | Finding::AttributeFailing { .. }
        | Finding::SelfTestFailed { .. }
        | Finding::MediaErrors { .. }
        | Finding::CriticalWarning { .. }
        | Finding::SpareBlocksLow { .. }
        | Finding::NoSuchName
        | Finding::ServerFailure
        | Finding::ArrayDegraded { .. }
        | Finding::MemberFailed { .. }
        | Finding::ArrayInactive { .. }
        | Finding::LinkDown => Weight::Bad,
        Finding::Bounced(bounce) if bounce.is_permanent() => Weight::Bad,
        Finding::Bounced(_)
        | Finding::SlowFrom { .. }
        | Finding::SilentAfter { .. }
        | Finding::ReallocatedSectors { .. }
        | Finding::TransferErrors { .. }
        | Finding::WornOut { .. }
        | Finding::Refused
        | Finding::NoSuchRecord
        | Finding::NoAnswer
        | Finding::Rebuilding { .. }
        | Finding::HalfDuplex
        | Finding::LinkErrors { .. } => Weight::Odd,
        Finding::NoLoss { .. }
        | Finding::TargetReached { .. }
        | Finding::HealthPassed { .. }
        | Finding::SelfTestPassed { .. }
        | Finding::ArrayWhole { .. } => Weight::Good,
        Finding::LossAtHopOnly { .. }
        | Finding::Disk { .. }
        | Finding::SerialNumber { .. }
        | Finding::PoweredOn { .. }
        | Finding::Record { .. }
        | Finding::Address { .. }
        | Finding::LinkSpeed { .. } => Weight::Fact,
    }
}

/// The text of a key with its values; tenths become what they are tenths of.
fn with_values(key: &str, values: Vec<(&'static str, String)>) -> String {
    let values: Vec<(&str, String)> = values
        .into_iter()
        .map(|(name, value)| match name.strip_suffix("_tenths") {
            Some(whole) => (whole, tenths(&value)),
            None => (name, value),
        })
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    t_with(key, &values)
}

fn tenths(value: &str) -> String {
    let tenths: u32 = value.parse().unwrap_or_default();
    format::decimal(f64::from(tenths) / 10.0, 1)
}

/// What a refusal means, and its codes.
fn bounced(bounce: &Bounce) -> String {
    let reply = (bounce.reply != 0).then(|| bounce.reply.to_string());
    let status = bounce.status.map(|status| status.to_string());
    let codes: Vec<_> = reply.into_iter().chain(status).collect();
    let words = t(&bounce_key(bounce.meaning.key()));
    if codes.is_empty() {
        words
    } else {
        [&words, " (", &codes.join(" "), ")"].concat()
    }
}

fn in_catalogue(part: &str, key: &str) -> String {
    format!("ticket_checks.{part}.{}", key.replace('-', "_"))
}

/// The key of the text of a check.
pub fn check_key(key: &str) -> String {
    in_catalogue("check", key)
}

/// The key of what the output of a tool is called.
pub fn tool_key(tool: Tool) -> String {
    in_catalogue("tool", tool.key())
}

fn found_key(key: &str) -> String {
    in_catalogue("found", key)
}

fn missing_key(key: &str) -> String {
    in_catalogue("lacks", key)
}

fn bounce_key(key: &str) -> String {
    in_catalogue("bounce", key)
}

/// Every key that is made here, for the tests of catalogues.
pub fn keys() -> Vec<String> {
    // A bounce is said by what it means.
    let found = Finding::KEYS.iter().filter(|key| **key != "bounced");
    let checks = CHECKS.iter().map(|check| check_key(check.key));
    let tools = Tool::ALL.into_iter().map(tool_key);
    let bounces = Meaning::KEYS.iter().map(|key| bounce_key(key));
    let missing = Missing::KEYS.iter().map(|key| missing_key(key));
    checks
        .chain(tools)
        .chain(found.map(|key| found_key(key)))
        .chain(missing)
        .chain(bounces)
        .collect()
}
