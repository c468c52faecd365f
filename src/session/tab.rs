//! The storage of this tab, which other tabs do not see. It never holds a key. Storage may
//! be blocked: then a reload starts anew.

/// What is kept under `name`.
pub fn read(name: &str) -> Option<String> {
    place::read(name)
}

/// Keeps `text` under `name`.
pub fn keep(name: &str, text: &str) {
    place::keep(name, text);
}

/// Forgets what is kept under `name`.
pub fn forget(name: &str) {
    place::forget(name);
}

/// Forgets all that is kept under names that begin so.
pub fn forget_those(beginning: &str) {
    for name in place::names() {
        if name.starts_with(beginning) {
            forget(&name);
        }
    }
}

/// The browser's.
#[cfg(target_arch = "wasm32")]
mod place {
    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.session_storage().ok()?
    }

    pub fn read(name: &str) -> Option<String> {
        storage()?.get_item(name).ok()?
    }

    pub fn keep(name: &str, text: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(name, text);
        }
    }

    pub fn forget(name: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(name);
        }
    }

    pub fn names() -> Vec<String> {
        let names = |storage: web_sys::Storage| {
            let count = storage.length().unwrap_or_default();
            let names = (0..count).filter_map(|place| storage.key(place).ok().flatten());
            names.collect()
        };
        storage().map(names).unwrap_or_default()
    }
}

/// Outside a browser, for tests: a thread is a tab.
#[cfg(not(target_arch = "wasm32"))]
mod place {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    thread_local! {
        static KEPT: RefCell<BTreeMap<String, String>> = RefCell::default();
    }

    pub fn read(name: &str) -> Option<String> {
        KEPT.with_borrow(|kept| kept.get(name).cloned())
    }

    pub fn keep(name: &str, text: &str) {
        KEPT.with_borrow_mut(|kept| kept.insert(name.to_owned(), text.to_owned()));
    }

    pub fn forget(name: &str) {
        KEPT.with_borrow_mut(|kept| kept.remove(name));
    }

    pub fn names() -> Vec<String> {
        KEPT.with_borrow(|kept| kept.keys().cloned().collect())
    }
}
