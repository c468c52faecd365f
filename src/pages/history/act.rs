//! A button that writes: what it does and to whose account stands beside the one that
//! sends it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::writes::{Change, Outcome};
use crate::data::{Clock, Data};
use crate::i18n::t;
use crate::pages::writes::{outcome_mark, reason};
use crate::session::{Account, Scope};
use crate::ui::live;

/// For so long it is said what became of a write that has ended, in milliseconds.
const SAID_MS: f64 = 120_000.0;

/// What makes the change, when it is sent.
pub type Make = Arc<dyn Fn() -> Change + Send + Sync>;

/// The button, what it asks before it sends, and what became of it.
pub fn act(account: &Account, button: String, asks: String, make: Make) -> AnyView {
    let data = Data::current();
    let account = account.clone();
    let whose = account.id.nic.to_string();
    let asking = RwSignal::new(false);
    // Found by what it is: the list around this is drawn anew when something is read again.
    let (clock, scope) = (Clock::current(), Scope::One(account.id.clone()));
    let Change { what, of, .. } = make();
    let last = Memo::new(move |_| {
        let writes = data.writes(&scope).into_iter();
        let mut own = writes.filter(|write| write.what == what && write.of == of);
        own.next().map(|write| (write.at, write.outcome))
    });
    let outcome = Memo::new(move |_| {
        let (at, outcome) = last.get()?;
        (outcome.is_open() || clock.now() - at < SAID_MS).then_some(outcome)
    });
    let send = move |_| {
        asking.set(false);
        data.write(&account, make());
    };
    let send = Arc::new(send);
    let ask = live(move || {
        let open = outcome.get().is_some_and(|outcome| outcome.is_open());
        let done = matches!(outcome.get(), Some(Outcome::Done { .. }));
        if open || done {
            return ().into_any();
        }
        if !asking.get() {
            return view! {
                <button
                    class="button button-small"
                    type="button"
                    on:click=move |_| asking.set(true)
                >
                    {button.clone()}
                </button>
            }
            .into_any();
        }
        let send = send.clone();
        view! {
            <div class="confirm" role="group" aria-label=button.clone()>
                <p>
                    <strong>{asks.clone()}</strong>
                </p>
                <p class="page-tools">
                    <button
                        class="button button-main button-small"
                        type="button"
                        on:click=move |event| send(event)
                    >
                        {button.clone()}
                    </button>
                    <button
                        class="button button-small"
                        type="button"
                        on:click=move |_| asking.set(false)
                    >
                        {t("action.cancel")}
                    </button>
                </p>
            </div>
        }
        .into_any()
    });
    let said = live(move || {
        let Some(outcome) = outcome.get() else {
            return ().into_any();
        };
        let why = match &outcome {
            Outcome::Failed(trouble) | Outcome::Unknown(trouble) => Some(reason(trouble, &whose)),
            _ => None,
        };
        view! {
            {outcome_mark(&outcome)}
            {why}
        }
        .into_any()
    });
    view! {
        {ask}
        <div role="status">{said}</div>
    }
    .into_any()
}
