//! `/_local`: what a developer on the same machine may see and do. Never served
//! to another machine, nor to a page of another site in the developer's
//! browser.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Extension, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use serde_json::Value;

use crate::auth::page::{SIGN_IN_PASSWORD, same_site};
use crate::dispatch::Answer;
use crate::error::ApiError;
use crate::faults;
use crate::html::{self, escape};
use crate::server::{Peer, Shared, blocking, respond};
use crate::store::meta;
use crate::{ledger, mails};

/// The routes below `/_local`.
pub fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_local", get(overview))
        .route("/_local/", get(overview))
        .route("/_local/style.css", get(async || html::style()))
        .route("/_local/mailbox", get(mailbox))
        .route("/_local/mails", get(list_mails))
        .route("/_local/ledger", get(list_ledger))
        .route(
            "/_local/faults",
            get(list_faults).post(set_faults).delete(clear_faults),
        )
        .layer(middleware::from_fn(guard))
}

/// Lets only this machine's own programs and pages through.
async fn guard(
    Extension(peer): Extension<Peer>,
    request: Request<Body>,
    next: middleware::Next,
) -> Response {
    match admit(peer, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => respond(Answer::error(&error)),
    }
}

fn admit(peer: Peer, headers: &HeaderMap) -> Result<(), ApiError> {
    if !peer.remote.ip().to_canonical().is_loopback() {
        return Err(ApiError::forbidden(
            "This address is served to its own machine only",
        ));
    }
    if !is_own_host(headers, peer.local) {
        // A page elsewhere may make its own name point here.
        return Err(ApiError::new(
            StatusCode::MISDIRECTED_REQUEST,
            "Client::BadRequest",
            "MISDIRECTED_REQUEST",
            "This address is not served under that name",
        ));
    }
    if same_site(headers) {
        Ok(())
    } else {
        Err(ApiError::forbidden(
            "Pages of other sites may not use this address",
        ))
    }
}

fn is_own_host(headers: &HeaderMap, local: SocketAddr) -> bool {
    let port = local.port();
    headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .is_some_and(|host| {
            ["127.0.0.1", "localhost", "[::1]"]
                .iter()
                .any(|name| host == format!("{name}:{port}"))
        })
}

async fn list_mails(State(shared): State<Arc<Shared>>) -> Response {
    json(blocking(move || Ok(Value::Array(mails::all(&shared.plane.database())?))).await)
}

async fn list_ledger(State(shared): State<Arc<Shared>>) -> Response {
    json(blocking(move || Ok(Value::Array(ledger::all(&shared.plane.database())?))).await)
}

async fn list_faults(State(shared): State<Arc<Shared>>) -> Response {
    json(serde_json::to_value(shared.faults.list()).map_err(ApiError::from))
}

async fn set_faults(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    match faults::parse(&body) {
        Ok(rules) => {
            shared.faults.set(rules);
            list_faults(State(shared)).await
        }
        Err(error) => json(Err(ApiError::bad_request(error.to_string()))),
    }
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> Response {
    shared.faults.set(Vec::new());
    list_faults(State(shared)).await
}

fn json(result: Result<Value, ApiError>) -> Response {
    respond(match result {
        Ok(value) => Answer::json(&value),
        Err(error) => Answer::error(&error),
    })
}

async fn overview(State(shared): State<Arc<Shared>>) -> Response {
    let region = shared.plane.region();
    let password =
        blocking(move || Ok(meta::get(&shared.plane.database(), SIGN_IN_PASSWORD)?)).await;
    let password = match password {
        Ok(password) => password.unwrap_or_default(),
        Err(error) => return json(Err(error)),
    };
    let main = format!(
        "<h1>Control plane of the region {region}</h1>\n\
         <p>This page is served to this machine only.</p>\n\
         <h2>Signing in</h2>\n\
         <p>The password of every sample account on the validation page is \
         <code>{password}</code>.</p>\n\
         <h2>More</h2>\n<ul>\n\
         <li><a href=\"/_local/mailbox\">Mails</a> that the control plane has sent</li>\n\
         <li><a href=\"/_local/ledger\">Ledger</a> of the changes it has made</li>\n\
         <li><a href=\"/_local/faults\">Faults</a> in force</li>\n\
         <li><a href=\"/1.0/\">Sections</a> of the API</li>\n</ul>",
        password = escape(&password),
    );
    let mut response = html::page(
        StatusCode::OK,
        &format!("Control plane: {region}"),
        "/_local/style.css",
        &main,
        &[],
    );
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

async fn mailbox(State(shared): State<Arc<Shared>>) -> Response {
    let mails = match blocking(move || mails::all(&shared.plane.database())).await {
        Ok(mails) => mails,
        Err(error) => return json(Err(error)),
    };
    let text = |mail: &Value, name: &str| {
        escape(mail.get(name).and_then(Value::as_str).unwrap_or_default())
    };
    let mut main = String::from("<h1>Mails</h1>\n");
    if mails.is_empty() {
        main.push_str("<p>No mail yet. Tokens and notifications arrive here.</p>\n");
    }
    for mail in &mails {
        main.push_str(&format!(
            "<article>\n<h2>{}</h2>\n<p class=\"hint\">To {} ({}), {}</p>\n<pre>{}</pre>\n</article>\n",
            text(mail, "subject"),
            text(mail, "to"),
            text(mail, "nic"),
            text(mail, "at"),
            text(mail, "body"),
        ));
    }
    html::page(StatusCode::OK, "Mails", "/_local/style.css", &main, &[])
}
