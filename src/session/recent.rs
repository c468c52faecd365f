//! The scopes this tab looked at last, so that going back to one is quick. It lists them;
//! which one a page shows is said by its address alone.

use super::{Scope, tab};

const KEPT: &str = "recent";
const MOST: usize = 8;

/// The last first, as addresses write them.
pub fn scopes() -> Vec<String> {
    let kept = tab::read(KEPT).unwrap_or_default();
    kept.split('\n').map(str::to_owned).collect()
}

/// `scope` is being looked at.
pub fn visit(scope: &Scope) {
    let scope = scope.to_string();
    let mut all = scopes();
    all.retain(|other| *other != scope && !other.is_empty());
    all.insert(0, scope);
    all.truncate(MOST);
    tab::keep(KEPT, &all.join("\n"));
}

/// Forgets them.
pub fn forget() {
    tab::forget(KEPT);
}
