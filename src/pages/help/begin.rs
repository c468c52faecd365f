//! A draft is taken from where drafts are kept and put on the desk, and the step that the
//! address names is drawn.

use api::ServiceKey;
use leptos::prelude::*;

use super::desk::{Desk, Taken};
use super::drafts::{Beside, Drafts};
use super::steps;
use crate::app::Here;
use crate::data::{Data, Snapshot};
use crate::i18n::t;
use crate::place::{Page, Place};
use crate::platform::history::Address;
use crate::session::Account;
use crate::session::drafts::DraftId;
use crate::session::scope::decode;
use crate::shell::account_of_page;
use crate::ui::{Area, Waiting, live};

crate::area!(OTHERS, help_drafts, Drafts, with help);

/// The page of a draft: an area of its own.
#[component]
pub fn Request() -> impl IntoView {
    let here = Here::of_page();
    match (untrack(|| here.get()), account_of_page()) {
        (Place::Page(_, Page::Draft(id)), Some(account)) => draft(account, id),
        _ => ().into_any(),
    }
}

fn draft(account: Account, id: DraftId) -> AnyView {
    let data = Data::current();
    let asked = untrack(|| Address::of_page().search());
    let taken = RwSignal::new_local(None::<Taken>);
    leptos::task::spawn_local({
        let account = account.clone();
        async move {
            let draft = Desk::open(data, account, id).await;
            // The page may have been left meanwhile.
            taken.try_set(Some(draft));
        }
    });
    let service = service_in(&asked);
    live(move || {
        if taken.read().is_none() {
            return view! { <Waiting text=t("help.opening") /> }.into_any();
        }
        let Some(draft) = taken.write_untracked().take() else {
            return ().into_any();
        };
        let desk = draft.sit();
        if let Some(service) = service.clone() {
            about_service(desk, data, service);
        }
        provide_context(Beside {
            accounts: vec![account.clone()],
            open: Some(id),
        });
        view! {
            {steps::steps(desk)}
            <Area parcel=OTHERS />
        }
        .into_any()
    })
}

/// The service that a link names: `?service=120045678`.
fn service_in(search: &str) -> Option<ServiceKey> {
    let pairs = search.trim_start_matches('?').split('&');
    let mut named = pairs.filter_map(|pair| pair.strip_prefix("service="));
    decode(named.next()?)?.parse().ok()
}

/// The draft is about that service, once the list of services is here, unless it is about
/// one already.
fn about_service(desk: Desk, data: Data, key: ServiceKey) {
    let readings = data.services(&[desk.account()]);
    Effect::new(move || {
        let rows = Snapshot::of(&readings);
        if desk.draft_now().service.is_some() {
            return;
        }
        if let Some(row) = rows.iter().find(|row| row.key == key) {
            let about = super::pick::about(row);
            desk.change(|draft| {
                draft.service = Some(about);
                true
            });
        }
    });
}
