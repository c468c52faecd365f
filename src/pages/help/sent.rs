//! The request is a ticket: its number, and what happens next.

use api::TicketId;
use leptos::prelude::*;

use super::desk::Desk;
use super::expect;
use super::situation::Situation;
use super::steps::{Path, head};
use crate::i18n::{t, t_with};
use crate::place::{Page, Place};
use crate::session::Scope;
use crate::session::drafts::Stage;
use crate::ui::Icon;

/// The step.
pub fn sent(desk: Desk, situation: Situation, path: Memo<Path>) -> AnyView {
    let draft = desk.draft_now();
    let Stage::Sent { ticket, number } = draft.stage else {
        return ().into_any();
    };
    let scope = Scope::One(draft.account.clone());
    let to = Place::ticket(draft.account.clone(), ticket).to_string();
    let all = Place::Page(scope, Page::Tickets).to_string();
    let outcome = path.read_untracked().outcome.clone();
    let category = outcome.as_ref().and_then(|outcome| outcome.ticket.as_ref());
    let incident =
        category.is_some_and(|ticket| ticket.category == advisor::flow::Category::Incident);
    let checks = outcome.is_some_and(|outcome| !outcome.checks.is_empty());
    let next = if incident {
        "help.sent.incident"
    } else {
        "help.sent.next"
    };
    view! {
        {head("help.sent", desk)}
        <section class="panel help-step help-sent">
            <div class="panel-body">
                <p class="state state-good">
                    <Icon name="circle-check" />
                    <strong>{numbered(ticket, number)}</strong>
                </p>
                <p>{t(next)}</p>
                {expect::promised(situation.case.read_untracked().level, incident)}
                {(incident && checks).then(|| view! { <p>{t("help.sent.checks")}</p> })}
                <p class="help-actions">
                    <a class="button button-main" href=to>
                        <Icon name="message-square" />
                        {t("help.sent.open")}
                    </a>
                    <a class="button" href=all>
                        {t("help.sent.all")}
                    </a>
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// `Ticket 5000012`, by the number that people quote.
fn numbered(ticket: TicketId, number: Option<u64>) -> String {
    let number = number.unwrap_or(ticket.0).to_string();
    t_with("help.sent.number", &[("n", &number)])
}
