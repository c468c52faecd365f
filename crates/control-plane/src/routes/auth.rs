//! `/auth`: the server's time, asking for a credential, and what the present
//! one is and may.

use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::auth::AccessRule;
use crate::auth::page::is_redirection;
use crate::auth::rules::METHODS;
use crate::auth::store::{self, Credential, CredentialRequest, State};
use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{
    BOOLEAN, DATETIME, IP_BLOCK, LONG, Model, PASSWORD, STRING, enumeration, f, list, model, object,
};
use crate::route::{Route, get, post};

/// Most rules that one credential may ask for.
const MOST_RULES: usize = 500;

/// The routes of `/auth`.
pub fn routes() -> Vec<Route> {
    vec![
        get("/auth/time")
            .about("Read the server's time, in seconds since 1970")
            .returns(LONG)
            .open()
            .handle(time),
        post("/auth/credential")
            .about("Ask for a credential, which the customer then validates")
            .body(model("auth.ApiCredentialRequestParams"))
            .returns(model("auth.ApiCredentialRequest"))
            .application_only()
            .handle(request),
        get("/auth/currentCredential")
            .about("Read the credential of this call")
            .returns(model("auth.ApiCredential"))
            .any_credential()
            .handle(current),
        get("/auth/details")
            .about("Read who this call is made for")
            .returns(model("auth.Details"))
            .any_credential()
            .handle(details),
        post("/auth/logout")
            .about("End the credential of this call")
            .any_credential()
            .handle(logout),
    ]
}

/// The models of `/auth`, of which `/me/api` uses some.
pub fn models() -> Vec<Model> {
    vec![
        enumeration(
            "auth.HTTPMethodEnum",
            "Methods that a rule may name",
            &METHODS,
        ),
        enumeration(
            "auth.CredentialStateEnum",
            "States of a credential",
            State::NAMES,
        ),
        enumeration(
            "auth.ApplicationStatusEnum",
            "States of an application",
            &["active", "blocked", "inactive", "trusted"],
        ),
        enumeration(
            "auth.MethodEnum",
            "Ways to be known to the API",
            &["account", "oauth2_client_credentials", "provider", "user"],
        ),
        object(
            "auth.AccessRule",
            "Calls that a credential may make",
            vec![
                f("method", model("auth.HTTPMethodEnum")).read_only(),
                f("path", STRING).read_only(),
            ],
        ),
        object(
            "auth.AccessRuleRequest",
            "Calls that an application asks for",
            vec![
                f("method", model("auth.HTTPMethodEnum")).required(),
                f("path", STRING)
                    .required()
                    .about("A path after the version; * stands for any characters"),
            ],
        ),
        object(
            "auth.ApiCredentialRequestParams",
            "What an application asks for",
            vec![
                f("accessRules", list(model("auth.AccessRuleRequest"))).required(),
                f("allowedIPs", list(IP_BLOCK))
                    .nullable()
                    .about("Where the calls will come from; anywhere when left out"),
                f("redirection", STRING)
                    .nullable()
                    .about("Where the customer is sent after answering"),
            ],
        ),
        object(
            "auth.ApiCredentialRequest",
            "A credential that waits for the customer",
            vec![
                f("consumerKey", PASSWORD).read_only(),
                f("state", model("auth.CredentialStateEnum")).read_only(),
                f("validationUrl", STRING).read_only(),
            ],
        ),
        object(
            "auth.ApiCredential",
            "A credential",
            vec![
                f("allowedIPs", list(IP_BLOCK)).nullable(),
                f("applicationId", LONG).read_only(),
                f("creation", DATETIME).read_only(),
                f("credentialId", LONG).read_only(),
                f("expiration", DATETIME).nullable().read_only(),
                f("lastUse", DATETIME).nullable().read_only(),
                f("ovhSupport", BOOLEAN)
                    .read_only()
                    .about("Whether the provider's support made it"),
                f("rules", list(model("auth.AccessRule"))).read_only(),
                f("status", model("auth.CredentialStateEnum")).read_only(),
            ],
        ),
        object(
            "auth.Details",
            "Who a call is made for",
            vec![
                f("account", STRING).read_only(),
                f("allowedRoutes", list(model("auth.AccessRule")))
                    .nullable()
                    .read_only(),
                f("description", STRING).nullable().read_only(),
                f("identities", list(STRING)).read_only(),
                f("method", model("auth.MethodEnum")).read_only(),
                f("roles", list(STRING)).nullable().read_only(),
                f("user", STRING).nullable().read_only(),
            ],
        ),
    ]
}

