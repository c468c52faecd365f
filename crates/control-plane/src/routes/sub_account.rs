//! `/me/subAccount`: the accounts that a reseller may enter.

use serde_json::{Map, Value, json};

use crate::auth::store::{Validity, credential_by_id, issue_consumer_key};
use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{LONG, STRING, list, model};
use crate::route::{Declaration, Route, get, post, put};
use crate::routes::{me, product};
use crate::store::accounts::{self, Account, SubAccount, SupportLevel};

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let id =
        |declaration: Declaration| declaration.path("id", LONG, "The number of the sub-account");
    vec![
        get("/me/subAccount")
            .about("List the sub-accounts")
            .returns(list(LONG))
            .iam("account:apiovh:me/subAccount/get")
            .handle(ids),
        post("/me/subAccount")
            .about("Make a sub-account")
            .field("description", STRING, "What you call it")
            .returns(LONG)
            .iam("account:apiovh:me/subAccount/create")
            .handle(create),
        id(get("/me/subAccount/{id}"))
            .about("Read one sub-account")
            .returns(model("nichandle.SubAccount"))
            .iam("account:apiovh:me/subAccount/get")
            .handle(one),
        id(put("/me/subAccount/{id}"))
            .about("Change the description of a sub-account")
            .body(model("nichandle.SubAccount"))
            .iam("account:apiovh:me/subAccount/edit")
            .handle(edit),
        id(post("/me/subAccount/{id}/createConsumerKey"))
            .about("Make a key that enters the sub-account")
            .returns(model("nichandle.SubAccountConsumerKey"))
            .iam("account:apiovh:me/subAccount/createConsumerKey")
            .handle(create_consumer_key),
    ]
}

fn find(ctx: &Ctx<'_>, call: &Call) -> Result<SubAccount, ApiError> {
    let id = call.path_long("id")?;
    accounts::sub(ctx.conn, ctx.nic(), id)?.ok_or_else(|| product::missing("id", id))
}

fn ids(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(accounts::sub_ids(ctx.conn, ctx.nic())?.into())
}

fn one(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let sub = find(ctx, call)?;
    Ok(json!({
        "id": sub.id,
        "description": sub.description,
        "creationDate": clock::rfc3339_from_unix(sub.created),
    }))
}

fn edit(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let sub = find(ctx, call)?;
    if let Some(description) = call.field("description") {
        accounts::describe_sub(ctx.conn, sub.id, description.as_str())?;
    }
    Ok(Value::Null)
}

/// What a new sub-account has in common with its owner.
const INHERITED: [&str; 6] = [
    "country",
    "currency",
    "email",
    "language",
    "ovhCompany",
    "ovhSubsidiary",
];

fn create(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let owner = me::account(ctx)?;
    let description = call.field_str("description");
    let mut profile: Map<String, Value> = INHERITED
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), owner.profile.get(*name)?.clone())))
        .collect();
    profile.insert("legalform".to_owned(), "other".into());
    profile.insert("state".to_owned(), "incomplete".into());
    let nic = accounts::free_nic(ctx.conn, "sa")?;
    let account = Account {
        nic,
        role: String::new(),
        level: SupportLevel::Standard,
        profile,
    };
    accounts::insert(ctx.conn, &account)?;
    Ok(accounts::insert_sub(ctx.conn, &owner.nic, &account.nic, description, ctx.now())?.into())
}

fn create_consumer_key(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let sub = find(ctx, call)?;
    let caller = ctx.caller()?;
    let own = credential_by_id(ctx.conn, caller.credential_id)?
        .ok_or_else(|| ApiError::forbidden("The key that signed this call was revoked"))?;
    // The new key may do no more, and lives no longer, than the one that asked.
    let validity = match own.expiration {
        None => Validity::Unlimited,
        Some(until) => {
            let left = until - time::OffsetDateTime::now_utc().unix_timestamp();
            Validity::Seconds(u32::try_from(left.max(0)).unwrap_or(u32::MAX))
        }
    };
    let key = issue_consumer_key(
        ctx.conn,
        caller.application_id,
        &sub.nic,
        &own.rules,
        validity,
    )?;
    Ok(json!({ "consumerKey": key }))
}
