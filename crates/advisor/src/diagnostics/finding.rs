//! What can be found, and what can be missing.

use super::bounce::Bounce;
use super::raid::ArrayName;

/// Gives an enum `key` and `values`: for each variant its key, and its fields by name.
macro_rules! told {
    ($type:ident { $($variant:ident $({ $($field:ident),+ })? $(($inner:ident))? => $key:literal,)+ }) => {
        impl $type {
            /// A stable name, for catalogues of text.
            pub const fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $key,)+
                }
            }

            /// The values that the text of [`key`](Self::key) may name, as they are
            /// written everywhere: units are in the names of the fields.
            pub fn values(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(told!(@pattern $variant $({ $($field),+ })? $(($inner))?)
                        => told!(@values $({ $($field),+ })? $(($inner))?),)+
                }
            }

            /// Every key, for the tests of catalogues.
            pub const KEYS: &'static [&'static str] = &[$($key),+];
        }
    };
    (@pattern $variant:ident) => { Self::$variant };
    (@pattern $variant:ident { $($field:ident),+ }) => { Self::$variant { $($field),+ } };
    (@pattern $variant:ident ($inner:ident)) => { Self::$variant($inner) };
    (@values) => { Vec::new() };
    (@values { $($field:ident),+ }) => { vec![$((stringify!($field), $field.to_string())),+] };
    (@values ($inner:ident)) => { $inner.values() };
}

/// One thing that a pasted text shows. Tenths are tenths of what the name says; traces and
/// disks are counted from 1 in the order of the text, as several may be pasted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Packets are lost from this hop on and as far as the target: that is a fault.
    LossToTarget {
        trace: u16,
        hop: u16,
        host: String,
        percent_tenths: u32,
    },
    /// A router in between answers only some probes while what lies behind loses none:
    /// it limits its answers, which is no fault.
    LossAtHopOnly {
        trace: u16,
        hop: u16,
        host: String,
        percent_tenths: u32,
    },
    /// The target loses nothing.
    NoLoss { trace: u16, hops: u16 },
    /// Answers take far longer from this hop on, as far as the target.
    SlowFrom {
        trace: u16,
        hop: u16,
        host: String,
        before_ms_tenths: u32,
        after_ms_tenths: u32,
    },
    /// Nothing answers after this hop. A target that answers no probes looks the same.
    SilentAfter { trace: u16, hop: u16, host: String },
    /// The trace comes to its target.
    TargetReached { trace: u16, hops: u16 },
    /// A router says that it does not lead further (`!H`, `!N`, `!X`, …).
    RouterRefuses { trace: u16, hop: u16, host: String },
    /// The same router comes again: packets go in circles.
    Loop { trace: u16, hop: u16, host: String },

    /// Which disk it is.
    Disk { disk: u16, model: String },
    /// Its serial number, which a replacement needs.
    SerialNumber { disk: u16, serial: String },
    /// The disk itself says that it fails.
    HealthFailed { disk: u16 },
    /// The disk says that it is well, which failing disks do, too.
    HealthPassed { disk: u16 },
    /// Sectors that were moved, grown defects of a SAS disk included.
    ReallocatedSectors { disk: u16, count: u64 },
    /// Sectors that cannot be read now.
    PendingSectors { disk: u16, count: u64 },
    /// Sectors that could not be read.
    UncorrectableSectors { disk: u16, count: u64 },
    /// Transfers that were spoilt on the way: the cable or its plug rather than the disk.
    TransferErrors { disk: u16, count: u64 },
    /// An attribute is below what its maker allows.
    AttributeFailing { disk: u16, attribute: String },
    /// A self-test failed, after so many hours of work.
    SelfTestFailed { disk: u16, at_hours: u64 },
    /// The last self-test found nothing, after so many hours of work.
    SelfTestPassed { disk: u16, at_hours: u64 },
    /// Data that an NVMe disk could not give back unspoilt.
    MediaErrors { disk: u16, count: u64 },
    /// An NVMe disk warns; the bits say of what.
    CriticalWarning { disk: u16, bits: u64 },
    /// Spare blocks are used up below the limit.
    SpareBlocksLow { disk: u16, percent: u64 },
    /// So much of its expected life is used.
    WornOut { disk: u16, percent: u64 },
    /// Hours it has worked.
    PoweredOn { disk: u16, hours: u64 },

    /// A mail came back, and why.
    Bounced(Bounce),

    /// The name does not exist.
    NoSuchName,
    /// The resolver could not find out: DNSSEC or the name's own servers are wrong.
    ServerFailure,
    /// The server does not answer for this name.
    Refused,
    /// The name exists, but has nothing of this type.
    NoSuchRecord,
    /// No server answered.
    NoAnswer,
    /// A record, and for how long it may be remembered.
    Record {
        name: String,
        record: String,
        value: String,
        ttl_seconds: u64,
    },
    /// An address, of a tool that does not tell more.
    Address { name: String, value: String },

    /// All members of the array are there.
    ArrayWhole { array: ArrayName },
    /// Members are missing: another loss may lose the data.
    ArrayDegraded { array: ArrayName, missing: u16 },
    /// This member has failed.
    MemberFailed { array: ArrayName, device: String },
    /// The array is being rebuilt or checked.
    Rebuilding {
        array: ArrayName,
        percent_tenths: u32,
    },
    /// The array does not run.
    ArrayInactive { array: ArrayName },

    /// No signal on the link.
    LinkDown,
    /// The speed that was agreed on.
    LinkSpeed { megabits: u64 },
    /// Only one side may speak at a time: the ends disagree.
    HalfDuplex,
    /// A counter of errors is not zero.
    LinkErrors { counter: String, count: u64 },
}

