//! The state of disks: `smartctl -a`.

use super::lines::{field, holds, number};
use super::{Finding, Missing, Report};

/// Of its expected life, in percent, from which a disk counts as worn out.
const WORN: u64 = 90;

/// Whether a text is a report on disks.
pub fn is(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        line.starts_with("smartctl ")
            || line.contains("SMART overall-health")
            || line.contains("SMART Health Status")
            || line.contains("Reallocated_Sector_Ct")
            || line.contains("SMART/Health Information")
    })
}

/// What was seen of one disk.
#[derive(Debug, Default)]
struct Seen {
    serial: bool,
    attributes: bool,
    tested: bool,
    spare_limit: Option<u64>,
    spare: Option<u64>,
}

/// Reads one report, or several after another.
pub fn read(lines: &[&str], report: &mut Report) {
    let starts: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("smartctl ") && line.contains('['))
        .map(|(at, _)| at)
        .collect();
    if !is(lines) {
        return;
    }
    // What stands before the first title is a report without one.
    let first = starts.first().copied().unwrap_or(0);
    let mut from = if is(&lines[..first]) { 0 } else { first };
    let ends = starts
        .into_iter()
        .filter(|start| *start > from)
        .chain([lines.len()])
        .collect::<Vec<_>>();
    for (disk, end) in (1..).zip(ends) {
        read_disk(disk, &lines[from..end], report);
        from = end;
    }
}

fn read_disk(disk: u16, lines: &[&str], report: &mut Report) {
    let mut seen = Seen::default();
    for line in lines {
        identity(disk, line, &mut seen, report);
        health(disk, line, report);
        attribute(disk, line, &mut seen, report);
        nvme(disk, line, &mut seen, report);
        self_test(disk, line, &mut seen, report);
    }
    if let (Some(spare), Some(limit)) = (seen.spare, seen.spare_limit)
        && spare <= limit
    {
        report.found(Finding::SpareBlocksLow {
            disk,
            percent: spare,
        });
    }
    if !seen.serial {
        report.lacks(Missing::SerialNumber { disk });
    }
    if !seen.attributes {
        report.lacks(Missing::Attributes { disk });
    } else if !seen.tested {
        report.lacks(Missing::SelfTest { disk });
    }
}

fn identity(disk: u16, line: &str, seen: &mut Seen, report: &mut Report) {
    for name in ["Device Model", "Model Number", "Product"] {
        if let Some(model) = field(line, name).filter(|model| !model.is_empty()) {
            report.found(Finding::Disk {
                disk,
                model: model.to_owned(),
            });
        }
    }
    if let Some(serial) = field(line, "Serial Number").filter(|serial| !serial.is_empty()) {
        seen.serial = true;
        report.found(Finding::SerialNumber {
            disk,
            serial: serial.to_owned(),
        });
    }
}

fn health(disk: u16, line: &str, report: &mut Report) {
    let said = field(line, "SMART overall-health self-assessment test result")
        .or_else(|| field(line, "SMART Health Status"));
    let Some(said) = said else { return };
    if holds(said, "passed") || said.starts_with("OK") {
        report.found(Finding::HealthPassed { disk });
    } else if !said.is_empty() {
        report.found(Finding::HealthFailed { disk });
    }
}

