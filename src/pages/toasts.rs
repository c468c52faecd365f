//! Shows the toasts: each with whom it concerns, a way to take it back and one to close it.

use leptos::prelude::*;

use crate::data::Clock;
use crate::i18n::{names, t};
use crate::ui::toasts::{Listed, Toasts, Tone};
use crate::ui::{Icon, keep_focus};

/// How long a toast stays, in seconds; longer where there is something to decide. Counted
/// only while the page is seen and the toasts are left alone.
const STAYS: u32 = 8;
const STAYS_WITH_CHOICE: u32 = 20;

/// The toasts, and the voices that say them.
#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = Toasts::current();
    let held = RwSignal::new(false);
    // What is in a live region from the beginning is not said: it begins empty.
    let ready = RwSignal::new(false);
    request_animation_frame(move || {
        ready.try_set(true);
    });
    count_down(toasts, held);
    // By number, so that those which stay are not drawn, and said, again.
    let of = move |tone: Tone| {
        let shown = move || match ready.get() {
            true => toasts.list(),
            false => Vec::new(),
        };
        let fitting = move || {
            let mut shown = shown();
            shown.retain(|listed| listed.toast.tone == tone);
            shown
        };
        let number = |listed: &Listed| listed.number;
        view! { <For each=fitting key=number children=move |listed| one(toasts, listed) /> }
            .into_any()
    };
    view! {
        <section
            class="toasts"
            aria-label=t("toasts.title")
            on:mouseenter=move |_| held.set(true)
            on:mouseleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            <div role="alert">{of(Tone::Failed)}</div>
            <div role="status">{of(Tone::Done)}</div>
        </section>
    }
    .into_any()
}

fn one(toasts: Toasts, listed: Listed) -> AnyView {
    let Listed { number, toast } = listed;
    let (class, icon) = match toast.tone {
        Tone::Done => ("toast", "circle-check"),
        Tone::Failed => ("toast toast-failed", "circle-x"),
    };
    let whose = toast.whose.map(|account| {
        let endpoint = names::endpoint(account.endpoint);
        view! {
            <span class="toast-whose small">
                {account.nic.to_string()} " · " {endpoint}
            </span>
        }
    });
    let undo = toast.undo.map(|undo| {
        let take_back = move |_| {
            close(toasts, number);
            undo.run(());
        };
        view! {
            <button class="button button-small" type="button" on:click=take_back>
                <Icon name="undo-2" />
                {t("toasts.undo")}
            </button>
        }
    });
    let open = toast.opens.map(|to| {
        view! {
            <a class="button button-small" href=to on:click=move |_| toasts.close(number)>
                {t("toasts.open")}
            </a>
        }
    });
    view! {
        <div class=class>
            <Icon name=icon />
            <p>
                {toast.text}
                {whose}
            </p>
            {undo}
            {open}
            <button
                class="button button-plain button-icon"
                type="button"
                aria-label=t("toasts.close")
                on:click=move |_| close(toasts, number)
            >
                <Icon name="x" />
            </button>
        </div>
    }
    .into_any()
}

/// Takes one away that had the focus.
fn close(toasts: Toasts, number: usize) {
    toasts.close(number);
    request_animation_frame(keep_focus);
}

/// Takes away what has been there for its time.
fn count_down(toasts: Toasts, held: RwSignal<bool>) {
    let clock = Clock::current();
    let seen = StoredValue::new(Vec::<(usize, u32)>::new());
    Effect::new(move || {
        let _tick = clock.now();
        if held.get_untracked() || document().hidden() {
            return;
        }
        let list = untrack(move || toasts.list());
        let earlier = seen.get_value();
        let seconds = |number: usize| {
            let known = earlier.iter().find(|(known, _)| *known == number);
            known.map_or(0, |(_, seconds)| seconds + 1)
        };
        for listed in &list {
            let choice = listed.toast.undo.is_some() || listed.toast.opens.is_some();
            let stays = match (choice, listed.toast.tone) {
                (_, Tone::Failed) => continue,
                (true, Tone::Done) => STAYS_WITH_CHOICE,
                (false, Tone::Done) => STAYS,
            };
            if seconds(listed.number) >= stays {
                toasts.close(listed.number);
            }
        }
        seen.set_value(
            list.iter()
                .map(|listed| (listed.number, seconds(listed.number)))
                .collect(),
        );
    });
}
