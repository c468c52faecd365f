//! Which universes a person wants to see, and in what order. It is theirs, whatever
//! account they look at, so it is kept by the browser and holds nothing of an account.

use catalog::Universe;
use leptos::prelude::*;

const STORED_AS: &str = "universes";

/// The choice. In the context of the whole page.
#[derive(Clone, Copy)]
pub struct ShownUniverses(RwSignal<Vec<Universe>>);

impl ShownUniverses {
    /// As it was chosen on an earlier visit: all of them until then.
    pub fn restore() -> Self {
        // Storage may be blocked; then every visit shows them all.
        let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
        Self(RwSignal::new(read(stored.as_deref().unwrap_or_default())))
    }

    /// The choice of this page.
    pub fn current() -> Self {
        expect_context()
    }

    /// The universes to show, in order; never none. Tracked.
    pub fn get(self) -> Vec<Universe> {
        self.0.get()
    }

    /// Chooses. None at all is no choice.
    pub fn set(self, shown: Vec<Universe>) {
        if shown.is_empty() {
            return;
        }
        if let Some(storage) = storage() {
            let keys: Vec<&str> = shown.iter().map(|universe| universe.key()).collect();
            let _ = storage.set_item(STORED_AS, &keys.join(","));
        }
        self.0.set(shown);
    }
}

/// Reads a stored choice. What it does not know it leaves out.
fn read(stored: &str) -> Vec<Universe> {
    let mut shown = Vec::new();
    for universe in stored.split(',').filter_map(Universe::parse) {
        if !shown.contains(&universe) {
            shown.push(universe);
        }
    }
    if shown.is_empty() {
        shown.extend(Universe::ALL);
    }
    shown
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use catalog::Universe::{Enterprise, Market, Spirit, Stack};

    use super::read;

    #[test]
    fn a_choice_that_makes_no_sense_shows_everything() {
        for (stored, shown) in [
            ("", vec![Market, Spirit, Stack, Enterprise]),
            ("stack,market", vec![Stack, Market]),
            ("stack,moon,stack", vec![Stack]),
            ("moon", vec![Market, Spirit, Stack, Enterprise]),
        ] {
            assert_eq!(read(stored), shown, "{stored}");
        }
    }
}
