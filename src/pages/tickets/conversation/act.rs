//! Going on with a ticket: what can be done while it is open, and once it is closed.

use leptos::prelude::*;

use super::compose::{How, compose};
use super::{SORRY, Shown, score};
use crate::data::tickets;
use crate::data::writes::Outcome;
use crate::data::{Data, tickets::Turn};
use crate::i18n::t;
use crate::pages::writes::{is_open, said, why};
use crate::ui::{Icon, live, live_if};

/// The ticket to go on with. In the context in which the panel is drawn.
#[derive(Clone, Copy)]
pub struct Acting(pub StoredValue<Shown, LocalStorage>);

/// The panel: an area of its own.
#[component]
pub fn Act() -> impl IntoView {
    let Acting(shown) = expect_context();
    panel(shown.get_value())
}

fn panel(shown: Shown) -> AnyView {
    let turn = shown.turn();
    let closed = Memo::new(move |_| turn.get() == Some(Turn::Closed));
    live(move || {
        if closed.get() {
            view! {
                {over(shown.clone())}
                {score::panel(shown.clone())}
            }
            .into_any()
        } else {
            let close = close(shown.clone());
            compose(shown.clone(), How::Reply, close)
        }
    })
}

/// It is closed; it can be opened again.
fn over(shown: Shown) -> AnyView {
    let opening = RwSignal::new(false);
    let form = shown.clone();
    view! {
        <section class="panel ticket-over">
            <p class="state state-good">
                <Icon name="circle-check" />
                <span>{t("tickets.over")}</span>
            </p>
            <button
                class="button"
                type="button"
                aria-expanded=move || opening.get().to_string()
                on:click=move |_| opening.update(|open| *open = !*open)
            >
                {t("tickets.reopen")}
            </button>
        </section>
        {live_if(
            move || opening.get(),
            move || compose(form.clone(), How::Reopen, ().into_any()),
        )}
    }
    .into_any()
}

/// Closing it, after the question whether that is meant.
fn close(shown: Shown) -> AnyView {
    let data = Data::current();
    let asking = RwSignal::new(false);
    let made = RwSignal::new(None::<usize>);
    let ticket = shown.ticket;
    let may = Memo::new(move |_| {
        let ticket = ticket.get();
        let ticket = ticket.as_ref().and_then(|ticket| ticket.as_ref().as_ref());
        ticket.is_some_and(|ticket| ticket.can_be_closed)
    });
    Effect::new(move || {
        let outcome = made.get().and_then(|number| data.outcome(number));
        if matches!(outcome, Some(Outcome::Done { .. })) {
            asking.set(false);
        }
    });
    let busy = Memo::new(move |_| is_open(data, made));
    let of = shown.clone();
    let send = move |_| {
        let change = tickets::close(of.id, of.words(t("tickets.close.done")));
        if let Some(number) = data.write(&of.account, change) {
            made.set(Some(number));
        }
    };
    let confirm = move || {
        view! {
            <div class="ticket-confirm" role="group" aria-label=t("tickets.close.title")>
                <p>{shown.t_whose("tickets.close.confirm")}</p>
                {why(shown.account.id.clone(), made, SORRY)}
                <p class="page-tools">
                    <button
                        class="button button-main"
                        type="button"
                        disabled=move || busy.get()
                        on:click=send.clone()
                    >
                        {t("tickets.close.send")}
                    </button>
                    <button
                        class="button"
                        type="button"
                        disabled=move || busy.get()
                        on:click=move |_| asking.set(false)
                    >
                        {t("action.cancel")}
                    </button>
                    <span role="status">{said(made)}</span>
                </p>
            </div>
        }
        .into_any()
    };
    let ask = move || {
        view! {
            <button
                class="button button-plain"
                type="button"
                aria-expanded=move || asking.get().to_string()
                on:click=move |_| asking.update(|asking| *asking = !*asking)
            >
                <Icon name="circle-check" />
                {t("tickets.close")}
            </button>
        }
        .into_any()
    };
    let confirm = StoredValue::new_local(confirm);
    view! {
        {live_if(move || may.get(), ask)}
        {live_if(move || asking.get(), move || confirm.with_value(|confirm| confirm()))}
    }
    .into_any()
}
