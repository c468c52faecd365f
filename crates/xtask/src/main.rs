//! `cargo xtask`: set-up, build, run, test, measure.

mod cli;
mod failure;
mod files;
mod layout;
mod process;
mod release;
mod say;
mod setup;
mod test;
mod web;

use std::{env, process::ExitCode};

use cli::Command;
use failure::Outcome;
use layout::Layout;
use setup::Setup;

fn main() -> ExitCode {
    let outcome = if web::bindgen::is_wanted() {
        web::bindgen::stand_in().map(|()| true)
    } else {
        match cli::parse(env::args_os().skip(1)) {
            Ok(command) => execute(command),
            Err(mistake) => {
                eprintln!("{mistake}\n\n{}", cli::USAGE);
                return ExitCode::from(2);
            }
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well; what did not has been told already.
fn execute(command: Command) -> Outcome<bool> {
    let layout = Layout::find()?;
    let setup = Setup::new(&layout);
    match command {
        Command::Help => {
            print!("{}", cli::USAGE);
            Ok(())
        }
        Command::Setup => setup.everything(),
        Command::Build => release::build_and_measure(&layout, &setup),
        Command::Run(arguments) => release::run(&layout, &setup, &arguments),
        Command::Test(only) => return Ok(test::run(&layout, &setup, only)),
    }
    .map(|()| true)
}
