//! `/me`: the account itself.

use serde_json::{Map, Value, json};

use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{Model, Shape, model};
use crate::models;
use crate::region::EC;
use crate::route::{Route, get, put};
use crate::store::accounts::{self, Account, SupportLevel};

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::me::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    vec![
        get("/me")
            .about("Read the account")
            .returns(model("nichandle.Nichandle"))
            .iam("account:apiovh:me/get")
            .handle(read),
        put("/me")
            .about("Change the account's details")
            .body(model("nichandle.Nichandle"))
            .iam("account:apiovh:me/edit")
            .handle(edit),
        get("/me/supportLevel")
            .regions(EC)
            .about("Read the support level of the account")
            .returns(model("me.SupportLevel.Level"))
            .iam("account:apiovh:me/supportLevel/get")
            .handle(support_level),
        get("/me/partnerLevel")
            .regions(EC)
            .about("Read the account's standing as a partner")
            .returns(model("me.partnerLevel.Level"))
            .iam("account:apiovh:me/partnerLevel/get")
            .handle(partner_level),
    ]
}

/// The account that calls.
///
/// # Errors
///
/// 404 when the account is gone.
pub fn account(ctx: &Ctx<'_>) -> Result<Account, ApiError> {
    accounts::find(ctx.conn, ctx.nic())?
        .ok_or_else(|| ApiError::not_found("This account does not exist any more"))
}

fn read(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(view(&account(ctx)?))
}

/// `nichandle.Nichandle`: every declared field, `null` when never given.
pub fn view(account: &Account) -> Value {
    let mut view: Map<String, Value> = fields()
        .map(|(name, _)| (name.to_owned(), Value::Null))
        .collect();
    view.extend(account.profile.clone());
    view.insert("nichandle".to_owned(), account.nic.as_str().into());
    Value::Object(view)
}

/// The declared fields and whether bodies may set them.
fn fields() -> impl Iterator<Item = (&'static str, bool)> {
    let fields = models::me::models()
        .into_iter()
        .find_map(|model| match model.shape {
            Shape::Object(fields) if model.name == "nichandle.Nichandle" => Some(fields),
            _ => None,
        });
    fields
        .into_iter()
        .flatten()
        .map(|field| (field.name, !field.read_only))
}

fn edit(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let mut account = account(ctx)?;
    for (name, writable) in fields() {
        if let (true, Some(value)) = (writable, call.field(name)) {
            account.profile.insert(name.to_owned(), value.clone());
        }
    }
    accounts::save_profile(ctx.conn, &account.nic, &account.profile)?;
    Ok(Value::Null)
}

fn support_level(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(json!({ "level": account(ctx)?.level.wire() }))
}

/// Premium for advanced partners is sold to them alone, so it tells who is one.
fn partner_level(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    let advanced = account(ctx)?.level == SupportLevel::PremiumAccredited;
    Ok(if advanced {
        json!({ "level": "advanced", "msa": true, "requirement": "premium-accredited" })
    } else {
        json!({ "level": "none", "msa": false, "requirement": "none" })
    })
}
