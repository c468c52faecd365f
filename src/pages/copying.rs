//! Texts to be taken along: a button that copies, and a block to read and copy.

use leptos::prelude::*;

use crate::i18n::t;
use crate::platform::clipboard;
use crate::ui::text;

/// How a copy went.
#[derive(Clone, Copy, PartialEq)]
enum Copied {
    No,
    Yes,
    Refused,
}

/// A button that copies a text and says that it did.
pub fn copy_button(copied: String, label: &'static str) -> AnyView {
    let state = RwSignal::new(Copied::No);
    let said = text(move || match state.get() {
        Copied::No => String::new(),
        Copied::Yes => t("copy.done"),
        Copied::Refused => t("copy.refused"),
    });
    let copy = move |_| {
        let copied = copied.clone();
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&copied).await;
            // The page may have been left meanwhile.
            state.try_set(if done { Copied::Yes } else { Copied::Refused });
        });
    };
    view! {
        <button class="button button-small" type="button" on:click=copy>
            {t(label)}
        </button>
        <span class="small soft" role="status">
            {said}
        </span>
    }
    .into_any()
}

/// A text to read and copy.
pub fn block(title: &'static str, label: &'static str, content: String) -> AnyView {
    view! {
        <details class="raw">
            <summary>{t(title)}</summary>
            <p class="raw-tools">{copy_button(content.clone(), label)}</p>
            <pre class="mono small" tabindex="0" role="region" aria-label=t(title)>
                {content}
            </pre>
        </details>
    }
    .into_any()
}