told!(Finding {
    LossToTarget { trace, hop, host, percent_tenths } => "loss-to-target",
    LossAtHopOnly { trace, hop, host, percent_tenths } => "loss-at-hop-only",
    NoLoss { trace, hops } => "no-loss",
    SlowFrom { trace, hop, host, before_ms_tenths, after_ms_tenths } => "slow-from",
    SilentAfter { trace, hop, host } => "silent-after",
    TargetReached { trace, hops } => "target-reached",
    RouterRefuses { trace, hop, host } => "router-refuses",
    Loop { trace, hop, host } => "loop",
    Disk { disk, model } => "disk",
    SerialNumber { disk, serial } => "serial-number",
    HealthFailed { disk } => "health-failed",
    HealthPassed { disk } => "health-passed",
    ReallocatedSectors { disk, count } => "reallocated-sectors",
    PendingSectors { disk, count } => "pending-sectors",
    UncorrectableSectors { disk, count } => "uncorrectable-sectors",
    TransferErrors { disk, count } => "transfer-errors",
    AttributeFailing { disk, attribute } => "attribute-failing",
    SelfTestFailed { disk, at_hours } => "self-test-failed",
    SelfTestPassed { disk, at_hours } => "self-test-passed",
    MediaErrors { disk, count } => "media-errors",
    CriticalWarning { disk, bits } => "critical-warning",
    SpareBlocksLow { disk, percent } => "spare-blocks-low",
    WornOut { disk, percent } => "worn-out",
    PoweredOn { disk, hours } => "powered-on",
    Bounced(bounce) => "bounced",
    NoSuchName => "no-such-name",
    ServerFailure => "server-failure",
    Refused => "refused",
    NoSuchRecord => "no-such-record",
    NoAnswer => "no-answer",
    Record { name, record, value, ttl_seconds } => "record",
    Address { name, value } => "address",
    ArrayWhole { array } => "array-whole",
    ArrayDegraded { array, missing } => "array-degraded",
    MemberFailed { array, device } => "member-failed",
    Rebuilding { array, percent_tenths } => "rebuilding",
    ArrayInactive { array } => "array-inactive",
    LinkDown => "link-down",
    LinkSpeed { megabits } => "link-speed",
    HalfDuplex => "half-duplex",
    LinkErrors { counter, count } => "link-errors",
});

/// What a technician would ask for next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The text is not the output of this tool, or nothing of it can be read.
    Output,
    /// The same trace from the other end.
    OtherDirection,
    /// More probes: loss among so few says little.
    MoreCycles { sent: u64 },
    /// The serial number of the disk.
    SerialNumber { disk: u16 },
    /// The table of attributes, or the health of an NVMe disk: `smartctl -a`.
    Attributes { disk: u16 },
    /// A long self-test of the disk.
    SelfTest { disk: u16 },
    /// The end of the output.
    Rest,
    /// The code with which the mail was refused.
    ReplyCode,
    /// The same question to a server that answers for the zone.
    AuthoritativeAnswer,
    /// Counters of errors: `ethtool -S`.
    Counters,
}

told!(Missing {
    Output => "output",
    OtherDirection => "other-direction",
    MoreCycles { sent } => "more-cycles",
    SerialNumber { disk } => "serial-number",
    Attributes { disk } => "attributes",
    SelfTest { disk } => "self-test",
    Rest => "rest",
    ReplyCode => "reply-code",
    AuthoritativeAnswer => "authoritative-answer",
    Counters => "counters",
});
