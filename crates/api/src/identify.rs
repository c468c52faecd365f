//! Whose keys are these? The one signed call that is made before the account is known.

use std::{cell::Cell, rc::Rc};

use crate::{
    call::{Call, Priority},
    client::Client,
    engine::{self, Job},
    error::ApiError,
    ids::Nic,
    json::{Fields, Wrong},
    keys::Keys,
};

impl Client {
    /// The NIC handle of the account that the keys belong to. `GET /me`.
    ///
    /// # Errors
    /// As any read; a refusal when the keys do not work here or may not read `/me`.
    pub async fn identify(&self, keys: &Keys) -> Result<Nic, ApiError> {
        let job = Job {
            call: Call::get("/me"),
            keys: Some(Rc::new(keys.clone())),
            priority: Rc::new(Cell::new(Priority::Visible)),
            by_hand: true,
        };
        let reply = engine::run(self.inner(), job).await?;
        let handle = |fields: Fields<'_>| fields.text("nichandle");
        Fields::of(&reply.value)
            .and_then(handle)
            .and_then(|nic| {
                nic.parse()
                    .map_err(|_| Wrong::field("nichandle", "a NIC handle"))
            })
            .map_err(|wrong| reply.unexpected(wrong))
    }
}
