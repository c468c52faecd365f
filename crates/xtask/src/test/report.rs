//! The lines at the end of a test run.

use std::{fmt, time::Duration};

use crate::say;

/// How each suite went.
#[derive(Debug, Default)]
pub struct Report {
    suites: Vec<(&'static str, bool, Duration)>,
}

impl Report {
    pub fn add(&mut self, suite: &'static str, passed: bool, took: Duration) {
        self.suites.push((suite, passed, took));
    }

    fn failed(&self) -> usize {
        self.suites.iter().filter(|(_, passed, _)| !passed).count()
    }

    /// Whether all suites passed.
    pub fn passed(&self) -> bool {
        self.failed() == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (suite, passed, took) in &self.suites {
            let verdict = if *passed { "passed" } else { "failed" };
            writeln!(f, "{suite:<12}{verdict:<8}{}", say::seconds(took.as_secs()))?;
        }
        let failed = self.failed();
        write!(f, "{} passed, {failed} failed", self.suites.len() - failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_the_suites() {
        let mut report = Report::default();
        report.add("format", true, Duration::from_secs(2));
        assert!(report.passed());
        report.add("native", false, Duration::from_secs(90));
        assert_eq!(
            report.to_string(),
            "format      passed  2 s\nnative      failed  1 min 30 s\n1 passed, 1 failed"
        );
        assert!(!report.passed());
    }
}
