//! A panel: a part of a page that loads and fails alone.

use leptos::prelude::*;

use crate::data::trouble::Kind;
use crate::data::{Held, Phase};
use crate::i18n::{t, t_with};
use crate::ui::{Icon, TroubleBox, live, live_if, progress};

/// A panel that only has a title, by the key of its text.
pub fn titled(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head">
                <h2 id=id>{t(title)}</h2>
            </div>
            <div class="panel-body">{body}</div>
        </section>
    }
    .into_any()
}

/// What there is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Has {
    /// Nothing has arrived yet.
    Nothing,
    /// It arrived, and there is nothing in it.
    Empty,
    Something,
}

/// How what a panel shows stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelState {
    has: Has,
    read_at: f64,
    phase: Phase,
}

impl PanelState {
    /// Of an answer; `is_empty` tells an answer in which there is nothing.
    pub fn of<T>(held: &Held<T>, is_empty: fn(&T) -> bool) -> Self {
        Self {
            has: match &held.value {
                None => Has::Nothing,
                Some(value) if is_empty(value) => Has::Empty,
                Some(_) => Has::Something,
            },
            read_at: held.read_at,
            phase: held.phase.clone(),
        }
    }

    fn since(&self) -> Option<f64> {
        match self.phase {
            Phase::Waiting { since } => Some(since),
            Phase::Ready | Phase::Failed(_) => None,
        }
    }

    fn shown_since(&self) -> Option<f64> {
        (self.has != Has::Nothing).then_some(self.read_at)
    }
}

/// The panel. What was read stays while it is read again and when that fails.
#[component]
pub fn Panel(
    title: String,
    /// The region or the account it is read from.
    whose: String,
    #[prop(into)] state: Signal<PanelState>,
    /// What would be here, and how to get it.
    empty: String,
    retry: Callback<()>,
    /// Draws the value; asked only while there is one.
    body: Callback<(), AnyView>,
) -> impl IntoView {
    let state = Memo::new(move |_| state.get());
    let has = Memo::new(move |_| state.read().has);
    let since = Signal::derive(move || state.read().since());
    let read_at = Signal::derive(move || state.read().shown_since());
    let awaited = move || has.get() == Has::Nothing && state.read().since().is_some();
    let of = whose.clone();
    view! {
        <section class="panel" aria-label=title.clone()>
            <div class="panel-head">
                <h2>{title.clone()}</h2>
                <div role="status">{progress(whose, since, read_at)}</div>
            </div>
            <div class="panel-body">
                {live_if(awaited, skeleton)}
                {live(move || trouble(&state.read(), &of, retry))}
                {live(move || match has.get() {
                    // It watches for itself: see `live_if`.
                    Has::Something => live(move || body.run(())),
                    Has::Empty => {
                        view! {
                            <div class="nothing">
                                <Icon name="inbox" />
                                <p>{empty.clone()}</p>
                            </div>
                        }
                            .into_any()
                    }
                    Has::Nothing => ().into_any(),
                })}
            </div>
        </section>
    }
    .into_any()
}

fn skeleton() -> AnyView {
    view! {
        <div class="skeleton-lines" aria-hidden="true">
            <span class={"skeleton"}></span>
            <span class={"skeleton"}></span>
            <span class={"skeleton"}></span>
        </div>
    }
    .into_any()
}

/// What went wrong. What the keys do not allow is no fault that asking again could mend.
fn trouble(state: &PanelState, whose: &str, retry: Callback<()>) -> AnyView {
    match &state.phase {
        Phase::Failed(trouble) if trouble.kind == Kind::Right => {
            let (title, text) = trouble.kind.texts();
            view! {
                <div class="nothing">
                    <Icon name="lock" />
                    <p>
                        <strong>{t_with(title, &[("whose", whose)])}</strong>
                    </p>
                    <p>{t(text)}</p>
                </div>
            }
            .into_any()
        }
        Phase::Failed(trouble) => {
            let kept = state.has != Has::Nothing;
            view! { <TroubleBox trouble=trouble.clone() whose=whose.to_owned() kept retry /> }
                .into_any()
        }
        Phase::Waiting { .. } | Phase::Ready => ().into_any(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn an_answer_without_anything_in_it_is_not_a_missing_one() {
        let held = |value: Option<Vec<u8>>, phase: Phase| Held {
            value: value.map(Arc::new),
            read_at: 5.0,
            phase,
        };
        let of = |held: &Held<Vec<u8>>| PanelState::of(held, Vec::is_empty);
        let waiting = Phase::Waiting { since: 7.0 };

        let first = of(&held(None, waiting.clone()));
        assert_eq!((first.has, first.since()), (Has::Nothing, Some(7.0)));
        assert_eq!(first.shown_since(), None);

        let empty = of(&held(Some(vec![]), Phase::Ready));
        assert_eq!((empty.has, empty.since()), (Has::Empty, None));
        assert_eq!(empty.shown_since(), Some(5.0));

        // What was read stays while it is read again.
        let again = of(&held(Some(vec![1]), waiting));
        assert_eq!((again.has, again.since()), (Has::Something, Some(7.0)));
        assert_eq!(again.shown_since(), Some(5.0));
    }
}
