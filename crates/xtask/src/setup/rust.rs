//! The parts of the Rust toolchain that a default installation lacks.

use std::{path::PathBuf, process::Command};

use crate::{
    failure::{Failure, Outcome},
    process, say,
};

const WASM: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target, the source of the standard library, rustfmt and clippy
/// where they are missing.
pub fn ensure() -> Outcome {
    // Asked of the compiler and not of rustup, so that a toolchain from a distribution
    // counts too.
    let libraries = sysroot()?.join("lib/rustlib");
    if !libraries.join(WASM).join("lib").is_dir() {
        rustup(&["target", "add", WASM], "the WebAssembly target")?;
    }
    if !libraries.join("src/rust/library/Cargo.lock").is_file() {
        rustup(
            &["component", "add", "rust-src"],
            "the source of the standard library",
        )?;
    }
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !process::works(process::cargo().args([subcommand, "--version"])) {
            rustup(&["component", "add", component], component)?;
        }
    }
    Ok(())
}

/// The folder of the toolchain.
pub fn sysroot() -> Outcome<PathBuf> {
    let folder = process::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(folder.trim()))
}

fn rustup(arguments: &[&str], what: &str) -> Outcome {
    let by_hand = format!("rustup {}", arguments.join(" "));
    say::step(&format!("Installing {what}"), Some("10 seconds"));
    process::run(Command::new("rustup").args(arguments)).map_err(|failure| {
        Failure::new(format!("{what} is missing: {failure}")).remedy(format!(
            "run `{by_hand}` where the network is reachable; a Rust that does not come from \
             rustup gets it from its distribution's packages"
        ))
    })
}
