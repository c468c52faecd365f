//! `/me/api/application` and `/me/api/credential`: the keys of an account.

use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::auth::store::{self, Application, Credential};
use crate::call::{Call, Ctx};
use crate::error::ApiError;
use crate::model::{LONG, Model, STRING, f, list, model, object};
use crate::route::{Route, delete, get, put};
use crate::routes::auth::credential_value;

/// The routes of `/me/api`.
pub fn routes() -> Vec<Route> {
    vec![
        get("/me/api/application")
            .about("List your applications")
            .returns(list(LONG))
            .iam("account:apiovh:me/api/application/get")
            .handle(applications),
        get("/me/api/application/{applicationId}")
            .about("Read an application")
            .path("applicationId", LONG, "Number of the application")
            .returns(model("auth.ApiApplication"))
            .iam("account:apiovh:me/api/application/get")
            .handle(application),
        delete("/me/api/application/{applicationId}")
            .about("Remove an application and all its credentials")
            .iam("account:apiovh:me/api/application/delete")
            .handle(delete_application),
        get("/me/api/credential")
            .about("List your credentials")
            .query("applicationId", LONG, "Only those of this application")
            .query(
                "status",
                model("auth.CredentialStateEnum"),
                "Only those in this state",
            )
            .returns(list(LONG))
            .iam("account:apiovh:me/api/credential/get")
            .handle(credentials),
        get("/me/api/credential/{credentialId}")
            .about("Read a credential")
            .path("credentialId", LONG, "Number of the credential")
            .returns(model("auth.ApiCredential"))
            .iam("account:apiovh:me/api/credential/get")
            .handle(credential),
        put("/me/api/credential/{credentialId}")
            .about("Change from where a credential may be used")
            .body(model("auth.ApiCredential"))
            .iam("account:apiovh:me/api/credential/edit")
            .handle(edit_credential),
        delete("/me/api/credential/{credentialId}")
            .about("Revoke a credential")
            .iam("account:apiovh:me/api/credential/delete")
            .handle(delete_credential),
        get("/me/api/credential/{credentialId}/application")
            .about("Read the application of a credential")
            .returns(model("auth.ApiApplication"))
            .iam("account:apiovh:me/api/credential/application/get")
            .handle(application_of_credential),
    ]
}

/// The models of `/me/api` that `/auth` does not have.
pub fn models() -> Vec<Model> {
    vec![object(
        "auth.ApiApplication",
        "An application",
        vec![
            f("applicationId", LONG).read_only(),
            f("applicationKey", STRING).read_only(),
            f("description", STRING).read_only(),
            f("name", STRING).read_only(),
            f("status", model("auth.ApplicationStatusEnum")).read_only(),
        ],
    )]
}

/// The secret never leaves the database again.
fn application_value(application: &Application) -> Value {
    json!({
        "applicationId": application.id,
        "applicationKey": application.key,
        "description": application.description,
        "name": application.name,
        "status": "active",
    })
}

fn own_application(ctx: &Ctx<'_>, call: &Call) -> Result<Application, ApiError> {
    let id = call.path_long("applicationId")?;
    store::application_by_id(ctx.conn, id)?
        .filter(|application| application.nic == ctx.nic())
        .ok_or_else(|| ApiError::not_found(format!("The application {id} does not exist")))
}

fn own_credential(ctx: &Ctx<'_>, call: &Call) -> Result<Credential, ApiError> {
    let id = call.path_long("credentialId")?;
    store::credential_by_id(ctx.conn, id)?
        .filter(|credential| credential.nic.as_deref() == Some(ctx.nic()))
        .ok_or_else(|| ApiError::not_found(format!("The credential {id} does not exist")))
}

fn applications(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(json!(store::application_ids(ctx.conn, ctx.nic())?))
}

fn application(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    Ok(application_value(&own_application(ctx, call)?))
}

fn delete_application(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    store::delete_application(ctx.conn, own_application(ctx, call)?.id)?;
    Ok(Value::Null)
}

fn credentials(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let now = OffsetDateTime::now_utc();
    let ids: Vec<i64> = store::credentials_of(ctx.conn, ctx.nic())?
        .into_iter()
        .filter(|credential| {
            let application = call.query_long("applicationId");
            let status = call.query_str("status");
            application.is_none_or(|id| id == credential.application_id)
                && status.is_none_or(|name| name == credential.state_at(now).name())
        })
        .map(|credential| credential.id)
        .collect();
    Ok(json!(ids))
}

fn credential(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    Ok(credential_value(&own_credential(ctx, call)?))
}

fn edit_credential(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let credential = own_credential(ctx, call)?;
    if let Some(allowed_ips) = call.field("allowedIPs") {
        let blocks: Option<Vec<String>> = serde_json::from_value(allowed_ips.clone())?;
        store::set_allowed_ips(ctx.conn, credential.id, blocks.as_deref())?;
    }
    Ok(Value::Null)
}

fn delete_credential(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    store::delete_credential(ctx.conn, own_credential(ctx, call)?.id)?;
    Ok(Value::Null)
}

/// The application may be another account's: a customer sees whose keys they
/// validated.
fn application_of_credential(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let credential = own_credential(ctx, call)?;
    store::application_by_id(ctx.conn, credential.application_id)?
        .map(|application| application_value(&application))
        .ok_or_else(|| ApiError::not_found("The application does not exist"))
}