/// A credential as `auth.ApiCredential`.
pub fn credential_value(credential: &Credential) -> Value {
    json!({
        "allowedIPs": credential.allowed_ips,
        "applicationId": credential.application_id,
        "creation": clock::rfc3339_from_unix(credential.creation),
        "credentialId": credential.id,
        "expiration": credential.expiration.map(clock::rfc3339_from_unix),
        "lastUse": credential.last_use.map(clock::rfc3339_from_unix),
        "ovhSupport": false,
        "rules": credential.rules,
        "status": credential.state_at(OffsetDateTime::now_utc()).name(),
    })
}

fn time(_: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(Value::from(OffsetDateTime::now_utc().unix_timestamp()))
}

fn request(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let application_id = ctx
        .application_id
        .ok_or_else(|| ApiError::unauthorized("You must login first"))?;
    let rules: Vec<AccessRule> = call
        .field("accessRules")
        .cloned()
        .map(serde_json::from_value)
        .transpose()?
        .unwrap_or_default();
    if rules.is_empty() || rules.len() > MOST_RULES {
        return Err(ApiError::bad_request(format!(
            "[accessRules] Ask for at least one rule and at most {MOST_RULES}"
        )));
    }
    if let Some(rule) = rules.iter().find(|rule| !rule.path.starts_with('/')) {
        return Err(ApiError::bad_request(format!(
            "[accessRules] The path {:?} does not begin with /",
            rule.path
        )));
    }
    let redirection = call.field_str("redirection").map(str::to_owned);
    if let Some(address) = &redirection
        && !is_redirection(address)
    {
        return Err(ApiError::bad_request(
            "[redirection] Give an absolute http or https address without a user name",
        ));
    }
    let allowed_ips: Option<Vec<String>> = call
        .field("allowedIPs")
        .cloned()
        .map(serde_json::from_value)
        .transpose()?
        .flatten();
    let pending = store::request_credential(
        ctx.conn,
        application_id,
        &CredentialRequest {
            rules,
            allowed_ips,
            redirection,
        },
    )?;
    Ok(json!({
        "consumerKey": pending.consumer_key,
        "state": State::PendingValidation.name(),
        "validationUrl": format!("{}/auth/?credentialToken={}", ctx.base_url, pending.token),
    }))
}

fn own_credential(ctx: &Ctx<'_>) -> Result<Credential, ApiError> {
    store::credential_by_id(ctx.conn, ctx.caller()?.credential_id)?
        .ok_or_else(|| ApiError::not_found("This credential does not exist"))
}

fn current(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    Ok(credential_value(&own_credential(ctx)?))
}

fn details(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    let credential = own_credential(ctx)?;
    let nic = ctx.nic();
    Ok(json!({
        "account": nic,
        "allowedRoutes": credential.rules,
        "description": null,
        "identities": [format!("urn:v1:{}:identity:account:{nic}", ctx.region)],
        "method": "account",
        "roles": null,
        "user": null,
    }))
}

fn logout(ctx: &Ctx<'_>, _: &Call) -> Result<Value, ApiError> {
    store::expire(
        ctx.conn,
        ctx.caller()?.credential_id,
        OffsetDateTime::now_utc(),
    )?;
    Ok(Value::Null)
}
