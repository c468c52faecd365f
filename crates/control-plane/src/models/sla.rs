//! The models of `/me/sla`.

use crate::model::{DATETIME, LONG, Model, STRING, object};
use crate::models::{ro, rw};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "billing.SlaOperation",
            "An outage that missed what was promised",
            vec![
                ro("date", DATETIME, "Noted at"),
                ro("description", STRING, "What happened"),
                ro("endDate", DATETIME, "When it was over").nullable(),
                ro("id", LONG, "Its number"),
                ro("name", STRING, "In one line"),
                ro("startDate", DATETIME, "When it began"),
            ],
        ),
        object(
            "billing.SlaOperationService",
            "A service that was down",
            vec![
                rw("description", STRING, "What it is"),
                rw("serviceName", STRING, "Its technical name"),
                rw("slaApplication", STRING, "The credit that it brings"),
                rw("slaPlan", STRING, "The commitment that was missed"),
            ],
        ),
    ]
}
