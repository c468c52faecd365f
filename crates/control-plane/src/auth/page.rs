//! The validation page: where a customer sees what an application asks for,
//! signs in, and accepts or refuses.
//!
//! Accepting takes the password with every answer: there is no session, hence
//! nothing that a foreign page could make a browser use.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::uri::Uri;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use percent_encoding::percent_decode_str;
use rusqlite::Connection;
use subtle::ConstantTimeEq;
use time::OffsetDateTime;

use crate::auth::signature::without_port;
use crate::auth::store::{self, Application, Credential, State as CredentialState, Validity};
use crate::error::ApiError;
use crate::html::{self, escape};
use crate::server::{Shared, blocking};
use crate::store::meta;

/// Where the database keeps the password of the sample accounts.
pub const SIGN_IN_PASSWORD: &str = "sign-in.password";

/// The choices of validity: form value, words, length.
const VALIDITIES: [(&str, &str, Validity); 5] = [
    ("1h", "1 hour", Validity::Seconds(3_600)),
    ("1d", "1 day", Validity::Seconds(86_400)),
    ("7d", "7 days", Validity::Seconds(7 * 86_400)),
    ("30d", "30 days", Validity::Seconds(30 * 86_400)),
    ("unlimited", "Until I revoke it", Validity::Unlimited),
];
const DEFAULT_VALIDITY: &str = "1d";

/// The routes of the page.
pub fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/auth", get(show).post(answer))
        .route("/auth/", get(show).post(answer))
        .route("/auth/style.css", get(async || html::style()))
}

/// Whether a redirection may be followed: an absolute `http` or `https` address
/// without a user name.
pub fn is_redirection(address: &str) -> bool {
    origin(address).is_some()
}

/// Scheme, host and port of an acceptable redirection.
fn origin(address: &str) -> Option<String> {
    if address.len() > 2_000 || !address.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let uri: Uri = address.parse().ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = uri.authority()?.as_str();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    (!authority.is_empty() && authority.bytes().all(plain))
        .then(|| format!("{scheme}://{authority}"))
}

/// Whether a browser sent the request for a page of this same origin, or no
/// page at all.
pub fn same_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, authority)| authority == host),
        (Some(_), None) => false,
    }
}

fn is_loopback_name(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    host.is_some_and(|host| matches!(without_port(host), "127.0.0.1" | "localhost" | "[::1]"))
}

/// The fields of a form or query string.
struct Form(Vec<(String, String)>);

impl Form {
    fn parse(text: &str) -> Self {
        let decode = |text: &str| {
            percent_decode_str(&text.replace('+', " "))
                .decode_utf8_lossy()
                .into_owned()
        };
        Self(
            text.split('&')
                .filter_map(|pair| pair.split_once('='))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }

    fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }
}

/// What the page shows.
struct Question {
    token: String,
    credential: Credential,
    application: Application,
    accounts: Vec<(String, String)>,
}

/// What follows an answer.
enum Outcome {
    Ask(Box<Question>, Vec<(&'static str, &'static str)>),
    Done(Box<Credential>, bool),
    Unknown,
}

async fn show(State(shared): State<Arc<Shared>>, headers: HeaderMap, uri: Uri) -> Response {
    if !is_loopback_name(&headers) {
        return misdirected();
    }
    let token = Form::parse(uri.query().unwrap_or_default())
        .get("credentialToken")
        .to_owned();
    let question = blocking(move || question(&shared.plane.database(), &token)).await;
    match question {
        Ok(Some(question)) => ask(&question, &[], &Form(Vec::new())),
        Ok(None) => unknown(),
        Err(error) => trouble(&error),
    }
}

async fn answer(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_loopback_name(&headers) {
        return misdirected();
    }
    if !same_site(&headers) {
        return html::page(
            StatusCode::FORBIDDEN,
            "Not accepted",
            "/auth/style.css",
            "<h1>This answer was not accepted</h1>\n<p>It came from another site. Open the link \
             of the application again and answer there.</p>",
            &[],
        );
    }
    let form = Form::parse(&String::from_utf8_lossy(&body));
    let outcome = blocking(move || {
        let mut database = shared.plane.database();
        let transaction =
            database.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let outcome = settle(&transaction, &form)?;
        transaction.commit()?;
        Ok((outcome, form))
    })
    .await;
    match outcome {
        Ok((Outcome::Ask(question, problems), form)) => ask(&question, &problems, &form),
        Ok((Outcome::Done(credential, accepted), _)) => done(&credential, accepted),
        Ok((Outcome::Unknown, _)) => unknown(),
        Err(error) => trouble(&error),
    }
}

