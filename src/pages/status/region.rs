//! All that the status page of one region says.

use std::sync::Arc;

use api::Region;
use api::status::Feed;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::event;
use crate::data::support::status::{self, Board, Document};
use crate::data::{Held, Phase};
use crate::i18n::{names, t, t_count, t_with};
use crate::ui::{Icon, Panel, PanelState, TroubleBox, Waiting, live, live_if};

/// The panel.
pub fn panel(region: Region) -> AnyView {
    let title = names::region(region);
    let Some(cell) = status::follow(region, Document::Open) else {
        return unknown(title);
    };
    let feed = {
        let cell = cell.clone();
        Memo::new(move |_| cell.read().value.clone())
    };
    let state = Signal::derive(move || PanelState::of(&cell.read(), |_| false));
    let retry = Callback::new(move |()| status::again(region, Document::Open));
    let body = Callback::new(move |()| body(region, feed));
    let whose = whose(region);
    view! { <Panel title whose state empty=String::new() retry body /> }.into_any()
}

/// What troubles call it.
pub fn whose(region: Region) -> String {
    t_with("status.page_of", &[("region", &names::region(region))])
}

fn unknown(title: String) -> AnyView {
    view! {
        <section class="panel" aria-label=title.clone()>
            <div class="panel-head">
                <h2>{title.clone()}</h2>
            </div>
            <div class="panel-body">
                <p class="state state-note">
                    <Icon name="info" />
                    <span>{t("status.not_set_up")}</span>
                </p>
                <p class="soft">{t("status.not_set_up.do")}</p>
            </div>
        </section>
    }
    .into_any()
}

fn body(region: Region, feed: Memo<Option<Arc<Feed>>>) -> AnyView {
    let minute = event::minute();
    view! {
        {live(move || match feed.get() {
            Some(feed) => board(&feed, minute.get()),
            None => ().into_any(),
        })}
        {over(region)}
    }
    .into_any()
}

fn board(feed: &Feed, now: f64) -> AnyView {
    let board = Board::of(feed, now);
    let quiet = board.is_quiet() && feed.unreadable == 0;
    let now: Vec<_> = board
        .now
        .iter()
        .map(|one| event::event(*one, ().into_any()))
        .collect();
    let planned: Vec<_> = board
        .planned
        .iter()
        .map(|one| event::event(status::Event::Maintenance(one), ().into_any()))
        .collect();
    view! {
        {event::unreadable(feed.unreadable)}
        {quiet
            .then(|| {
                view! {
                    <p class="state state-good">
                        <Icon name="circle-check" />
                        <span>{t("status.quiet")}</span>
                    </p>
                }
            })}
        {event::list(t("status.now"), now)}
        {event::list(t("status.planned"), planned)}
        {bugs(&board)}
    }
    .into_any()
}

/// Known bugs, product by product.
fn bugs(board: &Board<'_>) -> AnyView {
    if board.bugs.is_empty() {
        return ().into_any();
    }
    let groups = board.bugs.iter().map(|(name, bugs)| {
        let name = if name.is_empty() {
            t("status.bugs.elsewhere")
        } else {
            (*name).to_owned()
        };
        let items: Vec<_> = bugs.iter().map(|bug| event::incident(bug)).collect();
        view! {
            <div>
                <h4>{name}</h4>
                <ul class="status-events">{items}</ul>
            </div>
        }
        .into_any()
    });
    let count = board.bugs.iter().map(|(_, bugs)| bugs.len()).sum();
    // Little is felt of them and they stay for weeks: folded, they do not hide what matters.
    view! {
        <details>
            <summary>{t_count("status.bugs", count)}</summary>
            <div class="status-bugs">{groups.collect_view()}</div>
        </details>
    }
    .into_any()
}

/// What is over: asked for when it is opened.
fn over(region: Region) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <details
            class="status-over"
            on:toggle=move |event| open.set(is_open(&event))
        >
            <summary>{t("status.over.title")}</summary>
            {live_if(move || open.get(), move || history(region))}
        </details>
    }
    .into_any()
}

/// Whether the fold that says so is open now.
fn is_open(event: &web_sys::Event) -> bool {
    let fold = event.target();
    let fold = fold.and_then(|of| of.dyn_into::<web_sys::Element>().ok());
    fold.is_some_and(|fold| fold.has_attribute("open"))
}

fn history(region: Region) -> AnyView {
    let Some(cell) = status::follow(region, Document::Incidents) else {
        return ().into_any();
    };
    live(move || {
        let held: Held<Feed> = cell.get();
        let kept = held.value.is_some();
        let trouble = match &held.phase {
            Phase::Failed(trouble) => Some(trouble.clone()),
            _ => None,
        };
        let waits = matches!(held.phase, Phase::Waiting { .. }) && !kept;
        let retry = Callback::new(move |()| status::again(region, Document::Incidents));
        let over = held.value.map(|feed| {
            let board = Board::of(&feed, 0.0);
            if board.over.is_empty() {
                return view! { <p class="soft">{t("status.over.none")}</p> }.into_any();
            }
            let items: Vec<_> = board.over.iter().map(|one| event::incident(one)).collect();
            view! {
                {event::unreadable(feed.unreadable)}
                <ul class="status-events">{items}</ul>
            }
            .into_any()
        });
        view! {
            {waits.then(|| view! { <Waiting text=t("region.waiting") /> })}
            {trouble
                .map(|trouble| {
                    view! { <TroubleBox trouble whose=whose(region) kept retry /> }.into_any()
                })}
            {over}
        }
        .into_any()
    })
}
