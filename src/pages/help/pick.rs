//! Picking the service that a request is about: search, and the few that fit.

use std::sync::Arc;

use api::AccountId;
use leptos::prelude::*;

use crate::data::row::Row;
use crate::data::{Data, Snapshot, still_waiting};
use crate::i18n::{format, names, t, t_count};
use crate::session::Account;
use crate::session::drafts::About;
use crate::ui::{ConditionMark, UniverseMark, Waiting, live, live_if};

/// How many are offered at once.
const MOST: usize = 8;

/// What a request may be about.
#[derive(Clone, PartialEq)]
pub enum Picked {
    /// A service of an account.
    Service(AccountId, About),
    /// The account as a whole.
    Account(AccountId),
}

/// The service as a draft knows it.
pub fn about(row: &Row) -> About {
    About {
        key: row.key.clone(),
        name: row.name.to_string(),
        display: row.display.to_string(),
        product: row.product.map(|product| product.key.to_owned()),
    }
}

/// Among what is picked, and what becomes of it. In the context in which it is drawn.
#[derive(Clone)]
pub struct Picking {
    pub accounts: Vec<Account>,
    pub picked: Callback<Picked>,
}

/// The same as an area, for a page that most leave without it.
#[component]
pub fn Pick() -> impl IntoView {
    let Picking { accounts, picked } = expect_context();
    pick(accounts, picked)
}

/// The search and what fits, among the services of `accounts`.
pub fn pick(accounts: Vec<Account>, picked: Callback<Picked>) -> AnyView {
    let data = Data::current();
    let several = accounts.len() > 1;
    let readings = data.services(&accounts);
    let ids: Vec<AccountId> = accounts.into_iter().map(|account| account.id).collect();
    let search = RwSignal::new(String::new());
    let waiting = {
        let readings = readings.clone();
        Memo::new(move |_| still_waiting(&readings))
    };
    let rows = Memo::new(move |_| Snapshot::of(&readings));
    let found = Memo::new(move |_| fitting(&rows.read(), &format::folded(&search.read())));
    let list = live(move || {
        let found = found.get();
        let more = found.1;
        let items = found.0.into_iter().map(|row| service(row, several, picked));
        let more = (more > 0).then(
            || view! { <li class="soft small help-more">{t_count("help.pick.more", more)}</li> },
        );
        view! {
            <ul class="help-picks">
                {items.collect_view()}
                {more}
            </ul>
        }
        .into_any()
    });
    let said = live(move || {
        let none = found.read().0.is_empty();
        let key = match (none, waiting.get(), rows.read().is_empty()) {
            (false, ..) | (true, true, _) => return ().into_any(),
            (true, false, true) => "help.pick.nothing",
            (true, false, false) => "help.pick.none",
        };
        view! { <p class="soft">{t(key)}</p> }.into_any()
    });
    let whole = ids.into_iter().map(|id| whole_account(id, several, picked));
    view! {
        <div class="help-pick">
            <label for="help-search">{t("help.pick.search")}</label>
            <input
                id="help-search"
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                on:input=move |event| search.set(event_target_value(&event))
            />
            <div role="status">
                {live_if(
                    move || waiting.get(),
                    || view! { <Waiting text=t("help.pick.waiting") /> }.into_any(),
                )}
                {said}
            </div>
            {list}
            <details class="help-whole" open=!several>
                <summary>{t("help.pick.whole")}</summary>
                <ul class="help-picks">{whole.collect_view()}</ul>
            </details>
        </div>
    }
    .into_any()
}

/// Those that fit, what needs attention first, and how many more there are.
fn fitting(rows: &Snapshot, search: &str) -> (Vec<Arc<Row>>, usize) {
    let fits = |row: &&Arc<Row>| {
        search
            .split_whitespace()
            .all(|word| row.haystack().contains(word))
    };
    let mut found: Vec<Arc<Row>> = rows.iter().filter(fits).cloned().collect();
    found.sort_by_key(|row| row.condition);
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    (found, more)
}

fn service(row: Arc<Row>, with_account: bool, picked: Callback<Picked>) -> AnyView {
    let (display, name) = (row.display.to_string(), row.name.to_string());
    let technical =
        (display != name).then(|| view! { <span class="mono small soft">{name}</span> });
    let product = row.product_name.to_string();
    let whose = with_account.then(|| whose(&row.account));
    let (universe, condition) = (row.universe(), row.condition);
    view! {
        <li>
            <button
                class="help-choice"
                type="button"
                on:click=move |_| picked.run(Picked::Service(row.account.clone(), about(&row)))
            >
                <UniverseMark universe />
                <span class="help-choice-name">
                    <strong>{display}</strong>
                    {technical}
                    <span class="small soft">{product} " " {whose}</span>
                </span>
                <ConditionMark condition />
            </button>
        </li>
    }
    .into_any()
}

fn whole_account(id: AccountId, several: bool, picked: Callback<Picked>) -> AnyView {
    let words = if several {
        whose(&id)
    } else {
        t("help.pick.account")
    };
    view! {
        <li>
            <button
                class="help-choice"
                type="button"
                on:click=move |_| picked.run(Picked::Account(id.clone()))
            >
                <span class="help-choice-name">{words}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Account and region in one line.
pub fn whose(id: &AccountId) -> String {
    format!("{} · {}", id.nic, names::endpoint(id.endpoint))
}
