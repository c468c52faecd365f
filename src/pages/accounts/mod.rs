//! The accounts whose keys are here: what they are called, which groups they are in, and
//! how their keys stand.

mod card;
mod groups;
mod kept;
mod keys;
mod leave;

use leptos::prelude::*;

use crate::i18n::{format, names, t, t_count, t_with};
use crate::platform::history::Address;
use crate::session::{Account, Scope, Session};
use crate::shell::{Whose, sign_in_for};
use crate::ui::{Icon, PageHead, live, live_if, text};

/// Most that are drawn at once; a search reaches the others.
const MOST: usize = 50;
/// As many accounts are asked about their keys unasked.
const FEW: usize = 12;

/// The page.
#[component]
pub fn Accounts() -> impl IntoView {
    let session = Session::current();
    let address = Address::of_page();
    let scope = Whose::of_page();
    let single = matches!(scope, Scope::One(_));
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let words = format::folded(&search.read());
        let notes = session.notes().get();
        let fits = |account: &Account| {
            let note = notes.of(&account.id);
            let place = names::endpoint(account.id.endpoint);
            let text = [
                note.label.as_str(),
                "\n",
                &account.id.to_string(),
                "\n",
                &place,
            ]
            .concat();
            let text = format::folded(&text);
            words.split_whitespace().all(|word| text.contains(word))
        };
        let all = session.accounts_in(&scope);
        all.into_iter().filter(fits).collect::<Vec<_>>()
    });
    let add = untrack(|| sign_in_for(address, &Scope::All));
    // Which accounts are drawn; what is noted about them changes inside their cards.
    let drawn = Memo::new(move |_| {
        let ids = found.read();
        ids.iter()
            .map(|account| account.id.clone())
            .take(MOST)
            .collect::<Vec<_>>()
    });
    view! {
        <PageHead
            title=t("accounts.title")
            about=view! { <p class="soft">{t("accounts.about")} " " {text(kept::sentence)}</p> }
                .into_any()
            tools=view! {
                <a class="button button-main" href=add>
                    <Icon name="plus" />
                    {t("accounts.add")}
                </a>
            }
                .into_any()
        />
        {kept::trouble()}
        {live_if(
            move || !single,
            move || {
                view! {
                    <div class="accounts-tools">
                        <input
                            class="input"
                            type="search"
                            aria-label=t("accounts.search")
                            placeholder=t("accounts.search.hint")
                            prop:value=search.get_untracked()
                            on:input=move |event| search.set(event_target_value(&event))
                        />
                        <p class="soft" role="status">
                            {text(move || {
                                let count = found.read().len();
                                if count > MOST {
                                    t_with(
                                        "accounts.shown",
                                        &[
                                            ("shown", &format::number(MOST)),
                                            ("all", &format::number(count)),
                                        ],
                                    )
                                } else {
                                    t_count("scope.accounts", count)
                                }
                            })}
                        </p>
                    </div>
                }
                    .into_any()
            },
        )}
        {live(move || {
            let ids = drawn.get();
            if ids.is_empty() {
                return view! { <p class="nothing panel">{t("accounts.none")}</p> }.into_any();
            }
            let few = ids.len() <= FEW;
            let cards = ids.into_iter().map(|id| card::card(id, few, single));
            view! { <div class="accounts-list">{cards.collect_view()}</div> }.into_any()
        })}
        {(!single)
            .then(|| {
                groups::groups(
                    Signal::derive(move || {
                        found.read().iter().map(|account| account.id.clone()).collect()
                    }),
                )
            })}
    }
    .into_any()
}
