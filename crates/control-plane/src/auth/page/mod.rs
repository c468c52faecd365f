//! The validation page: where a customer sees what an application asks for,
//! signs in, and accepts or refuses.
//!
//! Accepting takes the password with every answer: there is no session, hence
//! nothing that a foreign page could make a browser use.

mod view;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::uri::Uri;
use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;
use rusqlite::Connection;
use subtle::ConstantTimeEq;
use time::OffsetDateTime;

use crate::auth::signature::without_port;
use crate::auth::store::{self, Application, Credential, State as CredentialState, Validity};
use crate::error::ApiError;
use crate::html;
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
        return view::misdirected();
    }
    let token = Form::parse(uri.query().unwrap_or_default())
        .get("credentialToken")
        .to_owned();
    let question = blocking(move || question(&shared.plane.database(), &token)).await;
    match question {
        Ok(Some(question)) => view::ask(&question, &[], &Form(Vec::new())),
        Ok(None) => view::unknown(),
        Err(error) => view::trouble(&error),
    }
}

async fn answer(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_loopback_name(&headers) {
        return view::misdirected();
    }
    if !same_site(&headers) {
        return view::foreign();
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
        Ok((Outcome::Ask(question, problems), form)) => view::ask(&question, &problems, &form),
        Ok((Outcome::Done(credential, accepted), _)) => view::done(&credential, accepted),
        Ok((Outcome::Unknown, _)) => view::unknown(),
        Err(error) => view::trouble(&error),
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

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

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
