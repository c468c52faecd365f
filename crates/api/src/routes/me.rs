//! The customer: `/me`.

use crate::{
    call::{Call, Method},
    error::ApiError,
    json::{Body, Fields, Wrong},
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// The customer behind an account, `nichandle.Nichandle`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// NIC handle.
    pub nic: String,
    /// Number on invoices.
    pub customer_code: Option<String>,
    /// Where mail from the provider goes.
    pub email: String,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Company or association.
    pub organisation: Option<String>,
    /// `corporation`, `individual`, …
    pub legal_form: String,
    /// Country, ISO 3166.
    pub country: String,
    /// Which of the provider's companies the contract is with: `FR`.
    pub subsidiary: String,
    /// `ovh`, `kimsufi` or `soyoustart`.
    pub brand: String,
    /// Language of mails, `fr_FR`.
    pub language: Option<String>,
    /// Currency of invoices, ISO 4217.
    pub currency: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// City.
    pub city: Option<String>,
    /// `complete`, or `incomplete` if the provider misses something.
    pub state: String,
}

/// A change of the customer's details; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerChange {
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Company or association.
    pub organisation: Option<String>,
    /// Language of mails, `fr_FR`.
    pub language: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// City.
    pub city: Option<String>,
}

wire_enum! {
    /// The support level of an account, `GET /me/supportLevel`.
    pub enum SupportLevel {
        /// Level 1.
        Standard = "standard",
        /// Level 2.
        Premium = "premium",
        /// Level 2 of partners.
        PremiumAccredited = "premium-accredited",
        /// Level 3.
        Business = "business",
        /// Level 4.
        Enterprise = "enterprise",
    }
}

fn read(fields: &Fields<'_>) -> Result<Customer, Wrong> {
    let currency = match fields.object("currency")? {
        Some(currency) => currency.text_or_none("code")?,
        None => None,
    };
    Ok(Customer {
        nic: fields.text("nichandle")?,
        customer_code: fields.text_or_none("customerCode")?,
        email: fields.text_or_empty("email")?,
        first_name: fields.text_or_none("firstname")?,
        last_name: fields.text_or_none("name")?,
        organisation: fields.text_or_none("organisation")?,
        legal_form: fields.text_or_empty("legalform")?,
        country: fields.text_or_empty("country")?,
        subsidiary: fields.text_or_empty("ovhSubsidiary")?,
        brand: fields.text_or_empty("ovhCompany")?,
        language: fields.text_or_none("language")?,
        currency,
        phone: fields.text_or_none("phone")?,
        city: fields.text_or_none("city")?,
        state: fields.text_or_empty("state")?,
    })
}

wire_enum! {
    /// The standing in the partner programme, `me.partnerLevel.LevelTypeEnum`.
    pub enum PartnerLevel {
        /// No partner.
        None = "none",
        /// A partner.
        Standard = "standard",
        /// One with more obligations.
        Advanced = "advanced",
        /// The highest.
        Strategic = "strategic",
    }
}

/// The account as a partner, `me.partnerLevel.Level`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its standing.
    pub level: PartnerLevel,
    /// The support level that the programme asks for, `none` among its words.
    pub requirement: Option<String>,
}

fn read_partner(fields: &Fields<'_>) -> Result<Partner, Wrong> {
    match fields.word("level", PartnerLevel::from_wire)? {
        Some(level) => Ok(Partner {
            level,
            requirement: fields.text_or_none("requirement")?,
        }),
        None => Err(Wrong::field("level", "a word")),
    }
}

fn read_level(fields: &Fields<'_>) -> Result<SupportLevel, Wrong> {
    match fields.word("level", SupportLevel::from_wire)? {
        Some(level) => Ok(level),
        None => Err(Wrong::field("level", "a word")),
    }
}

impl Session {
    /// Who the account belongs to. `GET /me`.
    pub async fn me(&self) -> Result<Customer, ApiError> {
        self.one(Where::EVERYWHERE, Call::get("/me"), read).await
    }

    /// Changes details of the customer. `PUT /me`.
    pub async fn change_me(&self, change: &CustomerChange) -> Result<(), ApiError> {
        let body = Body::new()
            .text_if("firstname", change.first_name.as_deref())
            .text_if("name", change.last_name.as_deref())
            .text_if("organisation", change.organisation.as_deref())
            .text_if("language", change.language.as_deref())
            .text_if("phone", change.phone.as_deref())
            .text_if("city", change.city.as_deref());
        let call = Call::write(Method::Put, "/me", Some(body.into_json()));
        self.done(Where::EVERYWHERE, call).await
    }

    /// The account's support level. `GET /me/supportLevel`; not in the United States.
    pub async fn support_level(&self) -> Result<SupportLevel, ApiError> {
        self.one(Where::EU_CA, Call::get("/me/supportLevel"), read_level)
            .await
    }

    /// The account as a partner. `GET /me/partnerLevel`; not in the United States.
    pub async fn partner(&self) -> Result<Partner, ApiError> {
        self.one(Where::EU_CA, Call::get("/me/partnerLevel"), read_partner)
            .await
    }
}
