//! A new passphrase, typed twice.

use leptos::prelude::*;

use crate::i18n::{format, t, t_with};
use crate::pages::unlock::{PassphraseField, Use};
use crate::session::vault::PASSPHRASE_MIN;
use crate::ui::text;

/// The two fields.
#[derive(Clone, Copy)]
pub struct Passphrases {
    pub typed: RwSignal<String>,
    again: RwSignal<String>,
    asked: RwSignal<bool>,
}

impl Passphrases {
    pub fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            asked: RwSignal::new(false),
        }
    }

    fn too_short(self) -> bool {
        self.typed.read().chars().count() < PASSPHRASE_MIN
    }

    /// The passphrase, if it can be used; otherwise the fields say why not.
    pub fn check(self) -> Option<String> {
        self.asked.set(true);
        untrack(move || {
            let fits = !self.too_short() && *self.typed.read() == *self.again.read();
            fits.then(|| self.typed.get())
        })
    }

    pub fn fields(self) -> AnyView {
        let short = text(move || {
            if self.asked.get() && self.too_short() {
                let least = format::number(PASSPHRASE_MIN);
                t_with("vault.passphrase.short", &[("n", &least)])
            } else {
                String::new()
            }
        });
        let differs = text(move || {
            if self.asked.get() && *self.typed.read() != *self.again.read() {
                t("vault.passphrase.differs")
            } else {
                String::new()
            }
        });
        view! {
            <PassphraseField
                id="new-passphrase"
                label=t("vault.passphrase.new")
                purpose=Use::New
                value=self.typed
                wrong=short
            />
            <PassphraseField
                id="new-passphrase-again"
                label=t("vault.passphrase.again")
                purpose=Use::New
                value=self.again
                wrong=differs
            />
        }
        .into_any()
    }
}
