//! Where a fact was read, and when.

use crate::day::Day;

/// The document that states a fact, and the day of the version that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source {
    /// A public document: an API schema such as `eu /vps.json`, or a page's title.
    pub document: &'static str,
    /// Day of the version that was read. The fact may have changed since.
    pub dated: Day,
}
