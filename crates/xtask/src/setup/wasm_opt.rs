//! wasm-opt, from the npm package `binaryen` in the version that our lock file
//! names. Distributions carry versions too old for what Rust emits today.

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

/// The user's wasm-opt in the right version, or ours.
pub fn present(layout: &Layout) -> Option<PathBuf> {
    let users = env::var_os("PATH").unwrap_or_default();
    process::on_path("wasm-opt", &users)
        .into_iter()
        .chain([ours(layout)])
        .find(|program| is_wanted(program))
}

fn is_wanted(program: &Path) -> bool {
    process::read(Command::new(program).arg("--version"))
        .ok()
        .and_then(|answer| Version::find(&answer))
        == Some(WANTED)
}

fn ours(layout: &Layout) -> PathBuf {
    let name = if cfg!(windows) {
        "wasm-opt.cmd"
    } else {
        "wasm-opt"
    };
    folder(layout).join("node_modules/.bin").join(name)
}

fn folder(layout: &Layout) -> PathBuf {
    layout.tools().join("npm")
}

/// Installs it under `target/tools`, with npm.
pub fn install(layout: &Layout) -> Outcome<PathBuf> {
    say::step(
        &format!("Installing wasm-opt {} under target/tools", WANTED.0),
        Some("10 seconds"),
    );
    let began = Instant::now();
    let folder = folder(layout);
    let declared = layout.root().join("crates/xtask/npm");
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        files::write(&folder.join(name), files::read(&declared.join(name))?)?;
    }
    process::run(Command::new("npm").arg("ci").current_dir(&folder)).map_err(|failure| {
        Failure::new(format!("wasm-opt could not be installed: {failure}")).remedy(
            "see the message of npm above. Without a network, or behind a proxy, set HTTPS_PROXY \
             or name a mirror in ~/.npmrc; or put wasm-opt 132 on PATH",
        )
    })?;
    let program = ours(layout);
    if !is_wanted(&program) {
        return Err(Failure::new(format!(
            "wasm-opt was installed but does not answer as version {}",
            WANTED.0
        ))
        .remedy(format!("remove {} and try again", folder.display())));
    }
    say::note(&format!("done in {}", say::elapsed(began)));
    Ok(program)
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
