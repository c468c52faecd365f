//! Whether the application has to be built again.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::compress;
use crate::{
    failure::{Failure, Outcome},
    files,
    layout::Layout,
    process,
};

/// What a build was made from and what it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of all that the application is built from: its own source, the crates of
    /// the workspace that it uses, this program, and the tools' versions.
    pub fn of_inputs(layout: &Layout, tools: &[String]) -> Outcome<Self> {
        let mut hash = Sha256::new();
        for tool in tools {
            add(&mut hash, "tool", tool.as_bytes());
        }
        let crates = crates(layout)?;
        add(&mut hash, "crates", crates.as_bytes());
        for path in inputs(layout, &crates)? {
            let files = if path.is_dir() {
                files::walk(&path)?
            } else {
                vec![path]
            };
            for file in files {
                let name = files::address(&file, layout.root());
                add(&mut hash, &name, &files::read(&file)?);
            }
        }
        Ok(Self(files::hex(&hash.finalize())))
    }

    /// Of a finished application, without the compressed copies.
    pub fn of_folder(folder: &Path) -> Outcome<Self> {
        let mut hash = Sha256::new();
        for file in files::walk(folder)? {
            let contents = if compress::is_copy(&file) {
                // That they are there is enough: they follow from the others.
                Vec::new()
            } else {
                files::read(&file)?
            };
            add(&mut hash, &files::address(&file, folder), &contents);
        }
        Ok(Self(files::hex(&hash.finalize())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Adds a part so that no two lists of parts give the same bytes.
fn add(hash: &mut Sha256, name: &str, contents: &[u8]) {
    for bytes in [name.as_bytes(), contents] {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
}

/// The application's dependencies as cargo lists them, with versions and
/// features. Not the lock file: what concerns only the server must not count.
fn crates(layout: &Layout) -> Outcome<String> {
    let tree = process::read(
        process::cargo()
            .args(["tree", "--package", "app", "--features", "split"])
            .args(["--target", "wasm32-unknown-unknown"])
            .args(["--edges", "normal,build", "--prefix", "none"])
            .args(["--format", "{p} {f}"])
            .current_dir(layout.root()),
    )?;
    let mut lines: Vec<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)").trim())
        .collect();
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.join("\n"))
}

/// The files and folders to look at.
fn inputs(layout: &Layout, crates: &str) -> Outcome<Vec<PathBuf>> {
    let root = layout.root();
    let mut paths: Vec<PathBuf> = [
        "Cargo.toml",
        "Trunk.toml",
        "index.html",
        "build.rs",
        "src",
        "style",
        "public",
        "crates/xtask/src/web",
        "crates/xtask/npm",
    ]
    .iter()
    .map(|name| root.join(name))
    .filter(|path| path.exists())
    .collect();
    for folder in workspace_crates(crates, root) {
        for name in ["Cargo.toml", "build.rs"] {
            paths.push(folder.join(name));
        }
        // Not only `src`: data that a crate includes lies beside it.
        for entry in std::fs::read_dir(&folder).map_err(|e| Failure::io("list", &folder, &e))? {
            let path = entry.map_err(|e| Failure::io("list", &folder, &e))?.path();
            let is_test = path.file_name() == Some("tests".as_ref());
            if path.is_dir() && !is_test {
                paths.push(path);
            }
        }
    }
    paths.retain(|path| path.exists());
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// The folders of the workspace's crates in a list `name vX.Y.Z (/folder) …`,
/// the application's own left out.
fn workspace_crates(crates: &str, root: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = crates
        .lines()
        .filter_map(|line| line.split_once(" ("))
        .filter_map(|(_, rest)| rest.split_once(')'))
        .map(|(path, _)| PathBuf::from(path))
        .filter(|folder| folder.starts_with(root) && folder != root)
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crates_of_the_workspace_are_recognised() {
        let crates = "api v0.1.0 (/work/manager/crates/api) default\n\
            app v0.1.0 (/work/manager) split\n\
            api v0.1.0 (/work/manager/crates/api) default\n\
            serde_derive v1.0.228 (proc-macro) default\n\
            elsewhere v1.0.0 (/other/place) \n\
            serde v1.0.228 default,derive,std";
        assert_eq!(
            workspace_crates(crates, Path::new("/work/manager")),
            [PathBuf::from("/work/manager/crates/api")]
        );
    }

    #[test]
    fn a_finished_application_is_known_by_its_contents() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        files::write(&path.join("a.js"), "1").unwrap();
        let first = Fingerprint::of_folder(path).unwrap();
        assert_eq!(Fingerprint::of_folder(path).unwrap(), first);

        files::write(&path.join("a.js"), "2").unwrap();
        assert_ne!(Fingerprint::of_folder(path).unwrap(), first);

        files::write(&path.join("a.js"), "1").unwrap();
        assert_eq!(Fingerprint::of_folder(path).unwrap(), first);

        files::write(&path.join("a.js.br"), "x").unwrap();
        assert_ne!(Fingerprint::of_folder(path).unwrap(), first);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of = |parts: &[(&str, &str)]| {
            let mut hash = Sha256::new();
            for (name, contents) in parts {
                add(&mut hash, name, contents.as_bytes());
            }
            files::hex(&hash.finalize())
        };
        assert_ne!(of(&[("ab", "c")]), of(&[("a", "bc")]));
        assert_ne!(of(&[("a", ""), ("b", "")]), of(&[("ab", "")]));
    }
}
