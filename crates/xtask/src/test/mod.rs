//! `cargo xtask test`: every check of the project, in one order, with one line
//! for each at the end.

mod browser;
mod report;
mod suite;

pub use suite::SuiteName;

use std::time::Instant;

use report::Report;

use crate::{layout::Layout, say, setup::Setup};

/// Runs all suites or one, and tells whether they passed. All of them run
/// whatever the others gave. The count is the last line of the output.
pub fn run(layout: &Layout, setup: &Setup<'_>, only: Option<SuiteName>) -> bool {
    if only.is_none()
        && let Err(failure) = setup.everything()
    {
        // The suites that do not need what is missing still have their say.
        eprintln!("{failure}");
    }
    let mut report = Report::default();
    for suite in SuiteName::ALL {
        if only.is_some_and(|only| only != suite) {
            continue;
        }
        say::step(&format!("Suite {}: {}", suite.as_str(), suite.what()), None);
        let began = Instant::now();
        let outcome = suite.run(layout, setup);
        if let Err(failure) = &outcome {
            eprintln!("{failure}");
        }
        report.add(suite.as_str(), outcome.is_ok(), began.elapsed());
    }
    println!("\n{report}");
    report.passed()
}
