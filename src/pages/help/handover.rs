//! What the two forms share that hand a request over: the summary of what keeps it from being
//! sent, the button, and what stands beside it.

use leptos::prelude::*;

use super::check::refusal;
use super::desk::{Desk, Sending};
use super::kept::kept;
use super::question::back;
use crate::i18n::{t, t_with};
use crate::ui::{ErrorSummary, Icon, problem_links, problems_title, text};

/// Links to fields and what is wrong with each.
pub type Problems = Vec<(&'static str, String)>;

/// The summary: why it was not sent, or the `problems` of the form.
pub fn summary(desk: Desk, problems: Signal<Problems>) -> AnyView {
    let sending = Memo::new(move |_| desk.sending());
    let whose = super::pick::whose(&desk.account().id);
    let title = Signal::derive(move || match sending.get() {
        Sending::Refused(_) => Some(t("help.refused")),
        Sending::NotArrived => Some(t("help.not_arrived")),
        _ => (!problems.read().is_empty()).then(problems_title),
    });
    let body = Callback::new(move |()| match sending.get_untracked() {
        Sending::Refused(trouble) => refusal(&trouble, &whose),
        Sending::NotArrived => view! { <p>{t("help.not_arrived.about")}</p> }.into_any(),
        _ => problem_links(problems.get_untracked()),
    });
    view! { <ErrorSummary title body /> }.into_any()
}

/// The button that sends, the way back, and whether what was typed is kept.
pub fn actions(desk: Desk) -> AnyView {
    let whose = super::pick::whose(&desk.account().id);
    let busy = Memo::new(move |_| desk.sending() == Sending::UnderWay);
    let send = text(move || {
        if busy.get() {
            t("help.sending")
        } else {
            t_with("help.send", &[("whose", &whose)])
        }
    });
    view! {
        <p class="help-actions">
            <button
                class="button button-main"
                type="submit"
                aria-disabled=text(move || busy.get().to_string())
            >
                <Icon name="send" />
                {send}
            </button>
            {back()}
            {kept(desk)}
        </p>
    }
    .into_any()
}
