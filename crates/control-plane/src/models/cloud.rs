//! The models of `/cloud/project`.

use crate::model::{BOOLEAN, DATETIME, Field, LONG, Model, STRING, enumeration, model, object};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("cloud.Project", "A public cloud project", project_fields()),
        object(
            "cloud.ProjectWithIAM",
            "A public cloud project, with what access policies see",
            with_iam(project_fields()),
        ),
        enumeration(
            "cloud.AccessTypeEnum",
            "The possible values of access",
            &["full", "restricted"],
        ),
        enumeration(
            "cloud.project.ProjectStatusEnum",
            "The possible values of project status",
            &["creating", "deleted", "deleting", "ok", "suspended"],
        ),
    ]
}

/// The fields of `cloud.Project`.
fn project_fields() -> Vec<Field> {
    vec![
        ro(
            "access",
            model("cloud.AccessTypeEnum"),
            "Whether everything may be used",
        ),
        ro("creationDate", DATETIME, "Made at"),
        rw("description", STRING, "What people call it").nullable(),
        ro("expiration", DATETIME, "Ends at").nullable(),
        rw(
            "manualQuota",
            BOOLEAN,
            "Whether quotas are kept as they are",
        ),
        ro("orderId", LONG, "The order it came with").nullable(),
        ro("planCode", STRING, "Code of what was ordered"),
        ro("projectName", STRING, "The name of the order").nullable(),
        ro("project_id", STRING, "Technical name"),
        ro("status", model("cloud.project.ProjectStatusEnum"), "State"),
        ro(
            "unleash",
            BOOLEAN,
            "Whether the limits of a new project are lifted",
        ),
    ]
}
