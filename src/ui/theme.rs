//! Light, dark, or as the computer says.

use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::Icon;

const STORED_AS: &str = "theme";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `data-theme`, and of the stored choice. `None`: follow the computer.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::System => ("monitor", "theme.system"),
            Self::Light => ("sun", "theme.light"),
            Self::Dark => ("moon", "theme.dark"),
        }
    }

    fn stored() -> Self {
        // Storage may be blocked; then every visit follows the computer.
        let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
        Self::ALL
            .into_iter()
            .find(|theme| theme.name().is_some() && theme.name() == stored.as_deref())
            .unwrap_or(Self::System)
    }

    fn apply(self) {
        let root = document().document_element();
        match (root, self.name()) {
            (Some(root), Some(name)) => {
                let _ = root.set_attribute("data-theme", name);
                if let Some(storage) = storage() {
                    let _ = storage.set_item(STORED_AS, name);
                }
            }
            (Some(root), None) => {
                let _ = root.remove_attribute("data-theme");
                if let Some(storage) = storage() {
                    let _ = storage.remove_item(STORED_AS);
                }
            }
            (None, _) => {}
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Applies the theme chosen on an earlier visit.
pub fn restore() {
    Theme::stored().apply();
}

/// The three choices, as one group of buttons.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let current = RwSignal::new(Theme::stored());
    let buttons = Theme::ALL
        .into_iter()
        .map(|theme| {
            let (icon, key) = theme.label();
            view! {
                <button
                    type="button"
                    title=t(key)
                    aria-label=t(key)
                    aria-pressed=move || (current.get() == theme).to_string()
                    on:click=move |_| {
                        current.set(theme);
                        theme.apply();
                    }
                >
                    <Icon name=icon />
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="theme" role="group" aria-label=t("theme.label")>
            {buttons}
        </div>
    }
}
