//! The connections to the upstreams: encrypted and verified, bounded in time,
//! and never led elsewhere.

use crate::errors::GatewayError;
use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::RootCertStore;
use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use std::{fmt, io};
use tokio::time::{Instant, timeout_at};
use tower_service::Service;

/// Sends requests to upstreams over kept connections.
pub type UpstreamClient = Client<Connector, Full<Bytes>>;

/// A connection unused for so long is closed: shorter than what servers allow, so
/// that few requests meet a connection that is being closed at the other end.
const KEEP_UNUSED: Duration = Duration::from_secs(5);

/// A client that trusts `roots` and gives up connecting after `connect`.
pub fn client(roots: RootCertStore, connect: Duration) -> UpstreamClient {
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(provider.into())
        // TLS 1.2 and 1.3: older ones are not even compiled in.
        .with_safe_default_protocol_versions()
        .map(|builder| builder.with_root_certificates(roots).with_no_client_auth())
        .unwrap_or_else(|_| unreachable!("the provider supports the versions it comes with"));
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    let inner = HttpsConnectorBuilder::new()
        .with_tls_config(tls)
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp);
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(KEEP_UNUSED)
        .build(Connector {
            inner,
            limit: connect,
        })
}

/// Why no trusted certificates could be found.
#[derive(Debug, thiserror::Error)]
#[error(
    "no trusted certificates were found on this system, so no https upstream can be verified. Install them (package ca-certificates) or name a file of them in SSL_CERT_FILE"
)]
pub struct NoRoots;

/// The certificates that this system trusts.
pub fn system_roots() -> Result<RootCertStore, NoRoots> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        Err(NoRoots)
    } else {
        Ok(roots)
    }
}

/// Opens connections within a time limit and says plainly why it could not.
#[derive(Clone)]
pub struct Connector {
    inner: HttpsConnector<HttpConnector>,
    limit: Duration,
}

/// Why there is no connection. Nothing was sent.
#[derive(Debug, Clone, Copy)]
enum NoConnection {
    Unreachable,
    Tls,
    Timeout,
}

impl fmt::Display for NoConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl StdError for NoConnection {}

impl Service<Uri> for Connector {
    type Response = <HttpsConnector<HttpConnector> as Service<Uri>>::Response;
    type Error = Box<dyn StdError + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = tokio::time::timeout(self.limit, self.inner.call(uri));
        Box::pin(async move {
            match connecting.await {
                Ok(Ok(stream)) => Ok(stream),
                // The part below reports what TLS says as an I/O error, and what
                // names and sockets say as an error of its own.
                Ok(Err(error)) if error.is::<io::Error>() => Err(NoConnection::Tls.into()),
                Ok(Err(_)) => Err(NoConnection::Unreachable.into()),
                Err(_) => Err(NoConnection::Timeout.into()),
            }
        })
    }
}

/// Sends a request and gives its answer, whose head must be here by `deadline` and must not
/// lead elsewhere.
pub async fn ask(
    client: &UpstreamClient,
    request: Request<Full<Bytes>>,
    deadline: Instant,
) -> Result<Response<Incoming>, GatewayError> {
    let answer = timeout_at(deadline, client.request(request))
        .await
        .map_err(|_| GatewayError::Timeout)?
        .map_err(|error| explain(&error))?;
    if answer.status().is_redirection() {
        return Err(GatewayError::Redirect);
    }
    Ok(answer)
}

/// What a failed request means to who asked.
fn explain(error: &hyper_util::client::legacy::Error) -> GatewayError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(reason) = error.downcast_ref::<NoConnection>() {
            return match reason {
                NoConnection::Unreachable => GatewayError::Unreachable,
                NoConnection::Tls => GatewayError::Tls,
                NoConnection::Timeout => GatewayError::Timeout,
            };
        }
        if let Some(error) = error.downcast_ref::<hyper::Error>()
            && (error.is_incomplete_message() || error.is_closed())
        {
            return GatewayError::Closed;
        }
        if error.is::<io::Error>() {
            // Reset while the answer was awaited.
            return GatewayError::Closed;
        }
        cause = error.source();
    }
    GatewayError::BadResponse
}
