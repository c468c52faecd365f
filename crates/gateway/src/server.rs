//! Listens, takes connections and lets them end well.

use crate::config::{Config, ConfigError};
use crate::limits::Limits;
use crate::router::Router;
use crate::wire::Guarded;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinHandle;

/// Why a gateway did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its configuration is not safe.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Somebody else listens there.
    #[error(
        "{address} is in use. Stop the program that uses it, or listen on another port, \
         for example --listen {}:8090 (0 takes any free port)",
        address.ip()
    )]
    InUse {
        /// The address wanted.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
}

/// A gateway at work.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
    slots: Arc<Semaphore>,
    limits: Limits,
}

/// A socket bound before the rest is known, so that a port in use is found out
/// before anything else is started.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
}

/// Takes the address of `config`.
pub async fn bind(listen: SocketAddr) -> Result<Bound, StartError> {
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::InUse { address: listen },
            _ => StartError::Listen(listen, error),
        })?;
    let address = listener
        .local_addr()
        .map_err(|error| StartError::Listen(listen, error))?;
    Ok(Bound { listener, address })
}

/// Starts a gateway.
pub async fn start(config: Config) -> Result<Running, StartError> {
    config.check()?;
    let bound = bind(config.listen).await?;
    bound.serve(config)
}

impl Bound {
    /// Starts a gateway on the address taken.
    pub fn serve(self, config: Config) -> Result<Running, StartError> {
        config.check()?;
        let limits = config.limits.clone();
        let router = Arc::new(Router::new(config, self.address));
        let slots = Arc::new(Semaphore::new(limits.connections));
        let (stop, stopping) = watch::channel(false);
        let accepting = tokio::spawn(accept(
            self.listener,
            router,
            slots.clone(),
            limits.clone(),
            stopping,
        ));
        Ok(Running {
            address: self.address,
            stop,
            accepting,
            slots,
            limits,
        })
    }
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, lets requests in flight finish within the limit,
    /// then cuts what is left. Says whether everything finished.
    pub async fn shutdown(self) -> bool {
        // Nobody listening means that everything has ended already.
        let _ = self.stop.send(true);
        let _ = self.accepting.await;
        let all = u32::try_from(self.limits.connections).unwrap_or(u32::MAX);
        let ended = tokio::time::timeout(self.limits.shutdown, self.slots.acquire_many(all)).await;
        ended.is_ok()
    }
}

async fn accept(
    listener: TcpListener,
    router: Arc<Router>,
    slots: Arc<Semaphore>,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        let next = async {
            // Never closed, so there is always a slot to wait for.
            let slot = slots.clone().acquire_owned().await.ok()?;
            Some((slot, listener.accept().await))
        };
        let accepted = tokio::select! {
            accepted = next => accepted,
            _ = stopping.changed() => return,
        };
        match accepted {
            Some((slot, Ok((stream, _)))) => {
                let serving = serve(
                    stream,
                    router.clone(),
                    limits.clone(),
                    stopping.clone(),
                    slot,
                );
                drop(tokio::spawn(serving));
            }
            Some((_, Err(error))) => {
                // Out of file descriptors, most likely: let some be closed.
                tracing::warn!(error = %error.kind(), "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            None => return,
        }
    }
}

async fn serve(
    stream: TcpStream,
    router: Arc<Router>,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
    _slot: OwnedSemaphorePermit,
) {
    // Small answers should not wait for company.
    let _ = stream.set_nodelay(true);
    let guarded = Guarded::new(stream, limits.unread);
    let verdict = guarded.verdict();
    let service = service_fn(move |request| {
        let router = router.clone();
        // Asked now and not later: the next request may be refused meanwhile.
        let refusal = verdict.refusal();
        async move { Ok::<_, Infallible>(router.answer(request, refusal).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(crate::wire::head::MAX_HEADER_LINES + 1)
        .serve_connection(TokioIo::new(guarded), service);
    tokio::pin!(connection);
    loop {
        tokio::select! {
            // Why a connection ended, its other end knows best.
            _ = connection.as_mut() => return,
            Ok(()) = stopping.changed() => connection.as_mut().graceful_shutdown(),
        }
    }
}