fn question(conn: &Connection, token: &str) -> Result<Option<Question>, ApiError> {
    if token.is_empty() {
        return Ok(None);
    }
    let Some(credential) = store::credential_by_token(conn, token)? else {
        return Ok(None);
    };
    let Some(application) = store::application_by_id(conn, credential.application_id)? else {
        return Ok(None);
    };
    Ok(Some(Question {
        token: token.to_owned(),
        credential,
        application,
        accounts: store::sign_in_accounts(conn)?,
    }))
}

fn settle(conn: &Connection, form: &Form) -> Result<Outcome, ApiError> {
    let Some(question) = question(conn, form.get("credentialToken"))? else {
        return Ok(Outcome::Unknown);
    };
    let credential = question.credential.clone();
    if form.get("answer") == "refuse" {
        store::answer(conn, credential.id, None, CredentialState::Refused, None)?;
        return Ok(Outcome::Done(Box::new(credential), false));
    }
    let mut problems = Vec::new();
    let nic = form.get("account");
    if !question.accounts.iter().any(|(known, _)| known == nic) {
        problems.push(("account", "Choose the account to sign in with"));
    }
    let password = meta::get(conn, SIGN_IN_PASSWORD)?.unwrap_or_default();
    let given = form.get("password").trim();
    if password.is_empty() || !bool::from(password.as_bytes().ct_eq(given.as_bytes())) {
        problems.push((
            "password",
            "Enter the password shown at /_local on this control plane",
        ));
    }
    let validity = VALIDITIES
        .iter()
        .find(|(value, ..)| *value == form.get("validity"));
    let Some((.., validity)) = validity else {
        problems.push(("validity", "Choose how long the access lasts"));
        return Ok(Outcome::Ask(Box::new(question), problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::Ask(Box::new(question), problems));
    }
    let expiration = validity.expiration(OffsetDateTime::now_utc());
    store::answer(
        conn,
        credential.id,
        Some(nic),
        CredentialState::Validated,
        expiration,
    )?;
    Ok(Outcome::Done(Box::new(credential), true))
}

fn ask(question: &Question, problems: &[(&str, &str)], form: &Form) -> Response {
    let Question {
        token,
        credential,
        application,
        accounts,
    } = question;
    let rules: String = credential
        .rules
        .iter()
        .map(|rule| {
            format!(
                "<tr><td>{}</td><td><code>{}</code></td></tr>\n",
                escape(&rule.method),
                escape(&rule.path)
            )
        })
        .collect();
    let options = |choices: Vec<(&str, String)>, chosen: &str| -> String {
        choices
            .into_iter()
            .map(|(value, words)| {
                let selected = if value == chosen { " selected" } else { "" };
                format!(
                    "<option value=\"{}\"{selected}>{}</option>\n",
                    escape(value),
                    escape(&words)
                )
            })
            .collect()
    };
    let accounts = options(
        accounts
            .iter()
            .map(|(nic, role)| (nic.as_str(), format!("{nic}: {role}")))
            .collect(),
        form.get("account"),
    );
    let chosen = Some(form.get("validity")).filter(|value| !value.is_empty());
    let validities = options(
        VALIDITIES
            .iter()
            .map(|(value, words, _)| (*value, (*words).to_owned()))
            .collect(),
        chosen.unwrap_or(DEFAULT_VALIDITY),
    );
    let from = match &credential.allowed_ips {
        Some(blocks) => format!("<p>Only from: {}</p>\n", escape(&blocks.join(", "))),
        None => String::new(),
    };
    let main = format!(
        "{summary}<h1>Allow {name} to use your account?</h1>\n<p>{about}</p>\n\
         <h2>It asks for these calls</h2>\n\
         <table>\n<thead><tr><th scope=\"col\">Method</th><th scope=\"col\">Path</th></tr></thead>\n\
         <tbody>\n{rules}</tbody>\n</table>\n<p class=\"hint\">* stands for any characters.</p>\n{from}\
         <form method=\"post\" action=\"/auth/\" novalidate>\n\
         <input type=\"hidden\" name=\"credentialToken\" value=\"{token}\">\n\
         <h2>Sign in</h2>\n\
         <label for=\"account\">Account</label>\n\
         <select id=\"account\" name=\"account\" autocomplete=\"username\">\n{accounts}</select>\n\
         <label for=\"password\">Password</label>\n\
         <p class=\"hint\" id=\"password-hint\">The sample accounts share one password. It is shown \
         at <a href=\"/_local/\">/_local</a> on this control plane.</p>\n\
         <input id=\"password\" name=\"password\" type=\"password\" \
         autocomplete=\"current-password\" aria-describedby=\"password-hint\">\n\
         <label for=\"validity\">How long</label>\n\
         <select id=\"validity\" name=\"validity\">\n{validities}</select>\n\
         <div>\n<button name=\"answer\" value=\"accept\">Allow</button>\
         <button name=\"answer\" value=\"refuse\" class=\"quiet\">Refuse</button>\n</div>\n</form>",
        summary = summary(problems),
        name = escape(&application.name),
        about = escape(&application.description),
        token = escape(token),
    );
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let prefix = if problems.is_empty() { "" } else { "Error: " };
    let title = format!("{prefix}Allow access");
    let targets: Vec<String> = credential
        .redirection
        .as_deref()
        .and_then(origin)
        .into_iter()
        .collect();
    html::page(status, &title, "/auth/style.css", &main, &targets)
}

fn summary(problems: &[(&str, &str)]) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let items: String = problems
        .iter()
        .map(|(field, words)| format!("<li><a href=\"#{field}\">{}</a></li>\n", escape(words)))
        .collect();
    format!(
        "<div class=\"trouble\" role=\"alert\">\n<h2>There is a problem</h2>\n<ul>\n{items}</ul>\n</div>\n"
    )
}

