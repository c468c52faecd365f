//! What the keys in use may do: `/auth`.

use crate::{
    call::{Call, Method},
    error::ApiError,
    ids::CredentialId,
    json::{Fields, Value, Wrong},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

const PLACE: Where = Where::EVERYWHERE;

wire_enum! {
    /// `auth.CredentialStateEnum`.
    pub enum CredentialStatus {
        /// In use.
        Validated = "validated",
        /// The customer has not confirmed it yet.
        PendingValidation = "pendingValidation",
        /// The customer refused it.
        Refused = "refused",
        /// Past its time.
        Expired = "expired",
    }
}

/// A call that keys allow, possibly with `*` in its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// HTTP method.
    pub method: String,
    /// Path, `/me/*`.
    pub path: String,
}

/// The consumer key in use, `auth.ApiCredential`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its number.
    pub id: CredentialId,
    /// Whether it works.
    pub status: Option<CredentialStatus>,
    /// Since when.
    pub created: Option<Timestamp>,
    /// Until when; `None` is for ever.
    pub expires: Option<Timestamp>,
    /// When it was last used.
    pub last_used: Option<Timestamp>,
    /// What it allows.
    pub rules: Vec<Rule>,
}

/// Whose keys these are, `auth.Details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthDetails {
    /// The account's NIC handle.
    pub account: String,
    /// A user of the account, if the keys are not its owner's.
    pub user: Option<String>,
    /// `account`, `provider`, `user` or `oauth2_client_credentials`.
    pub method: Option<String>,
    /// Roles of that user.
    pub roles: Vec<String>,
}

pub(crate) fn read(fields: &Fields<'_>) -> Result<Credential, Wrong> {
    Ok(Credential {
        id: CredentialId(fields.id("credentialId")?),
        status: fields.word("status", CredentialStatus::from_wire)?,
        created: fields.moment("creation")?,
        expires: fields.moment("expiration")?,
        last_used: fields.moment("lastUse")?,
        rules: fields.list("rules")?.iter().filter_map(rule).collect(),
    })
}

fn rule(value: &Value) -> Option<Rule> {
    let fields = Fields::of(value).ok()?;
    Some(Rule {
        method: fields.text("method").ok()?,
        path: fields.text("path").ok()?,
    })
}

fn read_details(fields: &Fields<'_>) -> Result<AuthDetails, Wrong> {
    Ok(AuthDetails {
        account: fields.text("account")?,
        user: fields.text_or_none("user")?,
        method: fields.text_or_none("method")?,
        roles: fields.words("roles", str::to_owned)?,
    })
}

impl Session {
    /// The consumer key in use. `GET /auth/currentCredential`.
    pub async fn current_credential(&self) -> Result<Credential, ApiError> {
        self.one(PLACE, Call::get("/auth/currentCredential"), read)
            .await
    }

    /// Whose keys these are. `GET /auth/details`.
    pub async fn auth_details(&self) -> Result<AuthDetails, ApiError> {
        self.one(PLACE, Call::get("/auth/details"), read_details)
            .await
    }

    /// Ends the consumer key in use; nothing can be signed with it afterwards.
    /// `POST /auth/logout`.
    pub async fn log_out(&self) -> Result<(), ApiError> {
        self.done(PLACE, Call::write(Method::Post, "/auth/logout", None))
            .await
    }
}
