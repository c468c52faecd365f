//! The answer behind the page, and how to ask for it from a program.

use leptos::prelude::*;

use super::Shown;
use crate::data::{Data, service};
use crate::i18n::t;
use crate::pages::copying::block;
use crate::ui::{live, titled};

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
    titled("service-raw", "service.raw", body.into_any())
}
