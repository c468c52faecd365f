//! E-mail on a domain (MX plan): `/email/domain`.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In Europe alone.
const PLACE: Where = Where::EU;

wire_enum! {
    /// `domain.DomainStatusEnum`.
    pub enum EmailDomainStatus {
        /// In order.
        Ok = "ok",
        /// Blocked.
        Blocked = "blocked",
    }
}

/// E-mail of a domain, `email.domain.DomainService`.
#[derive(Debug, Clone, PartialEq)]
pub struct EmailDomain {
    /// The domain.
    pub domain: String,
    /// Whether it works.
    pub status: Option<EmailDomainStatus>,
    /// What was bought.
    pub offer: Option<String>,
    /// Since when.
    pub created: Option<Timestamp>,
    /// Verdict on the MX records.
    pub mx_check: Option<String>,
    /// Verdict on the SPF record.
    pub spf_check: Option<String>,
}

const LIST: List<EmailDomain> = List {
    place: PLACE,
    path: "/email/domain",
    id: "domain",
    read,
};

fn read(fields: &Fields<'_>) -> Result<EmailDomain, Wrong> {
    Ok(EmailDomain {
        domain: fields.text("domain")?,
        status: fields.word("status", EmailDomainStatus::from_wire)?,
        offer: fields.text_or_none("offer")?,
        created: fields.moment("creationDate")?,
        mx_check: fields.text_or_none("isMXValid")?,
        spf_check: fields.text_or_none("isSPFValid")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /email/domain`.
    pub async fn email_domains(&self) -> Result<Page<EmailDomain>, ApiError> {
        self.list(&LIST).await
    }

    /// One of them. `GET /email/domain/{domain}`.
    pub async fn email_domain(&self, name: &str) -> Result<EmailDomain, ApiError> {
        self.one(PLACE, Call::get("/email/domain").name(name)?, read)
            .await
    }
}
