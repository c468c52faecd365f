//! The models of `/vps`.

use crate::model::{
    BOOLEAN, DATETIME, Field, IP_BLOCK, LONG, Model, STRING, enumeration, list, model, object,
};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("vps.VPS", "A virtual private server", vps_fields()),
        object(
            "vps.VPSWithIAM",
            "A virtual private server, with what access policies see",
            with_iam(vps_fields()),
        ),
        enumeration(
            "vps.VpsKeymapEnum",
            "The possible values of vps keymap",
            &["fr", "us"],
        ),
        object(
            "vps.LockStatus",
            "Lock status",
            vec![
                ro("locked", BOOLEAN, "Whether it is locked"),
                ro("reason", model("vps.LockReasonEnum"), "Why"),
            ],
        ),
        enumeration(
            "vps.LockReasonEnum",
            "The possible values of lock reason",
            &["abuse"],
        ),
        object(
            "vps.Model",
            "Model",
            vec![
                rw(
                    "availableOptions",
                    list(model("vps.VpsOptionEnum")),
                    "Options that can be ordered",
                ),
                rw("datacenter", list(STRING), "The data centre"),
                rw("disk", LONG, "Disk in GB"),
                rw(
                    "maximumAdditionnalIp",
                    LONG,
                    "How many addresses can be added",
                ),
                rw("memory", LONG, "Memory in MB"),
                rw("name", STRING, "Technical name"),
                rw("offer", STRING, "What was ordered"),
                rw("vcore", LONG, "Number of virtual cores"),
                rw("version", model("vps.VpsVersionEnum"), "Version"),
            ],
        ),
        enumeration(
            "vps.VpsOptionEnum",
            "The possible values of vps option",
            &[
                "additionalDisk",
                "automatedBackup",
                "cpanel",
                "ftpbackup",
                "plesk",
                "snapshot",
                "veeam",
                "windows",
            ],
        ),
        enumeration(
            "vps.VpsVersionEnum",
            "The possible values of vps version",
            &[
                "2013v1", "2014v1", "2015v1", "2017v1", "2017v2", "2017v3", "2018v1", "2018v2",
                "2019v1", "2025v1",
            ],
        ),
        enumeration(
            "vps.VpsNetbootEnum",
            "The possible values of vps netboot",
            &["local", "rescue"],
        ),
        enumeration(
            "vps.VpsOfferEnum",
            "The possible values of vps offer",
            &[
                "beta-classic",
                "classic",
                "cloud",
                "cloudram",
                "game-classic",
                "lowlat",
                "ssd",
            ],
        ),
        enumeration(
            "vps.VpsStateEnum",
            "The possible values of vps state",
            &[
                "backuping",
                "installing",
                "maintenance",
                "rebooting",
                "rescued",
                "running",
                "stopped",
                "stopping",
                "upgrading",
            ],
        ),
        object(
            "vps.Task",
            "Something done to a virtual private server",
            vec![
                ro("date", DATETIME, "When it was asked for"),
                ro("id", LONG, "Its number"),
                ro("progress", LONG, "How far it is, in percent"),
                ro("state", model("vps.TaskStateEnum"), "Whether it is done"),
                ro("type", model("vps.TaskTypeEnum"), "What it does"),
            ],
        ),
        enumeration(
            "vps.TaskStateEnum",
            "The possible values of task state",
            &[
                "blocked",
                "cancelled",
                "doing",
                "done",
                "error",
                "paused",
                "todo",
                "waitingAck",
            ],
        ),
        enumeration(
            "vps.TaskTypeEnum",
            "The possible values of task type",
            &[
                "addVeeamBackupJob",
                "changeRootPassword",
                "createSnapshot",
                "deleteSnapshot",
                "deliverVm",
                "getConsoleUrl",
                "internalTask",
                "migrate",
                "openConsoleAccess",
                "provisioningAdditionalIp",
                "reOpenVm",
                "rebootVm",
                "reinstallVm",
                "removeVeeamBackup",
                "rescheduleAutoBackup",
                "restoreFullVeeamBackup",
                "restoreVeeamBackup",
                "restoreVm",
                "revertSnapshot",
                "setMonitoring",
                "setNetboot",
                "startVm",
                "stopVm",
                "upgradeVm",
            ],
        ),
        enumeration(
            "vps.ZoneTypeEnum",
            "The possible values of zone",
            &["localzone", "region"],
        ),
    ]
}

/// The fields of `vps.VPS`.
fn vps_fields() -> Vec<Field> {
    vec![
        ro("cluster", STRING, "The cluster that carries it"),
        rw("displayName", STRING, "The name people gave it").nullable(),
        rw(
            "keymap",
            model("vps.VpsKeymapEnum"),
            "The keyboard of the console",
        )
        .nullable(),
        ro(
            "lockStatus",
            model("vps.LockStatus"),
            "Whether it is locked",
        ),
        ro("memoryLimit", LONG, "Memory in MB"),
        ro("model", model("vps.Model"), "What was ordered"),
        ro(
            "monitoringIpBlocks",
            list(IP_BLOCK),
            "The addresses that the watching comes from",
        ),
        ro("name", STRING, "Technical name"),
        rw(
            "netbootMode",
            model("vps.VpsNetbootEnum"),
            "What it boots from",
        ),
        ro(
            "offerType",
            model("vps.VpsOfferEnum"),
            "The family of the offer",
        ),
        rw(
            "slaMonitoring",
            BOOLEAN,
            "Whether its availability is watched",
        )
        .nullable(),
        ro("state", model("vps.VpsStateEnum"), "State"),
        ro("vcore", LONG, "Number of virtual cores"),
        ro("zone", STRING, "The zone that carries it"),
        ro("zoneType", model("vps.ZoneTypeEnum"), "The kind of zone"),
    ]
}
