//! What the answers were worth, once, after a ticket was closed.

use leptos::ev;
use leptos::prelude::*;

use super::{SORRY, Shown};
use crate::data::tickets::{self, SCORES};
use crate::data::{Answer, Data, Held};
use crate::i18n::{t, t_with};
use crate::pages::writes::{is_open, said, why};
use crate::ui::{Field, Wired, live, live_if, titled};

/// The panel, for a ticket that may be scored.
pub fn panel(shown: Shown) -> AnyView {
    let ticket = shown.ticket;
    let scored = Memo::new(move |_| {
        let ticket = ticket.get();
        let ticket = ticket.as_ref().and_then(|ticket| ticket.as_ref().as_ref());
        let score = ticket.and_then(|ticket| ticket.score.as_deref());
        score.is_some_and(|score| !score.is_empty())
    });
    // Only of what is closed and has no score yet it is asked whether it may have one.
    live(move || {
        if scored.get() {
            return ().into_any();
        }
        let data = Data::current();
        let answer = data.ask(&shown.account, &tickets::can_score(shown.id));
        let (may, form) = (may(&answer), shown.clone());
        live_if(move || may.get(), move || scoring(form.clone()))
    })
}

fn may(answer: &Answer<bool>) -> Memo<bool> {
    let cell = answer.cell.clone();
    Memo::new(move |_| {
        let held: Held<bool> = cell.get();
        held.value.is_some_and(|may| *may)
    })
}

fn scoring(shown: Shown) -> AnyView {
    let data = Data::current();
    let chosen = RwSignal::new(None::<&'static str>);
    let comment = RwSignal::new(String::new());
    let made = RwSignal::new(None::<usize>);
    let wrong = RwSignal::new(None::<String>);
    let busy = Memo::new(move |_| is_open(data, made));
    let of = shown.clone();
    let submit = move |submit: ev::SubmitEvent| {
        submit.prevent_default();
        let Some(score) = chosen.get_untracked() else {
            wrong.set(Some(t("tickets.score.none")));
            return;
        };
        wrong.set(None);
        let title = t_with("tickets.score.done", &[("n", score)]);
        let comment = comment.get_untracked();
        let change = tickets::score(of.id, score, &comment, of.words(title));
        if let Some(number) = data.write(&of.account, change) {
            made.set(Some(number));
        }
    };
    let choices = SCORES.map(|score| {
        let words = match score {
            "1" => Some(t("tickets.score.worst")),
            "5" => Some(t("tickets.score.best")),
            _ => None,
        };
        view! {
            <label class="score-choice">
                <input
                    type="radio"
                    name="score"
                    value=score
                    disabled=move || busy.get()
                    on:change=move |_| {
                        wrong.set(None);
                        chosen.set(Some(score));
                    }
                />
                <span>{score}</span>
                {words.map(|words| view! { <span class="unseen">{words}</span> })}
            </label>
        }
    });
    let control = Callback::new(move |wired: Wired| {
        view! {
            <textarea
                id=wired.id
                class="input"
                rows="2"
                dir="auto"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                prop:readOnly=move || busy.get()
                on:input=move |event| comment.set(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    });
    let error = Signal::derive(|| None::<String>);
    let body = view! {
        <form class="form" novalidate=true on:submit=submit>
            <fieldset class="score" aria-describedby="score-ends score-wrong">
                <legend>{t("tickets.score.legend")}</legend>
                <div class="score-choices">{choices.collect_view()}</div>
                <p id="score-ends" class="field-hint">
                    {t("tickets.score.ends")}
                </p>
                <div id="score-wrong" role="alert">
                    {live(move || {
                        let wrong = wrong.get();
                        wrong.map(|wrong| view! { <p class="field-error">{wrong}</p> }).into_any()
                    })}
                </div>
            </fieldset>
            <Field
                id="score-comment"
                label=t("tickets.score.comment")
                hint=shown.t_whose("tickets.score.whose")
                error
                optional=true
                control
            />
            {why(shown.account.id.clone(), made, SORRY)}
            <div class="ticket-ways">
                <button class="button" type="submit" disabled=move || busy.get()>
                    {t("tickets.score.send")}
                </button>
                <span role="status">{said(made)}</span>
            </div>
        </form>
    };
    titled("ticket-score", "tickets.score.title", body.into_any())
}
