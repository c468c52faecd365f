//! What was changed from this tab, newest first.

use leptos::prelude::*;

use crate::data::Data;
use crate::i18n::{t, t_count};
use crate::pages::writes::write_item;
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::{Icon, PageHead, live, text};

/// The page.
#[component]
pub fn Activity() -> impl IntoView {
    let data = Data::current();
    let scope = Whose::of_page();
    let session = Session::current();
    Effect::new(move || data.resume(&session.accounts()));
    let writes = Memo::new(move |_| data.writes(&scope));
    let open = text(move || {
        let writes = writes.read();
        let open = writes.iter().filter(|write| write.outcome.is_open());
        match open.count() {
            0 => String::new(),
            open => t_count("activity.open", open),
        }
    });
    view! {
        <PageHead
            title=t("activity.title")
            about=view! { <p class="soft">{t("activity.about")}</p> }.into_any()
            tools=().into_any()
        />
        <p class="unseen" role="status">
            {open}
        </p>
        <section class="panel" aria-label=t("activity.title")>
            {live(move || {
                let writes = writes.get();
                if writes.is_empty() {
                    view! {
                        <div class="nothing">
                            <Icon name="inbox" />
                            <h2>{t("activity.none")}</h2>
                            <p>{t("activity.none.text")}</p>
                        </div>
                    }
                        .into_any()
                } else {
                    let items = writes.into_iter().map(|write| write_item(write, true));
                    view! { <ol class="writes">{items.collect_view()}</ol> }.into_any()
                }
            })}
        </section>
    }
    .into_any()
}
