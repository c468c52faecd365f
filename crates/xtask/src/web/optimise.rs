//! wasm-opt over the modules, terser over the scripts.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::each;
use crate::{failure::Outcome, files, process};

/// What Rust's modules use. Not `--all-features`: that makes wasm-opt write
/// things that browsers refuse to load.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes each module smaller, in place.
pub fn modules(wasm_opt: &Path, modules: &[PathBuf]) -> Outcome {
    each(modules, |module| {
        let smaller = module.with_extension("wasm.smaller");
        process::run(
            Command::new(wasm_opt)
                .arg("-Oz")
                .args(FEATURES)
                .args(["--strip-debug", "--strip-producers", "--output"])
                .arg(&smaller)
                .arg(module),
        )?;
        files::rename(&smaller, module)
    })
}

/// How a script is loaded, which decides what in it may get other names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// With `import` and `export`.
    Module,
    /// By itself.
    Classic,
}

/// Makes a script smaller, in place.
pub fn script(terser: &Path, file: &Path, kind: Script) -> Outcome {
    let mut command = Command::new(terser);
    command
        .arg(file)
        .args(["--ecma", "2020", "--compress", "passes=2", "--mangle"]);
    if kind == Script::Module {
        command.arg("--module");
    }
    process::run(command.arg("--output").arg(file))
}
