//! The storage of this tab, which other tabs do not see. It never holds a key. Storage may
//! be blocked: then a reload starts anew.

/// What is kept under `name`.
pub fn read(name: &str) -> Option<String> {
    storage::read(name)
}

/// Keeps `text` under `name`.
pub fn keep(name: &str, text: &str) {
    storage::keep(name, text);
}

/// Forgets what is kept under `name`.
pub fn forget(name: &str) {
    storage::forget(name);
}

/// Forgets all that is kept under names that begin so.
pub fn forget_those(beginning: &str) {
    for name in storage::names() {
        if name.starts_with(beginning) {
            forget(&name);
        }
    }
}

/// The browser's.
#[cfg(target_arch = "wasm32")]
mod storage {
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

/// Outside a browser, for tests: several tabs at once.
#[cfg(not(target_arch = "wasm32"))]
pub mod storage {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;

    thread_local! {
        static TAB: Cell<usize> = const { Cell::new(0) };
        static KEPT: RefCell<BTreeMap<(usize, String), String>> =
            const { RefCell::new(BTreeMap::new()) };
    }

    /// From here on the storage is that of tab `number`.
    #[cfg(test)]
    pub fn be(number: usize) {
        TAB.set(number);
    }

    /// Everything that tab `number` keeps.
    #[cfg(test)]
    pub fn all(number: usize) -> Vec<String> {
        KEPT.with_borrow(|kept| {
            let its = kept.iter().filter(|((tab, _), _)| *tab == number);
            its.map(|(_, text)| text.clone()).collect()
        })
    }

    /// No tab keeps anything.
    #[cfg(test)]
    pub fn clear() {
        KEPT.with_borrow_mut(BTreeMap::clear);
    }

    pub fn read(name: &str) -> Option<String> {
        KEPT.with_borrow(|kept| kept.get(&(TAB.get(), name.to_owned())).cloned())
    }

    pub fn keep(name: &str, text: &str) {
        KEPT.with_borrow_mut(|kept| kept.insert((TAB.get(), name.to_owned()), text.to_owned()));
    }

    pub fn forget(name: &str) {
        KEPT.with_borrow_mut(|kept| kept.remove(&(TAB.get(), name.to_owned())));
    }

    pub fn names() -> Vec<String> {
        KEPT.with_borrow(|kept| {
            let its = kept.keys().filter(|(tab, _)| *tab == TAB.get());
            its.map(|(_, name)| name.clone()).collect()
        })
    }
}
