//! Where things are in the repository.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Outcome};

/// The folders and files that the commands work on. All that is made lies under
/// `target/` and `dist/`.
#[derive(Debug, Clone)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
    /// The repository that this program was built from.
    pub fn find() -> Outcome<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .nth(2)
            .filter(|root| root.join("Cargo.lock").exists() || root.join("Cargo.toml").exists())
            .ok_or_else(|| {
                Failure::new(format!("the repository is no longer at {}", here.display()))
                    .remedy("run the command from the repository, as `cargo xtask …`")
            })?;
        Ok(Self {
            root: root.to_path_buf(),
        })
    }

    /// A layout over any folder, for tests.
    #[cfg(test)]
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's folder for native builds. Fixed, so that the program is always
    /// found at the same place.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Tools that we installed ourselves.
    pub fn tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    pub fn tools_bin(&self) -> PathBuf {
        self.tools().join("bin")
    }

    /// The split web build. It has its own cargo folder because its linker
    /// flags would otherwise invalidate every other build.
    pub fn web(&self) -> PathBuf {
        self.target().join("web")
    }

    /// What trunk leaves, before we finish it.
    pub fn stage(&self) -> PathBuf {
        self.web().join("stage")
    }

    /// What the splitting step leaves: the loader and one module per area.
    pub fn split(&self) -> PathBuf {
        self.web().join("split")
    }

    /// The finished application.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    pub fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// The program `manager` of the release build.
    pub fn manager(&self) -> PathBuf {
        self.target()
            .join("release")
            .join(format!("manager{}", env::consts::EXE_SUFFIX))
    }

    /// `PATH` with our tools (and any further folder) before the user's.
    pub fn search_path(&self, first: &[PathBuf]) -> OsString {
        let ours = first.iter().cloned().chain([self.tools_bin()]);
        let users = env::var_os("PATH").unwrap_or_default();
        let all: Vec<_> = ours.chain(env::split_paths(&users)).collect();
        // Joining fails only on a folder whose name holds the separator; then
        // the user's own PATH is still the best there is.
        env::join_paths(all).unwrap_or(users)
    }
}
