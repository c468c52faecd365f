//! The page that any service has, whatever its product: state, facts, people, renewal,
//! what belongs to it, what was done, and the answer behind all that.

mod facts;
mod meaning;
mod raw;
mod related;
mod rename;
mod renewal;

use std::sync::Arc;

use api::{AccountId, ServiceDetail, ServiceId, ServiceKey};
use leptos::prelude::*;

use crate::app::{Here, SERVICE_RENEWAL, SERVICE_TICKETS};
use crate::data::credential;
use crate::data::row::Row;
use crate::data::trouble::Kind;
use crate::data::{Answer, Data, Held, Phase, Reading, service};
use crate::i18n::{names, t, t_with};
use crate::pages::copying::copy_button;
use crate::pages::troubles::renew;
use crate::pages::writes::write_item;
use crate::place::{Page, Place};
use crate::session::rights;
use crate::session::{Account, Scope};
use crate::shell::{Whose, account_of_page};
use crate::ui::{
    Area, Icon, PageHead, TroubleBox, UniverseMark, Waiting, live, live_if, titled, updated,
};

// What goes on around it and what happened to it, which is no small code.
crate::area!(HISTORY, history, crate::pages::history::History, and status);

/// What the parts of the page share.
#[derive(Clone)]
pub(super) struct Shown {
    pub account: Account,
    pub key: ServiceKey,
    /// The last good answer; inside, `None` when there is no such service.
    pub detail: Memo<Option<Arc<Option<ServiceDetail>>>>,
    /// The account's list of services.
    pub list: Reading,
    /// It as lists show it: with what its product says of its state, where the list is
    /// here, else from the answer.
    pub row: Memo<Option<Arc<Row>>>,
}

impl Shown {
    /// The service in full. Tracked.
    pub fn service(&self) -> Option<ServiceDetail> {
        self.detail.get()?.as_ref().clone()
    }

