//! An address that leads nowhere.

use leptos::prelude::*;

use crate::i18n::t;

/// Says so, and where to go on.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main id="main" class="main" tabindex="-1">
            <div class="main-inner">
                <h1>{t("not_found.title")}</h1>
                <p>{t("not_found.text")}</p>
                <p>
                    <a class="button" href="/all/overview">
                        {t("not_found.back")}
                    </a>
                </p>
            </div>
        </main>
    }
}
