//! The suites.

use std::process::Command;

use super::browser;
use crate::{failure::Outcome, layout::Layout, process, release, setup::Setup};

/// A part of the checks that can be run alone. The order is that in which they
/// run: what fails fast comes first, and what one compiles the next one uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuiteName {
    Format,
    Clippy,
    ClippyWeb,
    Native,
    Components,
    Release,
    Clients,
    EndToEnd,
}

impl SuiteName {
    pub const ALL: [Self; 8] = [
        Self::Format,
        Self::Clippy,
        Self::ClippyWeb,
        Self::Native,
        Self::Components,
        Self::Release,
        Self::Clients,
        Self::EndToEnd,
    ];

    /// What it is called on the command line and in the report.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::ClippyWeb => "clippy-web",
            Self::Native => "native",
            Self::Components => "components",
            Self::Release => "release",
            Self::EndToEnd => "e2e",
            Self::Clients => "clients",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.as_str() == name)
    }

    /// All names, for a message.
    pub fn list() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }

    pub const fn what(self) -> &'static str {
        match self {
            Self::Format => "rustfmt over everything",
            Self::Clippy => "clippy over what runs natively, warnings denied",
            Self::ClippyWeb => "clippy over the application, unsplit and split",
            Self::Native => "native tests and the examples in the documentation",
            Self::Components => "component tests in headless Chromium",
            Self::Release => "the split build, its budgets, and the program manager",
            Self::EndToEnd => "end-to-end tests in Chromium against the program",
            Self::Clients => "the official Python and Node clients against the control plane",
        }
    }

    pub fn run(self, layout: &Layout, setup: &Setup<'_>) -> Outcome {
        match self {
            Self::Format => {
                setup.toolchain()?;
                cargo(layout, &["fmt", "--all", "--check"])
            }
            Self::Clippy => {
                setup.toolchain()?;
                // Not all features: `embed` needs the built application, see
                // the suite `release`.
                clippy(layout, &["--workspace", "--all-targets"])
            }
            Self::ClippyWeb => {
                setup.toolchain()?;
                let app = ["--package", "app", "--target", "wasm32-unknown-unknown"];
                clippy(layout, &[&app[..], &["--all-targets"]].concat())?;
                clippy(layout, &[&app[..], &["--features", "split"]].concat())
            }
            Self::Native => cargo(layout, &["test", "--workspace", "--no-fail-fast"]),
            Self::Components => browser::components(layout, setup),
            Self::Release => {
                release::build_and_measure(layout, setup)?;
                clippy(layout, &["--package", "gateway", "--features", "embed"])
            }
            Self::EndToEnd => browser::end_to_end(layout, setup),
            Self::Clients => browser::clients(layout, setup),
        }
    }
}

fn clippy(layout: &Layout, arguments: &[&str]) -> Outcome {
    cargo(
        layout,
        &[&["clippy"], arguments, &["--", "--deny", "warnings"]].concat(),
    )
}

fn cargo(layout: &Layout, arguments: &[&str]) -> Outcome {
    process::run(in_root(layout, &mut process::cargo()).args(arguments))
}

/// Runs where everybody runs cargo, with the same folder for what it builds.
fn in_root<'a>(layout: &Layout, command: &'a mut Command) -> &'a mut Command {
    command
        .current_dir(layout.root())
        .env("CARGO_TARGET_DIR", layout.target())
}

#[cfg(test)]
mod tests {
    use super::SuiteName;

    #[test]
    fn names_are_unique_and_read_back() {
        for suite in SuiteName::ALL {
            assert_eq!(SuiteName::parse(suite.as_str()), Some(suite));
            assert!(SuiteName::list().contains(suite.as_str()));
        }
        assert_eq!(SuiteName::parse(""), None);
    }
}
