//! What watches over an open vault: it locks when nobody is there, after the computer
//! slept, and when another tab locks. Two minutes ahead it asks.

use std::time::Duration;

use leptos::ev;
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::data::Data;
use crate::i18n::{t, t_count};
use crate::platform::{Browser, now_ms};
use crate::session::Session;
use crate::session::vault::web::tab;
use crate::session::vault::{Due, Idle, Message, Seen};
use crate::ui::{Icon, text};

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

/// The watch. It is drawn as long as the vault is open; with it goes the key.
#[component]
pub fn Watch() -> impl IntoView {
    let session = Session::current();
    let data = Data::current();
    let limit = StoredValue::new(tab::lock_after());
    let idle = StoredValue::new(Idle::new(seen(), limit.get_value()));
    let told_at = StoredValue::new(0.0);
    // Seconds until it locks, while it asks.
    let left = RwSignal::new(None::<usize>);

    let judge = move |due: Due| match due {
        Due::Nothing => {
            if left.get_untracked().is_some() {
                left.set(None);
            }
        }
        Due::Warning { left_ms } => {
            let seconds = (left_ms / 1000.0).ceil() as usize;
            if left.get_untracked() != Some(seconds) {
                left.set(Some(seconds));
            }
        }
        Due::Lock => {
            session.lock();
            data.forget();
        }
    };
    let look = move || {
        let now = seen();
        let minutes = tab::lock_after();
        if limit.get_value() != minutes {
            limit.set_value(minutes);
            idle.update_value(|idle| idle.set_limit(now, minutes));
        }
        if let Some(due) = idle.try_update_value(|idle| idle.due(now)) {
            judge(due);
        }
    };
    let stay = move || {
        if let Some(due) = idle.try_update_value(|idle| idle.active(seen())) {
            judge(due);
            if due != Due::Lock {
                tab::tell(Message::Active);
            }
        }
    };
    // Once it asks, only an answer counts: a mouse that is bumped into is none.
    let active = move || {
        if left.get_untracked().is_none() {
            let now = now_ms();
            let due = idle.try_update_value(|idle| idle.active(seen()));
            judge(due.unwrap_or(Due::Nothing));
            if (now - told_at.get_value()).abs() >= TELL_EVERY_MS {
                told_at.set_value(now);
                tab::tell(Message::Active);
            }
        }
    };

    tab::listen(move |message| match message {
        Message::Lock => judge(Due::Lock),
        Message::Active => {
            if let Some(due) = idle.try_update_value(|idle| idle.active(seen())) {
                judge(due);
            }
        }
    });
    let heard = [
        window_event_listener(ev::pointerdown, move |_| active()),
        window_event_listener(ev::pointermove, move |_| active()),
        window_event_listener(ev::keydown, move |_| active()),
        // After a wake, or where a tab in the background had its timers slowed down.
        window_event_listener(ev::focus, move |_| look()),
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

    let dialog = NodeRef::<Dialog>::new();
    let asking = Memo::new(move |_| left.get().is_some());
    Effect::new(move || {
        let asking = asking.get();
        if let Some(dialog) = dialog.get() {
            if asking && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !asking && dialog.open() {
                dialog.close();
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
    view! {
        <dialog
            class="watch"
            role="alertdialog"
            aria-labelledby="watch-title"
            aria-describedby="watch-about"
            node_ref=dialog
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                stay();
            }
        >
            <h2 id="watch-title">{t("watch.title")}</h2>
            <p class="watch-left" aria-hidden="true">
                {countdown}
            </p>
            <p class="unseen" role="status">
                {said}
            </p>
            <p id="watch-about">{t("watch.about")}</p>
            <div class="watch-answers">
                <button
                    class="button button-main"
                    type="button"
                    autofocus
                    on:click=move |_| stay()
                >
                    {t("watch.stay")}
                </button>
                <button class="button" type="button" on:click=move |_| judge(Due::Lock)>
                    <Icon name="lock" />
                    {t("shell.lock")}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}
