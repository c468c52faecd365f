//! Requests to the origin that served the page: the only place that fetches.

use api::{Method, READ_HEADERS, Request, Response, TransportError};
use gloo_net::http::RequestBuilder;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect,
};

/// Cancels its request when it goes out of scope, so that a page that is left stops
/// what it asked for.
struct Aborting(Option<AbortController>);

impl Drop for Aborting {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Sends `request` and reads its whole answer.
///
/// # Errors
/// `Unreachable` when nothing was sent, `Lost` when no answer began, `Truncated` when
/// one began and did not end.
pub async fn send(request: Request) -> Result<Response, TransportError> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let mut aborting = Aborting(controller);

    let ready = written(&request, signal.as_ref()).ok_or(TransportError::Unreachable)?;

    // A browser does not tell whether the request went out, so it may have arrived.
    let answer = ready.send().await.map_err(|_| TransportError::Lost)?;
    let headers = READ_HEADERS
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), answer.headers().get(name)?)))
        .collect();
    let status = answer.status();
    let raw: web_sys::Response = answer.into();
    let body = match raw.array_buffer() {
        Ok(reading) => JsFuture::from(reading)
            .await
            .map_err(|_| TransportError::Truncated)?,
        Err(_) => return Err(TransportError::Truncated),
    };
    aborting.0 = None;
    Ok(Response {
        status,
        headers,
        body: Uint8Array::new(body.unchecked_ref()).to_vec(),
    })
}

/// `request` for the browser. Its address goes out to the letter, as that is what was
/// signed; the builder of `gloo_net` would add an `&` to one that has a query.
fn written(request: &Request, signal: Option<&AbortSignal>) -> Option<gloo_net::http::Request> {
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Error);
    init.set_signal(signal);
    let headers = Headers::new().ok()?;
    headers.set("X-Manager", "1").ok()?;
    for (name, value) in &request.headers {
        headers.set(name, value).ok()?;
    }
    init.set_headers(&headers);
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    let request = web_sys::Request::new_with_str_and_init(&request.url, &init).ok()?;
    Some(request.into())
}

/// Reads a file that belongs to the application, as the browser would: from its cache, or
/// from the preload in `index.html`.
///
/// # Errors
/// As [`send`], and when the file is not there or is not text.
pub async fn read_file(url: &str) -> Result<String, TransportError> {
    let answer = RequestBuilder::new(url)
        .send()
        .await
        .map_err(|_| TransportError::Unreachable)?;
    if !answer.ok() {
        return Err(TransportError::Unreachable);
    }
    answer.text().await.map_err(|_| TransportError::Truncated)
}

/// Reads a document that the gateway itself makes.
///
/// # Errors
/// As [`send`], and when the gateway refuses or the document is not UTF-8.
pub async fn read_document(url: &str) -> Result<String, TransportError> {
    let answer = send(Request {
        method: Method::Get,
        url: url.to_owned(),
        headers: Vec::new(),
        body: None,
    })
    .await?;
    if answer.status != 200 {
        return Err(TransportError::Unreachable);
    }
    String::from_utf8(answer.body).map_err(|_| TransportError::Truncated)
}
