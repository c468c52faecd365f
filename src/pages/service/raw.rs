//! The answer behind the page, and how to ask for it from a program.

use leptos::prelude::*;

use super::Shown;
use crate::data::{Data, service};
use crate::i18n::t;
use crate::platform::clipboard;
use crate::ui::{live, text};

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
        Copied::Yes => t("service.copied"),
        Copied::Refused => t("service.copy_refused"),
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
fn block(title: &'static str, label: &'static str, content: String) -> AnyView {
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

/// The panel.
pub fn panel(shown: Shown) -> AnyView {
    let [curl, python] = service::as_code(Data::current(), &shown.account.id, &shown.key);
    let answer = live(move || {
        let json = shown.service().map(|detail| detail.json);
        block(
            "service.raw.json",
            "service.raw.json.copy",
            json.unwrap_or_default(),
        )
    });
    let body = view! {
        <p class="soft">{t("service.raw.about")}</p>
        {answer}
        {block("service.raw.curl", "service.raw.curl.copy", curl)}
        {block("service.raw.python", "service.raw.python.copy", python)}
    };
    super::panel("service-raw", "service.raw", body.into_any())
}
