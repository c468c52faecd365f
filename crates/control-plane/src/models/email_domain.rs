//! The models of `/email/domain`.

use crate::model::{DATETIME, Field, LONG, Model, STRING, enumeration, list, model, object};
use crate::models::{ro, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "email.domain.DomainService",
            "E-mail on a domain",
            domain_service_fields(),
        ),
        object(
            "email.domain.DomainServiceWithIAM",
            "E-mail on a domain, with what access policies see",
            with_iam(domain_service_fields()),
        ),
        enumeration(
            "email.domain.DiagnoseEnum",
            "The possible values of diagnose",
            &["checkFail", "invalid", "none", "unknown", "valid"],
        ),
        enumeration(
            "domain.DomainStatusEnum",
            "The possible values of domain status",
            &["close", "ok", "readOnly", "unknown"],
        ),
    ]
}

/// The fields of `email.domain.DomainService`.
fn domain_service_fields() -> Vec<Field> {
    vec![
        ro(
            "allowedAccountSize",
            list(LONG),
            "The mailbox sizes on offer, in bytes",
        )
        .nullable(),
        ro("creationDate", DATETIME, "Made at").nullable(),
        ro("domain", STRING, "The name"),
        ro("filerz", LONG, "The file server that carries it").nullable(),
        ro(
            "isMXValid",
            model("email.domain.DiagnoseEnum"),
            "What the check of the MX records says",
        ),
        ro(
            "isSPFValid",
            model("email.domain.DiagnoseEnum"),
            "What the check of the SPF record says",
        ),
        ro("linkTo", STRING, "The domain it follows").nullable(),
        ro(
            "migratedMXPlanServiceName",
            STRING,
            "The MX Plan it was moved to",
        )
        .nullable(),
        ro("offer", STRING, "What was ordered").nullable(),
        ro("status", model("domain.DomainStatusEnum"), "State"),
    ]
}
