//! The sample accounts, where the gateway has them.

use leptos::prelude::*;

use super::go_on_in;
use crate::data::Data;
use crate::i18n::t;
use crate::platform::history::Address;
use crate::session::{Session, sample};
use crate::ui::Icon;

/// The way to them.
#[component]
pub fn SampleEntry(keep: RwSignal<bool>) -> impl IntoView {
    let data = Data::current();
    let session = Session::current();
    let address = Address::of_page();
    let entering = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let enter = move |_| {
        if entering.get_untracked() {
            return;
        }
        entering.set(true);
        failed.set(false);
        leptos::task::spawn_local(async move {
            match sample::read().await {
                Ok(accounts) => {
                    session.enter(accounts.clone());
                    accounts.iter().for_each(|account| data.renewed(account));
                    sample::remember();
                    go_on_in(address, keep);
                }
                Err(sample::NoSample) => {
                    failed.try_set(true);
                }
            }
            entering.try_set(false);
        });
    };
    view! {
        <section class="panel sign-in-part" aria-labelledby="sample">
            <h2 id="sample">{t("sign_in.sample.title")}</h2>
            <p class="soft">{t("sign_in.sample.about")}</p>
            <button
                class="button button-main button-wide"
                type="button"
                aria-disabled=move || entering.get().to_string()
                on:click=enter
            >
                {t("sign_in.sample")}
                <Icon name="chevron-right" />
            </button>
            <div role="alert">
                <Show when=move || failed.get()>
                    <p class="field-error">
                        <Icon name="circle-x" />
                        {t("sign_in.sample.failed")}
                    </p>
                </Show>
            </div>
        </section>
    }
}
