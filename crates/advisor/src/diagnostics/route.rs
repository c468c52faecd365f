//! The ways of packets: `mtr`, WinMTR, `traceroute`, `tracert`.

use super::lines::{holds, strip_prefix, tenths};
use super::{Finding, Missing, Report};

/// Below so many probes, loss is chance.
const ENOUGH_PROBES: u64 = 10;
/// Loss of the target below this, in tenths of a percent, is none.
const SOME_LOSS: u32 = 10;
/// A router that loses so much more than the target, in tenths of a percent, is limiting.
const LIMITS: u32 = 50;
/// A rise that is worth telling, in tenths of a millisecond.
const SLOWER: u32 = 800;

/// A router on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hop {
    number: u16,
    /// `None` where nothing answered.
    host: Option<String>,
    /// Lost probes, in tenths of a percent, where the tool counts them.
    loss: Option<u32>,
    sent: u64,
    /// A usual answer, in tenths of a millisecond.
    time: Option<u32>,
    refuses: bool,
}

impl Hop {
    fn name(&self) -> String {
        self.host.clone().unwrap_or_default()
    }

    fn is_silent(&self) -> bool {
        self.host.is_none() || self.loss.is_some_and(|loss| loss >= 1000)
    }
}

/// Whether a text is a report of `mtr`.
pub fn is_mtr(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| (line.contains("Loss%") && line.contains("Snt")) || line.contains("WinMTR"))
        || lines
            .iter()
            .filter(|line| mtr_hop(line, 1).is_some())
            .count()
            >= 2
}

/// Whether a text is a trace.
pub fn is_traceroute(lines: &[&str]) -> bool {
    lines.iter().any(|line| begins_trace(line))
        || lines
            .iter()
            .filter(|line| trace_hop(line).is_some())
            .count()
            >= 2
}

/// Reads reports of `mtr`.
pub fn read_mtr(lines: &[&str], report: &mut Report) {
    let mut traces: Vec<Vec<Hop>> = Vec::new();
    for line in lines {
        let begins = line.contains("Loss%") || line.contains("WinMTR statistics");
        if begins && traces.last().is_none_or(|hops| !hops.is_empty()) {
            traces.push(Vec::new());
        }
        let next = traces.last().map_or(1, |hops| hops.len() + 1);
        let Some(hop) = mtr_hop(line, u16::try_from(next).unwrap_or(u16::MAX)) else {
            continue;
        };
        match traces.last_mut() {
            Some(hops) if hops.last().is_none_or(|last| last.number < hop.number) => hops.push(hop),
            // Another router of the same hop.
            Some(hops) if hops.last().is_some_and(|last| last.number == hop.number) => {}
            _ => traces.push(vec![hop]),
        }
    }
    traces.retain(|hops| !hops.is_empty());
    for (trace, hops) in (1_u16..).zip(&traces) {
        judge_loss(trace, hops, report);
        judge_way(trace, hops, report);
        let sent = hops.iter().map(|hop| hop.sent).max().unwrap_or(0);
        if sent < ENOUGH_PROBES {
            report.lacks(Missing::MoreCycles { sent });
        }
    }
    if traces.len() == 1 {
        report.lacks(Missing::OtherDirection);
    }
}

/// Reads traces.
pub fn read_traceroute(lines: &[&str], report: &mut Report) {
    let mut traces: Vec<(Option<String>, Vec<Hop>)> = Vec::new();
    let mut complete = false;
    for line in lines {
        if begins_trace(line) {
            traces.push((address_in(line), Vec::new()));
            continue;
        }
        complete |= holds(line, "trace complete");
        let Some(hop) = trace_hop(line) else { continue };
        match traces.last_mut() {
            Some((_, hops)) if hops.last().is_none_or(|last| last.number < hop.number) => {
                hops.push(hop);
            }
            _ => traces.push((None, vec![hop])),
        }
    }
    traces.retain(|(_, hops)| !hops.is_empty());
    for (trace, (target, hops)) in (1_u16..).zip(&traces) {
        judge_way(trace, hops, report);
        let last = hops.last();
        let arrived = last.is_some_and(|hop| {
            hop.host.as_ref().is_some_and(|host| {
                target
                    .as_ref()
                    .is_some_and(|target| host.contains(target.as_str()))
            })
        });
        if let Some(last) = last
            && (arrived || complete)
            && !last.is_silent()
        {
            report.found(Finding::TargetReached {
                trace,
                hops: last.number,
            });
        }
    }
    if traces.len() == 1 {
        report.lacks(Missing::OtherDirection);
    }
}

