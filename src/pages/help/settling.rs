//! A request that was handed over and whose fate is being found out.

use leptos::prelude::*;

use super::desk::{Desk, Sending};
use super::steps::head;
use crate::i18n::t;
use crate::pages::writes::reason;
use crate::ui::{Icon, Waiting, live};

/// The step.
pub fn settling(desk: Desk) -> AnyView {
    desk.seek();
    let sending = Memo::new(move |_| desk.sending());
    let whose = super::pick::whose(&desk.account().id);
    let body = live(move || match sending.get() {
        Sending::Unknown(trouble) => view! {
            <div class="trouble" role="alert">
                <p class="trouble-title">
                    <Icon name="circle-question-mark" />
                    {t("help.unknown")}
                </p>
                {reason(&trouble, &whose)}
                <p class="trouble-actions">
                    <button class="button" type="button" on:click=move |_| desk.look_again()>
                        {t("help.look_again")}
                    </button>
                </p>
            </div>
        }
        .into_any(),
        Sending::Looking => view! {
            <p><Waiting text=t("help.looking") /></p>
            <p class="soft">{t("help.looking.about")}</p>
        }
        .into_any(),
        _ => view! { <p><Waiting text=t("help.sending") /></p> }.into_any(),
    });
    view! {
        {head("help.sending.title", desk)}
        <section class="panel help-step" role="status">
            <div class="panel-body">{body}</div>
        </section>
    }
    .into_any()
}
