//! The models of `/dedicated/server`.

use crate::model::{BOOLEAN, Field, IPV4, LONG, Model, STRING, TEXT, enumeration, model, object};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "dedicated.server.Dedicated",
            "A dedicated server",
            dedicated_fields(),
        ),
        object(
            "dedicated.server.DedicatedWithIAM",
            "A dedicated server, with what access policies see",
            with_iam(dedicated_fields()),
        ),
        enumeration(
            "dedicated.DatacenterEnum",
            "The possible values of datacenter",
            &[
                "bhs1",
                "bhs2",
                "bhs3",
                "bhs4",
                "bhs5",
                "bhs6",
                "bhs7",
                "bhs8",
                "cch01",
                "crx1",
                "crx2",
                "dc1",
                "eri1",
                "eri2",
                "gra04",
                "gra1",
                "gra2",
                "gra3",
                "gsw",
                "hdf01",
                "hil1",
                "ieb01",
                "itbsi01",
                "itmil01",
                "itzvf01",
                "lil1-int1",
                "lim1",
                "lim2",
                "lim3",
                "mr901",
                "p19",
                "rbx",
                "rbx-hz",
                "rbx1",
                "rbx10",
                "rbx2",
                "rbx3",
                "rbx4",
                "rbx5",
                "rbx6",
                "rbx7",
                "rbx8",
                "rbx9",
                "sbg1",
                "sbg2",
                "sbg3",
                "sbg4",
                "sbg5",
                "sgp02",
                "sgp1",
                "syd03",
                "syd1",
                "syd2",
                "vin1",
                "waw1",
                "ynm1",
                "yyz01",
            ],
        ),
        enumeration(
            "dedicated.server.PowerStateEnum",
            "The possible values of power state",
            &["poweroff", "poweron"],
        ),
        enumeration(
            "dedicated.server.StateEnum",
            "The possible values of server state",
            &["error", "hacked", "hackedBlocked", "ok"],
        ),
        enumeration(
            "dedicated.server.SupportLevelEnum",
            "The possible values of support level",
            &["critical", "fastpath", "gs", "pro"],
        ),
    ]
}

/// The fields of `dedicated.server.Dedicated`.
fn dedicated_fields() -> Vec<Field> {
    vec![
        ro("availabilityZone", STRING, "The availability zone"),
        rw("bootId", LONG, "What it boots from").nullable(),
        rw("bootScript", TEXT, "A script given to iPXE at boot").nullable(),
        ro("commercialRange", STRING, "The range it was sold in").nullable(),
        ro(
            "datacenter",
            model("dedicated.DatacenterEnum"),
            "The data centre",
        ),
        rw(
            "efiBootloaderPath",
            STRING,
            "The path of the EFI boot loader",
        )
        .nullable(),
        ro("ip", IPV4, "Address"),
        ro("linkSpeed", LONG, "Speed of the network link, in Mbit/s").nullable(),
        rw("monitoring", BOOLEAN, "Whether it is watched"),
        ro("name", STRING, "Technical name"),
        ro(
            "newUpgradeSystem",
            BOOLEAN,
            "Whether its parts can be changed by ordering",
        ),
        rw(
            "noIntervention",
            BOOLEAN,
            "Whether technicians leave it alone",
        ),
        ro("os", STRING, "The operating system"),
        ro(
            "powerState",
            model("dedicated.server.PowerStateEnum"),
            "Whether it is switched on",
        ),
        ro(
            "professionalUse",
            BOOLEAN,
            "Whether the network option for professional use is on",
        ),
        ro("rack", STRING, "The rack"),
        ro("region", STRING, "The region of the data centre"),
        rw("rescueMail", STRING, "Where the rescue password is sent").nullable(),
        rw(
            "rescueSshKey",
            STRING,
            "The public key that opens the rescue system",
        )
        .nullable(),
        ro("reverse", STRING, "The reverse name of its address").nullable(),
        rw("rootDevice", STRING, "The device it boots from").nullable(),
        ro("serverId", LONG, "Number of the server"),
        rw("state", model("dedicated.server.StateEnum"), "State"),
        ro(
            "supportLevel",
            model("dedicated.server.SupportLevelEnum"),
            "The support of this server",
        ),
    ]
}
