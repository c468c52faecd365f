//! Starting and stopping a control plane.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::auth::page::SIGN_IN_PASSWORD;
use crate::auth::{secret, store as auth_store};
use crate::clock::Clock;
use crate::credentials;
use crate::dispatch::Plane;
use crate::error::ApiError;
use crate::region::Region;
use crate::routes;
use crate::sample::{self, SampleConfig};
use crate::server::{self, Shared};
use crate::store::{self, OpenError, meta};
use crate::table::{DeclarationError, Table};

/// Characters of the sign-in password: 95 bits.
const PASSWORD_LENGTH: usize = 16;

/// What to start.
#[derive(Debug, Clone)]
pub struct Config {
    /// The region.
    pub region: Region,
    /// Where to listen. Loopback only; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where the database and the credentials are kept.
    pub data_dir: PathBuf,
    /// How many services the sample has, when not the usual ones. Looked at
    /// when the database is made.
    pub services: Option<usize>,
    /// How many clients the sample's reseller has, when not the usual ones.
    /// Looked at when the database is made.
    pub clients: Option<usize>,
    /// Equal seeds make equal samples. Looked at when the database is made.
    pub seed: u64,
    /// Domain seconds per real second.
    pub time_scale: f64,
}

/// It did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The sample is for this machine only.
    #[error("{0} is not an address of this machine alone; use 127.0.0.1 or [::1]")]
    NotLoopback(SocketAddr),
    /// The time scale must be a positive number.
    #[error("the time scale {0} is not a number above 0")]
    TimeScale(f64),
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
    /// The data directory cannot be used.
    #[error("cannot use the data directory {}: {error}", .path.display())]
    DataDir {
        /// The directory.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The database cannot be used.
    #[error("{}: {error}", .path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        error: OpenError,
    },
    /// The sample could not be made or read.
    #[error("the sample could not be made: {0}")]
    Sample(#[from] ApiError),
    /// The routes contradict each other.
    #[error(transparent)]
    Declaration(#[from] DeclarationError),
}

/// A control plane that serves. It stops when this is dropped, without waiting.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops: no new calls, a moment for those under way.
    pub async fn shutdown(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the control plane ended badly");
        }
    }
}

/// Opens or makes the database of a region and serves it.
///
/// # Errors
///
/// When the address, the data directory or the database cannot be used.
pub async fn start(config: Config) -> Result<Running, StartError> {
    if !config.listen.ip().is_loopback() {
        return Err(StartError::NotLoopback(config.listen));
    }
    if !(config.time_scale.is_finite() && config.time_scale > 0.0) {
        return Err(StartError::TimeScale(config.time_scale));
    }
    let listening = |error| StartError::Listen {
        address: config.listen,
        error,
    };
    let listener = TcpListener::bind(config.listen).await.map_err(listening)?;
    let address = listener.local_addr().map_err(listening)?;
    let public_base = format!("http://{address}");

    let plane = tokio::task::spawn_blocking(move || open(&config, public_base))
        .await
        .map_err(|error| {
            tracing::error!(%error, "the sample could not be made");
            ApiError::internal("the program failed while it opened the database")
        })??;
    tracing::info!(region = %plane.region(), %address, "control plane ready");

    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(server::serve(
        listener,
        Arc::new(Shared::new(plane)),
        stopped,
    ));
    Ok(Running {
        address,
        stop,
        task,
    })
}

fn open(config: &Config, public_base: String) -> Result<Plane, StartError> {
    let table = Table::build(config.region, routes::routes(), routes::models())?;
    make_private_dir(&config.data_dir).map_err(|error| StartError::DataDir {
        path: config.data_dir.clone(),
        error,
    })?;
    let path = config.data_dir.join(format!("{}.sqlite3", config.region));
    let made = if path.exists() {
        false
    } else {
        make(config, &path)?;
        true
    };
    let conn = open_file(&path)?;
    if !made {
        note_other_wishes(&conn, config)?;
    }
    let clock = Clock::resume(&conn, OffsetDateTime::now_utc(), config.time_scale)
        .map_err(ApiError::from)?;
    let keys = credentials::read(&conn, config.region, &public_base)?;
    credentials::write(&config.data_dir, config.region, &keys).map_err(|error| {
        StartError::DataDir {
            path: config.data_dir.clone(),
            error,
        }
    })?;
    Ok(Plane::new(table, conn, clock, public_base))
}

fn open_file(path: &Path) -> Result<Connection, StartError> {
    store::open(path).map_err(|error| StartError::Database {
        path: path.to_owned(),
        error,
    })
}

/// Fills a database aside and puts it in place when it is whole: a start that
/// is interrupted leaves nothing half made.
fn make(config: &Config, path: &Path) -> Result<(), StartError> {
    let aside = path.with_extension("sqlite3.new");
    let in_dir = |error| StartError::DataDir {
        path: config.data_dir.clone(),
        error,
    };
    for leftover in [
        &aside,
        &path.with_extension("sqlite3.new-wal"),
        &path.with_extension("sqlite3.new-shm"),
    ] {
        match std::fs::remove_file(leftover) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(in_dir(error)),
            _ => {}
        }
    }
    create_private(&aside).map_err(in_dir)?;
    let mut conn = open_file(&aside)?;
    fill(&mut conn, config)?;
    // The last connection takes the write-ahead log into the file.
    conn.close().map_err(|(_, error)| ApiError::from(error))?;
    std::fs::rename(&aside, path).map_err(in_dir)
}

fn fill(conn: &mut Connection, config: &Config) -> Result<(), ApiError> {
    let accounts = sample::populate(
        conn,
        &SampleConfig {
            region: config.region,
            services: config.services,
            clients: config.clients,
            seed: config.seed,
            now: OffsetDateTime::now_utc(),
        },
    )?;
    for account in accounts {
        auth_store::allow_sign_in(conn, &account.nic, &account.role)?;
        credentials::create(conn, &account.nic)?;
    }
    meta::set(conn, SIGN_IN_PASSWORD, &secret::random(PASSWORD_LENGTH)?)?;
    meta::set(conn, SAMPLE_WISHES, &wishes(config))?;
    Ok(())
}

/// What the sample was made from.
const SAMPLE_WISHES: &str = "sample.wishes";

fn wishes(config: &Config) -> String {
    format!(
        "services {:?}, clients {:?}, seed {}",
        config.services, config.clients, config.seed
    )
}

/// An existing sample is kept as it is, and whoever asks for another is told.
fn note_other_wishes(conn: &Connection, config: &Config) -> Result<(), ApiError> {
    let wishes = wishes(config);
    if let Some(made) = meta::get(conn, SAMPLE_WISHES)?
        && made != wishes
    {
        tracing::warn!(
            region = %config.region, made, wishes,
            "the sample of this data directory is kept; use another directory for another sample"
        );
    }
    Ok(())
}

fn make_private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// The database holds secrets: only its owner may read it, also where the
/// directory was made by others. SQLite gives its side files the same mode.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
