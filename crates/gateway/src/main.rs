//! The program `manager`.

use gateway::cli::{self, Command};
use gateway::run;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match cli::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => print!("{}", cli::HELP),
        Ok(Command::Version) => println!("manager {}", env!("CARGO_PKG_VERSION")),
        Ok(Command::Serve(serve)) => {
            if let Err(error) = run::run(*serve).await {
                eprintln!("Manager did not start: {error}");
                return ExitCode::FAILURE;
            }
        }
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
