//! The local control planes that are started when no upstream is given.

use crate::data_dir::default_data_dir;
use crate::endpoint::{PageUrl, Region, SignBase, Upstream};
use crate::status::StatusPage;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// Which sample to show and where to keep it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Where the control planes keep their data.
    pub data_dir: PathBuf,
    /// Services per region, when not the usual number.
    pub services: Option<usize>,
    /// Clients of the reseller, when not the usual number.
    pub clients: Option<usize>,
    /// The same seed makes the same sample.
    pub seed: u64,
    /// How fast their clock runs.
    pub time_scale: f64,
    ports: [u16; 3],
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            data_dir: default_data_dir(),
            services: None,
            clients: None,
            seed: 1,
            time_scale: 1.0,
            ports: [8181, 8182, 8183],
        }
    }
}

impl Sample {
    /// The port of a region's control plane. 0 takes any free port.
    pub fn port(&self, region: Region) -> u16 {
        self.ports[region as usize]
    }

    /// Puts a region's control plane on another port.
    pub fn set_port(&mut self, region: Region, port: u16) {
        self.ports[region as usize] = port;
    }
}

/// Why the local control planes did not start.
#[derive(Debug, thiserror::Error)]
pub enum PlanesError {
    /// One of them could not be started.
    #[error("the local control plane of {region}: {error}{}", remedy(.region, .error))]
    Start {
        /// Its region.
        region: &'static str,
        /// Why.
        error: Box<control_plane::StartError>,
    },
    /// The keys of the sample accounts could not be put together.
    #[error("the keys of the sample accounts in {} could not be put together: {error}", .folder.display())]
    Accounts {
        /// The data folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
}

fn remedy(region: &str, error: &control_plane::StartError) -> String {
    match error {
        control_plane::StartError::Listen { .. } => format!(
            ". Choose another port with --control-plane-port {region}=PORT (0 takes any free one)"
        ),
        control_plane::StartError::DataDir { .. } | control_plane::StartError::Database { .. } => {
            ". Choose another folder with --data".to_owned()
        }
        _ => String::new(),
    }
}

/// The local control planes at work.
#[derive(Debug)]
pub struct Planes {
    running: Vec<(Region, control_plane::Running)>,
    accounts: PathBuf,
}

/// Starts the control planes of all regions.
pub async fn start(sample: &Sample) -> Result<Planes, PlanesError> {
    // All at once: at the first start each makes its data, which takes a moment.
    let (eu, ca, us) = tokio::try_join!(
        start_one(sample, Region::Eu),
        start_one(sample, Region::Ca),
        start_one(sample, Region::Us),
    )?;
    let folder = sample.data_dir.clone();
    let merged = control_plane::credentials::merge(&folder);
    merged.map_err(|error| PlanesError::Accounts {
        folder: folder.clone(),
        error,
    })?;
    tracing::info!(folder = %folder.display(), "sample data, and the keys of its accounts in credentials.json");
    Ok(Planes {
        running: vec![(Region::Eu, eu), (Region::Ca, ca), (Region::Us, us)],
        accounts: folder.join("credentials.json"),
    })
}

async fn start_one(sample: &Sample, region: Region) -> Result<control_plane::Running, PlanesError> {
    let config = control_plane::Config {
        region: match region {
            Region::Eu => control_plane::Region::Eu,
            Region::Ca => control_plane::Region::Ca,
            Region::Us => control_plane::Region::Us,
        },
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, sample.port(region))),
        data_dir: sample.data_dir.clone(),
        services: sample.services,
        clients: sample.clients,
        seed: sample.seed,
        time_scale: sample.time_scale,
    };
    let started = control_plane::start(config).await;
    started.map_err(|error| PlanesError::Start {
        region: region.name(),
        error: Box::new(error),
    })
}

impl Planes {
    /// Where they are reached.
    pub fn upstreams(&self) -> Vec<Upstream> {
        let upstream = |(region, running): &(Region, control_plane::Running)| Upstream {
            endpoint: region.endpoint(),
            sign_base: SignBase::local(running.address()),
        };
        self.running.iter().map(upstream).collect()
    }

    /// Their status pages.
    pub fn status_pages(&self) -> Vec<StatusPage> {
        let page = |(region, running): &(Region, control_plane::Running)| StatusPage {
            region: *region,
            url: PageUrl::local(running.address(), control_plane::status::PREFIX),
        };
        self.running.iter().map(page).collect()
    }

    /// The file with the keys of the sample accounts.
    pub fn accounts(&self) -> PathBuf {
        self.accounts.clone()
    }

    /// Stops them.
    pub async fn shutdown(self) {
        for (_, plane) in self.running {
            plane.shutdown().await;
        }
    }
}
