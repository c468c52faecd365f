use super::*;

pub const ATA: &str = "\
smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)
=== START OF INFORMATION SECTION ===
Device Model:     EXAMPLE HD2000
Serial Number:    EX4MPL3
=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: PASSED
ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
  5 Reallocated_Sector_Ct   0x0033   100   100   010    Pre-fail  Always       -       184
  9 Power_On_Hours          0x0032   071   071   000    Old_age   Always       -       25913
194 Temperature_Celsius     0x0022   036   045   000    Old_age   Always       -       36 (0 18 0 0 0)
197 Current_Pending_Sector  0x0012   100   100   000    Old_age   Always       -       8
198 Offline_Uncorrectable   0x0010   100   100   000    Old_age   Offline      -       0
199 UDMA_CRC_Error_Count    0x003e   200   200   000    Old_age   Always       -       3
SMART Self-test log structure revision number 1
Num  Test_Description    Status                  Remaining  LifeTime(hours)  LBA_of_first_error
# 1  Extended offline    Completed: read failure       90%     25900         123456789
# 2  Short offline       Completed without error       00%     25000         -
";

pub const NVME: &str = "\
smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)
=== START OF INFORMATION SECTION ===
Model Number:                       EXAMPLE NV1T
Serial Number:                      NV000001
=== START OF SMART DATA SECTION ===
SMART overall-health self-assessment test result: FAILED!
- available spare has fallen below threshold
SMART/Health Information (NVMe Log 0x02)
Critical Warning:                   0x01
Available Spare:                    5%
Available Spare Threshold:          10%
Percentage Used:                    97%
Power On Hours:                     12,345
Media and Data Integrity Errors:    17
Self-test Log (NVMe Log 0x06)
Num  Test_Description  Status                       Power_on_Hours  Failing_LBA  NSID Seg SCT Code
 0   Short             Completed without error               12300            -     -   -   -    -
";

pub const SAS: &str = "\
smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)
Product:              EXAMPLE SAS4T
Serial number:        SA5
SMART Health Status: OK
Elements in grown defect list: 12
";

pub const MDSTAT: &str = "\
Personalities : [raid1] [raid6]
md2 : active raid1 sdb2[1](F) sda2[0]
      523712 blocks super 1.2 [2/1] [U_]

md3 : active raid6 sdd1[3] sdc1[2] sdb1[1] sda1[0]
      1953260544 blocks level 6, 64k chunk [4/4] [UUUU]
      [=>...................]  check =  8.5% (83000000/976630272) finish=92.3min speed=161000K/sec

unused devices: <none>
";

#[test]
fn a_failing_disk_says_that_it_is_well() {
    let report = read(Tool::Smart, ATA);
    let disk = 1;
    assert_eq!(
        report.findings,
        [
            Finding::Disk {
                disk,
                model: "EXAMPLE HD2000".to_owned()
            },
            Finding::SerialNumber {
                disk,
                serial: "EX4MPL3".to_owned()
            },
            Finding::HealthPassed { disk },
            Finding::ReallocatedSectors { disk, count: 184 },
            Finding::PoweredOn { disk, hours: 25913 },
            Finding::PendingSectors { disk, count: 8 },
            Finding::TransferErrors { disk, count: 3 },
            Finding::SelfTestFailed {
                disk,
                at_hours: 25900
            },
        ]
    );
    assert_eq!(report.missing, []);
}

#[test]
fn an_nvme_disk_that_is_worn_out() {
    let report = read(Tool::Smart, NVME);
    let disk = 1;
    for finding in [
        Finding::SerialNumber {
            disk,
            serial: "NV000001".to_owned(),
        },
        Finding::HealthFailed { disk },
        Finding::CriticalWarning { disk, bits: 1 },
        Finding::WornOut { disk, percent: 97 },
        Finding::PoweredOn { disk, hours: 12345 },
        Finding::MediaErrors { disk, count: 17 },
        Finding::SpareBlocksLow { disk, percent: 5 },
        Finding::SelfTestPassed {
            disk,
            at_hours: 12300,
        },
    ] {
        assert!(
            report.findings.contains(&finding),
            "{finding:?} in {report:#?}"
        );
    }
    assert_eq!(report.missing, []);
}

