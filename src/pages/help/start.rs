//! Where asking for help begins: which service it is about, and what was begun before.

use leptos::prelude::*;

use super::drafts::drafts;
use super::pick::{Picked, pick};
use crate::i18n::t;
use crate::place::Place;
use crate::platform::history::{Address, Step};
use crate::session::Session;
use crate::session::drafts::shelf;
use crate::shell::Whose;
use crate::ui::{PageHead, live};

/// The page.
#[component]
pub fn Start() -> impl IntoView {
    let (session, scope) = (Session::current(), Whose::of_page());
    let address = Address::of_page();
    let accounts = Memo::new(move |_| session.accounts_in(&scope));
    // A link from a service, a panel or an alert names what it is about.
    let asked = untrack(|| address.search());
    if let [account] = untrack(|| accounts.get()).as_slice()
        && asked.len() > 1
    {
        let draft = Place::draft(account.id.clone(), shelf::fresh_id());
        let to = format!("{draft}{asked}");
        Effect::new(move || address.go(&to, Step::Instead));
        return ().into_any();
    }
    let picked = Callback::new(move |picked: Picked| {
        let (account, query) = match picked {
            Picked::Service(account, about) => {
                let mut query = "?service=".to_owned();
                api::percent_encode(&mut query, &about.key.to_string());
                (account, query)
            }
            Picked::Account(account) => (account, String::new()),
        };
        let draft = Place::draft(account, shelf::fresh_id());
        address.go(&format!("{draft}{query}"), Step::Forward);
    });
    view! {
        <PageHead
            title=t("help.title")
            about=view! { <p class="soft">{t("help.about")}</p> }.into_any()
            tools=().into_any()
        />
        <div class="help-start">
            <section class="panel" aria-labelledby="help-what">
                <div class="panel-head">
                    <h2 id="help-what">{t("help.which")}</h2>
                </div>
                <div class="panel-body">{live(move || pick(accounts.get(), picked))}</div>
            </section>
            {live(move || drafts(accounts.get(), None))}
        </div>
    }
    .into_any()
}
