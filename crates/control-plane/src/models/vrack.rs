//! The models of `/vrack`.

use crate::model::{Field, Model, STRING, object};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("vrack.vrack", "A private network", vrack_fields()),
        object(
            "vrack.vrackWithIAM",
            "A private network, with what access policies see",
            with_iam(vrack_fields()),
        ),
    ]
}

/// The fields of `vrack.vrack`.
fn vrack_fields() -> Vec<Field> {
    vec![
        rw("description", STRING, "What people call it"),
        rw("name", STRING, "What people call it"),
        ro("serviceName", STRING, "Technical name"),
    ]
}
