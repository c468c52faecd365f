//! Cases for each tool, in the formats that it documents, and anything else against all.

mod bounce;
mod disks;
mod names;
mod network;

use proptest::prelude::*;

use super::*;

/// Samples of every tool, which are also what texts are spoilt from.
const SAMPLES: [(Tool, &str); 13] = [
    (Tool::Mtr, network::MTR),
    (Tool::Mtr, network::WINMTR),
    (Tool::Traceroute, network::TRACEROUTE),
    (Tool::Traceroute, network::TRACERT),
    (Tool::Smart, disks::ATA),
    (Tool::Smart, disks::NVME),
    (Tool::Smart, disks::SAS),
    (Tool::Raid, disks::MDSTAT),
    (Tool::Link, network::ETHTOOL),
    (Tool::Dns, names::DIG),
    (Tool::Dns, names::NSLOOKUP),
    (Tool::Bounce, bounce::DSN),
    (Tool::Bounce, bounce::LOG),
];

#[test]
fn each_tool_is_recognised() {
    for (tool, text) in SAMPLES {
        assert_eq!(recognise(text), Some(tool), "{text}");
        let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
        assert_eq!(recognise(&quoted), Some(tool), "{quoted}");
        assert!(!read(tool, text).findings.is_empty(), "{text}");
    }
}

#[test]
fn what_is_no_output_is_not_taken_for_one() {
    for text in [
        "",
        "My server is down since 10.30, please help",
        "I paid 550 euros and got 4.2.1 installed",
        "1. first\n2. second\n3. third",
        "Server: nginx\nAddress: 1 Example Street",
        "The order 451 was cancelled",
    ] {
        assert_eq!(recognise(text), None, "{text}");
        for tool in Tool::ALL {
            let report = read(tool, text);
            assert_eq!(report.findings, [], "{tool:?}: {text}");
        }
    }
}

#[test]
fn every_finding_and_lack_is_told_by_key() {
    for keys in [Finding::KEYS, Missing::KEYS] {
        let mut sorted = keys.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), keys.len(), "a key is used twice");
    }
    let loss = Finding::LossToTarget {
        trace: 1,
        hop: 4,
        host: "r.example".to_owned(),
        percent_tenths: 125,
    };
    assert_eq!(loss.key(), "loss-to-target");
    assert_eq!(loss.values()[1], ("hop", "4".to_owned()));
    assert_eq!(loss.values()[3], ("percent_tenths", "125".to_owned()));
}

/// A sample with some of it cut, doubled, or replaced.
fn spoilt() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[0-9.%*:()\\[\\]|# -]{0,40}",
        Just("99999999999999999999".to_owned()),
        Just("\u{0}é\u{1f980}".to_owned()),
    ];
    (0..SAMPLES.len(), any::<(usize, usize)>(), piece).prop_map(
        |(sample, (from, length), piece)| {
            let characters: Vec<char> = SAMPLES[sample].1.chars().collect();
            let from = from % characters.len();
            let to = characters.len().min(from + length % 80);
            let (before, after) = (&characters[..from], &characters[to..]);
            before
                .iter()
                .copied()
                .chain(piece.chars())
                .chain(after.iter().copied())
                .collect()
        },
    )
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(text in prop_oneof![any::<String>(), spoilt()]) {
        recognise(&text);
        for tool in Tool::ALL {
            let report = read(tool, &text);
            prop_assert!(report.findings.len() <= Report::MOST);
            prop_assert!(!(report.findings.is_empty() && report.missing.is_empty()));
            for finding in report.findings {
                finding.values();
            }
        }
    }
}

/// Ten times as much is not a hundred times the work, and beyond a bound it is none.
#[test]
fn much_is_read_in_bounded_time() {
    for (tool, sample) in SAMPLES {
        let text = sample.repeat(1 + 4 * LONGEST / sample.len());
        let started = std::time::Instant::now();
        read(tool, &text);
        recognise(&text);
        // Generous, for machines that are busy: it takes a hundredth.
        assert!(started.elapsed().as_secs() < 20, "{tool:?}");
    }
}