    /// Whose page this is, in words: account and region.
    pub fn whose(&self) -> [(&'static str, String); 2] {
        let id = &self.account.id;
        [
            ("account", id.nic.to_string()),
            ("region", names::endpoint(id.endpoint)),
        ]
    }
}

/// A text with account and region in it.
fn t_whose(key: &str, shown: &Shown) -> String {
    let [(a, account), (r, region)] = shown.whose();
    t_with(key, &[(a, &account), (r, &region)])
}

/// The page.
#[component]
pub fn Service() -> impl IntoView {
    let here = Here::of_page();
    match (untrack(|| here.get()), account_of_page()) {
        (Place::Page(_, Page::Service(key)), Some(account)) => page(account, key),
        _ => ().into_any(),
    }
}

fn page(account: Account, key: ServiceKey) -> AnyView {
    let data = Data::current();
    let answer = data.ask(&account, &service::detail(&key));
    let Some(list) = data.services(std::slice::from_ref(&account)).pop() else {
        return ().into_any();
    };
    let cell = answer.cell.clone();
    let detail = Memo::new(move |_| cell.read().value.clone());
    let row = service::known(data, &account, &key);
    let shown = Shown {
        account,
        key,
        detail,
        list,
        row,
    };
    let (head, body, troubles) = (shown.clone(), shown.clone(), answer.clone());
    // Whether there is something to show, and why not.
    let there = Memo::new(move |_| detail.get().map(|detail| detail.is_some()));
    let again = answer.clone();
    view! {
        {head_of(head, again)}
        {trouble_of(troubles, shown)}
        {live(move || match there.get() {
            Some(true) => panels(body.clone()),
            Some(false) => gone(&body),
            None => waiting(&answer.cell),
        })}
    }
    .into_any()
}

fn head_of(shown: Shown, answer: Answer<Option<ServiceDetail>>) -> AnyView {
    let detail = shown.detail;
    let (row, key) = (shown.row, shown.key.clone());
    let title = Memo::new(move |_| {
        let known = detail.get();
        let name = known.as_ref().and_then(|known| known.as_ref().as_ref());
        name.map(|detail| detail.service.display_name.clone())
            .or_else(|| row.get().map(|row| row.display.to_string()))
            .unwrap_or_else(|| t_with("service.untitled", &[("id", &key.to_string())]))
    });
    let list = Place::Page(Scope::One(shown.account.id.clone()), Page::Services).to_string();
    let help = Place::help(shown.account.id.clone(), &shown.key, "service");
    live(move || {
        let (shown, again, cell) = (shown.clone(), answer.clone(), answer.cell.clone());
        let about = about(shown);
        let tools = view! {
            {updated(move || cell.read().known_since())}
            <a class="button" href=help.clone()>
                <Icon name="life-buoy" />
                {t("help.title")}
            </a>
            <a class="button" href=list.clone()>
                {t("service.to_list")}
            </a>
            <button class="button" type="button" on:click=move |_| again.again()>
                <Icon name="refresh-cw" />
                {t("action.refresh")}
            </button>
        };
        view! { <PageHead title=title.get() about tools=tools.into_any() /> }.into_any()
    })
}

fn about(shown: Shown) -> AnyView {
    let whose = t_whose("service.whose", &shown);
    live(move || {
        let Some(row) = shown.row.get() else {
            return view! { <p class="soft">{whose.clone()}</p> }.into_any();
        };
        view! {
            <p class="service-name">
                <span class="mono">{row.name.to_string()}</span>
                {copy_button(row.name.to_string(), "service.copy_name")}
            </p>
            <p class="soft service-about">
                <UniverseMark universe=row.universe() />
                <span>{row.product_name.to_string()}</span>
                <span>{whose.clone()}</span>
            </p>
        }
        .into_any()
    })
}

/// What went wrong with the last asking; what was read before stays below.
fn trouble_of(answer: Answer<Option<ServiceDetail>>, shown: Shown) -> AnyView {
    live(move || {
        let held = answer.cell.get();
        let Phase::Failed(trouble) = held.phase else {
            return ().into_any();
        };
        let again = answer.clone();
        let kept = held.value.is_some();
        if trouble.kind == Kind::Right && !kept {
            return forbidden(&shown, again);
        }
        let whose = shown.account.id.nic.to_string();
        let retry = Callback::new(move |()| again.again());
        view! { <TroubleBox trouble whose kept retry /> }.into_any()
    })
}

fn forbidden(shown: &Shown, again: Answer<Option<ServiceDetail>>) -> AnyView {
    view! {
        <section class="panel nothing" role="alert">
            <Icon name="key-round" />
            <h2>{t("service.forbidden.title")}</h2>
            <p>{t_whose("service.forbidden.text", shown)}</p>
            <p>
                <button class="button" type="button" on:click=move |_| again.again()>
                    {t("action.retry")}
                </button>
            </p>
        </section>
    }
    .into_any()
}

fn gone(shown: &Shown) -> AnyView {
    let list = Place::Page(Scope::One(shown.account.id.clone()), Page::Services).to_string();
    view! {
        <section class="panel nothing">
            <Icon name="circle-question-mark" />
            <h2>{t("service.gone.title")}</h2>
            <p>{t_whose("service.gone.text", shown)}</p>
            <p>
                <a class="button" href=list>
                    {t("service.to_list")}
                </a>
            </p>
        </section>
    }
    .into_any()
}

fn waiting(cell: &ArcRwSignal<Held<Option<ServiceDetail>>>) -> AnyView {
    let cell = cell.clone();
    let waits = move || matches!(cell.read().phase, Phase::Waiting { .. });
    live_if(waits, || {
        view! { <Waiting text=t("service.waiting") /> }.into_any()
    })
}

/// The panel of its renewal, whose form is an area of its own.
#[component]
pub fn Renewal() -> impl IntoView {
    renewal::panel(expect_context())
}

fn panels(shown: Shown) -> AnyView {
    provide_context(shown.clone());
    view! {
        <div class="service-panels">
            <div>
                {meaning::panel(shown.clone())}
                <Area parcel=HISTORY />
                <Area parcel=SERVICE_RENEWAL />
                {related::panel(shown.clone())}
                {shown.key.number().map(|_| done_here(&shown))}
            </div>
            <div>
                {shown.key.number().map(|id| rename::panel(shown.clone(), id))}
                <Area parcel=SERVICE_TICKETS />
                {facts::panel(shown.clone())}
                {facts::contacts(shown.clone())}
            </div>
        </div>
        {raw::panel(shown)}
    }
    .into_any()
}

/// Whether the keys are known not to allow changing it.
fn barred(shown: &Shown, id: ServiceId) -> Memo<bool> {
    let cell = Data::current().ask(&shown.account, &credential()).cell;
    let path = api::service_call(id).path().to_owned();
    Memo::new(move |_| {
        let held = cell.read();
        let rules = held.value.as_ref().map(|credential| &credential.rules);
        // Not known, as while they are asked for: the API will say.
        rules.is_some_and(|rules| !rules.is_empty() && !rights::allow(rules, "PUT", &path))
    })
}

/// Why its buttons cannot be pressed, and what helps.
fn why_barred(barred: Memo<bool>, account: &AccountId) -> AnyView {
    let account = account.clone();
    live_if(
        move || barred.get(),
        move || {
            view! {
                <p class="state state-note small">
                    <Icon name="lock" />
                    <span>{t("service.barred")}</span>
                </p>
                {renew(Kind::Right, &account)}
            }
            .into_any()
        },
    )
}

/// What was changed on it from this tab.
fn done_here(shown: &Shown) -> AnyView {
    let data = Data::current();
    let (scope, of) = (Whose::of_page(), shown.key.to_string());
    let writes = Memo::new(move |_| {
        let mut writes = data.writes(&scope);
        writes.retain(|write| write.what.starts_with("service-") && write.of == of);
        writes
    });
    let body = live(move || {
        let writes = writes.get();
        if writes.is_empty() {
            return view! { <p class="soft">{t("service.activity.none")}</p> }.into_any();
        }
        let items = writes.into_iter().map(|write| write_item(write, false));
        view! { <ol class="writes">{items.collect_view()}</ol> }.into_any()
    });
    titled("service-activity", "service.activity", body)
}
