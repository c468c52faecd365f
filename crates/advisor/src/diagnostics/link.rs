//! A network link: `ethtool`, and its counters with `-S`.

use super::lines::{field, number};
use super::{Finding, Missing, Report};

/// Parts of the names of counters that count what was spoilt or lost.
const BAD: [&str; 7] = [
    "error",
    "crc",
    "drop",
    "fifo",
    "missed",
    "collision",
    "discard",
];

/// Whether a text is of this tool.
pub fn is(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        line.starts_with("Settings for ")
            || line.starts_with("NIC statistics:")
            || field(line, "Link detected").is_some()
    })
}

/// Reads settings and counters.
pub fn read(lines: &[&str], report: &mut Report) {
    if !is(lines) {
        return;
    }
    let mut counters = false;
    for line in lines {
        if field(line, "Link detected").is_some_and(|value| value.starts_with("no")) {
            report.found(Finding::LinkDown);
        }
        if let Some(megabits) = field(line, "Speed").and_then(number) {
            report.found(Finding::LinkSpeed { megabits });
        }
        if field(line, "Duplex").is_some_and(|value| value.starts_with("Half")) {
            report.found(Finding::HalfDuplex);
        }
        counters |= line.starts_with("NIC statistics:");
        if let Some((name, value)) = line.trim().rsplit_once(": ")
            && counters
            && BAD.iter().any(|bad| name.contains(bad))
            && let Ok(count) = value.trim().parse::<u64>()
            && count > 0
        {
            report.found(Finding::LinkErrors {
                counter: name.trim().to_owned(),
                count,
            });
        }
    }
    if !counters {
        report.lacks(Missing::Counters);
    }
}
