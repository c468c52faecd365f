//! Asking a customer for keys: what the application may do is proposed here, and decided
//! by the customer on the control plane's own page.

use std::{cell::Cell, rc::Rc};

use crate::{
    call::{Call, Method, Priority},
    client::Client,
    engine::{self, Job},
    error::{ApiError, RefusalCode},
    json::{Body, Fields, Wrong},
    keys::{Keys, Secret},
    routes::{CredentialStatus, Rule, read_credential},
};

/// A consumer key that waits for the customer, `auth.ApiCredentialRequest`.
#[derive(Debug)]
pub struct Pending {
    /// The key; it works once the customer has accepted.
    pub consumer_key: Secret,
    /// The page on which the customer decides, as the control plane names it. Judge it
    /// before it is followed.
    pub validation_url: String,
}

/// How keys that were asked for stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They work.
    Accepted,
    /// Not decided yet, or refused: control planes need not tell these apart.
    Undecided,
    /// Refused.
    Refused,
    /// They ended, or are no longer known.
    Gone,
}

impl Client {
    /// Asks for a consumer key that allows `rules`. Nothing is signed: only the
    /// application is named. The customer's browser is sent to `redirection` after the
    /// decision. `POST /auth/credential`.
    ///
    /// # Errors
    /// As any write. A key of which nobody heard does no harm: it is never accepted.
    pub async fn ask_for_keys(
        &self,
        application_key: &str,
        rules: &[Rule],
        redirection: &str,
    ) -> Result<Pending, ApiError> {
        let rules = rules.iter().map(|rule| {
            Body::new()
                .text("method", &rule.method)
                .text("path", &rule.path)
        });
        let body = Body::new()
            .objects("accessRules", rules)
            .text("redirection", redirection);
        let call = Call::write(Method::Post, "/auth/credential", Some(body.into_json()))
            .header("X-Ovh-Application", application_key);
        let reply = engine::run(self.inner(), job(call, None)).await?;
        let read = |fields: Fields<'_>| -> Result<Pending, Wrong> {
            Ok(Pending {
                consumer_key: Secret::new(fields.text("consumerKey")?),
                validation_url: fields.text("validationUrl")?,
            })
        };
        Fields::of(&reply.value)
            .and_then(read)
            .map_err(|wrong| reply.unexpected(wrong))
    }

    /// How keys stand that were asked for. `GET /auth/currentCredential`.
    ///
    /// # Errors
    /// When there is no answer, or one about something else than the consumer key.
    pub async fn standing(&self, keys: &Keys) -> Result<Standing, ApiError> {
        let call = Call::get("/auth/currentCredential");
        match engine::run(self.inner(), job(call, Some(keys))).await {
            Ok(reply) => Fields::of(&reply.value)
                .and_then(|fields| read_credential(&fields))
                .map(|credential| match credential.status {
                    Some(CredentialStatus::PendingValidation) => Standing::Undecided,
                    Some(CredentialStatus::Refused) => Standing::Refused,
                    Some(CredentialStatus::Expired) => Standing::Gone,
                    _ => Standing::Accepted,
                })
                .map_err(|wrong| reply.unexpected(wrong)),
            Err(ApiError::Refused(refusal)) if refusal.code == RefusalCode::InvalidCredential => {
                Ok(Standing::Undecided)
            }
            Err(ApiError::Refused(refusal)) if refusal.code == RefusalCode::NotCredential => {
                Ok(Standing::Gone)
            }
            Err(error) => Err(error),
        }
    }
}

fn job(call: Call, keys: Option<&Keys>) -> Job {
    Job {
        call,
        keys: keys.map(|keys| Rc::new(keys.clone())),
        priority: Rc::new(Cell::new(Priority::Visible)),
        by_hand: true,
    }
}
