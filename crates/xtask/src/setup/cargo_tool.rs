//! Build tools that come as crates.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use super::{WebTools, version::Version};
use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    process, say,
};

/// A program that `cargo install` makes.
struct CargoTool {
    /// The crate that it is in.
    package: &'static str,
    version: Version,
    /// The programs that we use of it.
    programs: &'static [&'static str],
    /// Whether the programs answer `--version`. If not, what cargo recorded at
    /// the installation decides.
    tells_version: bool,
    /// Further arguments for `cargo install`.
    arguments: &'static [&'static str],
    /// How long it takes to build on two cores.
    about: &'static str,
}

/// Moves together with `wasm-bindgen` in the root `Cargo.toml`: library and
/// program must be of the same version. Without `--locked`: the lock file
/// published with it names a crate that cannot be had any more.
const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    version: Version(0, 2, 130),
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    tells_version: true,
    arguments: &[],
    about: "2 minutes",
};

const WASM_SPLIT: CargoTool = CargoTool {
    package: "wasm_split_cli_support",
    version: Version(0, 2, 4),
    programs: &["wasm-split-cli"],
    tells_version: false,
    arguments: &["--features", "build-binary"],
    about: "1 minute",
};

/// 0.22 needs a newer compiler than the one this project is pinned to.
const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    version: Version(0, 21, 14),
    programs: &["trunk"],
    tells_version: true,
    arguments: &["--locked"],
    about: "4 minutes",
};

/// Finds or installs the three tools of the web build.
pub fn ensure_all(layout: &Layout) -> Outcome<WebTools> {
    let [wasm_bindgen, test_runner] = WASM_BINDGEN.ensure(layout)?;
    let [wasm_split] = WASM_SPLIT.ensure(layout)?;
    let [trunk] = TRUNK.ensure(layout)?;
    // Only needed while installing, and large.
    files::remove_folder(&build_folder(layout))?;
    Ok(WebTools {
        trunk,
        wasm_bindgen,
        test_runner,
        wasm_split,
    })
}

fn build_folder(layout: &Layout) -> PathBuf {
    layout.tools().join("build")
}

impl CargoTool {
    /// The programs of this tool, in the order in which they are declared.
    fn ensure<const N: usize>(&self, layout: &Layout) -> Outcome<[PathBuf; N]> {
        let found = match self.find(layout) {
            Some(found) => found,
            None => {
                self.install(layout)?;
                self.find(layout).ok_or_else(|| {
                    Failure::new(format!(
                        "{} {} was installed but does not run",
                        self.package, self.version
                    ))
                    .remedy(format!("remove {} and try again", layout.tools().display()))
                })?
            }
        };
        found.try_into().map_err(|found: Vec<PathBuf>| {
            Failure::new(format!(
                "{} has {} programs where {N} are used",
                self.package,
                found.len()
            ))
        })
    }

    /// All programs from one place: the user's, in the right version, or ours.
    fn find(&self, layout: &Layout) -> Option<Vec<PathBuf>> {
        let users = env::var_os("PATH").unwrap_or_default();
        let mut folders: Vec<PathBuf> = env::split_paths(&users).collect();
        folders.push(layout.tools_bin());
        folders.iter().find_map(|folder| self.find_in(folder))
    }

    fn find_in(&self, folder: &Path) -> Option<Vec<PathBuf>> {
        let recorded = || {
            // cargo keeps its record beside the folder of the programs.
            let record = fs::read_to_string(folder.parent()?.join(".crates.toml")).ok()?;
            records(&record, self.package, self.version).then_some(())
        };
        if !self.tells_version {
            recorded()?;
        }
        self.programs
            .iter()
            .map(|name| {
                let program = process::on_path(name, &folder.as_os_str().to_owned()).pop()?;
                if self.tells_version {
                    let answer = process::read(Command::new(&program).arg("--version")).ok()?;
                    (Version::find(&answer)? == self.version).then_some(())?;
                }
                Some(program)
            })
            .collect()
    }

    fn install(&self, layout: &Layout) -> Outcome {
        let Self {
            package, version, ..
        } = self;
        say::step(
            &format!("Installing {package} {version} under target/tools"),
            Some(self.about),
        );
        let began = Instant::now();
        process::run(
            process::cargo()
                .args(["install", package, "--version", &version.to_string()])
                // Not optimised: building it that way takes far longer than
                // the tool ever runs.
                .args(["--debug", "--quiet", "--root"])
                .arg(layout.tools())
                .args(self.arguments)
                .current_dir(install_folder(layout)?)
                .env("CARGO_TARGET_DIR", build_folder(layout))
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env_remove("RUSTFLAGS"),
        )
        .map_err(|failure| {
            Failure::new(format!("{package} could not be installed: {failure}")).remedy(format!(
                "see the message of cargo above. Without a network, or behind a proxy, set \
                 HTTPS_PROXY or name a mirror in ~/.cargo/config.toml; or bring {} {version} \
                 from elsewhere and put it on PATH",
                self.programs.join(" and ")
            ))
        })?;
        say::note(&format!("done in {}", say::elapsed(began)));
        Ok(())
    }
}

/// A folder to install from; it exists after this call.
fn install_folder(layout: &Layout) -> Outcome<PathBuf> {
    let folder = layout.tools();
    files::create(&folder)?;
    Ok(folder)
}

/// Whether cargo's record of installations names that crate in that version.
fn records(record: &str, package: &str, version: Version) -> bool {
    let entry = format!("\"{package} {version} (");
    record.lines().any(|line| line.starts_with(&entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_names_crate_and_version() {
        let record = "[v1]\n\
            \"trunk 0.21.14 (registry+https://example.org/index)\" = [\"trunk\"]\n\
            \"wasm_split_cli_support 0.2.4 (path+file:///x)\" = [\"wasm-split-cli\"]\n";
        assert!(records(record, "wasm_split_cli_support", Version(0, 2, 4)));
        assert!(!records(
            record,
            "wasm_split_cli_support",
            Version(0, 2, 40)
        ));
        assert!(!records(record, "wasm_split_cli_support", Version(0, 2, 5)));
        assert!(!records(record, "split_cli_support", Version(0, 2, 4)));
        assert!(!records("", "trunk", Version(0, 21, 14)));
    }

    #[cfg(unix)]
    #[test]
    fn another_version_on_the_path_does_not_count() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("trunk");
        for (version, found) in [("0.21.14", true), ("0.21.13", false), ("0.22.0", false)] {
            fs::write(&program, format!("#!/bin/sh\necho trunk {version}\n")).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
            assert_eq!(TRUNK.find_in(folder.path()).is_some(), found, "{version}");
        }
    }

    #[test]
    fn the_pins_agree_with_the_workspace() {
        let root = Layout::find().unwrap();
        let manifest = fs::read_to_string(root.root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
    }
}
