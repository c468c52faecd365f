//! An address that leads nowhere.

use leptos::prelude::*;

use crate::i18n::t;
use crate::place::Place;
use crate::ui::PageHead;

/// Says so, and where to go on.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="main-inner">
            <PageHead
                title=t("not_found.title")
                about=view! { <p>{t("not_found.text")}</p> }.into_any()
                tools=().into_any()
            />
            <p>
                <a class="button" href=Place::START.to_string()>
                    {t("not_found.back")}
                </a>
            </p>
        </div>
    }
    .into_any()
}
