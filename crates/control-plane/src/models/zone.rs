//! The models of `/domain/zone`.

use crate::model::{BOOLEAN, DATETIME, Field, Model, STRING, list, object};
use crate::models::{ro, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("domain.Zone", "A DNS zone", zone_fields()),
        object(
            "domain.ZoneWithIAM",
            "A DNS zone, with what access policies see",
            with_iam(zone_fields()),
        ),
    ]
}

/// The fields of `domain.Zone`.
fn zone_fields() -> Vec<Field> {
    vec![
        ro("dnssecActivated", BOOLEAN, "Whether DNSSEC signs the zone"),
        ro("dnssecSupported", BOOLEAN, "Whether DNSSEC is possible"),
        ro(
            "hasDnsAnycast",
            BOOLEAN,
            "Whether the name servers are anycast",
        ),
        ro("lastUpdate", DATETIME, "Last changed at").nullable(),
        ro("name", STRING, "Technical name"),
        ro(
            "nameServers",
            list(STRING),
            "The servers that answer for the name",
        ),
    ]
}
