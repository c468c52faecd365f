//! The first step: what is the matter, in the customer's own words, and which service.

use leptos::prelude::*;

use super::desk::Desk;
use super::drafts::called;
use super::kept::kept;
use super::known::known;
use super::pick::{Pick, Picked, Picking};
use super::situation::Situation;
use super::steps::Way;
use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::platform::history::{Address, Step};
use crate::session::Scope;
use crate::session::drafts::{Draft, shelf};
use crate::ui::toasts::{Toast, Toasts, Tone};
use crate::ui::{Area, ErrorSummary, Field, Icon, Wired, live, problem_links, problems_title};

crate::area!(PICK, help_pick, Pick, with help);

/// The step.
pub fn describe(desk: Desk, situation: Situation, way: Way) -> AnyView {
    let missing = RwSignal::new(false);
    let problem = Signal::derive(move || missing.get().then(|| t("help.text.missing")));
    let title = Signal::derive(move || missing.get().then(problems_title));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let empty = desk.draft_now().field("text").trim().is_empty();
        // Set anew, so that the summary takes the focus each time.
        missing.set(false);
        missing.set(empty);
        if !empty {
            way.next();
        }
    };
    let control = Callback::new(move |wired: Wired| {
        let typed = desk.draft_now().field("text").to_owned();
        view! {
            <textarea
                id=wired.id
                class="input help-text"
                rows="6"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                prop:value=typed
                on:input=move |event| {
                    let text = event_target_value(&event);
                    desk.change(|draft| draft.set_field("text", &text));
                }
            ></textarea>
        }
        .into_any()
    });
    let summary =
        Callback::new(move |()| problem_links(vec![("help-text", t("help.text.missing"))]));
    view! {
        <form class="form help-step" novalidate on:submit=submit>
            <ErrorSummary title body=summary />
            {service(desk)}
            <Field
                id="help-text"
                label=t("help.text")
                hint=t("help.text.hint")
                error=problem
                control
            />
            {super::suggested::suggested(situation)}
            {known(desk, situation)}
            <p class="help-actions">
                <button class="button button-main" type="submit">
                    {t("help.continue")}
                    <Icon name="chevron-right" />
                </button>
                {discard(desk)}
                {kept(desk)}
            </p>
        </form>
    }
    .into_any()
}

/// Gives the request up; it can be taken back from the toast.
fn discard(desk: Desk) -> AnyView {
    let (address, toasts) = (Address::of_page(), Toasts::current());
    let press = move |_| {
        leptos::task::spawn_local(async move {
            let draft = desk.draft_now();
            desk.discard().await;
            let start = Place::Page(Scope::One(draft.account.clone()), Page::Help).to_string();
            address.go(&start, Step::Forward);
            if !draft.is_empty() {
                toasts.say(discarded(address, draft));
            }
        });
    };
    view! {
        <button class="button button-plain" type="button" on:click=press>
            <Icon name="trash-2" />
            {t("help.discard")}
        </button>
    }
    .into_any()
}

fn discarded(address: Address, draft: Draft) -> Toast {
    let place = Place::draft(draft.account.clone(), draft.id).to_string();
    Toast {
        tone: Tone::Done,
        text: t_with("help.draft.discarded", &[("name", &called(&draft))]),
        whose: Some(draft.account.clone()),
        opens: None,
        undo: Some(Callback::new(move |()| {
            let (draft, place) = (draft.clone(), place.clone());
            leptos::task::spawn_local(async move {
                if shelf::keep(&draft, None).await.is_ok() {
                    address.go(&place, Step::Forward);
                }
            });
        })),
    }
}

/// Which service it is about, and the way to say another.
fn service(desk: Desk) -> AnyView {
    let choosing = RwSignal::new(false);
    let about = Memo::new(move |_| desk.draft().service.map(|about| about.display));
    let take = Callback::new(move |picked: Picked| {
        let service = match picked {
            Picked::Service(_, about) => Some(about),
            Picked::Account(_) => None,
        };
        choosing.set(false);
        desk.change(|draft| {
            let changed = draft.service != service;
            draft.service = service;
            changed
        });
    });
    let line = live(move || {
        let name = about.get().unwrap_or_else(|| t("help.service.none"));
        view! {
            <p class="help-about">
                <span class="soft">{t("help.service")}</span>
                <strong>{name}</strong>
                <button
                    class="button button-small"
                    type="button"
                    aria-expanded=move || choosing.get().to_string()
                    on:click=move |_| choosing.update(|open| *open = !*open)
                >
                    {t("help.service.change")}
                </button>
            </p>
        }
        .into_any()
    });
    let picking = live(move || {
        if choosing.get() {
            provide_context(Picking {
                accounts: vec![desk.account()],
                picked: take,
            });
            view! { <Area parcel=PICK /> }.into_any()
        } else {
            ().into_any()
        }
    });
    view! {
        {line}
        {picking}
    }
    .into_any()
}