/// What is lost, and whether it matters: only loss that goes on to the target does.
fn judge_loss(trace: u16, hops: &[Hop], report: &mut Report) {
    let answering: Vec<&Hop> = hops.iter().filter(|hop| !hop.is_silent()).collect();
    let Some(target) = hops.last().filter(|hop| !hop.is_silent()) else {
        return;
    };
    let lost = |hop: &Hop| hop.loss.unwrap_or(0);
    let at_target = lost(target);
    let limits = |hop: &Hop| hop.number != target.number && lost(hop) > at_target + LIMITS;
    for hop in &answering {
        if limits(hop) {
            report.found(Finding::LossAtHopOnly {
                trace,
                hop: hop.number,
                host: hop.name(),
                percent_tenths: lost(hop),
            });
        }
    }
    if at_target < SOME_LOSS {
        report.found(Finding::NoLoss {
            trace,
            hops: target.number,
        });
        return;
    }
    // Chance makes later hops lose a little less than earlier ones.
    let begins = answering
        .iter()
        .filter(|hop| !limits(hop))
        .rev()
        .take_while(|hop| lost(hop) * 2 >= at_target)
        .last()
        .unwrap_or(&target);
    report.found(Finding::LossToTarget {
        trace,
        hop: begins.number,
        host: begins.name(),
        percent_tenths: at_target,
    });
}

/// Where the way ends, turns in circles or becomes slow.
fn judge_way(trace: u16, hops: &[Hop], report: &mut Report) {
    for hop in hops.iter().filter(|hop| hop.refuses) {
        report.found(Finding::RouterRefuses {
            trace,
            hop: hop.number,
            host: hop.name(),
        });
    }
    let silent_end = hops.iter().rev().take_while(|hop| hop.is_silent()).count();
    let answers = &hops[..hops.len() - silent_end];
    if silent_end > 0 {
        report.found(Finding::SilentAfter {
            trace,
            hop: answers.last().map_or(0, |hop| hop.number),
            host: answers.last().map(Hop::name).unwrap_or_default(),
        });
    }
    // Twice in a row is a router that answers for two of its interfaces.
    let circle = answers.iter().enumerate().find(|(at, hop)| {
        hop.host.is_some()
            && answers[..at.saturating_sub(1)]
                .iter()
                .any(|other| other.host == hop.host)
    });
    if let Some((_, hop)) = circle {
        report.found(Finding::Loop {
            trace,
            hop: hop.number,
            host: hop.name(),
        });
    }
    let timed: Vec<(&Hop, u32)> = answers
        .iter()
        .filter_map(|hop| hop.time.map(|time| (hop, time)))
        .collect();
    // The least of what comes after each place, from the end.
    let mut least_after = u32::MAX;
    let mut rises = None;
    for pair in timed.windows(2).rev() {
        let [(_, before), (hop, after)] = pair else {
            continue;
        };
        least_after = least_after.min(*after);
        if least_after >= before.saturating_add(SLOWER) {
            rises = Some((*hop, *before, *after));
        }
    }
    if let Some((hop, before, after)) = rises {
        report.found(Finding::SlowFrom {
            trace,
            hop: hop.number,
            host: hop.name(),
            before_ms_tenths: before,
            after_ms_tenths: after,
        });
    }
}

