//! What to look at, and send along, when something fails.

use crate::{
    document::{self, Document},
    family::Family,
};

/// How something fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symptom {
    /// It does not answer.
    Down,
    /// It has cuts.
    Cuts,
    /// It is slow.
    Slow,
    /// A disk fails.
    Disk,
    /// Memory fails.
    Memory,
    /// A fan fails, or it is too hot.
    Cooling,
    /// In another way.
    Other,
}

impl Symptom {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Down,
        Self::Cuts,
        Self::Slow,
        Self::Disk,
        Self::Memory,
        Self::Cooling,
        Self::Other,
    ];
}

/// A kind of output that Manager can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parser {
    /// `mtr`, `traceroute`, `tracert`.
    Trace,
    /// `smartctl -a`.
    Disk,
    /// A mail that came back.
    Bounce,
    /// `dig`, `nslookup`.
    Dns,
}

/// Something to look at.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// A stable name, for catalogues of text.
    pub key: &'static str,
    /// What to run, as it is typed; `None` where it is not a command.
    pub command: Option<&'static str>,
    /// What reads the output, where something does.
    pub parser: Option<Parser>,
    /// Who asks for it.
    pub document: &'static Document,
}

macro_rules! checks {
    ($($name:ident: $key:literal, $command:expr, $parser:expr, $document:ident;)+) => {
        $(const $name: &Check = &Check {
            key: $key,
            command: $command,
            parser: $parser,
            document: &document::$document,
        };)+
        /// Every check.
        pub static CHECKS: &[&Check] = &[$($name),+];
    };
}

checks! {
    MTR: "mtr-both-ways", Some("mtr --report --report-cycles 100"), Some(Parser::Trace), TRACES_ASKED_FOR;
    THROUGHPUT: "throughput", Some("curl -o /dev/null https://proof.ovh.net/files/100Mb.dat"), None, HARDWARE_DIAGNOSE;
    CPU_RAM: "rescue-cpu-ram", Some("stress-ng --metrics-brief --timeout 30m --cpu 0; memtester"), None, HARDWARE_DIAGNOSE;
    FSCK: "file-system-check", Some("fsck"), None, HARDWARE_DIAGNOSE;
    FDISK: "disk-list", Some("fdisk -l"), None, ASKED_BY_SUPPORT;
    SMARTCTL: "smartctl", Some("smartctl -a"), Some(Parser::Disk), ASKED_BY_SUPPORT;
    MDSTAT: "mdstat", Some("cat /proc/mdstat"), None, ASKED_BY_SUPPORT;
    SENSORS: "sensors", Some("sensors"), None, ASKED_BY_SUPPORT;
    FREE: "memory-free", Some("free -m"), None, ASKED_BY_SUPPORT;
    DMIDECODE: "dmidecode", Some("dmidecode -t memory"), None, ASKED_BY_SUPPORT;
    ETHTOOL: "ethtool", Some("ethtool"), None, ASKED_BY_SUPPORT;
    RESCUE_PING: "additional-ip-in-rescue", Some("ping"), None, ADDITIONAL_IP;
    LINE_TEST: "line-test", None, None, LINE_DIAGNOSTICS;
    LINE_SYNC: "line-sync", None, None, LINE_DIAGNOSTICS;
    LINE_SOCKETS: "line-sockets", None, None, LINE_DIAGNOSTICS;
    MODEM: "modem", None, None, LINE_DIAGNOSTICS;
    BOUNCE: "smtp-bounce", None, Some(Parser::Bounce), PROJECT;
    DNS: "dns-answer", Some("dig"), Some(Parser::Dns), PROJECT;
    HTTP: "http-answer", Some("curl -v"), None, PROJECT;
}

/// The check behind its key.
pub fn check(key: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.key == key)
}

/// What to look at when something of a family fails, the most telling first. They are for
/// an open ticket: none of them is worth waiting for before it is filed.
pub fn checks(family: Family, symptom: Symptom) -> &'static [&'static Check] {
    use Family::{
        Access, Cdn, Certificate, Dns, Domain, Email, EmailPro, Exchange, Network, PublicCloud,
        Vps, WebHosting,
    };
    match (family, symptom) {
        (Family::DedicatedServer, symptom) => of_server(symptom),
        (Vps | PublicCloud, Symptom::Slow) => &[THROUGHPUT, MTR],
        (Vps | PublicCloud, Symptom::Down) => &[MTR, FSCK],
        (Vps | PublicCloud, _) => &[MTR],
        (Network, _) => &[MTR, RESCUE_PING],
        (Domain | Dns, _) => &[DNS],
        (WebHosting | Cdn | Certificate, _) => &[DNS, HTTP],
        (Email | EmailPro | Exchange, _) => &[BOUNCE, DNS],
        (Access, Symptom::Slow) => &[LINE_TEST, THROUGHPUT, MODEM],
        (Access, _) => &[LINE_TEST, LINE_SYNC, LINE_SOCKETS, MODEM],
        _ => &[],
    }
}

fn of_server(symptom: Symptom) -> &'static [&'static Check] {
    match symptom {
        Symptom::Down => &[MTR, CPU_RAM, SMARTCTL, MDSTAT, FSCK],
        Symptom::Cuts => &[MTR, ETHTOOL, CPU_RAM, SENSORS],
        Symptom::Slow => &[THROUGHPUT, MTR, ETHTOOL, SMARTCTL, MDSTAT, SENSORS],
        Symptom::Disk => &[SMARTCTL, MDSTAT, FDISK],
        Symptom::Memory => &[CPU_RAM, DMIDECODE, FREE],
        Symptom::Cooling => &[SENSORS, CPU_RAM],
        Symptom::Other => &[
            CPU_RAM, SMARTCTL, MDSTAT, FDISK, SENSORS, DMIDECODE, FREE, ETHTOOL,
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn checks_are_unique_and_each_is_asked_for() {
        let mut asked = HashSet::new();
        for family in Family::ALL {
            for symptom in Symptom::ALL {
                let checks = checks(family, symptom);
                let keys: HashSet<_> = checks.iter().map(|check| check.key).collect();
                assert_eq!(keys.len(), checks.len(), "{} {symptom:?}", family.key());
                asked.extend(keys);
            }
        }
        let all: HashSet<_> = CHECKS.iter().map(|check| check.key).collect();
        assert_eq!(all.len(), CHECKS.len());
        assert_eq!(asked, all);
        for key in all {
            assert_eq!(check(key).map(|check| check.key), Some(key));
        }
    }

    #[test]
    fn a_failing_disk_is_shown_by_its_own_report() {
        let first = checks(Family::DedicatedServer, Symptom::Disk)[0];
        assert_eq!((first.key, first.parser), ("smartctl", Some(Parser::Disk)));
    }
}
