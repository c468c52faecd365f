//! What was being typed when the vault locked: sealed with the vault's key, in the memory of
//! this tab and nowhere else. The passphrase brings it back.

use std::cell::RefCell;

use super::tab::{self, Vault};

/// What they are bound to: they pass for nothing else, and nothing else for them.
const BOUND_TO: &str = "manager-vault|1|drafts";

thread_local! {
    static SEALED: RefCell<Option<String>> = const { RefCell::new(None) };
    static OPENED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Seals `text` in place of what was sealed before. The vault may be closed meanwhile.
pub fn keep(text: String) {
    let Ok(vault) = tab::open_here() else { return };
    leptos::task::spawn_local(async move {
        let sealed = vault.seal_as(BOUND_TO, text.as_bytes()).await;
        SEALED.set(sealed.ok());
    });
}

/// Opens what was sealed, for [`take`]. Of another vault or passphrase, it is dropped.
pub(super) async fn open(vault: &Vault) {
    if let Some(sealed) = SEALED.take() {
        let plain = vault.unseal_as(BOUND_TO, &sealed).await;
        OPENED.set(plain.ok().and_then(|plain| String::from_utf8(plain).ok()));
    }
}

/// What was opened, once.
pub fn take() -> Option<String> {
    OPENED.take()
}
