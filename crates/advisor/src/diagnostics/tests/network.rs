use super::*;

/// Loss that begins at hop 4 and goes on; hop 3 only limits its answers.
pub const MTR: &str = "\
Start: 2026-03-01T10:00:00+0100
HOST: shop.example                 Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 192.0.2.254                 0.0%   100    0.4   0.5   0.3   0.8   0.1
  2.|-- ???                        100.0   100    0.0   0.0   0.0   0.0   0.0
  3.|-- 198.51.100.1               70.0%   100    1.4   1.5   1.3   1.8   0.1
  4.|-- border.transit.example     21.0%   100    9.4   9.5   9.3  19.8   0.1
  5.|-- core.transit.example       20.0%   100    9.9   9.8   9.3  19.8   0.1
  6.|-- 203.0.113.7                20.0%   100   10.4  10.5  10.3  30.8   0.1
";

pub const WINMTR: &str = "\
|------------------------------------------------------------------------------------------|
|                                      WinMTR statistics                                   |
|                       Host              -   %  | Sent | Recv | Best | Avrg | Wrst | Last |
|------------------------------------------------|------|------|------|------|------|------|
|                            192.0.2.1 -    0 |   56 |   56 |    0 |    0 |    1 |    0 |
|                   No response from host -  100 |   56 |    0 |    0 |    0 |    0 |    0 |
|                           203.0.113.7 -    0 |   56 |   56 |    9 |   11 |   14 |   10 |
|________________________________________________|______|______|______|______|______|______|
";

pub const TRACEROUTE: &str = "\
traceroute to shop.example (203.0.113.7), 30 hops max, 60 byte packets
 1  gw.example (192.0.2.1)  0.345 ms  0.301 ms  0.290 ms
 2  * * *
 3  a.transit.example (198.51.100.1)  4.1 ms b.transit.example (198.51.100.2)  4.4 ms *
 4  c.transit.example (198.51.100.9)  104.1 ms  104.2 ms  104.0 ms
 5  shop.example (203.0.113.7)  105.1 ms  105.0 ms  105.3 ms
";

pub const TRACERT: &str = "\
Tracing route to shop.example [203.0.113.7]
over a maximum of 30 hops:

  1    <1 ms    <1 ms    <1 ms  192.0.2.1
  2     8 ms     9 ms     8 ms  r1.transit.example [198.51.100.1]
  3     *        *        *     Request timed out.
  4     *        *        *     Request timed out.
";

pub const ETHTOOL: &str = "\
Settings for eno1:
\tSpeed: 100Mb/s
\tDuplex: Half
\tLink detected: yes
NIC statistics:
     rx_packets: 120034
     rx_crc_errors: 412
     tx_errors: 0
";

#[test]
fn loss_counts_where_it_goes_on_to_the_target() {
    let report = read(Tool::Mtr, MTR);
    assert_eq!(
        report.findings,
        [
            Finding::LossAtHopOnly {
                trace: 1,
                hop: 3,
                host: "198.51.100.1".to_owned(),
                percent_tenths: 700
            },
            Finding::LossToTarget {
                trace: 1,
                hop: 4,
                host: "border.transit.example".to_owned(),
                percent_tenths: 200
            },
        ]
    );
    assert_eq!(report.missing, [Missing::OtherDirection]);
}

#[test]
fn a_router_that_limits_its_answers_is_no_fault() {
    let text = MTR.replace("21.0%", " 0.0%").replace("20.0%", " 0.0%");
    let report = read(Tool::Mtr, &text);
    assert_eq!(report.findings.len(), 2, "{report:?}");
    assert_eq!(report.findings[0].key(), "loss-at-hop-only");
    assert_eq!(report.findings[1], Finding::NoLoss { trace: 1, hops: 6 });
}

#[test]
fn both_directions_are_two_traces() {
    let report = read(Tool::Mtr, &format!("{MTR}\n{MTR}"));
    assert!(report.missing.is_empty(), "{report:?}");
    let traces: Vec<_> = report
        .findings
        .iter()
        .map(|one| one.values()[0].1.clone())
        .collect();
    assert_eq!(traces, ["1", "1", "2", "2"]);
}

#[test]
fn few_probes_say_little() {
    let text = MTR.replace("   100  ", "     5  ");
    let report = read(Tool::Mtr, &text);
    assert!(
        report.missing.contains(&Missing::MoreCycles { sent: 5 }),
        "{report:?}"
    );
}

