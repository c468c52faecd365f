//! With the feature `embed`, lists the files of the built application for the
//! program to include. Without it, nothing: the crate compiles before the
//! application is built.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBED").is_none() {
        return;
    }
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    assert!(
        dist.join("index.html").is_file(),
        "the feature `embed` puts the built application inside the program, and {} holds none. \
         Run `cargo xtask build --release`, which builds it first",
        dist.display()
    );

    // Whole paths: the list is included from another folder.
    let dist = dist.canonicalize().expect("dist can be read");
    let mut files = Vec::new();
    list(&dist, &mut files);
    let mut entries: Vec<_> = files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(&dist).expect("a file of dist");
            (
                name.to_str().expect("a plain name").replace('\\', "/"),
                file,
            )
        })
        .collect();
    entries.sort();
    let lines: String = entries
        .iter()
        .map(|(name, file)| format!("    ({name:?}, include_bytes!({file:?})),\n"))
        .collect();
    let source = format!("pub const FILES: crate::assets::Embedded = &[\n{lines}];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo")).join("embedded.rs");
    fs::write(out, source).expect("the build folder can be written");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("dist can be read") {
        let path = entry.expect("dist can be read").path();
        if path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        {
            continue;
        }
        if path.is_dir() {
            list(&path, files);
        } else {
            files.push(path);
        }
    }
}
