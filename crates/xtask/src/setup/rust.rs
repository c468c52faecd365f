//! The parts of the Rust toolchain that a default installation lacks.

use std::{path::Path, process::Command};

use crate::{
    failure::{Failure, Outcome},
    process, say,
};

const WASM: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target, rustfmt and clippy where they are missing.
pub fn ensure() -> Outcome {
    if !has_wasm()? {
        rustup(&["target", "add", WASM], "the WebAssembly target")?;
    }
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !process::works(process::cargo().args([subcommand, "--version"])) {
            rustup(&["component", "add", component], component)?;
        }
    }
    Ok(())
}

/// Asks the compiler where its libraries are rather than rustup, so that a
/// toolchain from a distribution counts too.
fn has_wasm() -> Outcome<bool> {
    let sysroot = process::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .join("lib");
    Ok(library.is_dir())
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
