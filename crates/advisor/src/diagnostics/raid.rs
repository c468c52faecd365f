//! Arrays of disks: `/proc/mdstat`.

use std::fmt;

use super::lines::tenths;
use super::{Finding, Missing, Report};

/// The name of an array: `md2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrayName(String);

impl fmt::Display for ArrayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text is that file.
pub fn is(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| line.starts_with("Personalities :") || array(line).is_some())
}

/// Reads every array.
pub fn read(lines: &[&str], report: &mut Report) {
    let mut current: Option<ArrayName> = None;
    let mut ended = false;
    for line in lines {
        ended |= line.starts_with("unused devices:");
        if let Some((name, state)) = array(line) {
            if state.starts_with("inactive") {
                report.found(Finding::ArrayInactive {
                    array: name.clone(),
                });
            }
            for device in state
                .split_whitespace()
                .filter(|word| word.ends_with("(F)"))
            {
                let device = device.split('[').next().unwrap_or(device);
                report.found(Finding::MemberFailed {
                    array: name.clone(),
                    device: device.to_owned(),
                });
            }
            current = Some(name);
            continue;
        }
        let Some(array) = &current else { continue };
        // `[2/1] [U_]`: of two members, the second is missing.
        if let Some(map) = line.split_whitespace().rev().find_map(members) {
            let missing = map.bytes().filter(|byte| *byte == b'_').count();
            report.found(match u16::try_from(missing).unwrap_or(u16::MAX) {
                0 => Finding::ArrayWhole {
                    array: array.clone(),
                },
                missing => Finding::ArrayDegraded {
                    array: array.clone(),
                    missing,
                },
            });
        }
        let works = ["recovery", "resync", "reshape", "check"];
        if let Some((_, rest)) = line.split_once('=')
            && works.iter().any(|work| line.contains(work))
        {
            let percent = rest
                .split(['=', ' '])
                .find_map(|word| word.strip_suffix('%').and_then(tenths));
            if let Some(percent_tenths) = percent {
                report.found(Finding::Rebuilding {
                    array: array.clone(),
                    percent_tenths,
                });
            }
        }
    }
    if current.is_some() && !ended {
        report.lacks(Missing::Rest);
    }
}

/// `md2 : active raid1 sdb2[1] sda2[0]`.
fn array(line: &str) -> Option<(ArrayName, &str)> {
    let (name, state) = line.split_once(" : ")?;
    let state = state.trim_start();
    let known = name.starts_with("md")
        && name.len() <= 40
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && (state.starts_with("active") || state.starts_with("inactive"));
    known.then(|| (ArrayName(name.to_owned()), state))
}

/// `U_` of `[U_]`.
fn members(word: &str) -> Option<&str> {
    let map = word.strip_prefix('[')?.strip_suffix(']')?;
    (!map.is_empty() && map.bytes().all(|byte| matches!(byte, b'U' | b'_'))).then_some(map)
}
