//! When the first answer is due, by what is known of the account's support level.

use catalog::Level;
use leptos::prelude::*;

use super::Shown;
use crate::data::support::offers;
use crate::data::support::signals;
use crate::data::tickets::promise::{FirstAnswer, first_answer};
use crate::data::{Clock, Data};
use crate::i18n::{format, t, t_with};
use crate::ui::{live, text};

/// The promise while the desk has not answered; nothing where nobody knows of one.
pub fn due(shown: &Shown) -> Memo<Option<FirstAnswer>> {
    let known = offers::known();
    let level = Data::current().ask(&shown.account, &signals::level());
    let (ticket, written) = (shown.ticket, shown.written);
    Memo::new(move |_| {
        let (ticket, written, offers) = (ticket.get()?, written.get()?, known.get()?.ok()?);
        let level = level.cell.read().value.clone()?;
        let level = Level::parse(level.as_ref().as_ref()?.as_str())?;
        let ticket = ticket.as_ref().as_ref()?;
        first_answer(ticket, &written.rows, offers.of(level)?)
    })
}

/// How far that is, or how long over, and where it is said.
pub fn said(due: Memo<Option<FirstAnswer>>) -> AnyView {
    let clock = Clock::current();
    live(move || {
        let Some(answer) = due.get() else {
            return ().into_any();
        };
        let at = answer.due;
        let late = Memo::new(move |_| clock.now() > at);
        let when = text(move || format::relative(at, clock.now()));
        let class = text(move || {
            if late.get() {
                "state state-warn".to_owned()
            } else {
                String::new()
            }
        });
        let key = if answer.verified {
            "tickets.promise.source"
        } else {
            "tickets.promise.second_hand"
        };
        view! {
            <div>
                <dt>{t("tickets.promise")}</dt>
                <dd>
                    <time class=class title=format::moment(at)>
                        {when}
                    </time>
                    <span class="soft small ticket-exact">
                        {t_with(key, &[("source", &answer.source)])}
                    </span>
                </dd>
            </div>
        }
        .into_any()
    })
}
