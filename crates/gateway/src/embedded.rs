//! The local control planes that are started when no upstream is given.

use crate::data_dir::default_data_dir;
use crate::endpoint::Region;
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
