//! What the validation page shows.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};

use super::{DEFAULT_VALIDITY, Form, Question, VALIDITIES, is_redirection, origin};
use crate::auth::store::Credential;
use crate::error::ApiError;
use crate::html::{self, escape};

pub(super) fn ask(question: &Question, problems: &[(&str, &str)], form: &Form) -> Response {
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
         <select id=\"account\" name=\"account\" autocomplete=\"username\"{bad_account}>\n{accounts}</select>\n\
         <label for=\"password\">Password</label>\n\
         <p class=\"hint\" id=\"password-hint\">The sample accounts share one password. It is shown \
         at <a href=\"/_local/\">/_local</a> on this control plane.</p>\n\
         <input id=\"password\" name=\"password\" type=\"password\" \
         autocomplete=\"current-password\" aria-describedby=\"password-hint\"{bad_password}>\n\
         <label for=\"validity\">How long</label>\n\
         <select id=\"validity\" name=\"validity\"{bad_validity}>\n{validities}</select>\n\
         <div>\n<button name=\"answer\" value=\"accept\">Allow</button>\
         <button name=\"answer\" value=\"refuse\" class=\"quiet\">Refuse</button>\n</div>\n</form>",
        summary = summary(problems),
        bad_account = mark(problems, "account"),
        bad_password = mark(problems, "password"),
        bad_validity = mark(problems, "validity"),
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

/// Says of a field that something is wrong with it.
fn mark(problems: &[(&str, &str)], field: &str) -> &'static str {
    if problems.iter().any(|(wrong, _)| *wrong == field) {
        " aria-invalid=\"true\""
    } else {
        ""
    }
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

pub(super) fn done(credential: &Credential, accepted: bool) -> Response {
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

pub(super) fn unknown() -> Response {
    html::page(
        StatusCode::NOT_FOUND,
        "Link not valid",
        "/auth/style.css",
        "<h1>This link is not valid any more</h1>\n<p>It was answered already, or it is \
         incomplete. Go back to the application and ask for access again.</p>",
        &[],
    )
}

pub(super) fn misdirected() -> Response {
    html::page(
        StatusCode::MISDIRECTED_REQUEST,
        "Wrong address",
        "/auth/style.css",
        "<h1>This page has another address</h1>\n<p>Open the link as the application gave it.</p>",
        &[],
    )
}

pub(super) fn trouble(error: &ApiError) -> Response {
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

pub(super) fn foreign() -> Response {
    html::page(
        StatusCode::FORBIDDEN,
        "Not accepted",
        "/auth/style.css",
        "<h1>This answer was not accepted</h1>\n<p>It came from another site. Open the link \
             of the application again and answer there.</p>",
        &[],
    )
}
