//! What the commands need on this machine, found or installed.
//!
//! Nothing that the user has is touched: our tools go under `target/tools`,
//! only missing parts of the Rust toolchain and packages of the system are
//! added, and a tool already present in the right version is used as it is.

mod cargo_tool;
pub mod rust;
mod shrinkers;
mod system;
mod version;

use std::{cell::OnceCell, path::PathBuf};

pub use shrinkers::Shrinkers;
pub use system::Browser;

use crate::{failure::Outcome, layout::Layout, say};

/// The programs that turn the application's source into what a browser loads.
#[derive(Debug, Clone)]
pub struct WebTools {
    pub trunk: PathBuf,
    pub wasm_bindgen: PathBuf,
    /// Runs browser tests; it comes with `wasm-bindgen`.
    pub test_runner: PathBuf,
    pub wasm_split: PathBuf,
}

/// The parts of the set-up, each done at most once per run and only when
/// something asks for it.
pub struct Setup<'a> {
    layout: &'a Layout,
    toolchain: OnceCell<Outcome>,
    web: OnceCell<Outcome<WebTools>>,
    shrinkers: OnceCell<Outcome<Shrinkers>>,
    node: OnceCell<Outcome>,
    browser: OnceCell<Outcome<Browser>>,
    python: OnceCell<Outcome<PathBuf>>,
}

impl<'a> Setup<'a> {
    pub fn new(layout: &'a Layout) -> Self {
        Self {
            layout,
            toolchain: OnceCell::new(),
            web: OnceCell::new(),
            shrinkers: OnceCell::new(),
            node: OnceCell::new(),
            browser: OnceCell::new(),
            python: OnceCell::new(),
        }
    }

    /// The WebAssembly target, rustfmt and clippy.
    pub fn toolchain(&self) -> Outcome {
        self.toolchain.get_or_init(rust::ensure).clone()
    }

    /// trunk, wasm-bindgen and the splitting tool.
    pub fn web(&self) -> Outcome<WebTools> {
        self.web
            .get_or_init(|| {
                self.toolchain()?;
                cargo_tool::ensure_all(self.layout)
            })
            .clone()
    }

    /// What makes the download small, which needs Node.
    pub fn shrinkers(&self) -> Outcome<Shrinkers> {
        self.shrinkers
            .get_or_init(|| {
                system::ensure_node(system::NODE_FOR_SHRINKERS)?;
                if let Some(present) = shrinkers::present(self.layout) {
                    return Ok(present);
                }
                shrinkers::install(self.layout)
            })
            .clone()
    }

    /// Node and npm, for the end-to-end tests.
    pub fn node(&self) -> Outcome {
        self.node
            .get_or_init(|| system::ensure_node(system::NODE_FOR_TESTS))
            .clone()
    }

    /// Chromium and its driver.
    pub fn browser(&self) -> Outcome<Browser> {
        self.browser.get_or_init(system::ensure_browser).clone()
    }

    /// A Python that can make virtual environments.
    pub fn python(&self) -> Outcome<PathBuf> {
        self.python.get_or_init(system::ensure_python).clone()
    }

    /// Installs all that any command needs. Goes on after a failure, so that
    /// one run tells everything that is missing.
    pub fn everything(&self) -> Outcome {
        say::step("Looking for the tools", None);
        // One call of the system's package manager for all that is missing.
        system::install_missing(&system::Part::ALL);
        let outcomes = [
            self.toolchain(),
            self.web().map(drop),
            self.shrinkers().map(drop),
            self.node(),
            self.browser().map(drop),
            self.python().map(drop),
        ];
        let mut failures = Vec::new();
        for failure in outcomes.into_iter().filter_map(Result::err) {
            if !failures.contains(&failure) {
                failures.push(failure);
            }
        }
        if let Some(last) = failures.pop() {
            for failure in failures {
                eprintln!("{failure}");
            }
            return Err(last);
        }
        say::note("everything is there");
        Ok(())
    }
}
