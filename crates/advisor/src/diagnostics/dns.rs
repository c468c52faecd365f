//! Answers of name servers: `dig`, `host`, `nslookup`.

use super::lines::{holds, strip_prefix};
use super::{Finding, Missing, Report};

/// Types of records that people ask for.
const TYPES: [&str; 14] = [
    "A", "AAAA", "CNAME", "MX", "TXT", "NS", "SOA", "SRV", "CAA", "PTR", "DS", "DNSKEY", "TLSA",
    "SPF",
];

/// Whether a text is such an answer.
pub fn is(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        line.contains("->>HEADER<<-")
            || line.starts_with("; <<>> DiG")
            || line.contains("no servers could be reached")
            || holds(line, "** server can't find")
            || holds(line, "non-existent domain")
            || holds(line, "can't find") && holds(line, "***")
            || holds(line, "non-authoritative answer")
            || holds(line, "has address ")
            || holds(line, "not found: 3(nxdomain)")
            || record(line).is_some()
    })
}

/// Reads the answer.
pub fn read(lines: &[&str], report: &mut Report) {
    let mut answered = false;
    let mut authoritative = false;
    let mut name = None;
    for line in lines {
        status(line, report);
        if let Some(flags) = line.trim_start().strip_prefix(";; flags:") {
            let (flags, counts) = flags.split_once(';').unwrap_or((flags, ""));
            authoritative |= flags.split_whitespace().any(|flag| flag == "aa");
            let fine = !report.findings.iter().any(|finding| {
                matches!(
                    finding,
                    Finding::NoSuchName | Finding::ServerFailure | Finding::Refused
                )
            });
            if fine && counts.contains("ANSWER: 0") {
                report.found(Finding::NoSuchRecord);
            }
        }
        if let Some((name, record, value, ttl_seconds)) = record(line) {
            answered = true;
            report.found(Finding::Record {
                name,
                record,
                value,
                ttl_seconds,
            });
        }
        if let Some((name, value)) = line.split_once(" has address ") {
            answered = true;
            report.found(address(name, value));
        }
        // nslookup: the name, then its addresses; the server's own come before any name.
        if let Some(of) = after_any(line, &["Name:", "Nom :", "Nombre:", "Nome:", "Nazwa:"]) {
            name = Some(of.to_owned());
        }
        if let (Some(name), Some(value)) = (
            &name,
            after_any(
                line,
                &[
                    "Address:",
                    "Addresses:",
                    "Adresse:",
                    "Adresses:",
                    "Addresse:",
                ],
            ),
        ) {
            answered = true;
            report.found(address(name, value));
        }
    }
    let failed = report.findings.iter().any(|finding| {
        matches!(
            finding,
            Finding::NoSuchName | Finding::NoSuchRecord | Finding::ServerFailure
        )
    });
    if (answered || failed) && !authoritative {
        report.lacks(Missing::AuthoritativeAnswer);
    }
    if lines.iter().any(|line| line.contains("ANSWER SECTION")) && !answered {
        report.lacks(Missing::Rest);
    }
}

fn address(name: &str, value: &str) -> Finding {
    Finding::Address {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
    }
}

fn after_any<'a>(line: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    let line = line.trim_start();
    beginnings
        .iter()
        .find_map(|beginning| strip_prefix(line, beginning))
        .map(str::trim)
        .filter(|rest| !rest.is_empty())
}

fn status(line: &str, report: &mut Report) {
    let finding = if line.contains("status: NXDOMAIN")
        || line.contains("(NXDOMAIN)")
        || line.trim_end().ends_with(": NXDOMAIN")
        || holds(line, "non-existent domain")
    {
        Finding::NoSuchName
    } else if line.contains("status: SERVFAIL")
        || line.contains("(SERVFAIL)")
        || line.trim_end().ends_with(": SERVFAIL")
        || holds(line, ": server failed")
    {
        Finding::ServerFailure
    } else if line.contains("status: REFUSED")
        || line.contains("(REFUSED)")
        || line.trim_end().ends_with(": REFUSED")
        || holds(line, "query refused")
    {
        Finding::Refused
    } else if holds(line, "no answer") && line.contains("***") {
        Finding::NoSuchRecord
    } else if line.contains("no servers could be reached") || holds(line, "dns request timed out") {
        Finding::NoAnswer
    } else {
        return;
    };
    report.found(finding);
}

/// A record as zone files write it: `name. 3600 IN A 192.0.2.1`.
fn record(line: &str) -> Option<(String, String, String, u64)> {
    if line.starts_with(';') {
        return None;
    }
    let mut words = line.split_whitespace();
    let name = words.next()?;
    let ttl_seconds = words.next()?.parse().ok()?;
    if words.next()? != "IN" || !name.ends_with('.') {
        return None;
    }
    let record = words.next().filter(|record| TYPES.contains(record))?;
    let value: Vec<&str> = words.collect();
    (!value.is_empty()).then(|| {
        (
            name.to_owned(),
            record.to_owned(),
            value.join(" "),
            ttl_seconds,
        )
    })
}