#[test]
fn a_sas_disk_counts_defects() {
    let report = read(Tool::Smart, SAS);
    let disk = 1;
    assert!(
        report
            .findings
            .contains(&Finding::ReallocatedSectors { disk, count: 12 })
    );
    assert!(report.findings.contains(&Finding::SerialNumber {
        disk,
        serial: "SA5".to_owned()
    }));
    assert_eq!(report.missing, [Missing::SelfTest { disk }]);
}

#[test]
fn disks_are_told_apart() {
    let report = read(Tool::Smart, &format!("{ATA}\n{NVME}"));
    assert!(
        report
            .findings
            .contains(&Finding::PendingSectors { disk: 1, count: 8 })
    );
    assert!(
        report
            .findings
            .contains(&Finding::MediaErrors { disk: 2, count: 17 })
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    let disk = 1;
    for (text, missing) in [
        (
            ATA.replace("Serial Number:    EX4MPL3\n", ""),
            vec![Missing::SerialNumber { disk }],
        ),
        (
            ATA.split("ID# ").next().unwrap_or_default().to_owned(),
            vec![Missing::Attributes { disk }],
        ),
        (
            ATA.split("SMART Self-test")
                .next()
                .unwrap_or_default()
                .to_owned(),
            vec![Missing::SelfTest { disk }],
        ),
    ] {
        assert_eq!(read(Tool::Smart, &text).missing, missing, "{text}");
    }
}

#[test]
fn an_attribute_that_fails_now_is_named() {
    let text = ATA.replace("Always       -       184", "Always   FAILING_NOW 184");
    let failing = Finding::AttributeFailing {
        disk: 1,
        attribute: "Reallocated_Sector_Ct".to_owned(),
    };
    assert!(read(Tool::Smart, &text).findings.contains(&failing));
}

#[test]
fn the_brief_table_has_fewer_columns() {
    let text = "smartctl 7.3 [x86_64] (local build)
ID# ATTRIBUTE_NAME          FLAGS    VALUE WORST THRESH FAIL RAW_VALUE
  5 Reallocated_Sector_Ct   PO--CK   100   100   010    NOW  9
197 Current_Pending_Sector  -O--C-   100   100   000    -    2
";
    let findings = read(Tool::Smart, text).findings;
    assert!(findings.contains(&Finding::ReallocatedSectors { disk: 1, count: 9 }));
    assert!(findings.contains(&Finding::PendingSectors { disk: 1, count: 2 }));
    assert_eq!(
        findings
            .iter()
            .filter(|one| one.key() == "attribute-failing")
            .count(),
        1
    );
}

#[test]
fn an_old_failure_that_is_gone_is_history() {
    let text = ATA.replace(
        "# 1  Extended offline    Completed: read failure       90%     25900         123456789",
        "# 1  Extended offline    Completed without error       00%     25910         -",
    );
    let keys: Vec<_> = read(Tool::Smart, &text)
        .findings
        .iter()
        .map(Finding::key)
        .collect();
    assert!(keys.contains(&"self-test-passed") && !keys.contains(&"self-test-failed"));
}

#[test]
fn arrays_say_who_is_missing() {
    let report = read(Tool::Raid, MDSTAT);
    let told: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            let values: Vec<_> = finding
                .values()
                .into_iter()
                .map(|(_, value)| value)
                .collect();
            format!("{} {}", finding.key(), values.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "member-failed md2 sdb2",
            "array-degraded md2 1",
            "array-whole md3",
            "rebuilding md3 85",
        ]
    );
    assert_eq!(report.missing, []);
    let cut = MDSTAT.split("unused").next().unwrap_or_default();
    assert_eq!(read(Tool::Raid, cut).missing, [Missing::Rest]);
}
