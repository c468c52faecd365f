//! The page that any service has, whatever its product: state, facts, people, renewal,
//! what belongs to it, what was done, and the answer behind all that.

mod facts;
mod meaning;
mod raw;
mod related;
mod rename;
mod renewal;

use std::sync::Arc;

use api::{ServiceDetail, ServiceId};
use leptos::prelude::*;

use crate::app::{Here, SERVICE_TICKETS};
use crate::data::row::Row;
use crate::data::trouble::Kind;
use crate::data::{Answer, Clock, Data, Held, Phase, Reading, service};
use crate::i18n::{format, names, t, t_with};
use crate::pages::copy::copy_button;
use crate::pages::writes::write_item;
use crate::place::{Page, Place};
use crate::session::{Account, Scope, Session};
use crate::shell::Whose;
use crate::ui::{Area, Icon, PageHead, TroubleBox, UniverseMark, Waiting, live, live_if, text};

/// What the parts of the page share.
#[derive(Clone)]
pub(super) struct Shown {
    pub account: Account,
    pub id: ServiceId,
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
    let (session, scope) = (Session::current(), Whose::of_page());
    let id = match untrack(|| here.get()) {
        Place::Page(_, Page::Service(id)) => id,
        _ => return ().into_any(),
    };
    // The frame has seen to it that its keys are here.
    match untrack(|| session.accounts_in(&scope)).pop() {
        Some(account) => page(account, id),
        None => ().into_any(),
    }
}

fn page(account: Account, id: ServiceId) -> AnyView {
    let data = Data::current();
    let answer = data.ask(&account, &service::detail(id));
    let Some(list) = data.services(std::slice::from_ref(&account)).pop() else {
        return ().into_any();
    };
    let cell = answer.cell.clone();
    let detail = Memo::new(move |_| cell.read().value.clone());
    let (listed, of) = (list.cell.clone(), account.id.clone());
    let row = Memo::new(move |_| {
        let rows = listed.read().rows.clone();
        let listed = rows.and_then(|rows| rows.iter().find(|row| row.id == id).cloned());
        listed.or_else(|| {
            let detail = detail.get()?;
            let service = &detail.as_ref().as_ref()?.service;
            Some(Arc::new(service::row(&of, service)))
        })
    });
    let shown = Shown {
        account,
        id,
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
    let (row, id) = (shown.row, shown.id);
    let title = Memo::new(move |_| {
        let known = detail.get();
        let name = known.as_ref().and_then(|known| known.as_ref().as_ref());
        name.map(|detail| detail.service.display_name.clone())
            .or_else(|| row.get().map(|row| row.display.to_string()))
            .unwrap_or_else(|| t_with("service.untitled", &[("id", &id.0.to_string())]))
    });
    let list = Place::Page(Scope::One(shown.account.id.clone()), Page::Services).to_string();
    let clock = Clock::current();
    let cell = answer.cell.clone();
    let read_at = Memo::new(move |_| cell.read().read_at);
    let age = text(move || {
        let at = read_at.get();
        let when = format::ago(at, clock.now());
        t_with("region.updated", &[("when", &when)])
    });
    live(move || {
        let (shown, again) = (shown.clone(), answer.clone());
        let about = about(shown);
        let tools = view! {
            {live_if(
                move || read_at.get() > 0.0,
                move || view! { <span class="soft small">{age}</span> }.into_any(),
            )}
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

fn panels(shown: Shown) -> AnyView {
    view! {
        <div class="service-panels">
            <div>
                {meaning::panel(shown.clone())}
                {renewal::panel(shown.clone())}
                {related::panel(shown.clone())}
                {done_here(&shown)}
            </div>
            <div>
                {rename::panel(shown.clone())}
                <Area parcel=SERVICE_TICKETS />
                {facts::panel(shown.clone())}
                {facts::contacts(shown.clone())}
            </div>
        </div>
        {raw::panel(shown)}
    }
    .into_any()
}

/// A panel with a title.
fn panel(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head">
                <h2 id=id>{t(title)}</h2>
            </div>
            <div class="panel-body">{body}</div>
        </section>
    }
    .into_any()
}

/// What was changed on it from this tab.
fn done_here(shown: &Shown) -> AnyView {
    let data = Data::current();
    let (scope, of) = (Whose::of_page(), shown.id.0.to_string());
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
    panel("service-activity", "service.activity", body)
}