#[test]
fn a_target_that_never_answers_is_told_apart() {
    let text = MTR.replace(
        "6.|-- 203.0.113.7                20.0%",
        "6.|-- ???                       100.0",
    );
    let report = read(Tool::Mtr, &text);
    let silent = Finding::SilentAfter {
        trace: 1,
        hop: 5,
        host: "core.transit.example".to_owned(),
    };
    assert_eq!(report.findings, [silent]);
}

#[test]
fn winmtr_numbers_no_hops_and_is_read_all_the_same() {
    let report = read(Tool::Mtr, WINMTR);
    assert_eq!(report.findings, [Finding::NoLoss { trace: 1, hops: 3 }]);
}

#[test]
fn numbers_of_systems_stand_before_hosts() {
    let text = "HOST: a  Loss%   Snt   Last   Avg  Best  Wrst StDev
  1. AS64500  192.0.2.1   0.0%    10    0.4   0.5   0.3   0.8   0.1
  2. AS64501  203.0.113.7  0.0%    10    4.4   4.5   4.3   4.8   0.1
";
    let report = read(Tool::Mtr, text);
    assert_eq!(report.findings, [Finding::NoLoss { trace: 1, hops: 2 }]);
}

#[test]
fn a_trace_that_arrives_and_becomes_slow() {
    let report = read(Tool::Traceroute, TRACEROUTE);
    assert_eq!(
        report.findings,
        [
            Finding::SlowFrom {
                trace: 1,
                hop: 4,
                host: "c.transit.example (198.51.100.9)".to_owned(),
                before_ms_tenths: 44,
                after_ms_tenths: 1041
            },
            Finding::TargetReached { trace: 1, hops: 5 },
        ]
    );
    assert_eq!(report.missing, [Missing::OtherDirection]);
}

#[test]
fn a_slow_router_in_between_is_not_told() {
    let text = TRACEROUTE.replace("105.1 ms  105.0 ms  105.3 ms", "5.1 ms  5.0 ms  5.3 ms");
    let report = read(Tool::Traceroute, &text);
    assert_eq!(
        report.findings,
        [Finding::TargetReached { trace: 1, hops: 5 }]
    );
}

#[test]
fn a_trace_of_windows_that_ends_in_silence() {
    let silent = Finding::SilentAfter {
        trace: 1,
        hop: 2,
        host: "r1.transit.example [198.51.100.1]".to_owned(),
    };
    for text in [
        TRACERT.to_owned(),
        TRACERT
            .replace("Tracing route to", "Détermination de l'itinéraire vers")
            .replace(
                "Request timed out.",
                "Délai d'attente de la demande dépassé.",
            ),
    ] {
        assert_eq!(recognise(&text), Some(Tool::Traceroute));
        assert_eq!(
            read(Tool::Traceroute, &text).findings,
            std::slice::from_ref(&silent)
        );
    }
}

#[test]
fn circles_and_refusals() {
    let text = "traceroute to 203.0.113.7 (203.0.113.7), 30 hops max
 1  192.0.2.1  0.3 ms  0.3 ms  0.3 ms
 2  198.51.100.1  1.3 ms  1.3 ms  1.3 ms
 3  198.51.100.2  1.3 ms  1.3 ms  1.3 ms
 4  198.51.100.1  1.3 ms  1.3 ms  1.3 ms
 5  198.51.100.2  1.3 ms !X  1.3 ms !X  1.3 ms !X
";
    let keys: Vec<_> = read(Tool::Traceroute, text)
        .findings
        .iter()
        .map(Finding::key)
        .collect();
    assert_eq!(keys, ["router-refuses", "loop"]);
}

#[test]
fn a_link_that_is_slow_and_spoilt() {
    let report = read(Tool::Link, ETHTOOL);
    assert_eq!(
        report.findings,
        [
            Finding::LinkSpeed { megabits: 100 },
            Finding::HalfDuplex,
            Finding::LinkErrors {
                counter: "rx_crc_errors".to_owned(),
                count: 412
            },
        ]
    );
    let settings = "Settings for eth0:\n\tSpeed: Unknown!\n\tLink detected: no\n";
    let report = read(Tool::Link, settings);
    assert_eq!(report.findings, [Finding::LinkDown]);
    assert_eq!(report.missing, [Missing::Counters]);
}
