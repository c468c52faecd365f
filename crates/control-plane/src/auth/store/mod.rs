//! Applications and credentials in the database.
//!
//! Times here are real time, not domain time: a credential's life must not
//! depend on how fast the sample's clock runs.

mod applications;
mod credentials;
mod sign_in;

pub use applications::{
    Application, application_by_id, application_by_key, application_ids, create_application,
    delete_application,
};
pub use credentials::{
    Credential, CredentialRequest, Pending, State, Validity, answer, credential_by_id,
    credential_by_key, credential_by_token, credentials_of, delete_credential, expire,
    issue_consumer_key, request_credential, set_allowed_ips, touch,
};
pub use sign_in::{allow_sign_in, sign_in_accounts};

/// Where they are kept.
pub const SCHEMA: &str = "
CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    nic TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL
);
CREATE INDEX application_nic ON application (nic);

CREATE TABLE credential (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    consumer_key TEXT NOT NULL UNIQUE,
    token TEXT UNIQUE,        -- of the validation link, until it is answered
    nic TEXT,                 -- nobody's until it is validated
    state TEXT NOT NULL,
    rules TEXT NOT NULL,      -- JSON
    allowed_ips TEXT,         -- JSON, or from anywhere
    redirection TEXT,
    creation INTEGER NOT NULL,
    expiration INTEGER,
    last_use INTEGER
);
CREATE INDEX credential_nic ON credential (nic);
CREATE INDEX credential_application ON credential (application_id);

-- Who may sign in on the validation page.
CREATE TABLE sign_in (
    position INTEGER PRIMARY KEY,
    nic TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL
);
";
