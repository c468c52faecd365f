//! From the command line to a gateway at work, and to its end.

use crate::assets::Assets;
use crate::cli::{Serve, Source};
use crate::config::Config;
use crate::embedded::{self, Planes, PlanesError};
use crate::limits::Limits;
use crate::log;
use crate::server::{self, StartError};
use crate::support_facts::{SupportFacts, SupportFactsError};
use crate::upstream::{NoRoots, system_roots};
use rustls::RootCertStore;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the program ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The gateway did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The local control planes did not start.
    #[error(transparent)]
    Planes(#[from] PlanesError),
    /// An https upstream could not be verified.
    #[error(transparent)]
    Roots(#[from] NoRoots),
    /// There is no application in the folder.
    #[error("{} holds no built application. Build it with `cargo xtask build --release`, or leave --app out", .0.display())]
    NoApplication(PathBuf),
    /// The facts about support cannot be used.
    #[error(transparent)]
    SupportFacts(#[from] SupportFactsError),
    /// The system refused something basic.
    #[error("the system refused: {0}")]
    System(#[from] io::Error),
}

/// Serves until told to stop by SIGINT or SIGTERM.
pub async fn run(serve: Serve) -> Result<(), RunError> {
    log::start(serve.log);
    // Listened to before anything is started, so that nothing started is left behind.
    let mut stop = Stop::listen()?;
    let mut config = Config {
        listen: serve.listen,
        exposure: serve.exposure,
        allowed_hosts: serve.allowed_hosts,
        upstreams: Vec::new(),
        status_pages: serve.status_pages,
        support_facts: serve
            .support_facts
            .as_deref()
            .map(SupportFacts::read)
            .transpose()?,
        sample_accounts: None,
        assets: application(serve.app)?,
        roots: RootCertStore::empty(),
        limits: Limits::default(),
    };
    // What can be wrong with the address is said before data is made for nothing.
    config.check().map_err(StartError::from)?;
    let bound = server::bind(config.listen).await?;

    let mut planes = None;
    match serve.source {
        Source::Upstreams(upstreams) => {
            config.upstreams = upstreams;
        }
        Source::Sample(sample) => {
            let started = tokio::select! {
                started = embedded::start(&sample) => started?,
                () = stop.wait() => return Ok(()),
            };
            config.upstreams = started.upstreams();
            // A page that was named stands for that region's own.
            for page in started.status_pages() {
                if config
                    .status_pages
                    .iter()
                    .all(|named| named.region != page.region)
                {
                    config.status_pages.push(page);
                }
            }
            config.sample_accounts = Some(started.accounts());
            planes = Some(started);
        }
    }
    let to_apis = config.upstreams.iter().any(|to| to.sign_base.is_https());
    if to_apis || config.status_pages.iter().any(|page| page.url.is_https()) {
        match system_roots() {
            Ok(roots) => config.roots = roots,
            Err(error) => {
                end(planes).await;
                return Err(error.into());
            }
        }
    }
    let running = match bound.serve(config) {
        Ok(running) => running,
        Err(error) => {
            end(planes).await;
            return Err(error.into());
        }
    };
    announce(running.address())?;

    stop.wait().await;
    tracing::info!("stopping: requests in flight may finish, a second signal cuts them short");
    tokio::select! {
        finished = running.shutdown() => {
            if !finished {
                tracing::warn!("some requests did not finish in time and were cut");
            }
        }
        () = stop.wait() => tracing::warn!("requests in flight were cut"),
    }
    end(planes).await;
    Ok(())
}

fn application(folder: Option<PathBuf>) -> Result<Assets, RunError> {
    let Some(folder) = folder else {
        return Ok(Assets::built_in());
    };
    if !folder.join("index.html").is_file() {
        return Err(RunError::NoApplication(folder));
    }
    Ok(Assets::folder(&folder)?)
}

/// The one line on standard output, which other programs wait for.
fn announce(address: SocketAddr) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Manager is ready: http://{address}")?;
    out.flush()
}

async fn end(planes: Option<Planes>) {
    if let Some(planes) = planes {
        planes.shutdown().await;
    }
}

/// The signals that ask a program to end.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Stop {
    #[cfg(unix)]
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    #[cfg(unix)]
    async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn wait(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a way to be told, only being ended from outside is left.
            std::future::pending::<()>().await;
        }
    }
}