/// A row of the table: number, name, flags, value, worst, limit, …, what failed when, raw.
fn attribute(disk: u16, line: &str, seen: &mut Seen, report: &mut Report) {
    if let Some(count) = field(line, "Elements in grown defect list").and_then(number) {
        seen.attributes = true;
        counted(disk, 5, count, report);
        return;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let (Some(Ok(id)), Some(name)) = (words.first().map(|word| word.parse::<u8>()), words.get(1))
    else {
        return;
    };
    // The full table has ten columns, the brief one eight.
    let (failed, raw) = match words.get(2) {
        Some(flags) if flags.starts_with("0x") => (words.get(8), words.get(9)),
        Some(flags) if flags.chars().all(|c| c == '-' || c.is_ascii_uppercase()) => {
            (words.get(6), words.get(7))
        }
        _ => return,
    };
    let (Some(failed), Some(raw)) = (failed, raw.and_then(|raw| number(raw))) else {
        return;
    };
    seen.attributes = true;
    if failed.eq_ignore_ascii_case("FAILING_NOW") || *failed == "NOW" {
        report.found(Finding::AttributeFailing {
            disk,
            attribute: (*name).to_owned(),
        });
    }
    counted(disk, id, raw, report);
}

fn counted(disk: u16, id: u8, count: u64, report: &mut Report) {
    // Some makers put more than the count into the upper bytes.
    let low = count & 0xffff_ffff;
    match id {
        5 if low > 0 => report.found(Finding::ReallocatedSectors { disk, count: low }),
        9 => report.found(Finding::PoweredOn {
            disk,
            hours: low & 0xff_ffff,
        }),
        197 if low > 0 => report.found(Finding::PendingSectors { disk, count: low }),
        187 | 198 if low > 0 => report.found(Finding::UncorrectableSectors { disk, count: low }),
        199 if low > 0 => report.found(Finding::TransferErrors { disk, count: low }),
        _ => {}
    }
}

fn nvme(disk: u16, line: &str, seen: &mut Seen, report: &mut Report) {
    if let Some(bits) = field(line, "Critical Warning").and_then(|value| value.strip_prefix("0x")) {
        seen.attributes = true;
        let bits = u64::from_str_radix(bits.trim(), 16).unwrap_or(0);
        if bits != 0 {
            report.found(Finding::CriticalWarning { disk, bits });
        }
    }
    if let Some(count) = field(line, "Media and Data Integrity Errors").and_then(number) {
        seen.attributes = true;
        if count > 0 {
            report.found(Finding::MediaErrors { disk, count });
        }
    }
    if let Some(percent) = field(line, "Percentage Used").and_then(number)
        && percent >= WORN
    {
        report.found(Finding::WornOut { disk, percent });
    }
    if let Some(hours) = field(line, "Power On Hours").and_then(number) {
        report.found(Finding::PoweredOn { disk, hours });
    }
    if let Some(percent) = field(line, "Available Spare").and_then(number) {
        seen.spare = Some(percent);
    }
    if let Some(percent) = field(line, "Available Spare Threshold").and_then(number) {
        seen.spare_limit = Some(percent);
    }
}

/// A row of the log of self-tests: `# 1  Extended offline  Completed: read failure  90%
/// 23456  1234567`, or of an NVMe disk: ` 0   Short  Completed without error  12  - …`.
fn self_test(disk: u16, line: &str, seen: &mut Seen, report: &mut Report) {
    let line = line.trim_start();
    let numbered = line.strip_prefix('#').unwrap_or(line).trim_start();
    if !numbered.starts_with(|first: char| first.is_ascii_digit()) {
        return;
    }
    let failed = [
        "read failure",
        "electrical failure",
        "servo",
        "unknown failure",
        "handling damage",
        "failed segment",
        "completed: failed",
    ]
    .iter()
    .any(|failure| holds(line, failure));
    let passed = holds(line, "completed without error") || line.contains("Completed  ");
    if !failed && !passed {
        return;
    }
    // The newest stands first: an old failure that a later test does not show is history.
    if seen.tested && passed {
        return;
    }
    let after = line
        .split_whitespace()
        .skip_while(|word| !word.ends_with('%'))
        .nth(1)
        .or_else(|| {
            let after = line
                .split("error")
                .nth(1)
                .or_else(|| line.split(')').nth(1))?;
            after.split_whitespace().next()
        });
    let at_hours = after.and_then(number).unwrap_or(0);
    seen.tested = true;
    report.found(if failed {
        Finding::SelfTestFailed { disk, at_hours }
    } else {
        Finding::SelfTestPassed { disk, at_hours }
    });
}
