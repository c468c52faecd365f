//! Reading what customers paste: traces, disk reports, bounces, DNS answers, arrays, links.
//!
//! What is found and what is missing are values; the application says them in the reader's
//! language by [`Finding::key`] and [`Missing::key`].
//!
//! ```
//! use advisor::diagnostics::{Finding, Tool, read, recognise};
//!
//! let pasted = ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4711";
//! let tool = recognise(pasted).unwrap();
//! assert_eq!(tool, Tool::Dns);
//! assert_eq!(read(tool, pasted).findings, [Finding::NoSuchName]);
//! ```
//!
//! Nothing here panics, whatever is pasted, and time grows with its length, of which
//! [`LONGEST`] bytes are read.

mod bounce;
mod dns;
mod finding;
mod lines;
mod link;
mod raid;
mod route;
mod smart;

pub use bounce::{Bounce, Meaning, Side, Status};
pub use finding::{Finding, Missing};
pub use lines::LONGEST;
pub use raid::ArrayName;

use lines::lines;

/// The tool whose output is pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// `mtr --report`, also WinMTR.
    Mtr,
    /// `traceroute`, or `tracert` of Windows.
    Traceroute,
    /// `smartctl -a`: ATA, SAS and NVMe.
    Smart,
    /// A mail that came back, or the line of a log that says why.
    Bounce,
    /// `dig`, `host` or `nslookup`.
    Dns,
    /// `/proc/mdstat`.
    Raid,
    /// `ethtool`, with or without `-S`.
    Link,
}

impl Tool {
    /// Every tool, the plainest to recognise first.
    pub const ALL: [Self; 7] = [
        Self::Smart,
        Self::Mtr,
        Self::Traceroute,
        Self::Raid,
        Self::Link,
        Self::Dns,
        Self::Bounce,
    ];

    /// A stable name, for catalogues of text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mtr => "mtr",
            Self::Traceroute => "traceroute",
            Self::Smart => "smart",
            Self::Bounce => "bounce",
            Self::Dns => "dns",
            Self::Raid => "raid",
            Self::Link => "link",
        }
    }
}

/// What a pasted text shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// What a technician would ask for next.
    pub missing: Vec<Missing>,
}

impl Report {
    /// As many findings as anybody reads.
    const MOST: usize = 60;

    fn found(&mut self, finding: Finding) {
        if self.findings.len() < Self::MOST && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn lacks(&mut self, missing: Missing) {
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }
}

/// Reads the output of a tool. A text of something else gives [`Missing::Output`].
pub fn read(tool: Tool, text: &str) -> Report {
    let lines = lines(text);
    let mut report = Report::default();
    match tool {
        Tool::Mtr => route::read_mtr(&lines, &mut report),
        Tool::Traceroute => route::read_traceroute(&lines, &mut report),
        Tool::Smart => smart::read(&lines, &mut report),
        Tool::Bounce => bounce::read(&lines, &mut report),
        Tool::Dns => dns::read(&lines, &mut report),
        Tool::Raid => raid::read(&lines, &mut report),
        Tool::Link => link::read(&lines, &mut report),
    }
    if report == Report::default() {
        report.lacks(Missing::Output);
    }
    report
}

/// The tool that a pasted text comes from, `None` where nothing tells.
pub fn recognise(text: &str) -> Option<Tool> {
    let lines = lines(text);
    Tool::ALL.into_iter().find(|tool| match tool {
        Tool::Mtr => route::is_mtr(&lines),
        Tool::Traceroute => route::is_traceroute(&lines),
        Tool::Smart => smart::is(&lines),
        Tool::Bounce => bounce::is(&lines),
        Tool::Dns => dns::is(&lines),
        Tool::Raid => raid::is(&lines),
        Tool::Link => link::is(&lines),
    })
}

#[cfg(test)]
mod tests;
