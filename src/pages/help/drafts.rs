//! The requests that were begun and not sent: to go on with, or to discard.

use leptos::prelude::*;

use super::pick::whose;
use crate::i18n::{t, t_with};
use crate::place::Place;
use crate::session::Account;
use crate::session::drafts::shelf::{self, Kept, NotKept};
use crate::session::drafts::{Draft, DraftId, Stage};
use crate::ui::toasts::{Toast, Toasts, Tone};
use crate::ui::{Icon, ago, live};

/// For how long a draft that was sent still leads to its ticket, in milliseconds.
const REMEMBERED_MS: f64 = 7.0 * 86_400_000.0;

/// Whose drafts are listed, and beside which one. In the context in which they are drawn.
#[derive(Clone)]
pub struct Beside {
    pub accounts: Vec<Account>,
    pub open: Option<DraftId>,
}

/// The same as an area, for the page of a draft.
#[component]
pub fn Drafts() -> impl IntoView {
    let Beside { accounts, open } = expect_context();
    drafts(accounts, open)
}

/// The drafts of `accounts` but the one that is `open`.
pub fn drafts(accounts: Vec<Account>, open: Option<DraftId>) -> AnyView {
    let ids: Vec<_> = accounts.into_iter().map(|account| account.id).collect();
    let known = RwSignal::new(None::<Result<Vec<Kept>, NotKept>>);
    let read = move || {
        let ids = ids.clone();
        leptos::task::spawn_local(async move {
            let all = shelf::of(&ids).await;
            if let Ok(all) = &all {
                forget_old(all).await;
            }
            known.try_set(Some(all));
        });
    };
    read();
    let again = Callback::new(move |()| read());
    live(move || {
        match known.get() {
        None => ().into_any(),
        Some(Err(_)) => view! { <p class="state state-warn"><Icon name="triangle-alert" />{t("help.drafts.unreadable")}</p> }.into_any(),
        Some(Ok(all)) => {
            let mut unsent = all;
            unsent.retain(|kept| {
                !matches!(kept.draft.stage, Stage::Sent { .. }) && Some(kept.draft.id) != open
            });
            if unsent.is_empty() {
                return ().into_any();
            }
            let items = unsent.into_iter().map(|kept| item(kept, again));
            view! {
                <section class="panel" aria-labelledby="help-drafts">
                    <div class="panel-head">
                        <h2 id="help-drafts">{t("help.drafts")}</h2>
                    </div>
                    <ul class="help-drafts">{items.collect_view()}</ul>
                </section>
            }
            .into_any()
        }
    }
    })
}

/// What was sent long ago is a ticket, and no draft any more.
async fn forget_old(all: &[Kept]) {
    let now = crate::platform::now_ms();
    for kept in all {
        let draft = &kept.draft;
        let old = (now - draft.changed).abs() > REMEMBERED_MS;
        if old && matches!(draft.stage, Stage::Sent { .. }) {
            let _ = shelf::discard(&draft.account, draft.id, &kept.spot).await;
        }
    }
}

/// What a draft is called: its subject, or how its text begins.
pub fn called(draft: &Draft) -> String {
    let subject = draft.field("subject").trim();
    if !subject.is_empty() {
        return subject.to_owned();
    }
    let text = draft.field("text").trim();
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return t("help.draft.untitled");
    }
    let short: String = line.chars().take(90).collect();
    if short.len() < line.len() {
        format!("{}…", short.trim_end())
    } else {
        short
    }
}

fn item(kept: Kept, again: Callback<()>) -> AnyView {
    let toasts = Toasts::current();
    let draft = kept.draft.clone();
    let link = Place::draft(draft.account.clone(), draft.id).to_string();
    let (name, whose) = (called(&draft), whose(&draft.account));
    let service = draft.service.as_ref().map(|about| about.display.clone());
    let on_its_way = matches!(draft.stage, Stage::Sending { .. }).then(|| {
        view! {
            <span class="state state-warn small">
                <Icon name="circle-question-mark" />
                {t("help.draft.unsettled")}
            </span>
        }
    });
    let settled = on_its_way.is_none();
    let discard = move |_| {
        let kept = kept.clone();
        leptos::task::spawn_local(async move {
            let draft = kept.draft;
            let gone = shelf::discard(&draft.account, draft.id, &kept.spot).await;
            let whose = Some(draft.account.clone());
            let toast = match gone {
                Ok(()) => Toast {
                    tone: Tone::Done,
                    text: t_with("help.draft.discarded", &[("name", &called(&draft))]),
                    whose,
                    opens: None,
                    undo: Some(Callback::new(move |()| {
                        let draft = draft.clone();
                        leptos::task::spawn_local(async move {
                            let _ = shelf::keep(&draft, None).await;
                            again.try_run(());
                        });
                    })),
                },
                Err(_) => Toast {
                    tone: Tone::Failed,
                    text: t("help.draft.not_discarded"),
                    whose,
                    opens: None,
                    undo: None,
                },
            };
            toasts.say(toast);
            again.try_run(());
        });
    };
    let what = name.clone();
    view! {
        <li>
            <span class="help-draft">
                <a href=link>{name}</a>
                <span class="small soft">{service} " " {whose}</span>
                {on_its_way}
            </span>
            <span class="small soft">{ago(draft.changed, "help.draft.changed")}</span>
            {settled
                .then(|| {
                    view! {
                        <button
                            class="button button-small"
                            type="button"
                            aria-label=t_with("help.draft.discard", &[("name", &what)])
                            on:click=discard
                        >
                            <Icon name="trash-2" />
                        </button>
                    }
                })}
        </li>
    }
    .into_any()
}
