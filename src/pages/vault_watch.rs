//! What watches over an open vault: it locks when nobody is there, after the computer
//! slept, and when another tab locks. Two minutes ahead it asks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::vault_copies;
use crate::data::{Data, drafts};
use crate::i18n::{t, t_count};
use crate::platform::{Browser, now_ms};
use crate::session::Session;
use crate::session::vault::web::{drafts as sealed, labels, tab};
use crate::session::vault::{Due, Idle, Message, Seen};
use crate::ui::{Dialog, Icon, text};

/// How often at most the other tabs are told that somebody is here, in milliseconds.
const TELL_EVERY_MS: f64 = 5_000.0;

/// Every so many seconds a screen reader is told how much time is left.
const SAY_EVERY: usize = 30;

fn seen() -> Seen {
    Seen {
        wall: now_ms(),
        steady: api::Platform::monotonic_ms(&Browser),
    }
}

/// Seals what was being typed when it locks, and brings back what a lock has sealed.
fn keep_drafts(data: Data) {
    data.keep_drafts_with(Some(Rc::new(|list| sealed::keep(drafts::to_text(&list)))));
    on_cleanup(move || data.keep_drafts_with(None));
    if let Some(text) = sealed::take() {
        data.restore_drafts(drafts::from_text(&text));
    }
}

/// The watch. It is drawn as long as the vault is open; with it goes the key.
#[component]
pub fn Watch() -> impl IntoView {
    let session = Session::current();
    let data = Data::current();
    vault_copies::start(session, data);
    keep_drafts(data);
    let idle = Rc::new(RefCell::new(Idle::new(seen(), tab::lock_after())));
    let told_at = Rc::new(Cell::new(0.0));
    // Seconds until it locks, while it asks. What hears may be called once more while the
    // watch is being taken down, so nothing here is read without asking whether it is there.
    let left = RwSignal::new(None::<usize>);
    let asks = move || left.try_get_untracked().flatten();

    let open = RwSignal::new(false);

    let lock = move || {
        session.lock();
        data.forget();
    };
    let judge = move |due: Due| {
        let seconds = match due {
            Due::Nothing => None,
            Due::Warning { left_ms } => Some((left_ms / 1000.0).ceil() as usize),
            Due::Lock => return lock(),
        };
        if asks() != seconds {
            left.try_set(seconds);
            open.try_set(seconds.is_some());
        }
    };
    let look = {
        let idle = idle.clone();
        move || {
            let mut idle = idle.borrow_mut();
            idle.set_limit(tab::lock_after());
            judge(idle.due(seen()));
        }
    };
    let here = {
        let idle = idle.clone();
        move || {
            let due = idle.borrow_mut().active(seen());
            judge(due);
            due
        }
    };
    let stay = {
        let here = here.clone();
        move || {
            if here() != Due::Lock {
                tab::tell(Message::Active);
            }
        }
    };
    // Once it asks, only an answer counts: a mouse that is bumped into is none.
    let active = {
        let here = here.clone();
        move || {
            let now = now_ms();
            if asks().is_none()
                && here() != Due::Lock
                && (now - told_at.get()).abs() >= TELL_EVERY_MS
            {
                told_at.set(now);
                tab::tell(Message::Active);
            }
        }
    };

    tab::listen(move |message| match message {
        Message::Lock => judge(Due::Lock),
        Message::Active => {
            here();
        }
        Message::Labels => labels::sync(),
    });
    // What was written between opening the vault and listening.
    labels::sync();
    let heard = [
        window_event_listener(ev::pointerdown, {
            let active = active.clone();
            move |_| active()
        }),
        window_event_listener(ev::pointermove, {
            let active = active.clone();
            move |_| active()
        }),
        window_event_listener(ev::keydown, move |_| active()),
        // After a wake, or where a tab in the background had its timers slowed down.
        window_event_listener(ev::focus, {
            let look = look.clone();
            move |_| look()
        }),
    ];
    let ticking = set_interval_with_handle(look, Duration::from_secs(1)).ok();
    on_cleanup(move || {
        for one in heard {
            one.remove();
        }
        if let Some(ticking) = ticking {
            ticking.clear();
        }
        tab::close();
    });

    // Whoever closes the question is there.
    Effect::new({
        let stay = stay.clone();
        move || {
            if !open.get() && asks().is_some() {
                stay();
            }
        }
    });
    let countdown = text(move || {
        let seconds = left.get().unwrap_or_default();
        format!("{}:{:02}", seconds / 60, seconds % 60)
    });
    let said = text(move || {
        let seconds = left.get().unwrap_or_default().div_ceil(SAY_EVERY) * SAY_EVERY;
        t_count("watch.left", seconds)
    });
    let body = Callback::new(move |()| {
        view! {
            <p class="watch-left" aria-hidden={"true"}>
                {countdown}
            </p>
            <p class="unseen" role="status">
                {said}
            </p>
            <p id="watch-about">{t("watch.about")}</p>
            <div class="dialog-actions">
                <button
                    class="button button-main"
                    type="button"
                    autofocus
                    on:click=move |_| open.set(false)
                >
                    {t("watch.stay")}
                </button>
                <button class="button" type="button" on:click=move |_| lock()>
                    <Icon name="lock" />
                    {t("shell.lock")}
                </button>
            </div>
        }
        .into_any()
    });
    view! { <Dialog title=t("watch.title") open keeps=true alert="watch-about" body /> }.into_any()
}
