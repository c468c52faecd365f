//! The sockets: connections, limits, faults, and the way from an HTTP request
//! to [`Plane::answer`] and back.

mod broken;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Extension, State};
use axum::response::Response;
use http::{HeaderValue, Request, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming as IncomingBody;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::auth::page;
use crate::dispatch::{Answer, Incoming, Plane};
use crate::error::ApiError;
use crate::faults::{Faults, Then};
use crate::local;
use crate::status;

/// Largest body that is read, in bytes.
pub const BODY_LIMIT: usize = 1024 * 1024;
/// How long a client may take to send its headers, and then its body.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of a request's line and headers.
const HEAD_LIMIT: usize = 32 * 1024;
/// How long calls under way may go on after the end was asked for.
const GRACE: Duration = Duration::from_secs(2);

/// What all connections share.
#[derive(Debug)]
pub struct Shared {
    /// The control plane.
    pub plane: Plane,
    /// The faults in force.
    pub faults: Faults,
    /// Numbers the calls.
    calls: AtomicU64,
}

impl Shared {
    /// A control plane without faults.
    pub fn new(plane: Plane) -> Self {
        Self {
            plane,
            faults: Faults::default(),
            calls: AtomicU64::new(0),
        }
    }

    /// What a call is known by: `X-Ovh-QueryID`.
    fn query_id(&self) -> HeaderValue {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        let id = format!(
            "{}.ext-1.{:08x}.{:x}.{number:04x}",
            self.plane.region().name().to_uppercase(),
            time::OffsetDateTime::now_utc().unix_timestamp(),
            std::process::id(),
        );
        HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("unknown"))
    }
}

/// The two ends of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer {
    /// Where the call comes from.
    pub remote: SocketAddr,
    /// Where it arrived.
    pub local: SocketAddr,
}

/// The connection is closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection was closed on purpose")]
struct Dropped;

/// Serves connections until `stop` says otherwise.
pub async fn serve(listener: TcpListener, shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let router = Router::new()
        .merge(page::router())
        .merge(local::router())
        .merge(status::router())
        .fallback(call)
        .with_state(Arc::clone(&shared));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = asked(&mut stop) => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, remote)) => {
                    connections.spawn(connection(
                        stream,
                        remote,
                        router.clone(),
                        Arc::clone(&shared),
                        stop.clone(),
                    ));
                }
                Err(error) => {
                    // Out of file handles: those of other connections come back.
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    let all_done = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, all_done).await.is_err() {
        connections.shutdown().await;
    }
}

async fn connection(
    stream: TcpStream,
    remote: SocketAddr,
    router: Router,
    shared: Arc<Shared>,
    mut stop: watch::Receiver<bool>,
) {
    let Ok(local) = stream.local_addr() else {
        return;
    };
    // Small answers must not wait for each other.
    let _ = stream.set_nodelay(true);
    let peer = Peer { remote, local };
    let service = service_fn(move |request| {
        let (router, shared) = (router.clone(), Arc::clone(&shared));
        async move { answer(request, peer, router, &shared).await }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        () = asked(&mut stop) => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Waits until the end is asked for, or nobody is left who could.
async fn asked(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Applies the faults, then answers.
async fn answer(
    request: Request<IncomingBody>,
    peer: Peer,
    router: Router,
    shared: &Shared,
) -> Result<Response, Dropped> {
    let query_id = shared.query_id();
    let path = request.uri().path();
    let mut cut_off = false;
    if !is_local(path) {
        let plan = shared
            .faults
            .plan(request.method().as_str(), after_version(path), dice);
        let mut changes = shared.faults.changes();
        tokio::time::sleep(plan.latency).await;
        match plan.then {
            None => {}
            Some(Then::Drop) => return Err(Dropped),
            Some(Then::Truncate) => cut_off = true,
            Some(Then::Hang) => {
                // Fails only when the faults are gone, and then so are we.
                let _ = changes.changed().await;
            }
            Some(Then::Html) => return Ok(identified(broken::portal(), query_id)),
            Some(Then::Error(status)) => {
                return Ok(identified(
                    respond(Answer::error(&broken::failure(status))),
                    query_id,
                ));
            }
            Some(Then::RateLimit(retry_after)) => {
                return Ok(identified(
                    broken::rate_limit(retry_after.as_deref()),
                    query_id,
                ));
            }
        }
    }
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    let response = match TowerToHyperService::new(router).call(request).await {
        Ok(response) => response,
        Err(error) => {
            let never: Infallible = error;
            match never {}
        }
    };
    let response = if cut_off {
        broken::truncated(response).await
    } else {
        response
    };
    Ok(identified(response, query_id))
}

fn is_local(path: &str) -> bool {
    path == "/_local" || path.starts_with("/_local/")
}

/// The path that fault rules are written for.
fn after_version(path: &str) -> &str {
    ["/1.0", "/v1", "/v2"]
        .into_iter()
        .find_map(|version| {
            path.strip_prefix(version)
                .filter(|rest| rest.starts_with('/'))
        })
        .unwrap_or(path)
}

/// A number from 0 to 1; 1 when there is no random source, so that no rule with
/// a rate applies.
fn dice() -> f64 {
    getrandom::u32().map_or(1.0, |number| {
        f64::from(number) / (f64::from(u32::MAX) + 1.0)
    })
}

/// Every path that is not a page of our own is the API's.
async fn call(
    State(shared): State<Arc<Shared>>,
    Extension(peer): Extension<Peer>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    let body = match read(body).await {
        Ok(body) => body,
        Err(error) => {
            let mut response = respond(Answer::error(&error));
            // What was not read cannot be told from a next request.
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
            return response;
        }
    };
    let incoming = Incoming {
        target: parts
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str())
            .to_owned(),
        method: parts.method,
        headers: parts.headers,
        body,
        peer: peer.remote.ip(),
    };
    let answer = blocking(move || Ok(shared.plane.answer(&incoming))).await;
    respond(answer.unwrap_or_else(|error| Answer::error(&error)))
}

async fn read(body: Body) -> Result<Bytes, ApiError> {
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(ApiError::too_large());
    }
    let read = Limited::new(body, BODY_LIMIT).collect();
    match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(ApiError::too_large()),
        Ok(Err(_)) => Err(ApiError::bad_request("The body broke off")),
        Err(_) => Err(ApiError::new(
            StatusCode::REQUEST_TIMEOUT,
            "Client::BadRequest::RequestTimeout",
            "REQUEST_TIMEOUT",
            "The body took too long",
        )),
    }
}

/// Runs what needs the database away from the sockets.
///
/// # Errors
///
/// What `work` fails with, and 500 when it panics.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| {
            tracing::error!(%error, "a call panicked");
            Err(ApiError::internal("The call could not be carried out"))
        })
}

/// An answer with the headers that every answer of the API has.
pub fn respond(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.extend(answer.headers);
    response
}

fn identified(mut response: Response, query_id: HeaderValue) -> Response {
    response.headers_mut().insert("x-ovh-queryid", query_id);
    response
}
