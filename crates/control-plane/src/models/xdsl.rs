//! The models of `/xdsl`.

use crate::model::{BOOLEAN, Field, LONG, Model, STRING, enumeration, model, object};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("xdsl.Access", "An internet access", access_fields()),
        object(
            "xdsl.AccessWithIAM",
            "An internet access, with what access policies see",
            with_iam(access_fields()),
        ),
        enumeration(
            "xdsl.DslTypeEnum",
            "The possible values of dsl",
            &["adsl", "ftte", "ftth", "ftto", "sdsl", "vdsl"],
        ),
        object(
            "xdsl.AddressDetail",
            "Address detail",
            vec![
                ro("building", STRING, "Building").nullable(),
                ro("city", STRING, "City"),
                ro("door", STRING, "Door").nullable(),
                ro("firstName", STRING, "First name"),
                ro("floor", STRING, "Floor").nullable(),
                ro("inseeCode", STRING, "INSEE code of the town"),
                ro("lastName", STRING, "Last name"),
                ro("numberStreet", STRING, "Number"),
                ro("residence", STRING, "Residence").nullable(),
                ro("rivoliCode", STRING, "FANTOIR code of the street"),
                ro("stairs", STRING, "Staircase").nullable(),
                ro("street", STRING, "Street"),
                ro("zipCode", STRING, "Postcode"),
            ],
        ),
        object(
            "xdsl.AccessCapabilities",
            "Access capabilities",
            vec![
                ro(
                    "canApplyLnsRateLimit",
                    BOOLEAN,
                    "Whether the rate can be limited",
                ),
                ro(
                    "canChangeDslamProfile",
                    BOOLEAN,
                    "Whether the profile of the line can be changed",
                ),
                ro(
                    "canChangeLns",
                    BOOLEAN,
                    "Whether the access server can be changed",
                ),
                ro(
                    "canGetRadiusConnectionLogs",
                    BOOLEAN,
                    "Whether the log of connections can be read",
                ),
                ro(
                    "canResetDslamPort",
                    BOOLEAN,
                    "Whether the port can be reset",
                ),
                ro("hasDslamPort", BOOLEAN, "Whether there is a port"),
            ],
        ),
        enumeration(
            "xdsl.mailSendingAccessStatusEnum",
            "The possible values of mail sending access status",
            &["blockedForSpam", "disabled", "enabled"],
        ),
        enumeration(
            "xdsl.modemConnectionProfileEnum",
            "The possible values of modem connection profile",
            &["A", "B", "C", "D"],
        ),
        enumeration(
            "xdsl.GtrEnum",
            "The possible values of gtr",
            &[
                "10ho", "20m_10ho", "20m_4ho", "4hno", "4ho", "5m_10ho", "5m_4ho", "dplus1", "none",
            ],
        ),
        enumeration(
            "xdsl.ProviderEnum",
            "The possible values of provider",
            &[
                "axione", "bouygues", "ft", "ftBySfr", "kosc", "koscDeg", "ovh", "sfr",
            ],
        ),
        enumeration(
            "xdsl.AccessRoleEnum",
            "The possible values of access role",
            &["backup", "main"],
        ),
        enumeration(
            "xdsl.AccessStatusEnum",
            "The possible values of access status",
            &[
                "active",
                "cancelled",
                "close",
                "deleting",
                "doing",
                "migration",
                "slamming",
                "terminated",
                "upgradeOffer",
            ],
        ),
    ]
}

/// The fields of `xdsl.Access`.
fn access_fields() -> Vec<Field> {
    vec![
        ro("accessName", STRING, "The name of the line"),
        ro(
            "accessType",
            model("xdsl.DslTypeEnum"),
            "The technique of the line",
        ),
        ro(
            "address",
            model("xdsl.AddressDetail"),
            "Where the line ends",
        ),
        ro(
            "capabilities",
            model("xdsl.AccessCapabilities"),
            "What can be done with the line",
        ),
        rw("description", STRING, "What people call it"),
        ro("ipv6Enabled", BOOLEAN, "Whether IPv6 is on"),
        rw("lnsRateLimit", LONG, "The limit of the rate, in kbit/s").nullable(),
        ro(
            "mailSending",
            model("xdsl.mailSendingAccessStatusEnum"),
            "Whether mail may be sent from the line",
        )
        .nullable(),
        ro(
            "modemProfile",
            model("xdsl.modemConnectionProfileEnum"),
            "How the modem connects",
        ),
        rw("monitoring", BOOLEAN, "Whether it is watched"),
        ro("mttr", model("xdsl.GtrEnum"), "The promised time to repair").nullable(),
        ro("nra", STRING, "The exchange the line is tied to"),
        ro("packName", STRING, "The pack it belongs to").nullable(),
        ro("pairsNumber", LONG, "Number of copper pairs"),
        ro(
            "provider",
            model("xdsl.ProviderEnum"),
            "The operator of the line",
        ),
        ro("providerInfra", STRING, "The operator of the network").nullable(),
        ro("role", model("xdsl.AccessRoleEnum"), "Main line or backup"),
        ro("status", model("xdsl.AccessStatusEnum"), "State"),
    ]
}