fn done(credential: &Credential, accepted: bool) -> Response {
    let target = credential
        .redirection
        .as_deref()
        .filter(|address| is_redirection(address))
        .and_then(|address| HeaderValue::from_str(address).ok());
    if let Some(target) = target {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SEE_OTHER;
        let headers = response.headers_mut();
        headers.insert(header::LOCATION, target);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        );
        return response;
    }
    let (title, words) = if accepted {
        (
            "Access allowed",
            "The application can use your account now. You can close this page.",
        )
    } else {
        (
            "Access refused",
            "The application cannot use your account. You can close this page.",
        )
    };
    let main = format!("<h1>{title}</h1>\n<p>{words}</p>");
    html::page(StatusCode::OK, title, "/auth/style.css", &main, &[])
}

fn unknown() -> Response {
    html::page(
        StatusCode::NOT_FOUND,
        "Link not valid",
        "/auth/style.css",
        "<h1>This link is not valid any more</h1>\n<p>It was answered already, or it is \
         incomplete. Go back to the application and ask for access again.</p>",
        &[],
    )
}

fn misdirected() -> Response {
    html::page(
        StatusCode::MISDIRECTED_REQUEST,
        "Wrong address",
        "/auth/style.css",
        "<h1>This page has another address</h1>\n<p>Open the link as the application gave it.</p>",
        &[],
    )
}

fn trouble(error: &ApiError) -> Response {
    html::page(
        error.status,
        "Not available",
        "/auth/style.css",
        &format!(
            "<h1>This did not work</h1>\n<p>{}.</p>",
            escape(&error.message)
        ),
        &[],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_followed() {
        for (address, expected) in [
            (
                "https://manager.example/back?x=1#y",
                Some("https://manager.example"),
            ),
            ("http://127.0.0.1:8080/eu", Some("http://127.0.0.1:8080")),
            ("http://[::1]:8080/", Some("http://[::1]:8080")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("//manager.example/", None),
            ("/back", None),
            ("ftp://manager.example/", None),
            ("https://user@manager.example/", None),
            ("https://manager.example;script-src/", None),
            ("https://manager.example/a b", None),
            ("https://manager.example/\r\nX: y", None),
            ("", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn foreign_pages_are_told_apart() {
        for (pairs, expected) in [
            (vec![], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site")], false),
            (
                vec![("host", "localhost:1"), ("origin", "http://localhost:1")],
                true,
            ),
            (
                vec![("host", "localhost:1"), ("origin", "http://localhost:2")],
                false,
            ),
            (vec![("host", "localhost:1"), ("origin", "null")], false),
        ] {
            let headers: HeaderMap = pairs
                .iter()
                .map(|(name, value)| {
                    (
                        http::HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect();
            assert_eq!(same_site(&headers), expected, "{pairs:?}");
        }
    }
}