/// A line of `mtr`, `  1.|-- gw 0.0% 10 0.4 0.5 0.3 0.8 0.1`, or of WinMTR,
/// `| gw - 0 | 56 | 56 | 0 | 0 | 1 | 0 |`, which does not number its hops.
fn mtr_hop(line: &str, next: u16) -> Option<Hop> {
    let line = line.trim();
    let is_windows = line.starts_with('|') && line.ends_with('|') && line.contains(" - ");
    let (number, rest) = if is_windows {
        (next, line.trim_matches('|').trim().to_owned())
    } else {
        let (number, rest) = line.split_once('.')?;
        let rest = rest.strip_prefix("|--").unwrap_or(rest);
        (number.trim().parse().ok()?, rest.to_owned())
    };
    let rest = if is_windows {
        let (host, figures) = rest.rsplit_once(" - ")?;
        format!("{host} {}", figures.replace('|', " "))
    } else {
        rest
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let loss_at = (1..words.len()).find(|at| {
        words.len() >= at + 6
            && loss(words[*at]).is_some()
            && words[at + 1..at + 6]
                .iter()
                .all(|word| tenths(word).is_some())
    })?;
    let figures: Vec<u32> = words[loss_at + 1..]
        .iter()
        .map_while(|word| tenths(word))
        .collect();
    let host = words[..loss_at].join(" ");
    let silent = host.contains("???") || holds(&host, "no response");
    // mtr: sent, last, average. WinMTR: sent, received, best, average.
    let time = figures.get(if is_windows { 3 } else { 2 }).copied();
    let loss = loss(words[loss_at]);
    Some(Hop {
        number,
        host: (!silent).then_some(host),
        loss,
        sent: u64::from(*figures.first()? / 10),
        time: time.filter(|_| loss.is_some_and(|loss| loss < 1000)),
        refuses: false,
    })
}

/// `12.5%`, or `12.5`; no more than all.
fn loss(word: &str) -> Option<u32> {
    tenths(word.strip_suffix('%').unwrap_or(word)).filter(|loss| *loss <= 1000)
}

/// The first line of a trace.
fn begins_trace(line: &str) -> bool {
    let line = line.trim_start();
    const BEGINNINGS: [&str; 8] = [
        "traceroute to ",
        "traceroute6 to ",
        "tracing route to ",
        "routenverfolgung zu ",
        "traza a la ",
        "traccia instradamento ",
        "rastreando a rota ",
        "rastreando a rota para ",
    ];
    BEGINNINGS
        .iter()
        .any(|beginning| strip_prefix(line, beginning).is_some())
        || holds(line, "termination de l'itin")
        || holds(line, "termination de l\u{2019}itin")
        || line.starts_with("Śledzenie trasy do ")
}

/// The address of the target in a first line: in brackets, or after "to".
fn address_in(line: &str) -> Option<String> {
    line.split(['(', ')', '[', ']', ' ', ','])
        .find(|word| {
            word.contains(['.', ':'])
                && word.len() >= 3
                && word
                    .chars()
                    .all(|c| c.is_ascii_hexdigit() || c == '.' || c == ':')
        })
        .map(str::to_owned)
}

/// A line of a trace: ` 3  host (1.2.3.4)  0.4 ms  0.5 ms *`, or
/// `  3    <1 ms     2 ms     *     host [1.2.3.4]`.
fn trace_hop(line: &str) -> Option<Hop> {
    let mut words = line.split_whitespace().peekable();
    let number: u16 = words.next()?.parse().ok().filter(|number| *number <= 255)?;
    let mut times = Vec::new();
    let mut host: Vec<&str> = Vec::new();
    let mut stars = 0;
    let mut refuses = false;
    while let Some(word) = words.next() {
        let value = word.strip_prefix('<').unwrap_or(word);
        match (tenths(value), words.peek()) {
            (Some(time), Some(&"ms")) => {
                words.next();
                times.push(time);
            }
            _ if word == "*" => stars += 1,
            _ if word.starts_with('!') => refuses = true,
            // Other routers of the same hop come after the first one's times.
            _ if times.is_empty() || host.is_empty() => host.push(word),
            _ if host.len() == 1 && word.starts_with('[') => host.push(word),
            _ => {}
        }
    }
    if times.is_empty() && stars == 0 {
        return None;
    }
    let host = host.join(" ");
    times.sort_unstable();
    Some(Hop {
        number,
        // "Request timed out", in any language, has no times.
        host: (!times.is_empty() && !host.is_empty()).then_some(host),
        loss: None,
        sent: 3,
        time: times.get(times.len() / 2).copied(),
        refuses,
    })
}
