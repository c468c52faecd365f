//! A reseller's client accounts: `/me/subAccount`.

use crate::{
    call::{Call, Method},
    error::ApiError,
    ids::SubAccountId,
    json::{Fields, Wrong},
    keys::Secret,
    list::{List, Page},
    moment::Timestamp,
    regions::Where,
    session::Session,
};

/// In every region, not on the brands.
const PLACE: Where = Where::REGIONS;

/// A client account, `me.SubAccount`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubAccount {
    /// Its number.
    pub id: SubAccountId,
    /// Name the reseller gave it.
    pub description: Option<String>,
    /// Since when.
    pub created: Option<Timestamp>,
}

const LIST: List<SubAccount> = List {
    place: PLACE,
    path: "/me/subAccount",
    id: "id",
    read,
};

fn read(fields: &Fields<'_>) -> Result<SubAccount, Wrong> {
    Ok(SubAccount {
        id: SubAccountId(fields.id("id")?),
        description: fields.text_or_none("description")?,
        created: fields.moment("creationDate")?,
    })
}

fn read_key(fields: &Fields<'_>) -> Result<Secret, Wrong> {
    fields.text("consumerKey").map(Secret::new)
}

impl Session {
    /// The clients of a reseller. `GET /me/subAccount`, expanded.
    pub async fn sub_accounts(&self) -> Result<Page<SubAccount>, ApiError> {
        self.list(&LIST).await
    }

    /// Makes a consumer key for a client's account, with which it is entered.
    /// `POST /me/subAccount/{id}/createConsumerKey`.
    pub async fn enter_sub_account(&self, id: SubAccountId) -> Result<Secret, ApiError> {
        let call = Call::write(Method::Post, "/me/subAccount", None)
            .number(id.0)
            .then("/createConsumerKey");
        self.made(PLACE, call, read_key).await
    }
}
