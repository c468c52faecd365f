//! The program `manager` with the application inside it.

use std::{path::PathBuf, process::Command, time::Instant};

use crate::{
    failure::{Failure, Outcome},
    layout::Layout,
    process, say,
    setup::Setup,
    web::{self, size::Sizes},
};

/// How much the download may suffer from missing tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optimise {
    /// Without the tools for it there is no build.
    Always,
    /// Without them the download is larger.
    IfPossible,
}

/// A built program.
#[derive(Debug)]
pub struct Built {
    pub program: PathBuf,
    /// Of the application inside.
    pub sizes: Sizes,
}

/// Builds the application, then the program around it. What did not change is
/// not built again.
pub fn build(layout: &Layout, setup: &Setup<'_>, optimise: Optimise) -> Outcome<Built> {
    let tools = setup.web()?;
    let shrinkers = match (setup.shrinkers(), optimise) {
        (Ok(shrinkers), _) => Some(shrinkers),
        (Err(failure), Optimise::Always) => return Err(failure),
        (Err(failure), Optimise::IfPossible) => {
            say::note(&format!("{failure}"));
            say::note("building without them: the application works, its download is larger");
            None
        }
    };
    let sizes = web::build(layout, &tools, shrinkers.as_ref())?;
    say::step(
        "Building the program manager",
        Some("5 minutes the first time"),
    );
    let began = Instant::now();
    process::run(
        process::cargo()
            .args(["build", "--release", "--package", "gateway"])
            .args(["--features", "embed", "--target-dir"])
            .arg(layout.target())
            .current_dir(layout.root()),
    )
    .map_err(|failure| {
        Failure::new(format!("the program could not be built: {failure}"))
            .remedy("see the messages of cargo above")
    })?;
    say::note(&format!("done in {}", say::elapsed(began)));
    let program = layout.manager();
    if !program.is_file() {
        return Err(Failure::new(format!(
            "cargo succeeded but left no {}",
            program.display()
        )));
    }
    Ok(Built { program, sizes })
}

/// `cargo xtask build --release`: the program, the table of sizes, the budgets.
pub fn build_and_measure(layout: &Layout, setup: &Setup<'_>) -> Outcome {
    let built = build(layout, setup, Optimise::Always)?;
    println!("\n{}", built.sizes.table());
    built.sizes.check()?;
    println!(
        "The program is {}: one file, copy it to where it shall run.",
        built.program.display()
    );
    Ok(())
}

/// `cargo xtask run`: builds, then becomes `manager serve`.
pub fn run(layout: &Layout, setup: &Setup<'_>, arguments: &[std::ffi::OsString]) -> Outcome {
    let built = build(layout, setup, Optimise::IfPossible)?;
    say::step("Starting manager; end it with Ctrl-C", None);
    let mut command = Command::new(&built.program);
    command
        .arg("serve")
        .args(arguments)
        .current_dir(layout.root());
    become_program(command)
}

/// The program takes our place, so that signals and the exit status are its own.
#[cfg(unix)]
fn become_program(mut command: Command) -> Outcome {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Failure::new(format!("cannot start manager: {error}")))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Outcome {
    process::run(&mut command)
}
