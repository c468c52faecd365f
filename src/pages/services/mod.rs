//! Every service of the scope, in one list that can be searched, narrowed and sorted.

mod filters;
mod list;
mod notices;

use std::time::Duration;

use leptos::prelude::*;

use crate::data::query::Query;
use crate::data::{Data, Snapshot, still_waiting};
use crate::i18n::{format, t, t_count, t_with};
use crate::pages::refresh::Refresh;
use crate::platform::history::Address;
use crate::session::Session;
use crate::shell::Whose;
use crate::ui::{Icon, PageHead, live, text};

use filters::filters;
use list::list;
use notices::notices;

/// How long typing rests before the address is rewritten and the count is said.
const REST: Duration = Duration::from_millis(500);

/// The page.
#[component]
pub fn Services() -> impl IntoView {
    let session = Session::current();
    let scope = Whose::of_page();
    let data = Data::current();

    let readings = Signal::derive(move || data.services(&session.accounts_in(&scope)));
    let rows = Memo::new(move |_| Snapshot::of(&readings.get()));
    let query = query_in_address();
    let chosen = Memo::new(move |_| rows.with(|rows| query.with(|query| rows.choose(query))));
    let waiting = Memo::new(move |_| still_waiting(&readings.get()));
    let none = Memo::new(move |_| chosen.read().is_empty());

    view! {
        <PageHead
            title=t("services.title")
            about=count(rows, chosen)
            tools=view! { <Refresh readings /> }.into_any()
        />
        {notices(readings)}
        {filters(query)}
        {live(move || {
            if none.get() { empty(rows, query, waiting) } else { list(chosen, query) }
        })}
    }
    .into_any()
}

/// How many are shown of how many; said aloud only once typing rests.
fn count(rows: Memo<Snapshot>, chosen: Memo<Snapshot>) -> AnyView {
    let shown = text(move || {
        let (all, shown) = (rows.read().len(), chosen.read().len());
        if all == shown {
            t_count("services.count", all)
        } else {
            t_with(
                "services.shown",
                &[
                    ("shown", &format::number(shown)),
                    ("all", &t_count("services.count", all)),
                ],
            )
        }
    });
    let said = RwSignal::new(String::new());
    let resting = Resting::new();
    Effect::new(move || {
        let shown = shown.get();
        resting.then(move || {
            said.try_set(shown);
        });
    });
    view! {
        <p class="soft" data-count="">
            {shown}
        </p>
        <p class="unseen" role="status">
            {said}
        </p>
    }
    .into_any()
}

/// No row to show: because none is there, none fits, or none has arrived.
fn empty(rows: Memo<Snapshot>, query: RwSignal<Query>, waiting: Memo<bool>) -> AnyView {
    live(move || {
        if waiting.get() && rows.read().is_empty() {
            let lines = (0..8)
                .map(|_| view! { <span class="skeleton"></span> })
                .collect_view();
            view! {
                <div class="panel list-skeleton" aria-hidden="true">
                    {lines}
                </div>
            }
            .into_any()
        } else if query.read().narrows() && !rows.read().is_empty() {
            view! {
                <div class="panel nothing">
                    <Icon name="search" />
                    <p>{t("services.none_fits")}</p>
                    <p>
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| query.update(|query| *query = query.widened())
                        >
                            {t("services.clear")}
                        </button>
                    </p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="panel nothing">
                    <Icon name="inbox" />
                    <p>{t("services.none")}</p>
                </div>
            }
            .into_any()
        }
    })
}

/// Does something once nothing has happened for a while; forgotten with the page.
#[derive(Clone, Copy)]
struct Resting(StoredValue<Option<TimeoutHandle>>);

impl Resting {
    fn new() -> Self {
        let resting = Self(StoredValue::new(None));
        on_cleanup(move || resting.replace(None));
        resting
    }

    fn then(self, act: impl FnOnce() + 'static) {
        self.replace(set_timeout_with_handle(act, REST).ok());
    }

    fn replace(self, handle: Option<TimeoutHandle>) {
        let earlier = self
            .0
            .try_update_value(|current| std::mem::replace(current, handle));
        if let Some(Some(earlier)) = earlier {
            earlier.clear();
        }
    }
}

/// The query, read from the address when that changes, written to it when typing rests.
fn query_in_address() -> RwSignal<Query> {
    let address = Address::of_page();
    let query = RwSignal::new(read_search(&untrack(|| address.search())));

    Effect::new(move |earlier: Option<()>| {
        let asked = read_search(&address.search());
        if earlier.is_some() && query.with_untracked(|query| *query != asked) {
            query.set(asked);
        }
    });

    let resting = Resting::new();
    Effect::new(move |earlier: Option<()>| {
        let written = write_search(&query.get());
        if earlier.is_some() {
            resting.then(move || {
                let current = read_search(&untrack(|| address.search()));
                if write_search(&current) != written {
                    address.rewrite_search(&written);
                }
            });
        }
    });
    query
}

/// Reads with the browser's own parser.
fn read_search(search: &str) -> Query {
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(search) else {
        return Query::default();
    };
    let pairs: Vec<(&str, String)> = ["q", "universe", "product", "region", "state", "sort"]
        .into_iter()
        .filter_map(|name| Some((name, params.get(name)?)))
        .collect();
    Query::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

fn write_search(query: &Query) -> String {
    let Ok(params) = web_sys::UrlSearchParams::new() else {
        return String::new();
    };
    for (name, value) in query.to_pairs() {
        params.append(name, &value);
    }
    let written = String::from(params.to_string());
    if written.is_empty() {
        written
    } else {
        format!("?{written}")
    }
}
