//! What makes the download small: wasm-opt (from the npm package `binaryen`) and
//! terser, in the versions that our lock file names. Distributions carry versions of
//! wasm-opt too old for what Rust emits today.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use super::version::Version;
use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    process, say,
};

const WANTED: Version = Version(132, 0, 0);

/// The two programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shrinkers {
    /// Makes modules small.
    pub wasm_opt: PathBuf,
    /// Makes scripts small.
    pub terser: PathBuf,
}

/// Both, if they are here: the user's wasm-opt if it has the right version, else ours.
pub fn present(layout: &Layout) -> Option<Shrinkers> {
    let users = env::var_os("PATH").unwrap_or_default();
    let wasm_opt = process::on_path("wasm-opt", &users)
        .into_iter()
        .chain([ours(layout, "wasm-opt")])
        .find(|program| is_wanted(program))?;
    let terser = ours(layout, "terser");
    terser.exists().then_some(Shrinkers { wasm_opt, terser })
}

fn is_wanted(program: &Path) -> bool {
    process::read(Command::new(program).arg("--version"))
        .ok()
        .and_then(|answer| Version::find(&answer))
        == Some(WANTED)
}

fn ours(layout: &Layout, name: &str) -> PathBuf {
    let ending = if cfg!(windows) { ".cmd" } else { "" };
    folder(layout)
        .join("node_modules/.bin")
        .join(format!("{name}{ending}"))
}

fn folder(layout: &Layout) -> PathBuf {
    layout.tools().join("npm")
}

/// Installs them under `target/tools`, with npm.
pub fn install(layout: &Layout) -> Outcome<Shrinkers> {
    say::step(
        &format!(
            "Installing wasm-opt {} and terser under target/tools",
            WANTED.0
        ),
        Some("10 seconds"),
    );
    let began = Instant::now();
    let folder = folder(layout);
    let declared = layout.root().join("crates/xtask/npm");
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        files::write(&folder.join(name), files::read(&declared.join(name))?)?;
    }
    process::run(Command::new("npm").arg("ci").current_dir(&folder)).map_err(|failure| {
        Failure::new(format!(
            "wasm-opt and terser could not be installed: {failure}"
        ))
        .remedy(
            "see the message of npm above. Without a network, or behind a proxy, set HTTPS_PROXY \
             or name a mirror in ~/.npmrc",
        )
    })?;
    let Some(shrinkers) = present(layout) else {
        return Err(Failure::new(format!(
            "wasm-opt was installed but does not answer as version {}",
            WANTED.0
        ))
        .remedy(format!("remove {} and try again", folder.display())));
    };
    say::note(&format!("done in {}", say::elapsed(began)));
    Ok(shrinkers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version_and_no_registry() {
        let layout = Layout::find().unwrap();
        let lock = files::read_text(&layout.root().join("crates/xtask/npm/package-lock.json"));
        let lock = lock.unwrap();
        assert!(lock.contains(&format!("\"binaryen\": \"{WANTED}\"")));
        assert!(!lock.contains("\"resolved\""));
        assert!(lock.contains("\"integrity\""));
    }
}
