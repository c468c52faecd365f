//! A platform that really opens connections, for tests against real servers. It
//! stands where browser and gateway stand: `/api/{endpoint}` is taken off.

use std::{net::SocketAddr, rc::Rc, time::Duration};

use api::{LocalFuture, Platform, Request, Response, TransportError};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::Instant};

pub struct Tcp {
    address: SocketAddr,
    started: Instant,
    /// Added to the wall clock: a machine whose clock is wrong.
    skew_ms: f64,
}

impl Tcp {
    pub fn to(address: SocketAddr, skew_ms: f64) -> Rc<dyn Platform> {
        Rc::new(Self {
            address,
            started: Instant::now(),
            skew_ms,
        })
    }
}

impl Platform for Tcp {
    fn unix_ms(&self) -> f64 {
        let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
        since.as_secs_f64() * 1000.0 + self.skew_ms
    }

    fn monotonic_ms(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1000.0
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn sleep(&self, time: Duration) -> LocalFuture<()> {
        Box::pin(tokio::time::sleep(time))
    }

    fn send(&self, request: Request) -> LocalFuture<Result<Response, TransportError>> {
        Box::pin(exchange(self.address, request))
    }
}

async fn exchange(address: SocketAddr, request: Request) -> Result<Response, TransportError> {
    let stream = TcpStream::connect(address)
        .await
        .map_err(|_| TransportError::Unreachable)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|_| TransportError::Unreachable)?;
    let driving = tokio::spawn(connection);
    // Leaving must close the connection, as a browser does.
    let _closing = Closing(driving.abort_handle());

    let target = request.url.splitn(4, '/').nth(3).unwrap_or_default();
    let mut builder = hyper::Request::builder()
        .method(request.method.as_str())
        .uri(format!("/{target}"))
        .header("Host", address.to_string());
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    let body = Full::new(Bytes::from(request.body.unwrap_or_default()));
    let request = builder
        .body(body)
        .map_err(|_| TransportError::Unreachable)?;
    let response = sender
        .send_request(request)
        .await
        .map_err(|_| TransportError::Lost)?;
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let body = response
        .into_body()
        .collect()
        .await
        .map_err(|_| TransportError::Truncated)?;
    Ok(Response {
        status,
        headers,
        body: body.to_bytes().to_vec(),
    })
}

struct Closing(tokio::task::AbortHandle);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.abort();
    }
}
